"""Stories -> red lines: since when each is drawn, who has repeated it, and whether a report tells that it was crossed.

Lines whose vectors lie close together are one line. It counts as crossed, or as held, where another report
tells of an event that is surely what the condition says (the bar of corroboration), on the line's first day or
after it. Most conditions come true, if they do, in other words than those in which they were set; so that no such
report is found says little, and that one is found is still no verdict.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from sayso.stories.calendar import event_day
from sayso.stories.clusters import Vectors, average_linkage
from sayso.stories.matching import SURE, Matcher, Saying
from sayso.stories.origins import event_told, words
from sayso.types import Record, RedLine, Report, Story, Telling

ALIKE = 0.75  # average likeness of one line's wordings; set by eye on the lines of the thirteen days
ABOUT = 0.5  # cosine of a condition and a sentence that may tell that it came about
COUNTED = {"actual": "crossed", "negated": "held"}

Outcome = Literal["crossed", "held"]
Drawn = tuple[str, str]  # article, and the line's id


@dataclass(frozen=True, slots=True)
class Voicing:
    """One page that has the line, and who draws it there."""

    told: Drawn
    report: str
    outlet: str | None
    day: str | None
    who: str | None


@dataclass(frozen=True, slots=True)
class Line:
    """One red line with all who voice it, the first one first, and what is reported of its condition."""

    voicings: tuple[Voicing, ...]
    since: str | None
    reported: tuple[tuple[Outcome, Telling], ...]


@dataclass(frozen=True, slots=True)
class _Found:
    voicing: Voicing
    condition: str
    whole: str


def find_lines(
    records: Mapping[str, Record],
    reports: Mapping[str, Report],
    story: Story,
    matcher: Matcher,
    vectors: Vectors,
) -> Iterator[Line]:
    """The red lines of a story, each once."""
    found = [one for name in story.reports for one in _drawn(records, reports[name])]
    if not found:
        return
    rows = vectors([one.whole for one in found])
    labels = average_linkage(rows @ rows.T, ALIKE)
    happened = list(_happened(records, reports, story))
    sayings: dict[str, Saying] = {}
    for label in dict.fromkeys(labels.tolist()):
        group = [found[int(row)] for row in np.flatnonzero(labels == label)]
        yield _line(group, happened, matcher, sayings)


def _drawn(records: Mapping[str, Record], report: Report) -> Iterator[_Found]:
    for name in report.articles:
        record = records[name]
        for line in record.red_lines:
            voicing = Voicing((name, line.id), report.id, record.article.outlet, report.day, _who(line))
            condition = words(record.article, line.condition)
            yield _Found(voicing, condition, f"if {condition}, {words(record.article, line.consequence)}")


def _who(line: RedLine) -> str | None:
    return line.actor.name if line.actor else None


def _happened(
    records: Mapping[str, Record], reports: Mapping[str, Report], story: Story
) -> Iterator[tuple[Outcome, str, Telling]]:
    """The events of a story that happened, or are said not to have, with their days. Threats are no outcome."""
    for name in story.reports:
        record, report = records[name], reports[name]
        claims = {claim.id: claim for claim in record.claims}
        for event in record.events:
            day = event_day(event, report.day)
            if event.status in COUNTED and event.type != "THREATEN" and day:
                yield COUNTED[event.status], day, event_told(event, record, report, claims)  # type: ignore[misc]


def _line(
    group: Sequence[_Found],
    happened: Iterable[tuple[Outcome, str, Telling]],
    matcher: Matcher,
    sayings: dict[str, Saying],
) -> Line:
    ordered = sorted((one.voicing for one in group), key=lambda voicing: (voicing.day or "9", voicing.told))
    since = ordered[0].day
    own = {voicing.report for voicing in ordered}
    reported = []
    for outcome, day, telling in happened:
        later = telling.report not in own and since is not None and day >= since
        if later and any(_is_it(one.condition, telling.words, matcher, sayings) for one in group):
            reported.append((outcome, telling))
    return Line(tuple(ordered), since, tuple(reported))


def _is_it(condition: str, sentence: str, matcher: Matcher, sayings: dict[str, Saying]) -> bool:
    first, second = (_saying(text, matcher, sayings) for text in (condition, sentence))
    about = float(first.vector @ second.vector)
    return about >= ABOUT and matcher.surely_same(first, second) >= SURE


def _saying(text: str, matcher: Matcher, sayings: dict[str, Saying]) -> Saying:
    if text not in sayings:
        sayings[text] = matcher.saying(text)
    return sayings[text]
