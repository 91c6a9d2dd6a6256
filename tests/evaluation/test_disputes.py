"""The labelled pairs are sound: enough of them, balanced, no happening in both halves."""

from __future__ import annotations

from collections import defaultdict

from evaluation.disputes import PAIRS, pairs, score
from evaluation.jsonl import lines


def test_no_happening_is_in_both_halves() -> None:
    halves = defaultdict(set)
    for pair in lines(PAIRS):
        halves[pair["said"]["date"]].add(pair["split"])
    assert all(len(found) == 1 for found in halves.values())


def test_both_halves_have_enough_pairs_and_non_pairs() -> None:
    for split in ("dev", "test"):
        disputed = [pair["disputed"] for pair in pairs(split)]
        assert min(disputed.count(True), disputed.count(False)) >= 20


def test_the_score_counts_pairs() -> None:
    labelled = [{"disputed": True}, {"disputed": True}, {"disputed": False}]
    assert score(labelled, [True, False, True]) == (0.5, 0.5, 0.5)
