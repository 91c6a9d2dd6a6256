"""The noun phrases and pronouns of a page that can stand for an actor, with what the parse says of each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from sayso.entities.describe import singular
from sayso.lexicons.actors import ActorTables, name_key, of_the_time
from sayso.syntax import ancestors, children_by_dep, head_of, span_of, subtree, text_of
from sayso.types import Attribution, Name, Sentences, Spans

Form = Literal["name", "pronoun", "description"]

LEFT_OF_PHRASE = {
    "relcl",
    "acl",
    "appos",
    "punct",
    "cc",
    "conj",
    "advcl",
    "mark",
    "cop",
    "parataxis",
    "preconj",
}
LONGEST = 6  # words of a name that is looked up in the tables
NOT_ACTORS = {
    "DATE",
    "TIME",
    "MONEY",
    "PERCENT",
    "QUANTITY",
    "ORDINAL",
    "CARDINAL",
    "EVENT",
    "LAW",
    "LANGUAGE",
}
BODIES = {"ORG", "NORP", "FAC"}
SUBJECTS = {"nsubj", "nsubjpass", "csubj", "agent"}
PLACES_OF_NAMES = {"nsubj", "nsubjpass", "dobj", "pobj", "poss", "dative", "ROOT", "conj", "appos"}
INSIDE = {"compound", "nmod", "amod", "nummod", "quantmod", "advmod"}


@dataclass(frozen=True, slots=True)
class Phrase:
    """One noun phrase or pronoun."""

    spans: Spans
    head: int
    text: str
    form: Form
    core: str  # the proper name in it, "" where there is none
    title: str  # what stands before the name, or before the head of a description
    sentence: int
    start: int
    subject: bool
    plural: bool
    definite: bool  # "the official", bare of everything but its article and a number
    person: bool  # the name finder, a title or a first name says so
    whole: bool = False  # several actors joined by "and"
    members: tuple[int, ...] = ()  # the heads of those


@dataclass(frozen=True, slots=True)
class Marks:
    """What the name finder marked: the name at each token, and the surnames of the persons named in full."""

    names: dict[int, Name]
    surnames: frozenset[str]
    shorts: frozenset[str]  # first words of the bodies named in full
    known: dict[int, tuple[int, int]]  # the tokens of names of several words that the tables know
    vessels: frozenset[int]  # tokens of the names of ships


def _marks(parsed: Sentences, tables: ActorTables) -> Marks:
    full = [name for name in parsed.names if name.label == "PERSON" and name.last - name.first > 1]
    lasts = (parsed.tokens[name.last - 1].text for name in full)
    return Marks(
        {number: name for name in parsed.names for number in range(name.first, name.last)},
        frozenset(last for last in lasts if last[:1].isupper()),
        frozenset(_shorts(parsed, tables)),
        {number: span for span in _known_spans(parsed, tables) for number in range(*span)},
        frozenset(_vessels(parsed, tables)),
    )


def _vessels(parsed: Sentences, tables: ActorTables) -> Iterator[int]:
    """The tokens of names right after a word for a ship, of names joined to those, and of the same after "the"."""
    called, heads = set[str](), set[int]()
    for name in parsed.names:
        before, head = _before(parsed, name.first), parsed.tokens[name.last - 1]
        if singular(before) in tables.vessels or (head.dep == "conj" and head.head in heads):
            called.add(parsed.text[name.start : name.end])
            heads.add(name.last - 1)
            yield from range(name.first, name.last)
    for number, token in enumerate(parsed.tokens):
        if token.text in called and _before(parsed, number) in tables.grammar.left_out:
            yield number


def _before(parsed: Sentences, number: int) -> str:
    """The word before a token, in lower case."""
    return parsed.tokens[number - 1].text.casefold() if number else ""


def _shorts(parsed: Sentences, tables: ActorTables) -> Iterator[str]:
    """First words that can stand for a body named in full: "Terra" of Terra Mining."""
    for name in parsed.names:
        first = parsed.tokens[name.first]
        body = name.label == "ORG" and name.last - name.first > 1
        proper = first.pos == "PROPN" and len(first.text) > 3
        if body and proper and not _is_office(parsed, name.first, tables):
            yield first.text


def _known_spans(parsed: Sentences, tables: ActorTables) -> Iterator[tuple[int, int]]:
    """From left to right the longest names of several words that the tables know."""
    place = 0
    while place < len(parsed.tokens):
        last = _known_from(parsed, place, tables) if parsed.tokens[place].text[:1].isupper() else None
        if last:
            yield place, last
        place = last or place + 1


def _known_from(parsed: Sentences, place: int, tables: ActorTables) -> int | None:
    end = min(parsed.sentences[parsed.tokens[place].sentence].last, place + LONGEST)
    for last in range(end, place + 1, -1):
        if parsed.tokens[last - 1].text[:1].isalnum() and _in_tables(
            parsed, list(range(place, last)), tables
        ):
            return last
    return None


def find_phrases(
    parsed: Sentences, attributions: tuple[Attribution, ...], tables: ActorTables
) -> tuple[Phrase, ...]:
    """Every phrase that could be a party or a source, in text order; wholes of "and" after their members."""
    labels = _marks(parsed, tables)
    spoken = dict(_spoken(parsed, attributions))
    heads = {n for n in range(len(parsed.tokens)) if n in spoken or _can_act(parsed, n, labels, tables)}
    single = [_phrase(parsed, n, _extent(parsed, n), labels, tables) for n in heads]
    wholes = [_whole(parsed, n, labels, tables) for n in heads if _joins(parsed, n)]
    return tuple(sorted((*single, *wholes), key=_place))


def _place(phrase: Phrase) -> tuple[int, int]:
    """Where a phrase is read: a whole after its last member."""
    end = phrase.spans[-1][1]
    return (end, end) if phrase.whole else (phrase.start, end)


def _joins(parsed: Sentences, head: int) -> bool:
    """Whether ``head`` begins "A and B", both of them noun phrases."""
    token = parsed.tokens[head]
    members = children_by_dep(parsed, head, "conj")
    either = any(parsed.tokens[n].text.casefold() == "or" for n in children_by_dep(parsed, head, "cc"))
    nouns = not either and all(parsed.tokens[n].pos in {"NOUN", "PROPN", "PRON"} for n in (head, *members))
    return bool(members) and nouns and token.dep not in {*INSIDE, "nmod", "poss"} and token.dep != "conj"


def _spoken(parsed: Sentences, attributions: tuple[Attribution, ...]) -> Iterator[tuple[int, Spans]]:
    """Heads of all that attributions name: sources, chains, addressees."""
    for one in attributions:
        for spans in (one.source, *one.via, one.addressee):
            head = head_of(parsed, spans) if spans else None
            if head is not None:
                yield head, spans


def _can_act(parsed: Sentences, number: int, labels: Marks, tables: ActorTables) -> bool:
    token = parsed.tokens[number]
    if token.pos == "PRON":
        return token.text.casefold() in tables.pronouns
    if token.pos == "NUM":
        return token.text.casefold() in tables.couples["two"] and token.dep in {*SUBJECTS, "dobj", "pobj"}
    name = labels.names.get(number)
    nobody = (name and name.label in NOT_ACTORS) or number in labels.vessels
    if nobody or token.dep in INSIDE or _is_part(parsed, number, tables):
        return False
    if (token.text in labels.surnames or token.text in labels.shorts) and token.pos in {
        "NOUN",
        "ADJ",
        "VERB",
    }:
        return token.dep in PLACES_OF_NAMES
    if name and name.label in BODIES and _inside_name(parsed, number, name.first, name.last):
        return False
    if number in labels.known and _inside_name(parsed, number, *labels.known[number]):
        return False
    if token.pos == "PROPN":
        return token.text.replace(".", "").replace("-", "").isalpha()
    called = singular(token.text.casefold())
    return (
        token.pos in {"NOUN", "ADJ"}
        and (called in tables.sectors or called in tables.neutral or name_key(token.text) in tables.known)
        and (token.pos == "NOUN" or token.text[:1].isupper())
    )


def _inside_name(parsed: Sentences, number: int, first: int, last: int) -> bool:
    """Whether a token is only a part of a longer name: "Safety" of Organization for Maritime Safety."""
    return any(first <= above < last for above in ancestors(parsed, number))


def _is_part(parsed: Sentences, number: int, tables: ActorTables) -> bool:
    """Whether a word is a part of somebody: "shook his head"."""
    if parsed.tokens[number].text.casefold() not in tables.grammar.parts:
        return False
    owners = children_by_dep(parsed, number, "poss")
    return any(parsed.tokens[owner].pos == "PRON" for owner in owners)


def _extent(parsed: Sentences, head: int) -> list[int]:
    """The tokens of the phrase that ``head`` heads, without clauses, appositives and what is joined to it."""
    kept = [head]
    for child in parsed.children[head]:
        if parsed.tokens[child].dep not in LEFT_OF_PHRASE:
            kept.extend(subtree(parsed, child))
    return sorted(kept)


def _whole(parsed: Sentences, head: int, labels: Marks, tables: ActorTables) -> Phrase:
    """All members of "A, B and C" as one phrase."""
    members, waiting = list[int](), [head]
    while waiting:
        members.append(waiting.pop())
        waiting += children_by_dep(parsed, members[-1], "conj")
    tokens = sorted({number for member in members for number in _extent(parsed, member)})
    return replace(_phrase(parsed, head, tokens, labels, tables, whole=True), members=tuple(sorted(members)))


def _phrase(
    parsed: Sentences,
    head: int,
    tokens: list[int],
    labels: Marks,
    tables: ActorTables,
    whole: bool = False,
) -> Phrase:
    token = parsed.tokens[head]
    spans = (span_of(parsed, tokens),)
    core = [] if whole or token.pos == "PRON" else _core(parsed, head, labels, tables)
    before = [n for n in tokens if n < (core[0] if core else head)]
    title = [n for n in before if parsed.tokens[n].text.casefold() not in tables.grammar.left_out]
    name = labels.names.get(head)
    form: Form = "pronoun" if token.pos == "PRON" and not whole else "name" if core else "description"
    return Phrase(
        spans=spans,
        head=head,
        text=text_of(parsed.text, spans),
        form=form,
        core=_joined(parsed, core),
        title=_joined(parsed, title),
        sentence=token.sentence,
        start=spans[0][0],
        subject=token.dep in SUBJECTS or parsed.tokens[token.head].dep == "agent",
        plural=whole or _is_plural(parsed, head, labels, tables),
        definite=_definite(parsed, head, tokens, core),
        person=bool(core)
        and (token.text in labels.surnames or _is_person(parsed, core, name, title, tables)),
        whole=whole,
    )


def _is_plural(parsed: Sentences, head: int, labels: Marks, tables: ActorTables) -> bool:
    token = parsed.tokens[head]
    if token.text in labels.surnames or token.text in labels.shorts:
        return False
    word = token.text.casefold()
    plural = tables.pronouns.get(word) == "plural" or word in tables.couples["two"]
    return plural or token.tag in {"NNS", "NNPS"}


def _joined(parsed: Sentences, tokens: list[int]) -> str:
    """The words from the first to the last of ``tokens``, as the page has them."""
    return text_of(parsed.text, (span_of(parsed, tokens),)) if tokens else ""


def _core(parsed: Sentences, head: int, labels: Marks, tables: ActorTables) -> list[int]:
    """The tokens of the proper name at ``head``, offices and bodies before a person's name left off."""
    token = parsed.tokens[head]
    if head in labels.known:
        return list(range(*labels.known[head]))
    if (token.text in labels.surnames or token.text in labels.shorts) and token.pos != "PROPN":
        return [head]
    if token.pos != "PROPN" and name_key(token.text) not in tables.known:
        return []
    if not token.text[:1].isupper() or _is_one_of(parsed, head, tables):
        return []
    run, name = _run(parsed, head), labels.names.get(head)
    if name and name.label == "PERSON" and name.last == head + 1 and name.first < head:
        run = [n for n in run if n >= name.first] or run
    elif found := next((run[n:] for n in range(len(run)) if _in_tables(parsed, run[n:], tables)), None):
        return found
    if name and name.label in BODIES and name.last > head + 1:
        first = max(
            (n + 1 for n in range(name.first, head) if parsed.tokens[n].tag == "POS"), default=name.first
        )
        return [n for n in range(first, name.last) if _in_name(parsed, n, run[0], tables)]
    if len(run) > 1 and token.text.casefold() in tables.naming_bodies and token.text[:1].isupper():
        return run
    while len(run) > 1 and _is_title(parsed, run, tables):
        run = run[1:]
    return run if not _is_office(parsed, run[0], tables) or len(run) > 1 else []


def _is_one_of(parsed: Sentences, head: int, tables: ActorTables) -> bool:
    """Whether a word says whose national somebody is, as in "a Romanian"."""
    known = tables.known.get(name_key(parsed.tokens[head].text))
    articles = {parsed.tokens[child].text.casefold() for child in parsed.children[head]}
    return known is not None and known.demonym and bool(articles & {"a", "an"})


def _in_name(parsed: Sentences, number: int, first: int, tables: ActorTables) -> bool:
    """Whether a token of a marked name belongs to it; articles before it do not."""
    return number >= first or parsed.tokens[number].text.casefold() not in tables.grammar.left_out


def _is_title(parsed: Sentences, run: list[int], tables: ActorTables) -> bool:
    """Whether the first of some name words is a title, or a country or body before one ("Moscow Mayor X")."""
    if _is_described(parsed, run[0], tables):
        return True
    known = tables.known.get(name_key(parsed.tokens[run[0]].text))
    return known is not None and (known.demonym or any(_is_described(parsed, n, tables) for n in run[1:]))


def _run(parsed: Sentences, head: int) -> list[int]:
    """The unbroken run of name words that ends at ``head``; particles and "of" inside it belong to it."""
    run = [head]
    for number in range(head - 1, -1, -1):
        token = parsed.tokens[number]
        inside = token.sentence == parsed.tokens[head].sentence
        if not inside or token.pos != "PROPN" or token.dep not in {"compound", "nmod", "amod", "nummod"}:
            break
        run.insert(0, number)
    return run


def _in_tables(parsed: Sentences, run: list[int], tables: ActorTables) -> bool:
    key = name_key(_joined(parsed, run))
    return key in tables.known or key in tables.persons


def _is_office(parsed: Sentences, number: int, tables: ActorTables) -> bool:
    """Whether a word is an office, a title or somebody whom the tables know."""
    return _is_described(parsed, number, tables) or name_key(parsed.tokens[number].text) in tables.known


def _is_described(parsed: Sentences, number: int, tables: ActorTables) -> bool:
    token = parsed.tokens[number]
    called = singular(token.text.casefold())
    return (
        called in tables.sectors
        or called in tables.neutral
        or token.text.casefold() in tables.titles
        or token.text.casefold() in tables.former
        or token.text.casefold() in tables.abbreviations
    )


def _is_person(
    parsed: Sentences, core: list[int], name: Name | None, title: list[int], tables: ActorTables
) -> bool:
    key = name_key(_joined(parsed, core))
    if key in tables.known or parsed.tokens[core[-1]].text.casefold() in tables.naming_bodies:
        return False
    first = parsed.tokens[core[0]].text.casefold()
    known = key in tables.persons or (first in tables.first_names and len(core) > 1)
    titled = bool(title) and _is_office(parsed, title[-1], tables)
    surname = len(core) == 1 and any(
        person.alone and of_the_time(person, None) for person in tables.surnames.get(key, ())
    )
    return known or titled or surname or (name is not None and name.label == "PERSON")


def _definite(parsed: Sentences, head: int, tokens: list[int], core: list[int]) -> bool:
    """Whether an article points back, as in "the official" and "the two intelligence chiefs"."""
    first = parsed.tokens[tokens[0]].text.casefold()
    return (
        first in {"the", "this", "that", "these", "those", "both"}
        and not core
        and (not children_by_dep(parsed, head, "prep"))
    )
