"""A page in, its record out. Nothing is kept: that is for ``sayso add`` and the desk."""

from __future__ import annotations

from typing import Annotated, Any, Literal

import msgspec
from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import Response
from pydantic import BaseModel, ConfigDict
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException

from sayso.apart import ReaderApart
from sayso.page import checked_page
from sayso.types import Page, Record
from sayso.web.api.answering import answer_bytes
from sayso.web.api.asking import Words, _words
from sayso.web.api.describing import told
from sayso.web.desk import Desk, desk_of

router = APIRouter(tags=["reading"])

JSON, HTML, TEXT = "application/json", "text/html", "text/plain"
EITHER = "A page is given as 'text' or as 'html', one of the two."
MEDIA = f"A page is sent as {HTML}, {TEXT} or {JSON}. Say which in Content-Type."
EMPTY = "The body is empty. Send the page."


class GivenPage(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A page as JSON: its text or its HTML, and what is known of it."""

    text: str | None = None
    html: str | None = None
    url: str | None = None
    date: str | None = None
    outlet: str | None = None
    title: str | None = None


class SaidOfPage(BaseModel):
    """What is known of a page that is sent as it is."""

    model_config = ConfigDict(extra="forbid")

    url: Words | None = _words("its address", "https://news.example/1960/05/17/summit")
    date: Words | None = _words("when it was published, ISO 8601, where the page does not say", "1960-05-17")
    outlet: Words | None = _words("who published it", "Seine Dispatch")


def reader_of(request: Request) -> ReaderApart:
    """The reader of the app that a request is for."""
    reader: ReaderApart = request.app.state.reader
    return reader


BODIES: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            HTML: {"schema": {"type": "string", "minLength": 1}},
            TEXT: {"schema": {"type": "string", "minLength": 1}},
            JSON: {"schema": {"$ref": "#/components/schemas/GivenPage"}},
        },
    }
}


@router.post(
    "/read",
    operation_id="read",
    summary="Read a page",
    openapi_extra=BODIES,
    responses=told(Record, 408, 413, 415, 422, 503),
)
async def read(
    request: Request,
    desk: Annotated[Desk, Depends(desk_of)],
    reader: Annotated[ReaderApart, Depends(reader_of)],
    said: Annotated[SaidOfPage, Query()],
) -> Response:
    """A page in, its record out. What is said of it in the query holds for pages sent as HTML or text."""
    page = _page(await request.body(), request.headers.get("content-type", ""), said)
    with desk.metrics.reading():
        body = await run_in_threadpool(reader.read, page)
    return answer_bytes(request, body)


def _page(body: bytes, given: str, said: SaidOfPage) -> Page:
    """The page in a body. Raises HTTPException where it holds none, PageError where it says what cannot be."""
    media, _, parameters = given.partition(";")
    kind = media.strip().lower()
    if kind not in (JSON, HTML, TEXT):
        raise HTTPException(415, MEDIA)
    if kind == JSON:
        return _of_json(body)
    if not body.strip():
        raise HTTPException(400, EMPTY)
    page = _named(body, "html" if kind == HTML else "text", _charset(parameters))
    return checked_page(page, date=said.date, url=said.url, outlet=said.outlet)


def _of_json(body: bytes) -> Page:
    try:
        given = msgspec.json.decode(body, type=GivenPage)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise HTTPException(
            400, f"The JSON is not that of a page: {error}. See /api/v1/openapi.json."
        ) from error
    if (given.text is None) == (given.html is None):
        raise HTTPException(400, EITHER)
    words, media = (given.html, "html") if given.text is None else (given.text, "text")
    if not (words or "").strip():
        raise HTTPException(400, EMPTY)
    page = _named((words or "").encode(), media, "utf-8", given.title)  # type: ignore[arg-type]
    return checked_page(page, date=given.date, url=given.url, outlet=given.outlet)


def _named(
    data: bytes, media: Literal["html", "text"], encoding: str | None, title: str | None = None
) -> Page:
    return Page(data=data, name="-", media=media, encoding=encoding, title=title)


def _charset(parameters: str) -> str | None:
    for part in parameters.split(";"):
        name, _, value = part.partition("=")
        if name.strip().lower() == "charset":
            return value.strip().strip('"') or None
    return None
