"""The lists of the store, some rows at a time: claims, events, red lines, disputes, actors, outlets, pages."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import Response

from sayso.store import Counts, Filter, Listing
from sayso.views.desk.ledger import SORTS, Sort
from sayso.web.api.answering import answer, answer_listing
from sayso.web.api.asking import FilterQuery, ListQuery
from sayso.web.api.cursors import cursor_of, place_of
from sayso.web.api.describing import told
from sayso.web.desk import Desk, desk_of

router = APIRouter(tags=["lists"])
OurDesk = Annotated[Desk, Depends(desk_of)]


def some_of(desk: Desk, name: str, asked: Filter, limit: int, after: str | None) -> Listing[Any]:
    """Some rows of a list, its cursor as a client holds it. Raises StoreError where the cursor is none of this list."""
    found = getattr(desk.store, name)(asked, limit=limit, after=place_of(name, asked, after))
    return replace(found, next=cursor_of(name, asked, found.next))


def _add(sort: Sort) -> None:
    """The route of one list."""

    def rows(request: Request, desk: OurDesk, query: Annotated[ListQuery, Query()]) -> Response:
        return answer_listing(request, some_of(desk, sort.name, query.asked(), query.limit, query.after))

    router.add_api_route(
        sort.path,
        rows,
        methods=["GET"],
        name=sort.name,
        operation_id=f"list_{sort.name}",
        summary=sort.title,
        description=sort.lead,
        responses=told(Listing[sort.shape]),  # type: ignore[name-defined]
    )


for _sort in SORTS.values():
    _add(_sort)


@router.get("/counts", operation_id="count", summary="Counts", responses=told(Counts))
def counts(request: Request, desk: OurDesk, query: Annotated[FilterQuery, Query()]) -> Response:
    """How much of each kind passes the filter."""
    return answer(request, desk.store.counts(query.asked()))
