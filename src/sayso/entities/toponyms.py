"""Names on a page that may stand for places, with what stands around them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from sayso.lexicons.gazetteer import Gazetteer, KnownPlace, PlaceWords, key_of
from sayso.syntax import head_of, tokens_in
from sayso.types import Sentences, Span, Token

PLACE_LABELS = {"GPE", "LOC", "FAC"}
NOTHING_NAMED = {"DATE", "TIME", "CARDINAL", "ORDINAL", "MONEY", "PERCENT", "QUANTITY"}
UNCOUNTED = {"country", "area", "water"}
SUBJECTS = {"nsubj", "nsubjpass"}
REGION_KINDS = frozenset({"region", "area"})
CITY_KINDS = frozenset({"city", "capital"})
WELL_KNOWN = 50_000  # people from which on a city is seen without the name finder's word for it


@dataclass(frozen=True, slots=True)
class Toponym:
    """A name that may stand for one of several places."""

    span: Span
    head: int
    key: str
    candidates: tuple[KnownPlace, ...]
    kinds: frozenset[str]  # kinds of place that the words around it mean; empty where they say nothing
    containers: tuple[KnownPlace, ...]  # countries or regions in which the page says it lies
    sure: bool  # marked as a place, or stands like one; otherwise the rest of the page must speak for it


def find_toponyms(parsed: Sentences, gazetteer: Gazetteer) -> list[Toponym]:
    """Names that the gazetteer knows, in text order: those marked as places, and others that stand like places."""
    marked = [_toponym(parsed, first, last, gazetteer, True) for first, last in _marked(parsed)]
    others = [_toponym(parsed, first, last, gazetteer, False) for first, last in _unmarked(parsed)]
    seen = [toponym for toponym in (*marked, *others) if toponym]
    persons = _names_of_persons(parsed)
    known = {toponym.key for toponym in seen if toponym.sure and toponym.key not in persons}
    sifted = (_sifted(parsed, toponym, known, persons, gazetteer.words) for toponym in seen)
    kept = sorted((toponym for toponym in sifted if toponym), key=lambda toponym: toponym.span)
    return _with_containers(parsed, kept, gazetteer.words)


def _marked(parsed: Sentences) -> Iterator[tuple[int, int]]:
    return ((name.first, name.last) for name in parsed.names if name.label in PLACE_LABELS)


def _unmarked(parsed: Sentences) -> Iterator[tuple[int, int]]:
    """Names with other labels, and runs of proper nouns that the name finder passed over."""
    yield from ((n.first, n.last) for n in parsed.names if n.label not in PLACE_LABELS | NOTHING_NAMED)
    covered = {number for name in parsed.names for number in range(name.first, name.last)}
    for sentence in parsed.sentences:
        run: list[int] = []
        for number in range(sentence.first, sentence.last + 1):
            inside = number < sentence.last and parsed.tokens[number].pos == "PROPN" and number not in covered
            if inside:
                run.append(number)
            elif run:
                yield run[0], run[-1] + 1
                run = []


def _toponym(parsed: Sentences, first: int, last: int, gazetteer: Gazetteer, sure: bool) -> Toponym | None:
    """The tokens as a toponym, less article, genitive, direction and kind; None where no place has that name."""
    words = gazetteer.words
    first, last = _trimmed(parsed, first, last, words.articles)
    kinds: frozenset[str] = frozenset()
    while first < last:
        start, end = parsed.tokens[first].start, parsed.tokens[last - 1].end
        if candidates := gazetteer.lookup(parsed.text[start:end]):
            head = head_of(parsed, ((start, end),))
            kinds = kinds or _kinds_around(parsed, first, last, words)
            return Toponym((start, end), first if head is None else head, key_of(parsed.text[start:end]),
                           candidates, kinds, (), sure)  # fmt: skip
        if parsed.tokens[first].text.lower() in words.directions:
            first += 1
        elif parsed.tokens[last - 1].text.lower() in words.region_words:
            last, kinds = last - 1, REGION_KINDS
        elif parsed.tokens[last - 1].text.lower() in words.city_words | words.site_words:
            last -= 1
        else:
            return None
    return None


def _trimmed(parsed: Sentences, first: int, last: int, articles: frozenset[str]) -> tuple[int, int]:
    while first < last and parsed.tokens[first].text.lower() in articles:
        first += 1
    while first < last and parsed.tokens[last - 1].tag in {"POS", ",", "."}:
        last -= 1
    return first, last


def _kinds_around(parsed: Sentences, first: int, last: int, words: PlaceWords) -> frozenset[str]:
    """The kinds of place meant, from "the Kherson region", "the city of Kherson", "Turkey's capital of Ankara"."""
    after = _word(parsed, last)
    before = (
        _word(parsed, first - 2) if _word(parsed, first - 1) in words.of_words else _word(parsed, first - 1)
    )
    for word in (after, before):
        if word in words.region_words:
            return REGION_KINDS
        if word in words.city_words:
            return CITY_KINDS
    return frozenset()


def _word(parsed: Sentences, number: int) -> str:
    return parsed.tokens[number].text.lower() if 0 <= number < len(parsed.tokens) else ""


def _names_of_persons(parsed: Sentences) -> set[str]:
    """Keys of single words that are part of a longer name of a person on this page."""
    longer = (name for name in parsed.names if name.label == "PERSON" and name.last - name.first > 1)
    return {key_of(parsed.tokens[n].text) for name in longer for n in range(name.first, name.last)}


def _sifted(
    parsed: Sentences, toponym: Toponym, known: set[str], persons: set[str], words: PlaceWords
) -> Toponym | None:
    """The toponym with what can be said of it by itself; None where it is part of a name or stands for a person."""
    inside = tokens_in(parsed, (toponym.span,))
    first, last = inside[0], inside[-1] + 1
    if _word(parsed, first - 1) in words.people_words or toponym.key in words.directions:
        return None
    if toponym.sure and toponym.key not in persons:
        return toponym
    if _is_part_of_name(parsed, first, last, words):
        return None
    labels = {name.label for name in parsed.names if name.first <= first < name.last}
    if _is_located(parsed, toponym.head, words):
        return replace(toponym, sure=_is_well_known(toponym))
    if toponym.key in persons or ("NORP" in labels and not toponym.kinds):
        return None
    if "PERSON" in labels and parsed.tokens[toponym.head].dep in SUBJECTS and toponym.key not in known:
        return None
    uncounted = "ORG" in labels and all(place.kind in UNCOUNTED for place in toponym.candidates)
    return replace(toponym, sure=toponym.key in known or uncounted)


def _is_well_known(toponym: Toponym) -> bool:
    return any(c.kind != "city" or c.population >= WELL_KNOWN for c in toponym.candidates)


def _is_part_of_name(parsed: Sentences, first: int, last: int, words: PlaceWords) -> bool:
    """Does a longer proper name run on before or after it, as in "Paris Hilton"?"""
    about = [parsed.tokens[n] for n in (first - 1, last) if 0 <= n < len(parsed.tokens)]
    around = words.site_words | words.city_words | words.region_words | words.directions
    return any(_belongs(token, parsed.tokens[first]) and token.text.lower() not in around for token in about)


def _belongs(token: Token, other: Token) -> bool:
    return (
        token.pos == "PROPN"
        and token.sentence == other.sentence
        and token.dep in {"compound", "flat", other.dep}
    )


def _is_located(parsed: Sentences, head: int, words: PlaceWords) -> bool:
    """Does it hang on a preposition of place?"""
    token = parsed.tokens[head]
    return token.dep == "pobj" and parsed.tokens[token.head].text.lower() in words.locative


def _with_containers(parsed: Sentences, toponyms: list[Toponym], words: PlaceWords) -> list[Toponym]:
    """The toponyms, each with the countries or regions that the words around it name as containing it."""
    containers: dict[Span, tuple[KnownPlace, ...]] = {}
    for one, other in pairwise(toponyms):
        between = parsed.text[one.span[1] : other.span[0]].strip().lower().removesuffix(" the")
        if between == "," or between in words.containing:
            containers[one.span] = containers.get(one.span, ()) + _able_to_contain(other)
        elif between.startswith(("'s", "’s")) and len(between.split()) <= 4:
            containers[other.span] = containers.get(other.span, ()) + _able_to_contain(one)
    return [replace(toponym, containers=containers.get(toponym.span, ())) for toponym in toponyms]


def _able_to_contain(toponym: Toponym) -> tuple[KnownPlace, ...]:
    return tuple(place for place in toponym.candidates if place.kind in {"country", "region", "area"})
