"""The text of an article in segments: cut wherever something that is marked begins or ends.

Segments do not nest, so spans may cross as they like; each knows everything that it is a part of.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from sayso.types import Block, Claim, Event, Record, RedLine, Span, Spans

Role = Literal["content", "cue", "source", "hedge", "trigger", "condition", "consequence"]
ANCHORED = ("cue", "trigger", "consequence")


@dataclass(frozen=True, slots=True, order=True)
class Part:
    """What a stretch of text is to a claim, an event or a red line."""

    item: str  # "c1", "e1", "r1"
    role: Role


@dataclass(frozen=True, slots=True)
class Segment:
    """Words that are all part of the same things."""

    text: str
    parts: tuple[Part, ...]
    opens: tuple[Part, ...]  # those of the parts whose first words these are

    @property
    def roles(self) -> str:
        """The roles, for the style sheet."""
        return " ".join(dict.fromkeys(part.role for part in self.parts))

    @property
    def told_parts(self) -> str:
        """The parts, for the script."""
        return " ".join(f"{part.item}.{part.role}" for part in self.parts)

    @property
    def told_opens(self) -> str:
        """What opens here, for the script."""
        return " ".join(f"{part.item}.{part.role}" for part in self.opens)

    @property
    def anchors(self) -> tuple[Part, ...]:
        """What opens here and has a number in the text."""
        return tuple(part for part in self.opens if part.role in ANCHORED)

    def lit(self, item: str) -> str:
        """The classes of the light on one thing; "" where this is no part of it."""
        roles = [part.role for part in self.parts if part.item == item]
        return " ".join(("on", *(f"on-{role}" for role in roles))) if roles else ""


@dataclass(frozen=True, slots=True)
class Passage:
    """One block of the article."""

    kind: Literal["paragraph", "quote", "heading", "list"]
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class Marked:
    """A span with what it is."""

    start: int
    end: int
    part: Part


@dataclass(frozen=True, slots=True)
class Orphan:
    """A span that does not fit the text: shown as such, never moved to a guess."""

    part: Part
    span: Span


def marked_in(record: Record) -> tuple[Marked, ...]:
    """Every span of a record that the text shows."""
    found = [mark for claim in record.claims for mark in _of_claim(claim)]
    found += [mark for event in record.events for mark in _of_event(event)]
    found += [mark for line in record.red_lines for mark in _of_red_line(line)]
    return tuple(sorted(found, key=lambda mark: (mark.start, -mark.end, mark.part)))


def passages(record: Record, blocks: Iterable[Block]) -> tuple[Passage, ...]:
    """The blocks of the article, cut into segments."""
    text = record.article.text
    marks = [mark for mark in marked_in(record) if fits((mark.start, mark.end), text)]
    return tuple(Passage(block.kind, tuple(_cut(text, block, marks))) for block in blocks)


def orphans(record: Record) -> tuple[Orphan, ...]:
    """The spans that do not fit the text."""
    text = record.article.text
    lost = [mark for mark in marked_in(record) if not fits((mark.start, mark.end), text)]
    return tuple(Orphan(mark.part, (mark.start, mark.end)) for mark in lost)


def fits(span: Span, text: str) -> bool:
    """Does a span lie in a text?"""
    return 0 <= span[0] < span[1] <= len(text)


def _cut(text: str, block: Block, marks: Iterable[Marked]) -> Iterator[Segment]:
    inside = [mark for mark in marks if mark.start < block.end and block.start < mark.end]
    edges = {edge for mark in inside for edge in (mark.start, mark.end) if block.start < edge < block.end}
    for start, end in pairwise(sorted({block.start, block.end} | edges)):
        over = [mark for mark in inside if mark.start < end and start < mark.end]
        opens = tuple(dict.fromkeys(mark.part for mark in over if max(mark.start, block.start) == start))
        yield Segment(text[start:end], tuple(dict.fromkeys(mark.part for mark in over)), opens)


def _marks(item: str, role: Role, spans: Spans) -> Iterator[Marked]:
    return (Marked(start, end, Part(item, role)) for start, end in spans)


def _of_claim(claim: Claim) -> Iterator[Marked]:
    yield from _marks(claim.id, "content", claim.content)
    yield from _marks(claim.id, "cue", claim.cue)
    yield from _marks(claim.id, "source", claim.source.mention if claim.source else ())
    yield from _marks(claim.id, "hedge", claim.hedges)


def _of_event(event: Event) -> Iterator[Marked]:
    yield from _marks(event.id, "trigger", event.trigger)


def _of_red_line(line: RedLine) -> Iterator[Marked]:
    yield from _marks(line.id, "condition", line.condition)
    yield from _marks(line.id, "consequence", line.consequence)
