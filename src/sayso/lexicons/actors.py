"""Who is known: countries, bodies, persons in office, and the words by which actors are described."""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from sayso.errors import LexiconError
from sayso.lexicons.tables import digest_of, lexicon_path, read_rows, read_toml, shape_of
from sayso.types import Kind

# What is written by hand stands before what training/actors made of other tables.
FILES = (
    "countries.csv", "organizations.csv", "groups.csv", "cities.csv", "leaders.csv", "officials.csv", "words.toml",
)  # fmt: skip
BODY_COLUMNS = ("names", "kind", "country", "sector", "source")
PERSON_COLUMNS = ("names", "country", "sector", "office", "from", "until", "alone", "source")
RECENT = 1990  # a surname can mean somebody who was in office after this year,
REMEMBERED = 30  # on an older page somebody who was in office so many years before,
YET_TO_COME = 15  # and nobody who came into office only so many years after
KEYS = 20_000  # words and names whose keys are kept at hand: a page asks for each many times
FIRST_WORDS = 6  # of a phrase, in which an adjective says of which country somebody is
KINDS: dict[str, Kind] = {
    "organization": "organization",
    "government": "government",
    "outlet": "outlet",
    "group": "group",
}


@dataclass(frozen=True, slots=True)
class Known:
    """A country, capital, region or body that the tables know by its name."""

    name: str
    kind: Kind
    country: str | None
    sector: str | None
    demonym: bool = False  # "Russian": of the country, not the country itself
    territory: bool = False  # a country, capital or region, or a part of the world, which is of no country


@dataclass(frozen=True, slots=True)
class Tenure:
    """An office that a person held; ISO dates or beginnings of such, "" where it has not ended."""

    office: str
    country: str
    sector: str | None
    start: str
    until: str


@dataclass(frozen=True, slots=True)
class Person:
    """A person whom the tables know, with every spelling and the offices in order of time."""

    names: tuple[str, ...]
    tenures: tuple[Tenure, ...]
    alone: bool  # the surname by itself means this person


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """A name that may be the country or something else, with the words that settle which."""

    code: str
    default: bool  # the country where no word settles it
    words: frozenset[str]
    other: str | None
    other_words: frozenset[str]


@dataclass(frozen=True, slots=True)
class Grammar:
    """The small words of phrases, all in lower case."""

    own: frozenset[str]
    where: frozenset[str]
    elsewhere: frozenset[str]
    not_own_ends: frozenset[str]
    not_own_beginnings: frozenset[str]
    numbers: tuple[str, ...]
    possessives: frozenset[str]
    left_out: frozenset[str]
    particles: frozenset[str]
    based: frozenset[str]
    naming: frozenset[str]
    joining: frozenset[str]
    together: str  # the one that Sayso puts between names
    parts: frozenset[str]  # "his head": no actor
    dominated: frozenset[str]  # sectors that a dominant word outweighs
    governless: frozenset[str]  # international codes whose officials are of no government


@dataclass(frozen=True, slots=True)
class ActorTables:
    """Everything the entities stage knows of actors. Keys are as ``name_key`` gives them."""

    known: dict[str, Known]
    persons: dict[str, Person]  # by every full name
    surnames: dict[str, tuple[Person, ...]]
    heads: dict[str, tuple[Person, ...]]  # by surname, of states and governments, with those offices only
    sectors: dict[str, str]  # described by, in the singular
    neutral: frozenset[str]
    dominant: dict[str, str]  # words whose sector is that of the head after them: "rebel army"
    official: frozenset[str]
    former: frozenset[str]
    former_sectors: frozenset[str]
    international: dict[str, str]
    family: frozenset[str]
    grammar: Grammar
    ambiguous: dict[str, Ambiguous]
    descendants: frozenset[str]  # "American" in "Cuban American": the one of the two that counts
    pronouns: dict[str, str]  # "he" -> "masculine"
    titles: dict[str, str]  # "mr." -> "masculine"
    first_names: dict[str, str]
    body_words: dict[str, Kind]
    vessels: frozenset[str]  # "tanker": what has a name that is nobody's
    collectives: frozenset[str]  # bodies that are "they", too
    hypernyms: dict[str, frozenset[str]]  # "company": the sectors of what it can take up
    couples: dict[str, frozenset[str]]  # of "the two countries": words for two, for states, for anybody
    naming_bodies: frozenset[str]  # "party": ends the name of a body
    abbreviations: dict[str, str]  # "gen." -> "general"
    digest: str
    openings: frozenset[str] = field(init=False)  # first words of whatever a phrase is looked up by

    def __post_init__(self) -> None:
        looked_up = (self.known, self.persons, self.surnames, self.sectors, self.neutral, self.international)
        openings = frozenset(phrase.split()[0] for table in looked_up for phrase in table if phrase)
        object.__setattr__(self, "openings", openings)  # frozen, and made of the other fields


@functools.lru_cache(maxsize=KEYS)
def key_of(word: str) -> str:
    """A word as the tables have it: without accents and case, except that acronyms keep their capitals."""
    plain = word.replace(".", "")
    if not word.isascii():
        plain = unicodedata.normalize("NFKD", plain.replace("’", "'"))
        plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return plain if plain.isupper() and 1 < len(plain) <= 5 else plain.casefold()


@functools.lru_cache(maxsize=KEYS)
def name_key(name: str) -> str:
    """The key of a name of several words; hyphens part words."""
    return " ".join(key_of(word) for word in name.replace("-", " ").split())


def surname_of(name: str, particles: frozenset[str]) -> str:
    """The last word of a name, with the particles that belong to it: "Le Pen", "von der Leyen"."""
    words = name.split()
    start = len(words) - 1
    while start > 1 and words[start - 1].casefold() in particles:
        start -= 1
    return " ".join(words[start:])


def adjective_in(phrase: str, tables: ActorTables) -> Known | None:
    """The country whose adjective is in a phrase, before any "of" or "in"; None where there are several."""
    found, words, place = dict[str | None, Known](), _words_of_itself(phrase, tables), 0
    while place < len(words):
        known, length = _known_at(words, place, tables)
        if known is not None and known.demonym and known.country:
            found[known.country] = known
        place += length
    return found.popitem()[1] if len(found) == 1 else None


def _words_of_itself(phrase: str, tables: ActorTables) -> list[str]:
    """The first words of a phrase, up to those that bring in somebody or something else."""
    others = tables.grammar.own | tables.grammar.where | tables.grammar.elsewhere
    words = phrase.split()[:FIRST_WORDS]
    end = next((place for place, word in enumerate(words) if word.casefold() in others), len(words))
    return [word.strip(",.'’") for word in words[:end]]


def _known_at(words: list[str], place: int, tables: ActorTables) -> tuple[Known | None, int]:
    """What the tables know from a word with a capital on, and its length in words; the longest name wins."""
    if words[place][:1].isupper():
        for end in range(len(words), place, -1):
            if known := tables.known.get(name_key(" ".join(words[place:end]))):
                return known, end - place
    return None, 1


def of_the_time(person: Person, date: str | None) -> bool:
    """Whether a surname by itself can mean this person on a page of this day (ISO 8601)."""
    first, last = person.tenures[0].start, person.tenures[-1].until
    if date is None:
        return not last or last > str(RECENT)
    year = int(date[:4])
    return (not last or last > str(min(RECENT, year - REMEMBERED))) and first < str(year + YET_TO_COME)


def load_actors(language: str = "en") -> ActorTables:
    """The actor tables of ``language``. Raises LexiconError, with the line, where one is malformed."""
    return load_actor_folder(lexicon_path(language, "actors"))


def load_actor_folder(folder: Path) -> ActorTables:
    """The actor tables in ``folder``, which holds the files named in ``FILES``."""
    countries, bodies, groups, cities, leaders, officials, words = (folder / name for name in FILES)
    table = read_toml(words)
    with shape_of(words):
        grammar = _grammar(table["grammar"])
        leading = _persons(leaders)
        persons = (*leading, *_persons(officials))
        return ActorTables(
            known={
                **_wider(table["wider"]),
                **_by_first(_bodies(groups)),
                **_by_first(_cities(cities)),
                **_regions(table["regions"]),
                **_by_first(_countries(countries)),
                **_by_first(_bodies(bodies)),
            },
            persons=_by_full_name(persons),
            surnames=_surnames(_first_of_name(persons), grammar.particles),
            heads=_surnames(_heads(leading, table["heads"]["offices"]), grammar.particles),
            sectors=_unhyphened(_turned(table["sectors"])),
            neutral=frozenset(_unhyphened(dict.fromkeys(table["neutral"]["heads"], ""))),
            dominant=_turned(table["dominant"]),
            official=frozenset(table["neutral"]["official"]),
            former=frozenset(table["former"]["words"]),
            former_sectors=frozenset(table["former"]["sectors"]),
            international=_turned(table["international"]),
            family=frozenset(table["family"]["words"]),
            grammar=grammar,
            ambiguous={name_key(name): _ambiguous(entry) for name, entry in table["ambiguous"].items()},
            descendants=frozenset(table["wider"]["descendants"]),
            pronouns=_turned(table["pronouns"]),
            titles=_turned({kind: table["gender"][f"{kind}_titles"] for kind in ("masculine", "feminine")}),
            first_names=_turned(
                {kind: table["gender"][f"{kind}_names"] for kind in ("masculine", "feminine")}
            ),
            body_words=_turned(table["kinds"]),
            vessels=frozenset(table["vessels"]["words"]),
            collectives=frozenset(table["collectives"]["words"]),
            hypernyms={word: frozenset(codes) for word, codes in table["hypernyms"].items()},
            couples={kind: frozenset(words) for kind, words in table["couples"].items()},
            naming_bodies=frozenset(table["naming_bodies"]["words"]),
            abbreviations=dict(table["abbreviations"]),
            digest=digest_of(*(folder / name for name in FILES)),
        )


def load_grammar(language: str = "en") -> Grammar:
    """The small words of ``language``, without the tables. Raises LexiconError where one is missing."""
    words = lexicon_path(language, "actors") / FILES[-1]
    table = read_toml(words)
    with shape_of(words):
        return _grammar(table["grammar"])


def _by_first(pairs: Iterable[tuple[str, Known]]) -> dict[str, Known]:
    """The pairs by key; of two under one key the first stands."""
    found: dict[str, Known] = {}
    for key, known in pairs:
        found.setdefault(key, known)
    return found


def _turned(lists: dict[Any, list[str]]) -> dict[str, Any]:
    """Turn name -> words round. Of two names for one word the first stands."""
    found: dict[str, Any] = {}
    for name, words in lists.items():
        for word in words:
            found.setdefault(word, name)
    return found


def _unhyphened(words: dict[str, str]) -> dict[str, str]:
    """Descriptions as phrases are read: hyphens part words."""
    return {word.replace("-", " "): code for word, code in words.items()}


def _grammar(table: dict[str, Any]) -> Grammar:
    return Grammar(
        own=frozenset(table["own"]),
        where=frozenset(table["where"]),
        elsewhere=frozenset(table["elsewhere"]),
        not_own_ends=frozenset(table["not_own_ends"]),
        not_own_beginnings=frozenset(table["not_own_beginnings"]),
        numbers=tuple(table["numbers"]),
        possessives=frozenset(table["possessives"]),
        left_out=frozenset(table["left_out"]),
        particles=frozenset(table["particles"]),
        based=frozenset(table["based"]),
        naming=frozenset(table["naming"]),
        joining=frozenset(table["joining"]),
        together=table["together"],
        parts=frozenset(table["parts"]),
        dominated=frozenset(table["dominated"]),
        governless=frozenset(table["governless"]),
    )


def _ambiguous(entry: dict[str, Any]) -> Ambiguous:
    return Ambiguous(
        code=entry["code"],
        default=entry["default"],
        words=frozenset(entry["words"]),
        other=entry["other"] or None,
        other_words=frozenset(entry["other_words"]),
    )


def _countries(path: Path) -> Iterator[tuple[str, Known]]:
    for _, row in read_rows(path, ("code", "name", "aliases", "demonyms", "capital", "source")):
        code = row["code"]
        yield from _keyed(
            (row["name"], *_cells(row["aliases"])),
            Known(row["name"], "government", code, "GOV", territory=True),
        )
        demonym = Known(row["name"], "group", code, None, demonym=True)
        plurals = [f"{word}s" for word in _cells(row["demonyms"])]
        yield from _keyed((*_cells(row["demonyms"]), *plurals), demonym)
        for capital in _cells(row["capital"]):
            yield from _keyed((capital,), Known(capital, "government", code, "GOV", territory=True))


def _bodies(path: Path) -> Iterator[tuple[str, Known]]:
    for line, row in read_rows(path, BODY_COLUMNS):
        if row["kind"] not in KINDS:
            raise LexiconError(
                f"{path}, line {line}: the kind {row['kind']!r} is none of {', '.join(KINDS)}. Correct it."
            )
        names = _cells(row["names"])
        one = Known(names[0], KINDS[row["kind"]], row["country"] or None, row["sector"] or None)
        yield from _keyed(names, one)


def _cities(path: Path) -> Iterator[tuple[str, Known]]:
    for _, row in read_rows(path, ("name", "country", "source")):
        yield (
            name_key(row["name"]),
            Known(row["name"], "government", row["country"], "GOV", territory=True),
        )


def _keyed(names: Iterable[str], known: Known) -> Iterator[tuple[str, Known]]:
    """Every name, without its article, too; "The" with a capital belongs to it, as in "The Hill"."""
    for name in names:
        yield name_key(name), known
        if name.startswith("the "):
            yield name_key(name.removeprefix("the ")), known


def _regions(table: dict[str, list[str]]) -> dict[str, Known]:
    return {
        name_key(name): Known(name, "government", code, "GOV", territory=True)
        for code, names in table.items()
        for name in names
    }


def _wider(table: dict[str, Any]) -> dict[str, Known]:
    """Parts of the world, "Latin America" and "Latin American", so that none of their words names a country."""
    places = {
        f"{part} {place}": f"{part} {of}" for place, of in table["of"].items() for part in table["parts"]
    }
    adjectives = [*places.values(), *table["adjectives"]]
    people = [word for adjective in adjectives for word in (adjective, f"{adjective}s")]
    return {
        **{name_key(name): Known(name, "group", None, None, territory=True) for name in places},
        **{name_key(name): Known(name, "group", None, None, demonym=True) for name in people},
    }


def _persons(path: Path) -> tuple[Person, ...]:
    tenures: dict[tuple[str, ...], list[Tenure]] = {}
    alone: dict[tuple[str, ...], bool] = {}
    for _, row in read_rows(path, PERSON_COLUMNS):
        names = _cells(row["names"])
        held = Tenure(row["office"], row["country"], row["sector"] or None, row["from"], row["until"])
        tenures.setdefault(names, []).append(held)
        alone[names] = row["alone"] == "yes"
    return tuple(
        Person(names, tuple(sorted(held, key=lambda one: one.start)), alone[names])
        for names, held in tenures.items()
    )


def _heads(persons: Iterable[Person], offices: Collection[str]) -> Iterator[Person]:
    for person in persons:
        if held := tuple(tenure for tenure in person.tenures if tenure.office in offices):
            yield replace(person, tenures=held)


def _by_full_name(persons: tuple[Person, ...]) -> dict[str, Person]:
    """Persons by every full name, and without initials in between where nobody bears that name."""
    named = {name_key(name): person for person in reversed(persons) for name in person.names}
    shorter = {_without_initials(key): person for key, person in reversed(named.items())}
    return {key: person for key, person in shorter.items() if " " in key} | named


def _without_initials(key: str) -> str:
    first, *between, last = key.split() if " " in key else ("", key)
    return " ".join([first, *(word for word in between if len(word) > 1), last])


def _first_of_name(persons: tuple[Person, ...]) -> Iterator[Person]:
    """The persons whom a surname can mean: of those with one full name the first."""
    seen: set[str] = set()
    for person in persons:
        keys = {name_key(name) for name in person.names}
        if not keys & seen:
            yield person
        seen |= keys


def _surnames(persons: Iterable[Person], particles: frozenset[str]) -> dict[str, tuple[Person, ...]]:
    found: dict[str, tuple[Person, ...]] = {}
    for person in persons:
        for key in {name_key(surname_of(name, particles)) for name in person.names}:
            found[key] = (*found.get(key, ()), person)
    return found


def _cells(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split("|") if part.strip())
