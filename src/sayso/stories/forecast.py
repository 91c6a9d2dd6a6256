"""What the next period may bring, and how far that can be trusted: two plain forecasts scored on held-back periods.

The baseline is the seasonal naive one: as in the same place of the last season (Hyndman and Athanasopoulos 2021, 5.2).
The other is exponential smoothing that returns to the mean of the series so far, since tension rarely grows for ever.
Its two weights are chosen on the periods before those held back. A forecast that does not beat the baseline there is
not worth a look. Scores on made-up series: ``python -m evaluation.forecasts``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

from sayso.stories.calendar import By

SEASONS: dict[By, int] = {
    "day": 7,
    "week": 1,
    "month": 12,
}  # weeks have no season that a year or two would show
HELD_BACK = 0.25  # of the periods, at least FEWEST
FEWEST = 4
WEIGHTS = tuple(step / 10 for step in range(1, 11))  # of the latest level
STAYS = (0.4, 0.6, 0.8, 0.9, 1.0)  # share of the departure from the mean that is expected to last


@dataclass(frozen=True, slots=True)
class Forecast:
    """The next period's level by one method, and its mean absolute error on the periods held back."""

    method: str
    next: float
    error: float
    held_back: int


def forecasts(levels: Sequence[float | None], by: By) -> tuple[Forecast, ...]:
    """The baseline first. Empty where there are too few periods with a level to hold some back."""
    series = [level for level in levels if level is not None]
    held = max(FEWEST, int(len(series) * HELD_BACK))
    if len(series) < held + max(FEWEST, SEASONS[by]):
        return ()
    weight, stays = _fitted(series[:-held])
    methods = {
        "seasonal naive": as_last_season(series, SEASONS[by]),
        "returning smoothing": smoothed(series, weight, stays),
    }
    return tuple(
        Forecast(name, round(found[-1], 4), round(error(found, series, held), 4), held)
        for name, found in methods.items()
    )


def as_last_season(series: Sequence[float], season: int) -> list[float]:
    """For every period after the first, and the one to come, the level of a season before; at first, the first."""
    return [series[max(0, place - season)] for place in range(1, len(series) + 1)]


def smoothed(series: Sequence[float], weight: float, stays: float) -> list[float]:
    """For every period after the first, and the one to come, the mean so far and what lasts of the smoothed rest."""
    level, total, found = series[0], 0.0, []
    for number, value in enumerate(series, 1):
        level += weight * (value - level)
        total += value
        found.append(total / number + stays * (level - total / number))
    return found


def error(found: Sequence[float], series: Sequence[float], held: int) -> float:
    """The mean absolute error of the one-step forecasts of the last ``held`` levels."""
    misses = [abs(level - guess) for level, guess in zip(series[1:], found, strict=False)][-held:]
    return sum(misses) / len(misses) if misses else 0.0


def _fitted(known: Sequence[float]) -> tuple[float, float]:
    """The weights with the least error on the known periods."""
    return min(product(WEIGHTS, STAYS), key=lambda pair: error(smoothed(known, *pair), known, len(known) - 1))
