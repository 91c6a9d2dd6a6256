from __future__ import annotations

import pytest

from sayso.stories.forecast import as_last_season, forecasts, smoothed


def test_the_naive_forecast_repeats_the_last_season() -> None:
    assert as_last_season([1, 2, 3, 4, 5, 6, 7, 8], 7) == 2
    assert as_last_season([1, 2], 7) == 1


def test_smoothing_weighs_the_last_level_most() -> None:
    assert smoothed([0, 0, 10], 0.5) == 5


def test_a_weekly_rhythm_is_foretold_by_the_baseline_without_error() -> None:
    baseline, other = forecasts([0, 0, 0, 5, 0, 0, 1] * 5, "day")
    assert (baseline.method, baseline.next, baseline.error) == ("seasonal naive", 0, 0)
    assert other.error > 0


@pytest.mark.parametrize("series", [[], [1.0, 2.0], [None] * 30])
def test_too_little_gives_no_forecast(series: list[float | None]) -> None:
    assert forecasts(series, "week") == ()
