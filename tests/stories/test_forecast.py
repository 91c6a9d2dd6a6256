from __future__ import annotations

import pytest

from evaluation.forecasts import made
from sayso.stories.forecast import as_last_season, forecasts, smoothed


def test_the_naive_forecast_repeats_the_last_season() -> None:
    assert as_last_season([1, 2, 3, 4, 5, 6, 7, 8], 7)[-1] == 2
    assert as_last_season([1, 2], 7) == [1, 1]


def test_smoothing_weighs_the_last_level_most_and_returns_to_the_mean() -> None:
    assert smoothed([0, 0, 10], 0.5, 1.0)[-1] == 5
    assert smoothed([0, 0, 9], 1.0, 0.5)[-1] == 6
    assert smoothed([2, 2, 2], 0.3, 0.4) == [2, 2, 2]


def test_what_is_foretold_is_not_what_was_seen() -> None:
    """The forecast of a period does not know it: another last level changes no error before it."""
    series = [float(place % 5) for place in range(40)]
    once, again = smoothed(series, 0.4, 0.8), smoothed([*series[:-1], 99.0], 0.4, 0.8)
    assert once[:-1] == again[:-1]


def test_a_level_that_returns_is_foretold_better_than_by_the_baseline() -> None:
    baseline, other = forecasts(made(7, "week"), "week")
    assert other.error < baseline.error


def test_a_weekly_rhythm_is_foretold_by_the_baseline_without_error() -> None:
    baseline, other = forecasts([0, 0, 0, 5, 0, 0, 1] * 5, "day")
    assert (baseline.method, baseline.next, baseline.error) == ("seasonal naive", 0, 0)
    assert other.error > 0


@pytest.mark.parametrize("series", [[], [1.0, 2.0], [None] * 30])
def test_too_little_gives_no_forecast(series: list[float | None]) -> None:
    assert forecasts(series, "week") == ()
