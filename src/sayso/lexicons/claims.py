"""Words by which two claims that look alike are told apart: negation, opposites, numbers."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from typing import Any

from sayso.errors import LexiconError
from sayso.lexicons.tables import digest_of, lexicon_path, read_toml

_WORD = re.compile(r"n't\b|n’t\b|[\w-]+(?<!n)(?='|’)|[\w-]+")
_FIGURE = re.compile(r"\d[\d,.]*")


@dataclass(frozen=True, slots=True)
class ClaimWords:
    """The lists of claims.toml, ready for look-up."""

    turning: frozenset[str]
    void: re.Pattern[str]
    sides: dict[str, frozenset[tuple[int, int]]]  # word -> which side of which pair
    numbers: dict[str, int]
    by: frozenset[str]
    small: frozenset[str]
    open: frozenset[str]
    own: frozenset[str]  # words that may stand for the speaker at the beginning of a content
    leading: frozenset[str]  # words that may stand before those
    verbal: tuple[str, ...]  # endings of verbs without a subject
    nobody: frozenset[str]  # what is left of a speaker of whom nothing is known
    unsaid: frozenset[str]  # words before a cue by which there was no such saying
    no_names: frozenset[str]  # words with a capital that name nobody
    digest: str

    def negated(self, text: str) -> bool:
        """Is an odd number of words in it that turn it into its opposite?"""
        found = words_of(self.void.sub(" ", text.lower().replace("’", "'").replace("n't", " n't")))
        return sum(word in self.turning for word in found) % 2 == 1

    def opposed(self, first: str, second: str) -> bool:
        """Does one have a word whose opposite the other has, and neither has both?"""
        one, other = self._sides(first), self._sides(second)
        return any((pair, 1 - side) in other for pair, side in one - other if (pair, 1 - side) not in one)

    def figures(self, text: str) -> frozenset[float]:
        """The numbers in a text, in figures or in words."""
        written = {float(self.numbers[word]) for word in words_of(text.lower()) if word in self.numbers}
        figures = (found.group().strip(",.").replace(",", "") for found in _FIGURE.finditer(text))
        return frozenset(written | {float(figure) for figure in figures if figure.count(".") < 2})

    def is_passive(self, text: str) -> bool:
        """Does it name by whom?"""
        return not self.by.isdisjoint(words_of(text.lower()))

    def lacks_subject(self, text: str) -> bool:
        """Does it begin with a word for the speaker ("that it has ...") or with a verb ("shelling the plant")?"""
        words = words_of(text.lower())
        first = next((word for word in words if word not in self.leading), "")
        return first in self.own or first.endswith(self.verbal)

    def _sides(self, text: str) -> frozenset[tuple[int, int]]:
        return frozenset(side for word in words_of(text.lower()) for side in self.sides.get(word, ()))


def words_of(text: str) -> list[str]:
    """The words of a text; "n't" is one of its own."""
    return _WORD.findall(text)


@functools.cache
def load_claim_words(language: str = "en") -> ClaimWords:
    """The list of a language, read once a process. Raises LexiconError where the file does not parse."""
    path = lexicon_path(language, "claims.toml")
    table = read_toml(path)
    try:
        void = "|".join(re.escape(phrase) for phrase in table["polarity"]["void"])
        return ClaimWords(
            turning=frozenset(table["polarity"]["negators"]) | frozenset(table["polarity"]["failing"]),
            void=re.compile(rf"\b(?:{void})\b"),
            sides=_sides(table["opposites"]["pairs"]),
            numbers=table["numbers"]["words"],
            by=frozenset(table["passive"]["by"]),
            open=frozenset(table["open"]["words"]),
            small=frozenset(table["small"]["words"]),
            own=frozenset(table["own"]["words"]),
            leading=frozenset(table["own"]["leading"]),
            verbal=tuple(table["own"]["endings"]),
            nobody=frozenset(table["nobody"]["words"]),
            unsaid=frozenset(table["unsaid"]["words"]),
            no_names=frozenset(table["no_names"]["words"]),
            digest=digest_of(path),
        )
    except (KeyError, TypeError) as error:
        raise LexiconError(f"{path} lacks {error}. Put it back as it was.") from error


def _sides(pairs: list[Any]) -> dict[str, frozenset[tuple[int, int]]]:
    found: dict[str, set[tuple[int, int]]] = {}
    for number, pair in enumerate(pairs):
        for side in (0, 1):
            for word in pair[side]:
                found.setdefault(word, set()).add((number, side))
    return {word: frozenset(sides) for word, sides in found.items()}
