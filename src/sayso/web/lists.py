"""The lists and their twins: HTML, JSON, CSV, Parquet, all from one filter."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from sayso.views.desk.address import Address, address_of
from sayso.views.desk.ledger import SORTS, Sort, ledger_of
from sayso.web.desk import Desk, desk_of
from sayso.web.rendering import as_csv, as_json, as_parquet, render

router = APIRouter()
AT_ONCE = 1_000
OurDesk = Annotated[Desk, Depends(desk_of)]


def _add(sort: Sort) -> None:
    """The routes of one list."""

    def page(request: Request, desk: OurDesk) -> Response:
        address = address_of(sort.path, request.query_params)
        view = desk.store.once(address, lambda: ledger_of(desk.store, address, sort.name))
        return render(request, "ledger.html", view=view)

    def json(request: Request, desk: OurDesk) -> Response:
        return as_json(ledger_of(desk.store, address_of(sort.path, request.query_params), sort.name))

    def csv(request: Request, desk: OurDesk) -> Response:
        rows = every_row(desk, address_of(sort.path, request.query_params), sort)
        return as_csv(rows, sort.shape, sort.name)

    def parquet(request: Request, desk: OurDesk) -> Response:
        rows = every_row(desk, address_of(sort.path, request.query_params), sort)
        return as_parquet(rows, sort.shape, sort.name)

    for ending, handler in (("", page), (".json", json), (".csv", csv), (".parquet", parquet)):
        router.add_api_route(sort.path + ending, handler, methods=["GET"], name=f"{sort.name}{ending}")


def every_row(desk: Desk, address: Address, sort: Sort) -> Iterator[Any]:
    """All the rows of a list, some at a time. A filter that makes no sense is told before the first is sent."""
    first = getattr(desk.store, sort.name)(address.asked, limit=AT_ONCE, after=address.after)

    def walk() -> Iterator[Any]:
        listing = first
        while True:
            yield from listing.rows
            if listing.next is None:
                return
            listing = getattr(desk.store, sort.name)(address.asked, limit=AT_ONCE, after=listing.next)

    return walk()


for _sort in SORTS.values():
    _add(_sort)
