from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.views.desk.address import Address
from sayso.views.desk.calendar import MOST_BARS, bars_of

HERE = Address("/claims")


@given(
    st.dictionaries(
        st.integers(min_value=date(1900, 1, 1).toordinal(), max_value=date(2100, 1, 1).toordinal()),
        st.integers(min_value=1, max_value=50),
        min_size=1,
    )
)
def test_bars_hold_everything_once_and_leave_no_gap(counts):
    view = bars_of(counts.items(), HERE)
    assert sum(bar.count for bar in view.bars) == sum(counts.values())
    for before, after in zip(view.bars, view.bars[1:], strict=False):
        assert date.fromisoformat(before.last) + timedelta(days=1) == date.fromisoformat(after.first)
    assert len(view.bars) <= MOST_BARS + 2
    assert max(bar.height for bar in view.bars) == 100


@pytest.mark.parametrize(
    ("days", "unit"), [(1, "day"), (61, "day"), (300, "week"), (1_500, "month"), (9_000, "year")]
)
def test_the_unit_fits_the_time(days, unit):
    first = date(1962, 1, 1).toordinal()
    assert bars_of([(first, 1), (first + days, 1)], HERE).unit == unit


def test_what_has_no_date_is_counted_apart():
    view = bars_of([(0, 3)], HERE)
    assert (view.bars, view.undated) == ((), 3)


@pytest.mark.parametrize("day", [1, date.max.toordinal()])
def test_the_ends_of_the_calendar_are_no_harm(day):
    assert bars_of([(day, 1)], HERE).bars[0].count == 1
