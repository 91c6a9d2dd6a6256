"""Pages and their records: the whole of what was read from a page, as ``sayso read --format json`` prints it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any

import msgspec
from fastapi import APIRouter, Depends, Path, Query, Request
from fastapi.responses import Response, StreamingResponse
from starlette.exceptions import HTTPException

from sayso.store import Drift, Listing, PageRow, VersionRow
from sayso.types import Record
from sayso.web.api.answering import answer, answer_listing
from sayso.web.api.asking import FilterQuery, Id, RecordsQuery
from sayso.web.api.describing import streamed, told
from sayso.web.api.lists import some_of
from sayso.web.api.streams import NDJSON, Rows, parts_of
from sayso.web.desk import Desk, desk_of

router = APIRouter(tags=["records"])
OurDesk = Annotated[Desk, Depends(desk_of)]
OfPage = Annotated[Id, Path(description="id of the page", examples=["3f2a9c0d1b4e5f60"])]
AT_ONCE = 50  # pages of a stream
MOST_VERSION = 1_000_000
DELETED = "Page {page!r} was deleted{why}. Its record is no longer given out."


@router.get("/records", operation_id="list_records", summary="Records", responses=told(Listing[Record]))
def records(request: Request, desk: OurDesk, query: Annotated[RecordsQuery, Query()]) -> Response:
    """The records of the pages on which something passes the filter."""
    found = some_of(desk, "pages", query.asked(), query.limit, query.after)
    whole = tuple(desk.store.record(row.page) for row in found.rows)
    return answer_listing(request, Listing(whole, found.next))


@router.get(
    "/records/stream",
    operation_id="stream_records",
    summary="Records, all that pass",
    responses=streamed(NDJSON),
)
def stream(desk: OurDesk, query: Annotated[FilterQuery, Query()]) -> Response:
    """The records of all pages on which something passes the filter, one a line."""
    parts = parts_of(desk, "pages", query.asked(), AT_ONCE)
    return StreamingResponse(_lines(desk, parts), media_type=NDJSON, headers={"Cache-Control": "no-store"})


@router.get(
    "/records/{page}", operation_id="get_record", summary="The record of a page", responses=told(Record, 410)
)
def record(
    request: Request,
    desk: OurDesk,
    page: OfPage,
    version: Annotated[
        int | None, Query(ge=1, le=MOST_VERSION, description="default: the current one")
    ] = None,
) -> Response:
    """Article, claims, events, red lines, disputes and entities of one page."""
    _there(desk.store.page(page))
    return answer(request, desk.store.record(page, version))


@router.get("/pages/{page}", operation_id="get_page", summary="One page", responses=told(PageRow))
def page_row(request: Request, desk: OurDesk, page: OfPage) -> Response:
    """A page as it is now; also one that was deleted."""
    return answer(request, desk.store.page(page))


@router.get(
    "/pages/{page}/versions",
    operation_id="list_versions",
    summary="Its versions",
    responses=told(Listing[VersionRow]),
)
def versions(request: Request, desk: OurDesk, page: OfPage) -> Response:
    """The versions of a page, the first one first."""
    return answer(request, Listing(desk.store.versions(page), None))


@router.get(
    "/pages/{page}/drift",
    operation_id="list_drift",
    summary="What edits changed",
    responses=told(Listing[Drift], 410),
)
def drift(request: Request, desk: OurDesk, page: OfPage) -> Response:
    """What changed in the claims of a page, from each version to the next."""
    _there(desk.store.page(page))
    return answer(request, Listing(desk.store.drift(page), None))


def _lines(desk: Desk, parts: Iterator[Rows]) -> Iterator[bytes]:
    encoder = msgspec.json.Encoder()
    return (encoder.encode_lines(_whole(desk, rows)) for rows in parts)


def _whole(desk: Desk, rows: Rows) -> list[Any]:
    return [desk.store.record(row.page) for row in rows]


def _there(row: PageRow) -> None:
    if row.deleted is not None:
        why = f" ({row.reason})" if row.reason else ""
        raise HTTPException(410, DELETED.format(page=row.page, why=why))
