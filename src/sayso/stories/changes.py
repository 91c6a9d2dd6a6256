"""Where a series changes its level, with a stated rate of false alarms.

Changes of the mean by PELT (Killick, Fearnhead, Eckley 2012; the library ruptures). Its penalty is what a change, or
each of two, gains in no more than FALSE_ALARMS of the series' own shuffles, in which there is none; so that is how
often a series without a change would be said to have one. That holds for periods independent of each other: levels
that drift raise more alarms. Measured by ``python -m evaluation.changes``.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

FALSE_ALARMS = 0.05
SHUFFLES = 999
FEWEST = 8  # periods; in a shorter series no change is sought
SHORTEST = 2  # periods on each side of a change
STRETCHES = 40  # lengths that are tried for a stretch between two changes
SEED = 1962

Floats = NDArray[np.float64]


def find_changes(levels: Sequence[float | None]) -> tuple[int, ...]:
    """Places of the periods with which a new level begins. Periods without a level are passed over."""
    places = [place for place, level in enumerate(levels) if level is not None]
    series = np.array([level for level in levels if level is not None], np.float64)
    if len(series) < FEWEST or not series.std() > 0:
        return ()
    import ruptures

    search = ruptures.Pelt(model="l2", min_size=SHORTEST, jump=1).fit(series[:, None])
    ends: list[int] = search.predict(pen=_penalty(series))
    return tuple(places[end] for end in ends[:-1])


def _penalty(series: Floats) -> float:
    chance = np.random.default_rng(SEED)
    shuffled = chance.permuted(np.tile(series, (SHUFFLES, 1)), axis=1)
    gains = np.maximum(best_gains(shuffled), best_stretches(shuffled) / 2)
    return float(np.quantile(gains, 1 - FALSE_ALARMS)) * (1 + 1e-9)


def best_gains(rows: Floats) -> Floats:
    """For each row, by how much its best single change lowers the sum of squares."""
    size = rows.shape[1]
    left = np.arange(SHORTEST, size - SHORTEST + 1)
    sums = rows.cumsum(1)
    first, total = sums[:, left - 1], sums[:, -1:]
    gains = first**2 / left + (total - first) ** 2 / (size - left) - total**2 / size
    best: Floats = gains.max(1)
    return best


def best_stretches(rows: Floats) -> Floats:
    """For each row, by how much its best two changes lower the sum of squares, over some lengths between them."""
    size = rows.shape[1]
    sums = np.hstack([np.zeros((len(rows), 1)), rows.cumsum(1)])
    total, best = sums[:, -1:], np.zeros(len(rows))
    longest = size - 2 * SHORTEST
    for length in np.unique(np.geomspace(SHORTEST, longest, STRETCHES).astype(int)):
        begin = np.arange(SHORTEST, size - SHORTEST - length + 1)
        first, inside = sums[:, begin], sums[:, begin + length] - sums[:, begin]
        after, rest = total - first - inside, size - begin - length
        gains = first**2 / begin + inside**2 / length + after**2 / rest - total**2 / size
        best = np.maximum(best, gains.max(1))
    return best
