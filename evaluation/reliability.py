"""How far a reader's confidence can be believed: ``python -m evaluation.reliability POLNEAR``.

Prints the strict score on dev, the expected calibration error (ten bins of equal width, each weighted by
what is in it; Guo et al. 2017) and the table behind it.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from evaluation.attributions import plain
from evaluation.jsonl import lines
from evaluation.who_said_what import Score, matches, score
from sayso.attributions.spans import read_spans
from sayso.models.attribution_reader import load_attribution_reader

BINS = 10


@dataclass(frozen=True)
class Bin:
    """Attributions of like confidence: how many, how confident and how right on average."""

    count: int
    confidence: float
    right: float


def bins(pairs: Sequence[tuple[float, bool]]) -> list[Bin]:
    """Confidence and rightness, gathered into bins of equal width; empty ones are left out."""
    groups: list[list[tuple[float, bool]]] = [[] for _ in range(BINS)]
    for confidence, right in pairs:
        groups[min(BINS - 1, int(confidence * BINS))].append((confidence, right))
    return [
        Bin(len(group), sum(c for c, _ in group) / len(group), sum(r for _, r in group) / len(group))
        for group in groups
        if group
    ]


def expected_error(table: Sequence[Bin]) -> float:
    """The expected calibration error."""
    total = sum(one.count for one in table)
    return sum(one.count * abs(one.confidence - one.right) for one in table) / max(1, total)


def main() -> None:
    """Print score, error and table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("polnear", type=Path, help="folder with dev.jsonl")
    options.add_argument("--model", type=Path)
    given = options.parse_args()
    reader = load_attribution_reader(given.model)
    pairs: list[tuple[float, bool]] = []
    total = Score(0, 0, 0)
    for article in lines(given.polnear / "dev.jsonl"):
        found = [plain(one) for one in read_spans(article["text"], reader)]
        right = set(matches(article["text"], article["attributions"], found).values())
        pairs += [(one["confidence"], number in right) for number, one in enumerate(found)]
        total += score(article["text"], article["attributions"], found)
    table = bins(pairs)
    print(total)
    print(f"expected calibration error {expected_error(table):.3f}")
    for one in table:
        print(f"{one.confidence:.2f} {one.right:.2f} {one.count:5d} {'#' * round(40 * one.right)}")


if __name__ == "__main__":
    main()
