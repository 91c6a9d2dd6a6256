"""Add a page: paste its text, drop a file, or give an address; see it read, correct it, keep it."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Form, HTTPException, Request, UploadFile
from fastapi.responses import RedirectResponse, Response

from sayso.page import LARGEST, checked_page, fetch_page, page_of_bytes
from sayso.types import Page
from sayso.views.desk.address import to_page
from sayso.views.desk.reader import reading_for
from sayso.web.desk import Desk, Draft, desk_of
from sayso.web.rendering import render

router = APIRouter()
OurDesk = Annotated[Desk, Depends(desk_of)]
Field = Annotated[str, Form()]
GONE = "This draft is no longer held. Add the page again."


@router.get("/add")
def form(request: Request) -> Response:
    """The three ways in."""
    return render(request, "add.html")


@router.post("/add")
def take(
    desk: OurDesk,
    text: Field = "",
    url: Field = "",
    date: Field = "",
    outlet: Field = "",
    file: UploadFile | None = None,
) -> Response:
    """Read what came and show it, not kept yet."""
    page = checked_page(_page(text, url, file), date=date or None, outlet=outlet or None)
    return RedirectResponse(f"/add/{desk.draft(page).id}", 303)


@router.get("/add/{id}")
def preview(request: Request, id: str, desk: OurDesk) -> Response:
    """A draft as it was read."""
    draft = _held(desk, id)
    return render(request, "reader.html", view=reading_for(draft.record), draft=draft)


@router.post("/add/{id}")
def decide(id: str, desk: OurDesk, do: Field = "keep", date: Field = "", outlet: Field = "") -> Response:
    """Read it anew with another date or outlet, keep it, or let it go."""
    draft = _held(desk, id)
    if do == "drop":
        desk.drop(id)
        return RedirectResponse("/add", 303)
    given = date != _date(draft) or outlet != (draft.record.article.outlet or "")
    if given:
        checked_page(draft.page, date=date or None)
        draft = desk.corrected(draft, date, outlet)
    if do == "again":
        return RedirectResponse(f"/add/{id}", 303)
    added = desk.store.add(draft.record)
    desk.drop(id)
    return RedirectResponse(to_page(added.page), 303)


def _page(text: str, url: str, file: UploadFile | None) -> Page:
    """The page that was given in one of the three ways. Raises PageError where it cannot be had."""
    if url.strip():
        return fetch_page(url.strip())
    if file is not None and file.filename:
        return page_of_bytes(file.file.read(LARGEST + 1), file.filename)
    return page_of_bytes(text.encode("utf-8", "replace"), "-")


def _held(desk: Desk, id: str) -> Draft:
    draft = desk.held(id)
    if draft is None:
        raise HTTPException(404, GONE)
    return draft


def _date(draft: Draft) -> str:
    published = draft.record.article.published
    return published.value if published else ""
