from __future__ import annotations

import numpy as np

from sayso.stories.changes import FALSE_ALARMS, find_changes


def test_a_step_is_found_where_it_is() -> None:
    chance = np.random.default_rng(1)
    series = [*chance.normal(0, 0.3, 20), *chance.normal(3, 0.3, 20)]
    assert find_changes(series) == (20,)


def test_gaps_are_passed_over() -> None:
    series: list[float | None] = [0.0, 0.1, None, 0.0, 0.1, 0.0, None, 5.0, 5.1, 5.0, 5.1, 5.0]
    assert find_changes(series) == (7,)


def test_series_without_a_change_raise_no_more_alarms_than_stated() -> None:
    chance = np.random.default_rng(2)
    alarms = [bool(find_changes(chance.normal(0, 1, 30).tolist())) for _ in range(200)]
    assert np.mean(alarms) <= FALSE_ALARMS + 0.04


def test_great_single_days_are_no_change() -> None:
    chance = np.random.default_rng(3)
    sparse = [chance.gamma(2.0, 50) * (chance.random(50) < 0.2) for _ in range(60)]
    assert np.mean([bool(find_changes(series.tolist())) for series in sparse]) <= FALSE_ALARMS + 0.06


def test_short_and_flat_series_have_no_change() -> None:
    assert find_changes([0.0, 9.0, 0.0]) == ()
    assert find_changes([1.0] * 30) == ()
    assert find_changes([]) == ()
