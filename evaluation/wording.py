"""Comparing words: how far two wordings overlap, and whether an entity goes by a name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from sayso.types import Entity

SHORTEST_PART = 4  # letters: the least that a part of a name must have to stand for the whole


def words_of(text: str | None) -> list[str]:
    """The words of a text in lower case, without punctuation."""
    return re.findall(r"[^\W_]+", (text or "").lower())


def same_words(one: str | None, other: str | None) -> bool:
    """Are they the same words in the same order?"""
    return words_of(one) == words_of(other)


def overlap(one: str, other: str) -> float:
    """The words that two wordings share, as a part of all words of both (0 to 1)."""
    left, right = Counter(words_of(one)), Counter(words_of(other))
    return (left & right).total() / max(1, (left | right).total())


def words_at(text: str, spans: Iterable[Sequence[int]]) -> str:
    """The words of the text at the spans."""
    return " ".join(text[start:end] for start, end in spans)


def goes_by(entity: Entity | None, names: Iterable[str]) -> bool:
    """Does the entity go by one of the names? Whole words of one must stand within the other."""
    got = " ".join(words_of(entity.name)) if entity else ""
    return bool(got) and any(_is_part(" ".join(words_of(name)), got) for name in names)


def go_by_any(entities: Iterable[Entity], names: Iterable[str]) -> bool:
    """Does one of the entities go by one of the names?"""
    names = list(names)
    return any(goes_by(entity, names) for entity in entities)


def _is_part(name: str, got: str) -> bool:
    within = bool(name) and f" {name} " in f" {got} "
    return within or (len(got) >= SHORTEST_PART and f" {got} " in f" {name} ")
