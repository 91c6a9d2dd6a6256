"""The lists and their twins: HTML, JSON, CSV, Parquet, all from one filter."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from sayso.stories.red_lines import Drawn, Line
from sayso.views.desk.address import Address, address_of
from sayso.views.desk.ledger import SORTS, Sort, ledger_of
from sayso.web.desk import Desk, desk_of
from sayso.web.rendering import View, as_csv, as_json, as_parquet, render_kept

router = APIRouter()
RED_LINES = "red_lines"
AT_ONCE = 1_000
OurDesk = Annotated[Desk, Depends(desk_of)]


def _add(sort: Sort, path: str, template: str = "ledger.html") -> None:
    """The routes of one list, in all its forms."""

    def page(request: Request, desk: OurDesk) -> Response:
        shown = desk.picturing.latest() if sort.name == RED_LINES else None

        def make() -> View:
            view = ledger_of(desk.store, address_of(path, request.query_params), sort.name)
            return template, {"view": view, "standing": shown.standing if shown else None}

        return render_kept(request, desk.store, make, shown and shown.stamp)

    def json(request: Request, desk: OurDesk) -> Response:
        view = ledger_of(desk.store, address_of(path, request.query_params), sort.name)
        standing = _standing(desk, sort) or {}
        lines = tuple(standing.get((row.page, row.id)) for row in view.rows) if standing else ()
        return as_json(replace(view, lines=lines))

    def csv(request: Request, desk: OurDesk) -> Response:
        rows = every_row(desk, address_of(path, request.query_params), sort)
        return as_csv(rows, sort.shape, sort.name)

    def parquet(request: Request, desk: OurDesk) -> Response:
        rows = every_row(desk, address_of(path, request.query_params), sort)
        return as_parquet(rows, sort.shape, sort.name)

    for ending, handler in (("", page), (".json", json), (".csv", csv), (".parquet", parquet)):
        router.add_api_route(path + ending, handler, methods=["GET"], name=f"{path}{ending}")


def _standing(desk: Desk, sort: Sort) -> dict[Drawn, Line] | None:
    """What many pages make of each red line; None where that is not there yet, or is not asked for."""
    shown = desk.picturing.latest() if sort.name == RED_LINES else None
    return shown.standing if shown else None


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
    _add(_sort, _sort.path)
_add(SORTS["events"], "/map", "map.html")
