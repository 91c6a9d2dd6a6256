"""Stretches of the calendar: days, weeks, months, years and their parts."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

from sayso.types import Precision

DAY = timedelta(days=1)
WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days from ``start`` to ``end``, both included; an end that cannot be told is None."""

    start: date | None
    end: date | None
    precision: Precision | None


UNRESOLVED = Stretch(None, None, None)


def day(when: date) -> Stretch:
    """One day."""
    return Stretch(when, when, "day")


def week(when: date) -> Stretch:
    """The week, from Monday to Sunday, in which a day lies."""
    monday = when - when.weekday() * DAY
    return Stretch(monday, monday + 6 * DAY, "week")


def weekend(when: date) -> Stretch:
    """Saturday and Sunday of the week in which a day lies."""
    saturday = when + (5 - when.weekday()) * DAY
    return Stretch(saturday, saturday + DAY, "interval")


def month(year_: int, month_: int) -> Stretch:
    """One month; ``month_`` may lie outside 1..12 and then counts into other years."""
    return months(year_, month_, 1, "month")


def months(year_: int, first: int, count: int, precision: Precision) -> Stretch:
    """``count`` months from the month ``first`` of a year on."""
    begin, finish = _month_of(year_, first), _month_of(year_, first + count - 1)
    last = calendar.monthrange(*finish)[1]
    return Stretch(date(*begin, 1), date(*finish, last), precision)


def _month_of(year_: int, month_: int) -> tuple[int, int]:
    return year_ + (month_ - 1) // 12, (month_ - 1) % 12 + 1


def year(year_: int) -> Stretch:
    """One year."""
    return Stretch(date(year_, 1, 1), date(year_, 12, 31), "year")


def decade(year_: int) -> Stretch:
    """The ten years in which a year lies."""
    first = year_ - year_ % 10
    return Stretch(date(first, 1, 1), date(first + 9, 12, 31), "decade")


def around(unit: str, when: date) -> Stretch:
    """The day (of an hour), week, weekend, month, year or decade in which a day lies."""
    if unit == "month":
        return month(when.year, when.month)
    if unit in {"year", "decade"}:
        return year(when.year) if unit == "year" else decade(when.year)
    return {"hour": day, "day": day, "week": week, "weekend": weekend}[unit](when)


def moved(when: date, unit: str, count: int) -> date:
    """The day ``count`` units later (earlier, if negative); in a shorter month its last day."""
    if unit == "hour":
        return when + round(count / 24) * DAY
    if unit in {"day", "week", "weekend"}:
        return when + count * (DAY if unit == "day" else WEEK)
    count *= {"month": 1, "year": 12, "decade": 120}[unit]
    year_, month_ = _month_of(when.year, when.month + count)
    return date(year_, month_, min(when.day, calendar.monthrange(year_, month_)[1]))


def third(whole: Stretch, number: int) -> Stretch:
    """The first (0), middle (1) or last (2) third of a stretch; a day stays whole.

    Thirds of a month are its days 1 to 10, 11 to 20 and 21 to the end; those of a year have four months;
    those of a decade are its years 0 to 3, 4 to 6 and 7 to 9.
    """
    if whole.start is None or whole.end is None or whole.precision == "day":
        return whole
    if whole.precision == "month":
        begin, finish = whole.start + 10 * number * DAY, whole.start + (10 * number + 9) * DAY
        return Stretch(begin, whole.end if number == 2 else finish, "interval")
    if whole.precision == "decade":
        first, last = ((0, 3), (4, 6), (7, 9))[number]
        return Stretch(
            date(whole.start.year + first, 1, 1), date(whole.start.year + last, 12, 31), "interval"
        )
    if whole.precision == "year":
        return months(whole.start.year, 1 + 4 * number, 4, "interval")
    length = (whole.end - whole.start).days + 1
    begin = whole.start + (length * number // 3) * DAY
    return Stretch(begin, whole.start + (length * (number + 1) // 3 - 1) * DAY, "interval")
