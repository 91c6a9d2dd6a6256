"""The first page: what is new, what changed, what is disputed, and which lines were drawn."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.store import (
    ClaimRow,
    Counts,
    Drift,
    Filter,
    Kind,
    PageRow,
    RedLineRow,
    SearchRow,
    Store,
)
from sayso.views.desk.address import Address
from sayso.views.desk.calendar import Bars, bars_of
from sayso.views.desk.ledger import Choice
from sayso.views.desk.meetings import Meeting, on_one_page
from sayso.views.desk.pairs import pairs_of
from sayso.views.desk.stories import StoryCard

FEW, SOME = 4, 8


@dataclass(frozen=True, slots=True)
class Arrived:
    """A page that came, or was edited, and what the edit changed in its claims."""

    row: PageRow
    drift: Drift | None


@dataclass(frozen=True, slots=True)
class Today:
    """The first page of the desk."""

    counts: Counts
    bars: Bars
    arrived: tuple[Arrived, ...]  # the latest first, new or edited
    stories: tuple[StoryCard, ...] | None  # those that move most; None while they are still put together
    disputes: tuple[Meeting, ...]  # on one page, and across pages as far as they are known
    across: int  # disputes across pages
    red_lines: tuple[RedLineRow, ...]
    unnamed: tuple[ClaimRow, ...]  # the latest that nobody named stands behind
    pairs: tuple[Choice, ...]  # countries that face each other in most events
    searches: tuple[SearchRow, ...]
    marks: int  # readings that somebody holds to be wrong


def today_of(
    store: Store, stories: tuple[StoryCard, ...] | None = None, across: tuple[Meeting, ...] = ()
) -> Today:
    """The first page of a store, with what its picture holds: stories in order, and the disputes across pages."""
    return Today(
        counts=store.counts(),
        bars=bars_of(store.days(Kind.CLAIM), Address("/claims")),
        arrived=tuple(_arrived(store, row) for row in store.latest(SOME)),
        stories=None if stories is None else stories[:SOME],
        disputes=_latest(across, on_one_page(store.disputes(limit=FEW).rows, store.record)),
        across=len(across),
        red_lines=store.red_lines(limit=FEW).rows,
        unnamed=store.claims(Filter(unnamed=True), limit=FEW).rows,
        pairs=pairs_of(store, SOME).pairs,
        searches=store.searches(),
        marks=len(store.marks()),
    )


def _arrived(store: Store, row: PageRow) -> Arrived:
    return Arrived(row, store.last_drift(row.page) if row.version > 1 else None)


def _latest(across: tuple[Meeting, ...], on_pages: tuple[Meeting, ...]) -> tuple[Meeting, ...]:
    """The latest of both."""
    every = (*across[:FEW], *on_pages)
    return tuple(sorted(every, key=lambda one: one.answer.day or "", reverse=True)[:FEW])
