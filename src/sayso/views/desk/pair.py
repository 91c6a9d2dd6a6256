"""The tension of two actors: the line with what stands on it, and the sentences behind every point of it.

A series is worked out once for all that is asked of it; which stretch of it is looked at is in the address, and
narrows the events.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, replace
from datetime import date
from itertools import groupby
from typing import Any
from urllib.parse import quote, urlencode

from sayso.errors import StoreError
from sayso.stories.between import between
from sayso.stories.calendar import UNITS, By, event_day, fitting, last_day
from sayso.stories.forecast import Forecast, forecasts
from sayso.stories.origins import event_told, words
from sayso.stories.picture import Picture
from sayso.stories.scores import Scores, load_scores
from sayso.stories.tension import Pair, what_counts
from sayso.types import Event, Mark, Period, Report, Tension
from sayso.views.desk.address import TRUTH, to_page
from sayso.views.desk.wording import country_name

MOST_EVENTS = 200  # rows shown; the twins have them all
MOST_PERIODS = 3_000  # more cannot be told apart on a line


@dataclass(frozen=True, slots=True)
class PairAddress:
    """Two actors, how finely, in which direction; and the stretch of days whose events are looked at."""

    first: str
    second: str
    by: By = "week"
    directed: bool = False
    since: str | None = None
    until: str | None = None

    @property
    def path(self) -> str:
        """Where the pair stands."""
        return f"/pair/{quote(self.first, safe='')}/{quote(self.second, safe='')}"

    @property
    def pair(self) -> Pair:
        """The two, as the series takes them."""
        return Pair(self.first, self.second, self.directed)

    def href(self, **changes: Any) -> str:
        """The same page with something changed."""
        return replace(self, **changes)._with(replace(self, **changes).path)

    def twin(self, form: str, part: str = "") -> str:
        """The same in another form; the part "/events" is the table of events."""
        return self._with(f"{self.path}{part}.{form}")

    def _with(self, path: str) -> str:
        given = {"by": self.by if self.by != "week" else None, "directed": "yes" if self.directed else None}
        query = {
            name: value
            for name, value in (given | {"since": self.since, "until": self.until}).items()
            if value
        }
        return f"{path}?{urlencode(query)}" if query else path


@dataclass(frozen=True, slots=True)
class PairEvent:
    """One event between the two: the sentence that tells it, on whose word, and what it adds to the line."""

    day: str | None  # on which it counts
    page: str
    id: str
    title: str | None
    outlets: tuple[str, ...]  # all that carry the text
    type: str
    mode: str | None
    status: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    sentence: str
    source: str  # on whose word
    named: bool
    counts: str  # "level", "threat", or "" where it is left out
    adds: float  # above zero conflict, below zero cooperation; not yet divided by the reports read


@dataclass(frozen=True, slots=True)
class Point:
    """One period of the series as a row: the figures, and whether a new level begins with it."""

    start: str
    end: str
    level: float | None
    low: float | None
    high: float | None
    verbal_cooperation: float
    material_cooperation: float
    verbal_conflict: float
    material_conflict: float
    threat: float
    reports: int
    events: int
    sources: int
    change: bool


@dataclass(frozen=True, slots=True)
class Sign:
    """A red line or an open dispute on the line."""

    day: str
    kind: str
    who: str
    words: str
    href: str


@dataclass(frozen=True, slots=True)
class Gap:
    """A stretch without any page."""

    start: str
    end: str


@dataclass(frozen=True, slots=True)
class Series:
    """Everything about a pair that does not depend on what stretch is looked at."""

    points: tuple[Point, ...]
    signs: tuple[Sign, ...]
    gaps: tuple[Gap, ...]
    events: tuple[PairEvent, ...]  # the latest first
    forecasts: tuple[Forecast, ...]
    notes: tuple[str, ...]
    by: By  # coarser than asked for where the line would be too long
    false_alarms: float
    scores: str


@dataclass(frozen=True, slots=True)
class PairView:
    """The page of a pair."""

    address: PairAddress
    names: tuple[str, str]
    series: Series
    events: tuple[PairEvent, ...]  # of the stretch that is looked at
    total: int  # how many there are in it
    left_out: int  # pages of the store that are too old to be in the picture

    @property
    def twins(self) -> dict[str, str]:
        """The series in other forms."""
        return {form: self.address.twin(form) for form in ("json", "csv", "parquet")}

    @property
    def event_twins(self) -> dict[str, str]:
        """The events in other forms."""
        return {form: self.address.twin(form, "/events") for form in ("csv", "parquet")}

    def of(self, point: Point) -> str:
        """The page, looking at one period."""
        return self.address.href(since=point.start, until=point.end)


def pair_address(first: str, second: str, query: dict[str, str]) -> PairAddress:
    """The page that a path and a query name. Raises StoreError where that makes no sense."""
    one, other = (_actor(name) for name in (first, second))
    if one.casefold() == other.casefold():
        raise StoreError(f"A pair is two, and {one} is one. Give another country or name.")
    by = query.get("by") or "week"
    if by not in UNITS:
        raise StoreError(f"'by' is {', '.join(UNITS)}, not {by!r}.")
    directed = query.get("directed") or "no"
    if directed not in TRUTH:
        raise StoreError(f"'directed' is yes or no, not {directed!r}.")
    days = [_day(query.get(name)) for name in ("since", "until")]
    return PairAddress(one, other, by, TRUTH[directed], *days)


def series_of(picture: Picture, pair: Pair, by: By) -> Series:
    """The series of a pair over a picture."""
    scores = load_scores()
    unit, told = _fitting(picture.reports, by)
    found = between(picture, pair, scores, unit)
    levels = [period.level for period in found.periods]
    return Series(
        points=tuple(_points(found)),
        signs=tuple(_sign(picture, mark) for mark in found.marks),
        gaps=tuple(_gaps(found)),
        events=tuple(sorted(_events(picture, pair, scores), key=lambda one: one.day or "", reverse=True)),
        forecasts=forecasts(levels, found.by),
        notes=(*told, *found.notes),
        by=found.by,
        false_alarms=found.false_alarms,
        scores=found.scores,
    )


def pair_of(series: Series, address: PairAddress, left_out: int = 0) -> PairView:
    """The page of a pair: its series, and the events of the stretch that the address names."""
    inside = events_within(series, address)
    names = country_name(address.first), country_name(address.second)
    return PairView(address, names, series, inside[:MOST_EVENTS], len(inside), left_out)


def events_within(series: Series, address: PairAddress) -> tuple[PairEvent, ...]:
    """The events of the stretch that the address names."""
    if address.since is None and address.until is None:
        return series.events
    first, last = address.since or "", address.until or "9999"
    return tuple(one for one in series.events if one.day and first <= one.day <= last)


def _actor(name: str) -> str:
    found = " ".join(name.split())
    if not any(map(str.isalnum, found)):
        raise StoreError("A pair is two countries (USA, RUS) or two names, and one is missing.")
    return found.upper() if len(found) == 3 and country_name(found.upper()) != found.upper() else found


def _day(given: str | None) -> str | None:
    if not given:
        return None
    try:
        return date.fromisoformat(given).isoformat()
    except ValueError as error:
        raise StoreError(f"{given!r} is not a day. Give it as 1962-10-22.") from error


def _fitting(reports: Iterable[Report], by: By) -> tuple[By, tuple[str, ...]]:
    """The unit asked for, or the next coarser one that makes a line that can be read."""
    days = sorted(report.day for report in reports if report.day)
    if not days:
        return by, ()
    span = (date.fromisoformat(days[-1]) - date.fromisoformat(days[0])).days
    unit = fitting(days, by, MOST_PERIODS)
    told = f"The pages span {span // 365} years, too long a line by {by}: it is drawn by {unit}."
    return unit, (told,) if unit != by else ()


def _points(found: Tension) -> Iterator[Point]:
    for period in found.periods:
        own = {field.name: getattr(period, field.name) for field in fields(Period)}
        yield Point(**own, end=last_day(period.start, found.by), change=period.start in found.changes)


def _gaps(found: Tension) -> Iterator[Gap]:
    for empty, some in groupby(found.periods, key=lambda period: period.reports == 0):
        stretch = list(some)
        if empty:
            yield Gap(stretch[0].start, last_day(stretch[-1].start, found.by))


def _sign(picture: Picture, mark: Mark) -> Sign:
    item = next(_items_behind(picture, mark), None)
    return Sign(mark.day, mark.kind, mark.who, mark.words, to_page(mark.article, item))


def _items_behind(picture: Picture, mark: Mark) -> Iterator[str]:
    """The red line or the answer that a mark stands for."""
    record = picture.records[mark.article]
    if mark.kind == "red line":
        for line in record.red_lines:
            if words(record.article, line.consequence) in mark.words:
                yield line.id
    else:
        for dispute in picture.disputes:
            if dispute.answer.told[0] == mark.article and mark.words.startswith(dispute.claim.words):
                yield dispute.answer.told[1]


def _events(picture: Picture, pair: Pair, scores: Scores) -> Iterator[PairEvent]:
    """Every event between the two, whether it counts or not."""
    for report in picture.reports:
        record = picture.records[report.id]
        claims = {claim.id: claim for claim in record.claims}
        for event in filter(pair.concerns, record.events):
            day, counts = event_day(event, report.day), what_counts(event, record)
            telling = event_told(event, record, report, claims)
            counted = counts if day else None
            yield PairEvent(
                day=day,
                page=record.article.id,
                id=event.id,
                title=record.article.title,
                outlets=report.outlets,
                type=event.type,
                mode=event.mode,
                status=event.status,
                actors=_names(event, "actors"),
                recipients=_names(event, "recipients"),
                sentence=telling.words,
                source=telling.source,
                named=telling.named,
                counts=counted or "",
                adds=-scores.of(event.type, event.mode) if counted else 0.0,
            )


def _names(event: Event, side: str) -> tuple[str, ...]:
    return tuple(entity.name for entity in getattr(event, side))
