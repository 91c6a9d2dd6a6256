"""Marks of wrong readings, and searches that are kept."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import RedirectResponse, Response

from sayso.store import MarkRow
from sayso.views.desk.address import to_page
from sayso.web.desk import Desk, desk_of
from sayso.web.rendering import as_csv, as_json, as_parquet, render

router = APIRouter()
OurDesk = Annotated[Desk, Depends(desk_of)]
Field = Annotated[str, Form()]


@router.get("/marks")
def marks(request: Request, desk: OurDesk) -> Response:
    """Every mark."""
    return render(request, "marks.html", rows=desk.store.marks())


@router.get("/marks.json")
def marks_json(desk: OurDesk) -> Response:
    """The same as JSON: labelled data."""
    return as_json({"rows": desk.store.marks()})


@router.get("/marks.csv")
def marks_csv(desk: OurDesk) -> Response:
    """The same as CSV."""
    return as_csv(desk.store.marks(), MarkRow, "marks")


@router.get("/marks.parquet")
def marks_parquet(desk: OurDesk) -> Response:
    """The same as Parquet."""
    return as_parquet(desk.store.marks(), MarkRow, "marks")


@router.post("/read/{page}/marks")
def mark(page: str, desk: OurDesk, item: Field, wrong: Field, note: Field = "") -> Response:
    """Mark something on a page."""
    desk.store.mark(page, item, wrong, note)
    return RedirectResponse(to_page(page, item), 303)


@router.post("/read/{page}/marks/{number}")
def unmark(page: str, number: int, desk: OurDesk, item: Field = "") -> Response:
    """Take a mark off."""
    desk.store.unmark(number)
    return RedirectResponse(to_page(page, item or None), 303)


@router.post("/searches")
def save(desk: OurDesk, name: Field, address: Field) -> Response:
    """Keep a search."""
    desk.store.save_search(name, address)
    return RedirectResponse(address, 303)


@router.post("/searches/{number}")
def drop(number: int, desk: OurDesk) -> Response:
    """Keep it no longer."""
    desk.store.drop_search(number)
    return RedirectResponse("/", 303)
