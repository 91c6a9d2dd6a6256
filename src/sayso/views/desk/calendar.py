"""How much lies where in time: days -> bars of days, weeks, months or years, whichever makes a readable number."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from sayso.views.desk.address import Address

MOST_BARS = 62
UNDATED = 0  # the day of what has none, as in the keys of the store


@dataclass(frozen=True, slots=True)
class Bar:
    """One period and how much lies in it."""

    first: str  # ISO 8601
    last: str
    count: int
    height: int  # percent of the highest
    href: str  # the same page, narrowed to the period


@dataclass(frozen=True, slots=True)
class Bars:
    """Periods side by side, none left out."""

    unit: str
    bars: tuple[Bar, ...]
    undated: int

    @property
    def first(self) -> str:
        """The first day."""
        return self.bars[0].first if self.bars else ""

    @property
    def last(self) -> str:
        """The last day."""
        return self.bars[-1].last if self.bars else ""

    @property
    def highest(self) -> int:
        """The most that lies in one period."""
        return max((bar.count for bar in self.bars), default=0)


@dataclass(frozen=True, slots=True)
class Unit:
    """A length of time by which bars are made."""

    name: str
    length: int  # days, about
    longest: int  # days
    begin: Callable[[date], date]  # the first day of the period in which a day lies

    def after(self, start: date) -> date:
        """The first day of the next period."""
        if start.toordinal() + self.longest > date.max.toordinal():
            return date.max
        return self.begin(start + timedelta(days=self.longest))


UNITS = (
    Unit("day", 1, 1, lambda day: day),
    Unit("week", 7, 7, lambda day: date.fromordinal(max(1, day.toordinal() - day.weekday()))),
    Unit("month", 30, 31, lambda day: day.replace(day=1)),
    Unit("year", 365, 366, lambda day: day.replace(month=1, day=1)),
    Unit("decade", 3_652, 3_653, lambda day: date(max(1, day.year // 10 * 10), 1, 1)),
)


def bars_of(days: Iterable[tuple[int, int]], address: Address) -> Bars:
    """Bars over (day as ordinal, count); a day of 0 is none."""
    counts = Counter(dict(days))
    undated = counts.pop(UNDATED, 0)
    if not counts:
        return Bars("day", (), undated)
    first, last = (date.fromordinal(day) for day in (min(counts), max(counts)))
    unit = next((u for u in UNITS if (last - first).days / u.length <= MOST_BARS), UNITS[-1])
    tally: Counter[date] = Counter()
    for day, count in counts.items():
        tally[unit.begin(date.fromordinal(day))] += count
    top = max(tally.values())
    starts = _starts(unit, first, last)
    return Bars(unit.name, tuple(_bar(unit, start, tally[start], top, address) for start in starts), undated)


def _starts(unit: Unit, first: date, last: date) -> Iterator[date]:
    start = unit.begin(first)
    while start <= last:
        yield start
        following = unit.after(start)
        if following == start:  # the last day of the calendar
            return
        start = following


def _bar(unit: Unit, start: date, count: int, top: int, address: Address) -> Bar:
    ends = start.isoformat(), (unit.after(start) - timedelta(days=1)).isoformat()
    href = address.narrowed(since=ends[0], until=ends[1]).href() if count else ""
    return Bar(*ends, count, max(3, round(100 * count / top)) if count else 0, href)
