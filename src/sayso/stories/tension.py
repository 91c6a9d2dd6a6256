"""Records -> the tension between two actors: a series of periods with intervals, changes and marks.

The level of a period is what the events of its reports add up to, conflict less cooperation, divided by the number of
reports read, whatever those are about; so it does not rise because more was read. Copies count once. Only
actual events count; planned and conditional conflict feeds the threat; what nobody asserts but to deny it, or what
rests on claims that the page itself sets a denial against, counts nowhere; what is told only as a charge counts as
the accusation that it is.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from sayso.ontology import load_plover
from sayso.stories.calendar import By, event_day, period_of, periods
from sayso.stories.changes import FALSE_ALARMS, find_changes
from sayso.stories.intervals import Sample, intervals
from sayso.stories.origins import event_told, words
from sayso.stories.scores import Scores
from sayso.types import Claim, Entity, Event, Mark, OpenDispute, Period, Record, Report, Story, Tension

Counts = Literal["level", "threat"]
THREATENED = {"planned", "conditional"}
THREAT = 0  # beside PLOVER's quads 1 to 4
LONGEST = 20_000  # periods; in a longer series a date must be wrong, and only the end is shown


@dataclass(frozen=True, slots=True)
class Pair:
    """Two actors, by country code or by name. ``directed``: only what the first does to the second."""

    first: str
    second: str
    directed: bool = False

    def concerns(self, event: Event) -> bool:
        """Does one of the two do it to the other?"""
        forth = self._from_to(event, self.first, self.second)
        return forth or (not self.directed and self._from_to(event, self.second, self.first))

    def has(self, entity: Entity | None) -> bool:
        """Is it one of the two?"""
        return entity is not None and (is_actor(entity, self.first) or is_actor(entity, self.second))

    def _from_to(self, event: Event, actor: str, recipient: str) -> bool:
        does = any(is_actor(entity, actor) for entity in event.actors)
        return does and any(is_actor(entity, recipient) for entity in event.recipients)


@dataclass(frozen=True, slots=True)
class Counted:
    """One event that counts: where, when, how much."""

    report: str
    day: str
    counts: Counts
    quad: int
    score: float
    origin: str


@dataclass(frozen=True, slots=True)
class Reading:
    """The events of a pair that count, and how many were left out for which reason."""

    counted: tuple[Counted, ...]
    left_out: Counter[str]


def tension(
    records: Iterable[Record],
    reports: Sequence[Report],
    stories: Sequence[Story],
    pair: Pair,
    scores: Scores,
    by: By = "week",
    disputes: Iterable[OpenDispute] = (),
) -> Tension:
    """The tension between the two of ``pair``, from the first to the last day that any report has.

    Empty, with a note that says so, where no report has a date or no event is between the two.
    """
    by_id = {record.article.id: record for record in records}
    reading = read_events(by_id, reports, pair, scores)
    starts = _span(reports, by)
    found = _periods(reading.counted, reports, stories, starts, by)
    levels = [period.level for period in found]
    return Tension(
        first=pair.first,
        second=pair.second,
        directed=pair.directed,
        by=by,
        periods=found,
        changes=tuple(found[place].start for place in find_changes(levels)),
        false_alarms=FALSE_ALARMS,
        marks=tuple(_marks(by_id, reports, pair, disputes)),
        scores=scores.name,
        notes=tuple(_notes(reading, reports, starts, by)),
    )


def is_actor(entity: Entity, wanted: str) -> bool:
    """Is it of the country of this code, or does it bear this name?"""
    return entity.country == wanted or entity.name.casefold() == wanted.casefold()


def read_events(
    records: Mapping[str, Record], reports: Iterable[Report], pair: Pair, scores: Scores
) -> Reading:
    """The events between the two, from the fullest text of each report."""
    counted, left_out = [], Counter[str]()
    for report in reports:
        record = records[report.id]
        claims = {claim.id: claim for claim in record.claims}
        for event in filter(pair.concerns, record.events):
            counts = what_counts(event, record)
            day = event_day(event, report.day)
            if counts is None or day is None:
                left_out[_reason(event, record, report, day)] += 1
                continue
            quad, score = load_plover().types[event.type].quad, scores.of(event.type, event.mode)
            origin = event_told(event, record, report, claims).origin
            counted.append(Counted(report.id, day, counts, quad, score, origin))
    return Reading(tuple(counted), left_out)


def what_counts(event: Event, record: Record) -> Counts | None:
    """Into which series an event goes, if into any."""
    if _denied(event, record) or _alleged(event, record):
        return None
    if event.status == "actual":
        return "level"
    conflict = load_plover().types[event.type].quad > 2
    return "threat" if conflict and (event.status in THREATENED or _is_threat(event, record)) else None


def _is_threat(event: Event, record: Record) -> bool:
    acts = {claim.id: claim.act for claim in record.claims}
    return event.status == "hypothetical" and any(acts.get(name) == "threaten" for name in event.claims)


def _denied(event: Event, record: Record) -> bool:
    """Does it rest only on claims that deny it, or that the page sets a denial against?"""
    if not event.claims:
        return False
    denials = {claim.id for claim in record.claims if claim.act == "deny"}
    answered = {dispute.claim for dispute in record.disputes if dispute.kind == "denies"}
    return set(event.claims) <= denials | answered


def _alleged(event: Event, record: Record) -> bool:
    """Is it told only as what somebody is accused of? Then the accusation counts, which is an event itself."""
    claims = {claim.id: claim for claim in record.claims}
    behind = [claims[name] for name in event.claims if name in claims]
    return bool(behind) and all(_charges(claim, event) for claim in behind)


def _charges(claim: Claim, event: Event) -> bool:
    inside = [any(start <= place < end for start, end in claim.content) for place, _ in event.trigger]
    return claim.act == "accuse" and all(inside)


def _reason(event: Event, record: Record, report: Report, day: str | None) -> str:
    if day is None:
        return "without a day" if report.day else "on pages without a date"
    if event.status != "actual":
        return event.status
    return "denied" if _denied(event, record) else "alleged only (counted as an accusation)"


def _span(reports: Iterable[Report], by: By) -> list[str]:
    days = sorted(report.day for report in reports if report.day)
    return list(periods(days[0], days[-1], by))[-LONGEST:] if days else []


def _periods(
    counted: Sequence[Counted],
    reports: Sequence[Report],
    stories: Sequence[Story],
    starts: Sequence[str],
    by: By,
) -> tuple[Period, ...]:
    within: dict[str, list[Counted]] = {start: [] for start in starts}
    for one in counted:
        within.setdefault(period_of(one.day, by), []).append(one)
    read = Counter(period_of(report.day, by) for report in reports if report.day)
    bounds = intervals(_sample(counted, reports, stories, starts, by))
    return tuple(
        _period(start, within[start], read[start], bound) for start, bound in zip(starts, bounds, strict=True)
    )


def _period(start: str, events: Sequence[Counted], read: int, bound: tuple[float, float] | None) -> Period:
    sums: defaultdict[int, float] = defaultdict(float)
    for one in events:
        sums[one.quad if one.counts == "level" else THREAT] += one.score
    rates = {quad: round(abs(total) / read, 6) if read else 0.0 for quad, total in sums.items()}
    actual = [one for one in events if one.counts == "level"]
    level = -sum(one.score for one in actual) / read if read else None
    return Period(
        start=start,
        level=None if level is None else round(level, 6) + 0.0,
        low=bound[0] if bound else None,
        high=bound[1] if bound else None,
        verbal_cooperation=rates.get(1, 0.0),
        material_cooperation=rates.get(2, 0.0),
        verbal_conflict=rates.get(3, 0.0),
        material_conflict=rates.get(4, 0.0),
        threat=rates.get(THREAT, 0.0),
        reports=read,
        events=len(actual),
        sources=len({one.origin for one in actual}),
    )


def _sample(
    counted: Iterable[Counted],
    reports: Sequence[Report],
    stories: Iterable[Story],
    starts: Sequence[str],
    by: By,
) -> Sample:
    places = {start: place for place, start in enumerate(starts)}
    rows = {report.id: row for row, report in enumerate(reports)}
    values = [
        (rows[one.report], places[start], -one.score)
        for one in counted
        if one.counts == "level" and (start := period_of(one.day, by)) in places
    ]
    read = [
        (rows[report.id], places[start])
        for report in reports
        if report.day and (start := period_of(report.day, by)) in places
    ]
    groups = [[rows[name] for name in story.reports if name in rows] for story in stories]
    return Sample(len(reports), len(starts), values, read, groups)


def _marks(
    records: Mapping[str, Record], reports: Iterable[Report], pair: Pair, disputes: Iterable[OpenDispute]
) -> Iterable[Mark]:
    """Red lines of one of the two that are not addressed to somebody else, and disputes, in order of days."""
    found = [
        mark for report in reports if report.day for mark in _red_lines(records[report.id], report, pair)
    ]
    for dispute in disputes:
        days = [told.day for told in (dispute.claim, dispute.answer) if told.day]
        if days:  # it is open from the day on which both have been heard
            said = f"{dispute.claim.words}; denied by {dispute.answer.source}"
            found.append(Mark(max(days), "dispute", dispute.claim.source, said, dispute.answer.told[0]))
    return sorted(found, key=lambda mark: (mark.day, mark.kind, mark.who, mark.words))


def _red_lines(record: Record, report: Report, pair: Pair) -> Iterable[Mark]:
    for line in record.red_lines:
        if pair.has(line.actor) and (line.addressee is None or pair.has(line.addressee)):
            condition = words(record.article, line.condition)
            said = f"if {condition}: {words(record.article, line.consequence)}"
            yield Mark(
                report.day or "", "red line", line.actor.name if line.actor else "", said, record.article.id
            )


def _notes(reading: Reading, reports: Sequence[Report], starts: Sequence[str], by: By) -> Iterable[str]:
    undated = sum(report.day is None for report in reports)
    if not reports:
        yield "Nothing has been read yet, so there is nothing to draw. Read some pages first."
    elif not starts:
        yield "No page says the day on which it was published, so nothing can be placed in time."
    elif not reading.counted and not reading.left_out:
        yield "No event between the two was found. Check the codes (USA, RUS) or names."
    older = sum(
        bool(report.day) and period_of(report.day or "", by) < starts[0] for report in reports if starts
    )
    if older:
        told = "1 report is" if older == 1 else f"{older} reports are"
        yield f"{told} older than the last {LONGEST:,} {by}s, which are shown. Ask by a longer period."
    if undated and starts:
        yield f"{undated} of {len(reports)} reports bear no date: they are not in the count of reports read."
    if number := reading.left_out.total():
        reasons = sorted(reading.left_out.items())
        why = ", ".join(f"{n} {reason}" for reason, n in reasons) if len(reasons) > 1 else reasons[0][0]
        yield f"{number} {'event' if number == 1 else 'events'} left out: {why}."
