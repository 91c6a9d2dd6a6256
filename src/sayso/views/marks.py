"""The body of an article in pieces: its words, and marks where a source, a cue or a content begins and ends.

Marks are always well nested, as brackets must be: where two spans cross, the inner one is closed and opened
anew. A content of several spans is marked at each of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise, takewhile
from typing import Literal

from sayso.types import Block, Claim, Span

Role = Literal["content", "source", "cue"]


@dataclass(frozen=True, slots=True)
class Words:
    """Words of the page, and the roles they play there, outermost first."""

    text: str
    roles: tuple[Role, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """The place where a source, cue or content begins or ends."""

    role: Role
    claim: str  # id of the claim for a content; "" for sources and cues, which claims may share
    opens: bool


Piece = Words | Mark


@dataclass(frozen=True, slots=True, order=True)
class Marked:
    """A span to be marked. In this order, what begins first and reaches farthest stands outermost."""

    start: int
    reach: int  # minus the end
    role: Role
    claim: str

    @property
    def end(self) -> int:
        """Where the span ends."""
        return -self.reach


def marked_spans(claims: Iterable[Claim]) -> tuple[Marked, ...]:
    """Every span that the body must mark, each once, in the order in which they open."""
    found: set[Marked] = set()
    for claim in claims:
        source = claim.source.mention if claim.source else ()
        found.update(_marked(claim.content, "content", claim.id))
        found.update(_marked(claim.cue, "cue", ""))
        found.update(_marked(source, "source", ""))
    return tuple(sorted(found))


def pieces(text: str, block: Block, spans: Iterable[Marked]) -> tuple[Piece, ...]:
    """The words and marks of one block of ``text``, in order; spans that run past it are cut at its edges."""
    inside = sorted(_clipped(block, spans))
    cuts = sorted({block.start, block.end} | {m.start for m in inside} | {m.end for m in inside})
    return tuple(_swept(text, cuts, inside))


def _marked(spans: Iterable[Span], role: Role, claim: str) -> Iterator[Marked]:
    return (Marked(start, -end, role, claim) for start, end in spans)


def _clipped(block: Block, spans: Iterable[Marked]) -> Iterator[Marked]:
    for span in spans:
        start, end = max(span.start, block.start), min(span.end, block.end)
        if start < end:
            yield Marked(start, -end, span.role, span.claim)


def _swept(text: str, cuts: list[int], inside: list[Marked]) -> Iterator[Piece]:
    opened: list[Marked] = []
    waiting = inside[::-1]
    for here, there in pairwise(cuts):
        still = [m for m in opened if m.end > here]
        while waiting and waiting[-1].start == here:
            still.append(waiting.pop())
        yield from _turned(opened, still)
        yield Words(text[here:there], tuple(m.role for m in still))
        opened = still
    yield from _turned(opened, [])


def _turned(before: list[Marked], after: list[Marked]) -> Iterator[Mark]:
    """The marks that lead from one stack of open spans to the next."""
    kept = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(before, after, strict=False)))
    yield from (Mark(m.role, m.claim, False) for m in reversed(before[kept:]))
    yield from (Mark(m.role, m.claim, True) for m in after[kept:])
