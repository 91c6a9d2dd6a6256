"""Stories -> what several reports tell alike: claims by what they say, events by type, parties, day and place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from sayso.stories.calendar import event_day
from sayso.stories.clusters import average_linkage
from sayso.stories.grading import Reliability, grade
from sayso.stories.matching import SURE, Matcher, Saying
from sayso.stories.origins import claims_told, event_told
from sayso.types import Corroborated, Entity, Event, Record, Report, Story, Telling

FEWEST_WORDS = 4  # a shorter content ("yes", "the charge") says nothing that another could confirm
MOST = 1500  # claims compared within one story; a story with more is compared day by day

DENIES = {"deny", "decline"}  # acts by which a speaker says that it is not so, or will not be
DEMANDS = {"demand", "request"}

Floats = NDArray[np.float32]
Told = tuple[Telling, Saying]


def corroborated_claims(
    records: Mapping[str, Record],
    reports: Mapping[str, Report],
    story: Story,
    matcher: Matcher,
    reliability: Reliability,
) -> Iterator[Corroborated]:
    """The claims of a story, each once with all its tellings and denials, in order of their first telling."""
    told = list(sayings(records, reports, story, matcher))
    for part in _parts(told):
        for group in _alike(part, matcher):
            yield _as_one(group, part, matcher, reliability)


def sayings(
    records: Mapping[str, Record], reports: Mapping[str, Report], story: Story, matcher: Matcher
) -> Iterator[Told]:
    """Every claim of a story that says enough to be compared. A denial is a telling of the opposite."""
    for name in story.reports:
        for telling in claims_told(records[name], reports[name]):
            if says_enough(telling.words, matcher):
                yield telling, matcher.saying(telling.words, denied=telling.act in DENIES)


def says_enough(content: str, matcher: Matcher) -> bool:
    """Is it a statement that another could confirm or deny: no fragment, and no open question?"""
    first, *others = content.lower().split() or [""]
    return len(others) >= FEWEST_WORDS - 1 and first not in matcher.lexicon.open


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


def _parts(told: Sequence[Told]) -> Iterator[Sequence[Told]]:
    if len(told) <= MOST:
        yield told
        return
    days: dict[str, list[Told]] = {}
    for one in told:
        days.setdefault(one[0].day or "", []).append(one)
    for part in days.values():
        yield from (part[first : first + MOST] for first in range(0, len(part), MOST))


def _alike(told: Sequence[Told], matcher: Matcher) -> Iterator[list[Told]]:
    """Groups of tellings that say the same, by average linkage."""
    if not told:
        return
    labels = average_linkage(likeness(told, matcher), SURE / 2)
    for label in dict.fromkeys(labels.tolist()):
        yield [told[int(row)] for row in np.flatnonzero(labels == label)]


def may_meet(one: Telling, other: Telling) -> bool:
    """May one confirm or deny the other: told by different reports, both statements or both demands?"""
    return one.report != other.report and (one.act in DEMANDS) == (other.act in DEMANDS)


def likeness(told: Sequence[Told], matcher: Matcher) -> Floats:
    """How surely each two say the same, 0 to 1; only of one and the same kind, demands among demands."""
    found = np.zeros((len(told), len(told)), np.float32)
    vectors = np.stack([saying.vector for _, saying in told])
    for row, column in zip(*np.nonzero(np.triu(vectors @ vectors.T >= SURE - 1, 1)), strict=True):
        one, other = told[int(row)], told[int(column)]
        if may_meet(one[0], other[0]):
            found[row, column] = found[column, row] = matcher.surely_same(one[1], other[1]) / 2
    return found


def _as_one(
    group: Sequence[Told], told: Sequence[Told], matcher: Matcher, reliability: Reliability
) -> Corroborated:
    tellings = [telling for telling, _ in group]
    denials = [
        other
        for other, saying in told
        if any(may_meet(one, other) and matcher.contrary(mine, saying) >= SURE for one, mine in group)
    ]
    return _corroborated("claim", tellings, denials, reliability)


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
