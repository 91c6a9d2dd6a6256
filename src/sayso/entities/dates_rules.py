"""What each rule of ``dates.toml`` makes of the words it matched.

A rule gets the words by group name, the day of publication (or None) and the tense of the sentence, and gives a
stretch of the calendar: UNRESOLVED where it takes a day of publication and there is none. It raises ValueError
where the calendar has no such day ("Feb. 30").
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from sayso.entities import dates_calendar as calendar
from sayso.entities.dates_calendar import DAY, UNRESOLVED, WEEK, Stretch
from sayso.entities.dates_tense import Tense
from sayso.lexicons.dates import DateWords

LEAP_YEAR = 2000  # has every day that any year has
CENTURY = 100
SHORT_YEARS = 1900  # "the '90s"


@dataclass(frozen=True, slots=True)
class Found:
    """The words of one expression by group, in small letters, with what is needed to resolve them."""

    groups: Mapping[str, str]
    published: date | None
    tense: Tense
    words: DateWords

    def has(self, group: str) -> bool:
        """Does the expression have such words?"""
        return group in self.groups

    def number(self, group: str, table: str = "") -> int:
        """The number for which the words of a group stand: digits, or what the table of that name says."""
        words = self.groups[group]
        return int(words) if words.isdigit() else self.words.numbers[table or group][words]

    def unit(self) -> str:
        """ "day", "week", "month", ..."""
        return self.words.units[self.groups["units"]]

    @property
    def step(self) -> int:
        """Into which direction of time the tense looks: -1 or 1."""
        return -1 if self.tense == "past" else 1


def resolve(rule: str, found: Found) -> Stretch | None:
    """What the expression stands for; None where the calendar has no such day."""
    try:
        if rule in ABSOLUTE:
            return ABSOLUTE[rule](found)
        return RELATIVE[rule](found, found.published) if found.published else UNRESOLVED
    except (ValueError, OverflowError):
        return None


def iso_day(found: Found) -> Stretch:
    """ "2022-11-14"."""
    return calendar.day(date(found.number("y"), found.number("m"), found.number("d")))


def day(found: Found) -> Stretch:
    """ "Feb. 24, 2022", "November 15-16"; without a year, the nearest on the side of the tense."""
    month_, first = found.number("months"), found.number("day")
    return _days(found, month_, first, found.number("day2") if found.has("day2") else first)


def feast(found: Found) -> Stretch:
    """ "Christmas Day", "New Year's Eve"."""
    month_, day_ = found.words.feasts[found.groups["feasts"]]
    return _days(found, month_, day_, day_)


def _days(found: Found, month_: int, first: int, last: int) -> Stretch:
    start, end = date(LEAP_YEAR, month_, first), date(LEAP_YEAR, month_, last)
    year_ = _year_of(found, start)
    if year_ is None:
        return UNRESOLVED
    if first == last:
        return calendar.day(start.replace(year=year_))
    return Stretch(start.replace(year=year_), end.replace(year=year_), "interval")


def _year_of(found: Found, when: date) -> int | None:
    """The year named, else the one that puts a day nearest to the publication on the side of the tense."""
    if found.has("year"):
        return found.number("year")
    if found.published is None:
        return None
    ahead = (when.month, when.day) > (found.published.month, found.published.day)
    behind = (when.month, when.day) < (found.published.month, found.published.day)
    return found.published.year + (behind if found.step > 0 else -ahead)


def month(found: Found) -> Stretch:
    """ "March 2023", "last March", "March of last year"; alone, the nearest on the side of the tense."""
    number = found.number("months")
    if found.has("year"):
        return calendar.month(found.number("year"), number)
    if found.published is None:
        return UNRESOLVED
    year_ = found.published.year
    if found.has("which"):
        return calendar.month(year_ + found.number("which", "shifts"), number)
    return calendar.month(year_ + _turn(found, number, found.published.month), number)


def _turn(found: Found, number: int, now: int) -> int:
    """How many rounds to go for something that comes round, of which ``now`` is running: -1, 0 or 1."""
    shift = found.number("shifts") if found.has("shifts") else None
    if shift == 0:
        return 0
    if shift is None:
        return int(number < now) if found.step > 0 else -int(number > now)
    return int(number <= now) if shift > 0 else -int(number >= now)


def weekday(found: Found, today: date) -> Stretch:
    """ "Monday", "next Friday", "Tuesday last week"."""
    number = found.number("weekdays")
    monday = today - today.weekday() * DAY
    if found.has("which"):
        return calendar.day(monday + found.number("which", "shifts") * WEEK + number * DAY)
    if found.groups.get("shifts") and found.number("shifts") == 0:
        back = found.step < 0 and number > today.weekday()
        return calendar.day(monday + number * DAY - back * WEEK)
    return calendar.day(monday + number * DAY + _turn(found, number, today.weekday()) * WEEK)


def week_day(found: Found, today: date) -> Stretch:
    """ "a week ago Monday"."""
    back = (today.weekday() - found.number("weekdays")) % 7
    return calendar.day(today - back * DAY - WEEK)


def near(found: Found, today: date) -> Stretch:
    """ "yesterday", "tonight"."""
    return calendar.day(today + found.number("near") * DAY)


def period(found: Found, today: date) -> Stretch:
    """ "last week", "this month", "next year", "over the weekend"."""
    unit = found.unit()
    shift = found.number("shifts") if found.has("shifts") else 0
    if unit == "weekend" and shift == 0 and found.tense == "past" and today.weekday() < 5:
        shift = -1
    return calendar.around(unit, calendar.moved(today, unit, shift))


def season(found: Found) -> Stretch:
    """ "the spring of 2022", "last summer"; a winter is named by the year in which it begins."""
    first = found.number("seasons")
    if found.has("year"):
        return calendar.months(found.number("year"), first, 3, "season")
    if found.published is None:
        return UNRESOLVED
    turn = _turn(found, first + 2, found.published.month)
    return calendar.months(found.published.year + turn, first, 3, "season")


def part_of_year(found: Found) -> Stretch:
    """ "the third quarter of 2022", "the first half of next year"."""
    first, last = found.words.halves[found.groups["halves"]]
    if not found.has("year") and found.published is None:
        return UNRESOLVED
    shift = found.number("shifts") if found.has("shifts") else 0
    year_ = (
        found.number("year") if found.published is None or found.has("year") else found.published.year + shift
    )
    return calendar.months(year_, first, last - first + 1, "interval")


def ago(found: Found, today: date) -> Stretch:
    """ "two weeks ago": the week in which the day lies that is two weeks back."""
    unit = found.unit()
    return calendar.around(unit, calendar.moved(today, unit, -found.number("number", "numbers")))


def ahead(found: Found, today: date) -> Stretch:
    """ "in three days", "two weeks from now"."""
    unit = found.unit()
    return calendar.around(unit, calendar.moved(today, unit, found.number("number", "numbers")))


def stretch(found: Found, today: date) -> Stretch:
    """ "the past two weeks", "after nine months of war": up to, or from, the publication; open without a number."""
    way = found.number("ways") if found.has("ways") else -1
    count = found.number("number", "numbers") if found.has("number") else None
    if count is None and found.groups["units"] == found.unit():
        count = 1  # "the past week" is one, "recent weeks" are not told
    far = None if count is None else calendar.moved(today, found.unit(), way * count)
    return Stretch(far, today, "interval") if way < 0 else Stretch(today, far, "interval")


def year(found: Found) -> Stretch:
    """ "2014"."""
    return calendar.year(found.number("year"))


def decade(found: Found) -> Stretch:
    """ "the 1990s", "the '90s", "the nineteen nineties"."""
    if found.has("short"):
        return calendar.decade(SHORT_YEARS + found.number("short"))
    return calendar.decade(found.number("year"))


def century(found: Found) -> Stretch:
    """ "the 19th century", from 1801 to 1900."""
    last = found.number("century") * CENTURY
    return Stretch(date(last - CENTURY + 1, 1, 1), date(last, 12, 31), "interval")


def day_of_month(found: Found, today: date) -> Stretch:
    """ "on the 27th": of this month, or of the nearest on the side of the tense."""
    number = found.number("bare")
    turn = _turn(found, number, today.day)
    first = calendar.month(today.year, today.month + turn).start or today
    return calendar.day(first.replace(day=number))


ABSOLUTE: dict[str, Callable[[Found], Stretch]] = {
    "iso_day": iso_day, "day": day, "days": day, "feast": feast, "month": month, "season": season,
    "part_of_year": part_of_year, "year": year, "decade": decade, "century": century,
}  # fmt: skip
RELATIVE: dict[str, Callable[[Found, date], Stretch]] = {
    "weekday": weekday, "week_day": week_day, "near": near, "period": period, "ago": ago, "ahead": ahead,
    "stretch": stretch, "day_of_month": day_of_month,
}  # fmt: skip
