"""On which day: of articles and events, whatever clock they come from; and days to weeks and months.

A moment with an offset is counted in UTC; one without is taken as it stands. So two pages on either side of the
date line that tell the same minute stand on the same day.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Literal, get_args

from sayso.types import Article, Event

By = Literal["day", "week", "month"]
UNITS: tuple[By, ...] = get_args(By)
LENGTHS = dict(zip(UNITS, (1, 7, 30), strict=True))  # days, about


def published_day(article: Article) -> str | None:
    """The day of publication in UTC; None where the page does not say the day."""
    published = article.published
    if published is None or published.precision in ("month", "year"):
        return None
    if published.precision == "day":
        return published.value[:10]
    moment = datetime.fromisoformat(published.value)
    return (moment.astimezone(UTC) if moment.tzinfo else moment).date().isoformat()


def event_day(event: Event, told: str | None) -> str | None:
    """The day of an event: its own where the page gives it, else the day on which it was told.

    None where it has no day of its own and the page has none, and where it happened at a time that
    is not known to the day and does not hold the day on which it was told.
    """
    when = event.when
    if when is None or when.start is None:
        return told
    if when.precision in ("day", "second"):
        return when.start[:10]
    within = told is not None and when.start[:10] <= told <= (when.end or when.start)[:10]
    return told if within else None


def period_of(day: str, by: By) -> str:
    """The first day of the period in which ``day`` lies; weeks begin on Monday."""
    if by == "day":
        return day
    if by == "month":
        return f"{day[:7]}-01"
    found = date.fromisoformat(day)
    return (found - timedelta(days=found.weekday())).isoformat()


def periods(first: str, last: str, by: By) -> Iterator[str]:
    """The first days of all the periods from that of ``first`` to that of ``last``."""
    current, end = period_of(first, by), period_of(last, by)
    while current < end:
        yield current
        current = _next(current, by)
    if current == end:
        yield end


def last_day(start: str, by: By) -> str:
    """The last day of the period that begins on ``start``."""
    first = date.fromisoformat(start)
    days = {"day": 1, "week": 7, "month": monthrange(first.year, first.month)[1]}[by]
    return date.fromordinal(min(first.toordinal() + days - 1, date.max.toordinal())).isoformat()


def fitting(days: Iterable[str], by: By, most: int) -> By:
    """The unit asked for, or the next coarser one that makes no more than so many periods; months where none does."""
    found = sorted(days)
    if not found:
        return by
    span = (date.fromisoformat(found[-1]) - date.fromisoformat(found[0])).days
    return next((unit for unit in UNITS[UNITS.index(by) :] if span / LENGTHS[unit] <= most), UNITS[-1])


def _next(start: str, by: By) -> str:
    found = date.fromisoformat(start)
    step = timedelta(days={"day": 1, "week": 7, "month": 31}[by])
    return period_of((found + step).isoformat(), by)
