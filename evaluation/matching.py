"""F1 of claims that say the same, on evaluation/data/claim_pairs.jsonl. ``python -m evaluation.matching [--fit]``

Half of the pairs are hard negatives: "neg" (the same content, negated) and "other" (the same actors, other content).
The weights are fitted on the dev half; the test half is for reporting.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from evaluation.jsonl import lines
from sayso.lexicons.actors import load_actors
from sayso.lexicons.claims import load_claim_words
from sayso.models.sentence_vectors import load_sentence_vectors
from sayso.stories.matching import FEATURES, SAME, Matcher, Saying

PAIRS = Path(__file__).parent / "data" / "claim_pairs.jsonl"
RIDGE = 0.003


def pairs(split: str) -> list[dict[str, Any]]:
    """The labelled pairs of one half."""
    return [line for line in lines(PAIRS) if line["split"] == split]


def matcher() -> Matcher:
    """The matcher that ships."""
    return Matcher(load_sentence_vectors(), load_claim_words(), load_actors())


def sayings(labelled: Sequence[dict[str, Any]]) -> list[tuple[Saying, Saying]]:
    """The two sides of every pair, made ready."""
    compare = matcher()
    return [(compare.saying(pair["first"]), compare.saying(pair["second"])) for pair in labelled]


def judged(labelled: Sequence[dict[str, Any]]) -> NDArray[np.bool_]:
    """Which pairs are held to be the same."""
    compare = matcher()
    return np.array([compare.same(one, other) >= SAME for one, other in sayings(labelled)])


def fitted() -> tuple[NDArray[np.float64], float]:
    """Weights and bias from those pairs of dev that the rules leave to them."""
    compare, labelled = matcher(), pairs("dev")
    left = [
        (compare.features(one, other), pair["same"])
        for pair, (one, other) in zip(labelled, sayings(labelled), strict=True)
        if not compare.parted(one, other)
    ]
    return fit(np.array([row for row, _ in left]), np.array([same for _, same in left]))


def f1(found: NDArray[np.bool_], right: NDArray[np.bool_]) -> tuple[float, float, float]:
    """Precision, recall, F1 of "the same"."""
    both = int((found & right).sum())
    precision, recall = both / max(1, int(found.sum())), both / max(1, int(right.sum()))
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def score(split: str) -> float:
    """F1 of one half with the shipped weights."""
    labelled = pairs(split)
    return f1(judged(labelled), np.array([pair["same"] for pair in labelled]))[2]


def fit(features: NDArray[np.float64], right: NDArray[np.bool_]) -> tuple[NDArray[np.float64], float]:
    """Weights and bias of a logistic regression with a small ridge, by Newton's method."""
    rows = np.hstack([features, np.ones((len(features), 1))])
    weights = np.zeros(rows.shape[1])
    ridge = RIDGE * np.eye(rows.shape[1])
    ridge[-1, -1] = 0.0
    for _ in range(50):
        chance = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (right - chance) / len(rows) - ridge @ weights
        curve = (rows * (chance * (1 - chance))[:, None]).T @ rows / len(rows) + ridge
        weights = weights + np.linalg.solve(curve, slope)
    return weights[:-1], float(weights[-1])


def main() -> None:
    """Print the scores of both halves; with --fit, the weights that dev gives."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--fit", action="store_true")
    options.add_argument("--wrong", action="store_true", help="list the wrong pairs of dev")
    given = options.parse_args()
    if given.fit:
        weights, bias = fitted()
        print(FEATURES, np.round(weights, 2).tolist(), round(bias, 2))
        return
    for split in ("dev", "test"):
        labelled = pairs(split)
        right = np.array([pair["same"] for pair in labelled])
        found = judged(labelled)
        precision, recall, both = f1(found, right)
        print(
            f"{split}: {len(labelled)} pairs; precision {precision:.3f}, recall {recall:.3f}, F1 {both:.3f}"
        )
        if given.wrong and split == "dev":
            for pair, said in zip(labelled, found, strict=True):
                if said != pair["same"]:
                    print(f"  {pair['kind']:6} {pair['first']} | {pair['second']}")


if __name__ == "__main__":
    main()
