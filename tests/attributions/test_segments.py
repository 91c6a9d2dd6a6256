"""The best runs are the best of all there are; the partition sums over all of them."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from sayso.attributions.segments import best_runs, log_partition

POTENTIALS = st.integers(1, 7).flatmap(
    lambda pieces: arrays(np.float64, (2, pieces, 3), elements=st.floats(-4, 4, width=32))
)


def runs_of(path: tuple[int, ...]) -> list[tuple[int, int]]:
    edges = np.flatnonzero(np.diff([0, *path, 0]))
    return [(int(first), int(last) - 1) for first, last in edges.reshape(-1, 2)]


def score(potentials: np.ndarray, runs: list[tuple[int, int]]) -> float:
    return sum(
        potentials[first : last + 1, 0].sum() + potentials[first, 1] + potentials[last, 2]
        for first, last in runs
    )


def all_scores(potentials: np.ndarray, most: int) -> list[float]:
    paths = itertools.product((0, 1), repeat=len(potentials))
    return [score(potentials, runs) for runs in map(runs_of, paths) if len(runs) <= most]


@settings(deadline=None, max_examples=60)
@given(POTENTIALS, st.integers(1, 3))
def test_no_other_runs_score_higher(potentials: np.ndarray, most: int) -> None:
    found, scores = best_runs(potentials, most)
    for row, runs, claimed in zip(potentials, found, scores, strict=True):
        assert len(runs) <= most
        assert all(first > last + 1 for (_, last), (first, _) in itertools.pairwise(runs))
        assert claimed == pytest.approx(max(all_scores(row, most)), abs=1e-6)
        assert score(row, runs) == pytest.approx(claimed, abs=1e-6)


@settings(deadline=None, max_examples=60)
@given(POTENTIALS)
def test_the_partition_sums_over_all_paths(potentials: np.ndarray) -> None:
    expected = [np.logaddexp.reduce(all_scores(row, len(row))) for row in potentials]
    assert log_partition(potentials) == pytest.approx(expected, abs=1e-6)
