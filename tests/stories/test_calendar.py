from __future__ import annotations

import pytest

from sayso.stories.calendar import event_day, fitting, last_day, period_of, periods, published_day
from tests.stories.makers import dated, entity, event, record

DONE = event(entity("Russia", "RUS"), entity("United States", "USA"))


@pytest.mark.parametrize(
    ("published", "day"),
    [
        ("2022-11-14", "2022-11-14"),
        ("2022-11-14T23:30:00-05:00", "2022-11-15"),
        ("2022-11-15T09:30:00+05:00", "2022-11-15"),
        ("2022-11-14T23:30:00", "2022-11-14"),
    ],
)
def test_two_clocks_give_one_day(published: str, day: str) -> None:
    assert published_day(record("a", published).article) == day
    assert published_day(record("a").article) is None


@pytest.mark.parametrize(
    ("start", "end", "precision", "day"),
    [
        ("2022-11-10", None, "day", "2022-11-10"),
        ("2022-11-07", "2022-11-13", "week", None),
        ("2022-11-01", "2022-11-30", "month", "2022-11-14"),
        ("1962-01-01", "1962-12-31", "year", None),
    ],
)
def test_the_day_of_an_event_is_its_own_or_that_of_its_page(
    start: str, end: str | None, precision: str, day: str | None
) -> None:
    assert event_day(dated(DONE, start, precision, end), "2022-11-14") == day
    assert event_day(DONE, "2022-11-14") == "2022-11-14"
    assert event_day(DONE, None) is None


def test_weeks_begin_on_monday_and_months_on_the_first() -> None:
    assert period_of("1962-10-28", "week") == "1962-10-22"
    assert period_of("1962-10-28", "month") == "1962-10-01"
    assert list(periods("2021-12-30", "2022-01-12", "week")) == ["2021-12-27", "2022-01-03", "2022-01-10"]
    assert list(periods("2021-11-30", "2022-02-01", "month")) == [
        "2021-11-01",
        "2021-12-01",
        "2022-01-01",
        "2022-02-01",
    ]


def test_the_last_day_of_a_period() -> None:
    assert last_day("1962-10-22", "day") == "1962-10-22"
    assert last_day("1962-10-22", "week") == "1962-10-28"
    assert [last_day(f"{month}-01", "month") for month in ("1962-10", "1964-02")] == [
        "1962-10-31",
        "1964-02-29",
    ]
    assert last_day("9999-12-27", "week") == "9999-12-31"  # where the calendar ends


def test_periods_end_where_the_calendar_does() -> None:
    assert list(periods("9999-12-30", "9999-12-31", "day")) == ["9999-12-30", "9999-12-31"]
    assert list(periods("9999-12-01", "9999-12-31", "month")) == ["9999-12-01"]


def test_a_long_span_takes_a_coarser_unit() -> None:
    days = ["1900-03-01", "2026-03-01"]
    assert [fitting(days, "day", most) for most in (100_000, 20_000, 3_000)] == ["day", "week", "month"]
    assert fitting(days, "month", 1) == "month" and fitting([], "day", 1) == "day"
