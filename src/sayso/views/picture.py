"""Many pages on the terminal: how many voices there really are, what is disputed, who stands behind what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from rich.console import Console

from sayso.stories.grading import UNKNOWN
from sayso.types import Corroborated, OpenDispute, Report, Story, Telling
from sayso.views.legible import legible
from sayso.views.words import counted, hung

if TYPE_CHECKING:
    from sayso.stories.picture import Picture

MOST = 8  # of each kind
LONGEST = 150  # characters of a claim


def draw_picture(picture: Picture, console: Console) -> None:
    """Show what the pages make together."""
    plain = not console.encoding.lower().startswith("utf")
    for line in _lines(picture):
        for part in hung(legible(line, plain), console):
            console.print(part, soft_wrap=True)


def _lines(picture: Picture) -> Iterator[str]:
    pages, reports = len(picture.records), picture.reports
    told = [one for one in (*picture.claims, *picture.events) if len(one.tellings) > 1]
    stories = f"{len(picture.stories)} {'story' if len(picture.stories) == 1 else 'stories'}"
    yield f"{counted(pages, 'page')}, {counted(len(reports), 'report')}, {stories}"
    yield from ("", "COPIES: one text, several outlets")
    yield from _copies(reports, picture)
    yield from ("", "STORIES")
    yield from map(_story, picture.stories)
    yield from ("", "DISPUTED: said by one, denied by another")
    for dispute in picture.disputes[:MOST]:
        yield from _dispute(dispute)
    yield from ("", "WHO STANDS BEHIND WHAT: told by more than one report")
    if told and all(one.grade.reliability == UNKNOWN for one in told):
        yield f"  {UNKNOWN}: nobody has judged how reliable the sources are; 1 to 6: how credible it is by their number"
    for one in sorted(told, key=_most_told)[:MOST]:
        yield from _corroborated(one)


def _copies(reports: Iterable[Report], picture: Picture) -> Iterator[str]:
    for report in reports:
        if len(report.articles) > 1:
            article = picture.records[report.id].article
            origin = f"one origin: {report.agency}" if report.agency else "one origin"
            day, count, outlets = report.day or "no date", len(report.articles), ", ".join(report.outlets)
            yield f"  {day}  {count} articles, {origin}  ({outlets})"
            yield f"              {article.title or article.text[:60]}"


def _story(story: Story) -> str:
    span = story.first or "no date"
    if story.last and story.last != story.first:
        span = f"{story.first} to {story.last}"
    return f"  {span:26} {len(story.reports):3}  {story.name}"


def _dispute(dispute: OpenDispute) -> Iterator[str]:
    yield f"  {_who(dispute.claim)}: {_short(dispute.claim.words)}"
    yield f"    denied  {_who(dispute.answer)}: {_short(dispute.answer.words)}"


def _corroborated(one: Corroborated) -> Iterator[str]:
    grade = one.grade
    yield f"  {grade.reliability}{grade.credibility}  {_short(one.words)}"
    yield f"      {'; '.join(grade.reasons)}"
    yield from dict.fromkeys(f"      {_who(telling)}" for telling in one.tellings)


def _most_told(one: Corroborated) -> tuple[int, int, str, tuple[str, str]]:
    first = one.tellings[0]
    return -len(one.origins), -len(one.tellings), first.day or "9", first.told


def _who(telling: Telling) -> str:
    outlets = ", ".join(telling.outlets)
    if not outlets:
        return telling.source
    who = telling.source if outlets == telling.source else f"{telling.source} ({outlets})"
    return f"{telling.day or 'no date'} {who}"


def _short(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= LONGEST else f"{words[:LONGEST].rsplit(' ', 1)[0]} ..."
