"""The first page: what is new, what changed, what is disputed, and which lines were drawn."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.store import (
    ClaimRow,
    Counts,
    DisputeRow,
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
from sayso.views.desk.pairs import pairs_of

FEW, SOME = 4, 8


@dataclass(frozen=True, slots=True)
class Today:
    """The first page of the desk."""

    counts: Counts
    bars: Bars
    arrived: tuple[PageRow, ...]  # the latest first, new or edited
    disputes: tuple[DisputeRow, ...]
    red_lines: tuple[RedLineRow, ...]
    unnamed: tuple[ClaimRow, ...]  # the latest that nobody named stands behind
    pairs: tuple[Choice, ...]  # countries that face each other in most events
    searches: tuple[SearchRow, ...]
    marks: int  # readings that somebody holds to be wrong


def today_of(store: Store) -> Today:
    """The first page of a store."""
    return Today(
        counts=store.counts(),
        bars=bars_of(store.days(Kind.CLAIM), Address("/claims")),
        arrived=store.latest(SOME),
        disputes=store.disputes(limit=FEW).rows,
        red_lines=store.red_lines(limit=FEW).rows,
        unnamed=store.claims(Filter(unnamed=True), limit=FEW).rows,
        pairs=pairs_of(store, SOME).pairs,
        searches=store.searches(),
        marks=len(store.marks()),
    )
