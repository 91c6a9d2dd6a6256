"""Who said what, scored: an attribution is right when its source and its content both overlap the gold ones.

Overlap is that of white-space tokens, intersection over union at least one half, matched one to one within an
article; only attributions with both roles take part. This is the strict score by which readers of PolNeAR are
compared here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

ROLES = ("source", "content")
Attribution = dict[str, Any]  # {"source": [[start, end], ...], "cue": ..., "content": ...}


@dataclass(frozen=True)
class Score:
    """Counts of attributions: right, predicted, gold."""

    right: int
    predicted: int
    gold: int

    @property
    def precision(self) -> float:
        """The share of the predicted that is right."""
        return self.right / max(1, self.predicted)

    @property
    def recall(self) -> float:
        """The share of the gold that is found."""
        return self.right / max(1, self.gold)

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        return 2 * self.right / max(1, self.predicted + self.gold)

    def __add__(self, other: Score) -> Score:
        return Score(self.right + other.right, self.predicted + other.predicted, self.gold + other.gold)

    def __str__(self) -> str:
        return f"who-said-what P {100 * self.precision:.1f} R {100 * self.recall:.1f} F1 {100 * self.f1:.1f}"


def score(text: str, gold: Sequence[Attribution], predicted: Sequence[Attribution]) -> Score:
    """The score of one article."""
    wanted, given = [a for a in gold if _whole(a)], [a for a in predicted if _whole(a)]
    return Score(len(matches(text, wanted, given)), len(given), len(wanted))


def matches(text: str, gold: Sequence[Attribution], predicted: Sequence[Attribution]) -> dict[int, int]:
    """Gold -> predicted, the largest one-to-one matching of attributions that agree (Kuhn's algorithm)."""
    tokens = Tokens(text)
    wanted, given = ([[tokens.covered(a[r]) for r in ROLES] for a in side] for side in (gold, predicted))
    edges = [[j for j, g in enumerate(wanted) if all(map(_overlap, p, g))] for p in given]
    taken: dict[int, int] = {}

    def place(number: int, seen: set[int]) -> bool:
        for other in edges[number]:
            if other not in seen:
                seen.add(other)
                if other not in taken or place(taken[other], seen):
                    taken[other] = number
                    return True
        return False

    for number in range(len(given)):
        place(number, set())
    return taken


def _whole(attribution: Attribution) -> bool:
    return bool(attribution["source"] and attribution["content"])


class Tokens:
    """The white-space tokens of a text, and which of them given spans cover."""

    def __init__(self, text: str) -> None:
        bounds = [match.span() for match in re.finditer(r"\S+", text)]
        self.starts, self.ends = np.array(bounds, np.int64).reshape(-1, 2).T
        self.weights = np.array([letter.isalnum() for letter in text], np.int64)
        for start, end in bounds:
            if not self.weights[start:end].any():
                self.weights[start:end] = 1
        self.whole = self._within(self.weights)

    def covered(self, spans: Iterable[Sequence[int]]) -> frozenset[int]:
        """The tokens of which at least half the letters are covered (half the signs where there are none)."""
        inside = np.zeros_like(self.weights)
        for start, end in spans:
            inside[start:end] = 1
        part = self._within(self.weights * inside)
        return frozenset(np.flatnonzero((part > 0) & (2 * part >= self.whole)).tolist())

    def _within(self, weights: NDArray[np.int64]) -> NDArray[np.int64]:
        total = np.concatenate(([0], np.cumsum(weights)))
        return total[self.ends] - total[self.starts]


def _overlap(a: frozenset[int], b: frozenset[int]) -> bool:
    return 2 * len(a & b) >= len(a | b)
