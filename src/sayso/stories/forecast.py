"""What the next period may bring, and how far that can be trusted: two plain forecasts scored on held-back periods.

The baseline is the seasonal naive one: as in the same place of the last season (Hyndman and Athanasopoulos 2021, 5.2).
The other is simple exponential smoothing, its weight chosen on the periods before those held back. A forecast that does
not beat the baseline there is not worth a look.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from sayso.stories.calendar import By

SEASONS: dict[By, int] = {
    "day": 7,
    "week": 1,
    "month": 12,
}  # weeks have no season that a year or two would show
HELD_BACK = 0.25  # of the periods, at least FEWEST
FEWEST = 4
WEIGHTS = tuple(step / 20 for step in range(1, 20))

Forecaster = Callable[[Sequence[float]], float]


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
    known = series[:-held]
    weight = min(WEIGHTS, key=lambda weight: error(partial(smoothed, weight=weight), known, len(known) - 1))
    methods: dict[str, Forecaster] = {
        "seasonal naive": partial(as_last_season, season=SEASONS[by]),
        "exponential smoothing": partial(smoothed, weight=weight),
    }
    return tuple(
        Forecast(name, round(method(series), 4), round(error(method, series, held), 4), held)
        for name, method in methods.items()
    )


def as_last_season(series: Sequence[float], season: int) -> float:
    """The level of a season ago; of the first period where the series is shorter."""
    return series[-min(season, len(series))]


def smoothed(series: Sequence[float], weight: float) -> float:
    """The exponentially weighted mean, the last level weighing most."""
    level = series[0]
    for value in series[1:]:
        level += weight * (value - level)
    return level


def error(method: Forecaster, series: Sequence[float], held: int) -> float:
    """The mean absolute error of one-step forecasts of the last ``held`` levels."""
    places = range(len(series) - held, len(series))
    misses = [abs(series[place] - method(series[:place])) for place in places if place > 0]
    return sum(misses) / len(misses) if misses else 0.0
