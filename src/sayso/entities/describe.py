"""Country and sector of a phrase: "Russian foreign intelligence chief" is RUS SPY.

Office words and demonyms compose. The noun phrase itself speaks first, then what hangs on it by "of", then
where it is. A person whom the tables know is coded by the office held on the day.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from sayso.lexicons.actors import ActorTables, Known, Person, Tenure, key_of, name_key, of_the_time
from sayso.types import Kind

WORD = re.compile(r"(?:[^\W\d_]\.){2,}|['’]s?\b|['’](?=\s)|[^\W_]+(?:['’](?!s\b)[^\W_]+)*\.?|,")
LONGEST = 7  # words of the longest name or description in the tables
OWN, OF, WHERE, ELSEWHERE = range(4)


@dataclass(frozen=True, slots=True)
class Description:
    """What a phrase says about its actor."""

    country: str | None
    sector: str | None
    kind: Kind
    name: str | None  # the full name, where the tables know the actor itself
    why: tuple[str, ...]
    person: bool = False  # the tables know the actor as a person
    office: str | None = None  # held on the day, of a person the tables know


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    low: str
    key: str
    zone: int


@dataclass(frozen=True, slots=True)
class _Find:
    """Something of the tables in a phrase: words ``start`` to ``end``, what they say, and in which zone."""

    start: int
    end: int
    text: str
    zone: int
    country: str | None
    sector: str | None
    known: Known | None = None
    person: Person | None = None
    neutral: bool = False


def describe_phrase(phrase: str, context: str | None, date: str | None, tables: ActorTables) -> Description:
    """Country, sector and kind of the actor that ``phrase`` names or describes.

    ``context`` is the sentence or passage around it and settles ambiguous names; ``date`` (ISO 8601) says
    whether an office is held or past. What cannot be settled is None.
    """
    words = _words(phrase, tables)
    finds = [find for find in _finds(words, date, tables) if find.zone != ELSEWHERE]
    finds = [settled for find in finds if (settled := _settle(find, phrase, context, tables))]
    finds = [find for find in finds if not _is_descent(find, finds, phrase, tables)]
    person = _heading_person(finds, words, tables)
    country, why_country = _country(finds, words, date, tables)
    sector, why_sector = _sector(finds, words, date, tables)
    if sector == "GOV" and country in tables.grammar.governless:
        sector, why_sector = None, f"{country} has offices, but is no government."
    whole = _whole(finds, words, tables)
    held = _tenure(person, date) if person else None
    return Description(
        country=country,
        sector=sector,
        kind=_kind(whole, person, words, tables),
        name=person.names[0] if person else whole.name if whole and not whole.demonym else None,
        why=tuple(filter(None, (why_country, why_sector))),
        person=person is not None,
        office=held.office if held else None,
    )


def _is_descent(find: _Find, finds: list[_Find], phrase: str, tables: ActorTables) -> bool:
    """Whether a country is only where somebody's family came from: "Cuban American"."""
    after = next((one for one in finds if one.start == find.end), None)
    if after is None or after.text not in tables.descendants or not find.known or not find.known.demonym:
        return False
    return f"{find.text} {after.text}" in phrase


def _heading_person(finds: list[_Find], words: list[_Word], tables: ActorTables) -> Person | None:
    """The person whom the phrase names, not one who only owns its head."""
    own = [find for find in finds if find.zone == OWN]
    named = [find for find in own if find.person]
    return None if not named or _possessive(own, words, tables) else named[0].person


def singular(word: str) -> str:
    """An English noun without the ending of its plural, as far as spelling tells."""
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    if word.endswith(("sses", "ches", "shes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


def _words(phrase: str, tables: ActorTables) -> list[_Word]:
    """The words of a phrase, each in its zone. Hyphened words stay whole where they say "not its own"."""
    grammar, zone, found = tables.grammar, OWN, list[_Word]()
    plain, based = _without_based(_without_foreign(phrase, tables), tables)
    for text in WORD.findall(plain):
        low = text.casefold()
        if low in grammar.own:
            zone = max(zone, OF)
        elif low in grammar.where:
            zone = max(zone, WHERE)
        elif low in grammar.elsewhere:
            zone = ELSEWHERE
        elif text == "," and zone != OWN:
            zone = OF
        found.append(_Word(text, low, key_of(text), zone))
    return [*found, *(_Word(text, text.casefold(), key_of(text), WHERE) for text in based)]


def _without_based(phrase: str, tables: ActorTables) -> tuple[str, list[str]]:
    """The phrase without "Beirut-based", and the words of where its actor is based."""
    kept, based = list[str](), list[str]()
    for word in phrase.split():
        place, _, end = word.rpartition("-")
        if place and end.casefold() in tables.grammar.based:
            based += [",", *WORD.findall(place)]
        else:
            kept.append(word)
    return " ".join(kept), based


def _without_foreign(phrase: str, tables: ActorTables) -> str:
    """The phrase without compounds that name somebody else: "Russian-backed", "pro-Russian"."""
    kept = []
    for word in phrase.split():
        parts = word.casefold().strip(",.").split("-")
        against = parts[0] in tables.grammar.not_own_beginnings and word.partition("-")[2][:1].isupper()
        foreign = parts[-1] in tables.grammar.not_own_ends or against
        if not (foreign and len(parts) > 1):
            kept.append(word)
    return " ".join(kept)


def _finds(words: list[_Word], date: str | None, tables: ActorTables) -> list[_Find]:
    """The longest matches from left to right; a find never reaches over a comma."""
    found, place = list[_Find](), 0
    while place < len(words):
        ends = _ends(words, place) if _opens(words[place], tables) else ()
        find = next((one for end in ends if (one := _match(words, place, end, date, tables))), None)
        if find:
            found.append(find)
        place = find.end if find else place + 1
    return found


def _opens(word: _Word, tables: ActorTables) -> bool:
    """Whether anything that the tables know begins with the word."""
    return bool({word.key, word.key.casefold(), word.low, singular(word.low)} & tables.openings)


def _ends(words: list[_Word], place: int) -> range:
    return range(min(len(words), place + LONGEST), place, -1)


def _match(words: list[_Word], start: int, end: int, date: str | None, tables: ActorTables) -> _Find | None:
    piece, zone = words[start:end], words[start].zone
    text = " ".join([word.text for word in piece])
    proper = _is_proper(piece, tables)
    key = " ".join([word.key for word in piece]) if proper else ""
    known = tables.known.get(key) or tables.known.get(key.casefold()) if proper else None
    if known and not ((known.territory or known.demonym) and _is_surname(words, start, tables)):
        return _Find(start, end, text, zone, known.country, known.sector, known=known)
    if proper and (person := tables.persons.get(key) or _by_surname(words, start, end, date, tables)):
        return _Find(start, end, text, zone, None, None, person=person)
    low = " ".join([word.low for word in piece])
    for called in (low, _singular_last(low)):
        if called in tables.international:
            sector = tables.sectors.get(called)
            return _Find(start, end, text, zone, tables.international[called], sector)
        if called in tables.sectors or called in tables.neutral:
            neutral = called in tables.neutral
            country = _country_inside(piece, tables)
            return _Find(start, end, text, zone, country, tables.sectors.get(called), neutral=neutral)
    return None


def _is_surname(words: list[_Word], place: int, tables: ActorTables) -> bool:
    """Whether a first name stands before: "Chuck Jordan" is of no country."""
    before = words[place - 1] if place else None
    return before is not None and before.text[:1].isupper() and before.low in tables.first_names


def _country_inside(piece: list[_Word], tables: ActorTables) -> str | None:
    """The country that a word of a description names: "Kremlin critic" is of RUS."""
    known = (tables.known.get(word.key) for word in piece if word.text[:1].isupper())
    return next((one.country for one in known if one), None)


def _is_proper(piece: list[_Word], tables: ActorTables) -> bool:
    """Whether words begin as a name does: with a capital, or a particle and a capital ("al-Shabab")."""
    first, second = piece[0].text, piece[1].text if len(piece) > 1 else ""
    return first[:1].isupper() or (first in tables.grammar.particles and second[:1].isupper())


def _singular_last(words: str) -> str:
    head, _, last = words.rpartition(" ")
    return f"{head} {singular(last)}".strip()


def _by_surname(
    words: list[_Word], start: int, end: int, date: str | None, tables: ActorTables
) -> Person | None:
    """The person whom a surname means here: by itself, or with one of that person's offices before it."""
    persons = tables.surnames.get(" ".join(word.key for word in words[start:end]), ())
    before = [word for word in words[:start] if word.low not in tables.grammar.left_out]
    if not persons or (before and not _is_title(before[-1], tables)):
        return None
    follower = words[end].text if end < len(words) else ""
    if follower[:1].isupper() and name_key(follower) not in tables.sectors:
        return None
    return _meant([person for person in persons if of_the_time(person, date)], before, date)


def _meant(persons: list[Person], before: list[_Word], date: str | None) -> Person | None:
    """The only one who holds the very office named on the day; else who ever held it; else who may be meant."""
    said = " ".join(word.low for word in before)
    exact = [one for one in persons if any(_is_called(tenure, said) for tenure in one.tenures)]
    on_the_day = [person for person in exact if date and _in_office(person, said, date)]
    loose = [person for person in persons if person.alone or _held(person, before)]
    return next((known[0] for known in (on_the_day, exact, loose) if len(known) == 1), None)


def _in_office(person: Person, said: str, date: str) -> bool:
    """Whether a person holds this office on the day."""
    return any(_is_called(one, said) and _is_on(one, date) for one in person.tenures)


def _is_called(tenure: Tenure, said: str) -> bool:
    """Whether the words before a name are this office: "President", "then Foreign Minister"."""
    return bool(said) and f" {said}".endswith(f" {tenure.office.casefold()}")


def _is_title(word: _Word, tables: ActorTables) -> bool:
    low = singular(word.low)
    return (
        low in tables.sectors
        or low in tables.neutral
        or word.low in tables.titles
        or word.key in tables.known
        or not word.text[:1].isupper()
    )


def _held(person: Person, before: list[_Word]) -> bool:
    said = {word.low for word in before}
    return any(said & set(tenure.office.casefold().split()) for tenure in person.tenures)


def _settle(find: _Find, phrase: str, context: str | None, tables: ActorTables) -> _Find | None:
    """Decide an ambiguous name by the words around it; None where nothing settles it."""
    entry = tables.ambiguous.get(name_key(find.text))
    if entry is None:
        return find
    bare = re.sub(rf"\b{re.escape(find.text.casefold())}\b", "", f"{phrase} {context or ''}".casefold())
    pro = _count(entry.words, bare)
    con = _count(entry.other_words, bare)
    if pro > con or (pro == con and entry.default and not con):
        return find
    if con > pro and entry.other:
        return _Find(find.start, find.end, find.text, find.zone, entry.other, "GOV")
    return None


def _count(words: Iterable[str], around: str) -> int:
    return sum(bool(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", around)) for word in words)


def _country(
    finds: list[_Find], words: list[_Word], date: str | None, tables: ActorTables
) -> tuple[str | None, str | None]:
    """The country of the first find in the nearest zone that has one; none where several are joined."""
    ordered = sorted(finds, key=lambda one: one.zone)
    for find in ordered:
        held = _tenure(find.person, date) if find.person else None
        country = held.country if held else find.country
        if not country:
            continue
        if any(_joined(find, other, words, tables) for other in ordered if other is not find):
            return None, f"{find.text!r} is one of several countries."
        return country, f"{find.text!r} is of {country}."
    return None, None


def _joined(one: _Find, other: _Find, words: list[_Word], tables: ActorTables) -> bool:
    """Whether two finds are different countries side by side: "US and Russian officials"."""
    one, other = sorted((one, other), key=lambda find: find.start)
    places = [find for find in (one, other) if find.known and (find.known.territory or find.known.demonym)]
    between = [word.low for word in words[one.end : other.start]]
    joined = any(word in tables.grammar.joining for word in between)
    return (
        len(places) == 2
        and one.country != other.country
        and joined
        and set(between) <= {*tables.grammar.joining, ","}
    )


def _sector(
    finds: list[_Find], words: list[_Word], date: str | None, tables: ActorTables
) -> tuple[str | None, str | None]:
    """The sector of the word nearest to the end of the noun phrase, or of what hangs on it by "of"."""
    for zone in (OWN, OF):
        here = [find for find in finds if find.zone == zone]
        person = next((find.person for find in here if find.person), None)
        if person and not _possessive(here, words, tables):
            return _by_office(person, here, words, date, tables)
        specific = [find for find in here if find.sector and not find.neutral and not _bare_country(find)]
        if specific:
            return _dominated(specific[-1], words, tables) or _ranked(specific[-1], finds, words, tables)
    return _fallback(finds, words, tables)


def _dominated(find: _Find, words: list[_Word], tables: ActorTables) -> tuple[str, str] | None:
    """The sector of a word before the head that outweighs it: "rebel army", "exiled prime minister"."""
    if find.sector not in tables.grammar.dominated or find.known:
        return None
    before = " ".join(word.low for word in words[max(0, find.start - 2) : find.start])
    for said, sector in tables.dominant.items():
        if re.search(rf"\b{said}$", before):
            return sector, f"{said!r} is {sector}."
    return None


def _bare_country(find: _Find) -> bool:
    """A country, capital or region: an actor by itself, but it says nothing of who within it acts."""
    return find.known is not None and find.known.territory


def _possessive(here: list[_Find], words: list[_Word], tables: ActorTables) -> bool:
    """Whether a person only owns the head of the phrase: "Trump's lawyer"."""
    person = next(find for find in here if find.person)
    after = words[person.end].text if person.end < len(words) else ""
    return after in tables.grammar.possessives or any(
        find.start >= person.end and find.sector for find in here
    )


def _by_office(
    person: Person, here: list[_Find], words: list[_Word], date: str | None, tables: ActorTables
) -> tuple[str | None, str | None]:
    held = _tenure(person, date)
    if date and _past(person, date) and held.sector in tables.former_sectors:
        return "ELI", f"{person.names[0]} was {held.office} until {held.until}."
    said = [find for find in here if find.sector and not find.neutral and not find.known and not find.person]
    if said and not date:
        return _ranked(said[-1], here, words, tables)
    return held.sector, f"{person.names[0]} is known as {held.office}."


def _past(person: Person, date: str) -> bool:
    """Whether an office has been held before the day and none is on it."""
    held = _tenure(person, date)
    return held.start <= date and not _is_on(held, date)


def _is_on(tenure: Tenure, date: str) -> bool:
    """Whether an office is held on the day; of an end that is a year or a month, all of that counts."""
    return tenure.start <= date and (not tenure.until or date[: len(tenure.until)] <= tenure.until)


def head_called(surname: str, date: str, tables: ActorTables) -> Person | None:
    """The only head of a state or government of this surname who is in office on the day (ISO 8601)."""
    called = tables.heads.get(name_key(surname), ())
    holding = [one for one in called if any(_is_on(tenure, date) for tenure in one.tenures)]
    return holding[0] if len(holding) == 1 else None


def _tenure(person: Person, date: str | None) -> Tenure:
    """The office held on the day; else the last one held before it; else the first."""
    if not date:
        return person.tenures[-1]
    begun = [one for one in person.tenures if one.start <= date]
    holding = [one for one in begun if _is_on(one, date)]
    return (holding or begun or person.tenures)[-1 if holding or begun else 0]


def _ranked(
    find: _Find, here: list[_Find], words: list[_Word], tables: ActorTables
) -> tuple[str | None, str | None]:
    """The sector of ``find``, or ELI for those who held it and for their families."""
    before = {word.low for word in words[: find.start]}
    if find.sector in tables.former_sectors and before & tables.former:
        return "ELI", f"{find.text!r} no longer in office."
    kin = singular(find.text.casefold()) in tables.family
    if kin and any(
        one.sector in tables.former_sectors and not one.neutral for one in here if one is not find
    ):
        return "ELI", f"{find.text!r} is family of somebody in office."
    return find.sector, f"{find.text!r} is {find.sector}."


def _fallback(finds: list[_Find], words: list[_Word], tables: ActorTables) -> tuple[str | None, str | None]:
    """The sector where no word is specific: of a neutral head, of a country by itself, of its people."""
    own = [find for find in finds if find.zone == OWN]
    bodies = [find for find in finds if find.known and not _bare_country(find) and not find.known.demonym]
    neutral = [find for find in own if find.neutral]
    if bodies and not bodies[0].sector:
        return None, None
    for find in reversed(neutral):
        if find.sector:
            return _ranked(find, own, words, tables)
        if singular(find.text.casefold()) in tables.official:
            return "GOV", f"{find.text!r} speaks for a government."
    covered = sum(find.end - find.start for find in own)
    extra = [word for word in words if word.zone == OWN and not _idle(word, tables)]
    if own and covered >= len(extra) and own[-1].known:
        last = own[-1].known
        return (
            ("CVL", f"{own[-1].text!r} are people.") if last.demonym else (last.sector, f"{last.name} acts.")
        )
    return None, None


def _idle(word: _Word, tables: ActorTables) -> bool:
    low = word.low
    return (
        low in tables.grammar.left_out or low in tables.grammar.numbers or low in tables.grammar.possessives
    )


def _whole(finds: list[_Find], words: list[_Word], tables: ActorTables) -> Known | None:
    """What the tables know under the whole phrase, its article aside."""
    said = [word for word in words if not _idle(word, tables)]
    if len(finds) == 1 and finds[0].known and finds[0].end - finds[0].start >= len(said):
        return finds[0].known
    return None


def _kind(whole: Known | None, person: Person | None, words: list[_Word], tables: ActorTables) -> Kind:
    if whole:
        return whole.kind
    if person:
        return "person"
    own = [word.low for word in words if word.zone == OWN and word.text not in ",'’"]
    last = own[-1] if own else ""
    if singular(last) in tables.body_words or last in tables.body_words:
        return tables.body_words.get(last) or tables.body_words[singular(last)]
    one = singular(last)
    plural = one != last and (one in tables.sectors or one in tables.neutral)
    numbered = bool(own) and own[0] in tables.grammar.numbers
    return "group" if plural or numbered else "unnamed"
