"""How sure a level is: a bootstrap over stories, and over the reports of each story.

Reports of one story are not independent of each other, so whole stories are drawn with replacement (Field and
Welsh 2007), and then the reports within each, since one great crisis may be a single story.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

DRAWS = 400
COVERED = 0.90
SEED = 1962
FEWEST = 2  # reports in a period; of one alone no interval can be drawn

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Sample:
    """What is drawn from: reports by number, periods by number."""

    reports: int
    periods: int
    values: Sequence[tuple[int, int, float]]  # report, period, what an event adds
    read: Sequence[tuple[int, int]]  # report, period in which it was published
    stories: Sequence[Sequence[int]]  # reports of each


def intervals(sample: Sample) -> list[tuple[float, float] | None]:
    """The interval of the level of each period; None where too few reports were read."""
    if not sample.reports or not sample.periods:
        return [None] * sample.periods
    weights = _weights(sample)
    added = _totals(weights, sample.values, sample.periods)
    read = _totals(weights, [(report, period, 1.0) for report, period in sample.read], sample.periods)
    numbers = np.bincount([period for _, period in sample.read], minlength=sample.periods)
    tails = [50 * (1 - COVERED), 50 * (1 + COVERED)]
    return [
        _interval(added[:, period], read[:, period], tails) if numbers[period] >= FEWEST else None
        for period in range(sample.periods)
    ]


def _interval(added: Floats, read: Floats, tails: Sequence[float]) -> tuple[float, float]:
    drawn = read > 0
    low, high = np.percentile(added[drawn] / read[drawn], tails)
    return round(float(low), 6), round(float(high), 6)


def _weights(sample: Sample) -> NDArray[np.float32]:
    """How often each report is drawn, [draws, reports]."""
    chance = np.random.default_rng(SEED)
    groups = [list(group) for group in sample.stories if group]
    alone = set(range(sample.reports)).difference(*groups)
    groups += [[report] for report in sorted(alone)]
    times = chance.multinomial(len(groups), np.full(len(groups), 1 / len(groups)), size=DRAWS)
    weights = np.zeros((DRAWS, sample.reports), np.float32)
    for number, group in enumerate(groups):
        weights[:, group] = times[:, number : number + 1]
        if len(group) > 1:
            weights[:, group] *= chance.multinomial(len(group), np.full(len(group), 1 / len(group)), DRAWS)
    return weights


def _totals(weights: NDArray[np.float32], entries: Sequence[tuple[int, int, float]], periods: int) -> Floats:
    from scipy.sparse import coo_array

    if not entries:
        return np.zeros((DRAWS, periods))
    reports, places, values = (np.array(column) for column in zip(*entries, strict=True))
    table = coo_array((values, (places, reports)), shape=(periods, weights.shape[1])).tocsr()
    totals: Floats = (table @ weights.T).T
    return totals
