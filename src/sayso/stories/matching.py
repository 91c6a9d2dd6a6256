"""Do two claims say the same?

Sentence vectors tell what two claims are about, and little of how they part: "it will open" and "it will not open" lie
close together, and so do "he will resign" and "he will travel". So, of claims whose vectors are alike, those part at
once of which one is negated, that hold opposite words, or the same names in other roles. For the others a
logistic regression weighs numbers, names, and the likeness of what is left when the words that both have
are taken away: the vectors of those words' pieces in their context. Its weights were fitted on the dev half of
evaluation/data/claim_pairs.jsonl (``python -m evaluation.matching --fit``).

Half of those pairs say the same; of the pairs that a story offers, one in a hundred may. So what is corroborated
must be *surely* the same: likeness of the whole and of the rest together reach SURE.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from sayso.lexicons.actors import ActorTables, name_key
from sayso.lexicons.claims import ClaimWords
from sayso.models.sentence_vectors import InPieces

ALIKE = 0.40  # cosine; below it two claims are about different things
FEATURES = ("rest", "numbers", "names")
WEIGHTS = (5.85, -1.49, -1.02)
BIAS = -1.38
SAME = 0.5
SURE = 1.38  # cosine and rest together; set on the thirteen days, where it lets few pairs pass that differ
DENIED = (
    1.55  # cosine, rest and cover, where somebody denies outright; dev half of evaluation/data/disputes.jsonl
)
ANSWERS = 0.87  # the same, where the parties fit as well: the accused denies
LONGEST_NAME = 3  # words of a country, as "United Arab Emirates"
STEM = 5  # letters by which forms of a word are held to be one

_WORD = re.compile(r"[^\W_](?:[\w.-]*\w)?")

Floats = NDArray[np.float32]


class Encoder(Protocol):
    """What gives vectors; ``SentenceVectors``, or a fake."""

    def in_pieces(self, text: str) -> InPieces:
        """The vector of a text, and those of its pieces."""
        ...


@dataclass(frozen=True, slots=True)
class Saying:
    """A claim's content, made ready to be compared."""

    text: str
    vector: Floats
    negated: bool
    passive: bool
    numbers: frozenset[float]
    names: tuple[str, ...]  # countries by their codes, in order of appearance
    words: dict[str, Floats]  # key of each word that tells something -> its vector in this context


@dataclass(frozen=True, slots=True)
class Matcher:
    """What comparing takes: the encoder of sentence vectors, and lexicons."""

    encoder: Encoder
    lexicon: ClaimWords
    actors: ActorTables

    def saying(self, text: str, denied: bool = False, subject: str | None = None) -> Saying:
        """A content made ready; ``denied``: the speaker says that it is not so.

        ``subject`` is the country that an "it" or a verb without a subject in front stands for.
        """
        names = names_in(text, self.actors, self.lexicon)
        if subject and self.lexicon.lacks_subject(text):
            names = [subject, *(name for name in names if name != subject)]
        encoded = self.encoder.in_pieces(text)
        return Saying(
            text=text,
            vector=encoded.vector,
            negated=self.lexicon.negated(text) != denied,
            passive=self.lexicon.is_passive(text),
            numbers=self.lexicon.figures(text),
            names=tuple(names),
            words=self._words(text, encoded),
        )

    def same(self, first: Saying, second: Saying) -> float:
        """How likely the two say the same, 0 to 1."""
        if float(first.vector @ second.vector) < ALIKE or self.parted(first, second):
            return 0.0
        evidence = zip(WEIGHTS, self.features(first, second), strict=True)
        return 1 / (1 + math.exp(-BIAS - sum(weight * found for weight, found in evidence)))

    def surely_same(self, first: Saying, second: Saying) -> float:
        """Cosine and rest together, 0 to 2, as far as the two are not parted; SURE and more is the same."""
        return 0.0 if self.parted(first, second) else self._together(first, second)

    def contrary(self, first: Saying, second: Saying) -> float:
        """The same, for two of which one says that it is so, and the other that it is not."""
        if first.negated == second.negated or roles_turned(first, second):
            return 0.0
        return self._together(first, second)

    def parted(self, first: Saying, second: Saying) -> bool:
        """Is one the opposite of the other, or told with the roles turned?"""
        if first.negated != second.negated or self.lexicon.opposed(first.text, second.text):
            return True
        return roles_turned(first, second)

    def features(self, first: Saying, second: Saying) -> tuple[float, ...]:
        """The evidence, in the order of FEATURES."""
        numbers = first.numbers and second.numbers and first.numbers.isdisjoint(second.numbers)
        return rest(first, second), float(bool(numbers)), float(other_names(first.names, second.names))

    def _together(self, first: Saying, second: Saying) -> float:
        left, numbers, names = self.features(first, second)
        return 0.0 if numbers or names else float(first.vector @ second.vector) + left

    def _words(self, text: str, encoded: InPieces) -> dict[str, Floats]:
        found = {}
        for word in _WORD.finditer(text):
            inside = [
                row
                for row, (start, end) in enumerate(encoded.spans)
                if start < word.end() and end > word.start()
            ]
            if inside and (key := self._key(word.group())):
                found[key] = encoded.pieces[inside].mean(0)
        return found

    def _key(self, word: str) -> str | None:
        lower = word.lower()
        if lower in self.lexicon.small or lower in self.lexicon.turning:
            return None
        known = self.actors.known.get(name_key(word))
        if known is not None and known.country:
            return known.country
        return str(self.lexicon.numbers.get(lower, lower[:STEM]))


def rest(first: Saying, second: Saying) -> float:
    """The likeness of what each says beyond the other; 1 where one of them says nothing more."""
    one = [vector for key, vector in first.words.items() if key not in second.words]
    other = [vector for key, vector in second.words.items() if key not in first.words]
    if not one or not other:
        return 1.0
    left, right = np.mean(one, 0), np.mean(other, 0)
    return float(left @ right / (np.linalg.norm(left) * np.linalg.norm(right)))


def cover(claim: Saying, denial: Saying) -> float:
    """How well the word of a denial that has the least of a counterpart in a claim is covered by it, -1 to 1."""
    if not claim.words or not denial.words:
        return 0.0
    one, other = (_lengthened(saying) for saying in (claim, denial))
    return float((one @ other.T).max(0).min())


def _lengthened(saying: Saying) -> Floats:
    rows = np.stack(list(saying.words.values()))
    found: Floats = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    return found


def names_in(text: str, actors: ActorTables, lexicon: ClaimWords) -> list[str]:
    """Names in order of appearance, each once; countries, their capitals and people by the country's code."""
    words, found, place = list(_WORD.finditer(text)), list[str](), 0
    while place < len(words):
        country, length = _country_at(words, place, actors)
        word = words[place].group()
        if country:
            found.append(country)
        elif word[0].isupper() and words[place].start() > 0 and not _is_common(word, actors, lexicon):
            found.append(word.casefold())
        place += length
    return list(dict.fromkeys(found))


def _country_at(words: Sequence[re.Match[str]], place: int, actors: ActorTables) -> tuple[str | None, int]:
    """The country whose name begins at a word, and how many words it has; the longest name wins.

    A part of the world is of no country: "Latin American" is not American.
    """
    for length in range(min(LONGEST_NAME, len(words) - place), 0, -1):
        name = " ".join(word.group() for word in words[place : place + length])
        known = actors.known.get(name_key(name))
        if known is None or (length > 1 and not name[0].isupper()):
            continue
        if known.country or known.territory or known.demonym:
            return known.country, length
    return None, 1


def _is_common(word: str, actors: ActorTables, lexicon: ClaimWords) -> bool:
    """A title or office, a day of the week, a small word: capitals make no name of it."""
    lower = word.casefold()
    return lower in lexicon.small or lower in lexicon.no_names or lower in actors.sectors


def other_names(first: Sequence[str], second: Sequence[str]) -> int:
    """How many names each has that the other lacks, the fewer of the two: none where one only says more."""
    return min(len(set(first) - set(second)), len(set(second) - set(first)))


def roles_turned(first: Saying, second: Saying) -> bool:
    """Do two names that both have stand in the other order, without a passive that would explain it?"""
    both = [name for name in first.names if name in second.names][:2]
    turned = [name for name in second.names if name in both] != both
    return len(both) == 2 and turned and first.passive == second.passive
