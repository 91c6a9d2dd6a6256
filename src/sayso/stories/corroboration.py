"""Stories -> what several reports tell alike: claims by what they say, events by type, parties, day and place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from sayso.stories.calendar import event_day
from sayso.stories.clusters import average_linkage
from sayso.stories.grading import Reliability, grade
from sayso.stories.matching import SURE, Matcher
from sayso.stories.origins import event_told
from sayso.stories.statements import DEMANDS, Said
from sayso.types import Corroborated, Entity, Event, Record, Report, Telling

MOST = 1500  # claims compared within one story; a story with more is compared day by day

Floats = NDArray[np.float32]


def corroborated_claims(
    told: Sequence[Said], matcher: Matcher, reliability: Reliability
) -> Iterator[Corroborated]:
    """The claims of a story, each once with all its tellings and denials, in order of their first telling."""
    for part in _parts(told):
        cosines = _cosines(part)
        against = _contraries(part, cosines, matcher)
        for group in _alike(part, cosines, matcher):
            denials = sorted({other for row in group for other in against.get(row, ())})
            tellings = [part[row].telling for row in group]
            yield _corroborated("claim", tellings, [part[row].telling for row in denials], reliability)


def corroborated_events(
    records: Mapping[str, Record], reports: Iterable[Report], reliability: Reliability
) -> Iterator[Corroborated]:
    """Actual events, each once with its tellings. Denials are those of the claims that report it."""
    groups: dict[tuple[object, ...], list[tuple[Telling, str | None]]] = {}
    for report in reports:
        record = records[report.id]
        claims = {claim.id: claim for claim in record.claims}
        for event in record.events:
            if event.status == "actual" and (day := event_day(event, report.day)):
                telling = event_told(event, record, report, claims)
                place = event.place.name if event.place else None
                groups.setdefault((event.type, *_parties(event), day), []).append((telling, place))
    for group in groups.values():
        for tellings in _by_place(group):
            yield _corroborated("event", tellings, [], reliability)


def _parts(told: Sequence[Said]) -> Iterator[Sequence[Said]]:
    if len(told) <= MOST:
        yield told
        return
    days: dict[str, list[Said]] = {}
    for one in told:
        days.setdefault(one.telling.day or "", []).append(one)
    for part in days.values():
        yield from (part[first : first + MOST] for first in range(0, len(part), MOST))


def _cosines(told: Sequence[Said]) -> Floats:
    """The likeness of each two; only what is at least SURE - 1 can be the same or the opposite."""
    vectors = np.stack([one.saying.vector for one in told]) if told else np.zeros((0, 1), np.float32)
    found: Floats = vectors @ vectors.T
    return found


def _alike(told: Sequence[Said], cosines: Floats, matcher: Matcher) -> Iterator[list[int]]:
    """Groups of places of tellings that say the same, by average linkage."""
    if not told:
        return
    labels = average_linkage(_likeness(told, cosines, matcher), SURE / 2)
    groups: dict[int, list[int]] = {}
    for row, label in enumerate(labels.tolist()):
        groups.setdefault(label, []).append(row)
    yield from groups.values()


def may_meet(one: Telling, other: Telling) -> bool:
    """May one confirm or deny the other: told by different reports, both statements or both demands?"""
    return one.report != other.report and (one.act in DEMANDS) == (other.act in DEMANDS)


def _likeness(told: Sequence[Said], cosines: Floats, matcher: Matcher) -> Floats:
    """How surely each two say the same, 0 to 1; only of one and the same kind, demands among demands."""
    found = np.zeros((len(told), len(told)), np.float32)
    for row, column in _near(cosines):
        one, other = told[row], told[column]
        if may_meet(one.telling, other.telling):
            found[row, column] = found[column, row] = matcher.surely_same(one.saying, other.saying) / 2
    return found


def _contraries(told: Sequence[Said], cosines: Floats, matcher: Matcher) -> dict[int, list[int]]:
    """For each telling the places of those that surely say the opposite."""
    found: dict[int, list[int]] = {}
    for row, column in _near(cosines):
        one, other = told[row], told[column]
        if one.saying.negated == other.saying.negated or not may_meet(one.telling, other.telling):
            continue
        if matcher.contrary(one.saying, other.saying) >= SURE:
            found.setdefault(row, []).append(column)
            found.setdefault(column, []).append(row)
    return found


def _near(cosines: Floats) -> Iterator[tuple[int, int]]:
    rows, columns = np.nonzero(np.triu(cosines >= SURE - 1, 1))
    return zip(rows.tolist(), columns.tolist(), strict=True)


def _corroborated(
    kind: Literal["claim", "event"],
    tellings: Sequence[Telling],
    denials: Sequence[Telling],
    reliability: Reliability,
) -> Corroborated:
    ordered = sorted(tellings, key=lambda telling: (telling.day or "9", telling.told))
    return Corroborated(
        kind=kind,
        words=ordered[0].words,
        tellings=tuple(ordered),
        denials=tuple(denials),
        origins=tuple(sorted({telling.origin for telling in ordered})),
        grade=grade(ordered, denials, reliability),
    )


def _parties(event: Event) -> tuple[frozenset[str], frozenset[str]]:
    return frozenset(map(_party, event.actors)), frozenset(map(_party, event.recipients))


def _party(entity: Entity) -> str:
    return entity.country or entity.name.casefold()


def _by_place(group: Sequence[tuple[Telling, str | None]]) -> Iterator[list[Telling]]:
    """Parted by place; tellings that name no place go with the place that most name."""
    places: dict[str | None, list[Telling]] = {}
    for telling, place in group:
        places.setdefault(place, []).append(telling)
    nowhere = places.pop(None, [])
    if not places:
        yield nowhere
        return
    most = max(sorted(filter(None, places)), key=lambda place: len(places[place]))
    places[most] += nowhere
    yield from places.values()
