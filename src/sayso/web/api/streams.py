"""Whole lists as they come, in constant memory: JSON lines, or an Arrow IPC stream.

Rows are taken from the store some at a time, each time in a transaction of its own, so that a slow client holds
nothing open and one who leaves leaves nothing behind. A row that is there all the while is sent once; a page
that is edited meanwhile may be sent as it was or as it is.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Annotated, Any

import msgspec
from fastapi import APIRouter, Depends, Header, Query
from fastapi.responses import Response, StreamingResponse
from starlette.exceptions import HTTPException

from sayso.store import Filter, Listing
from sayso.store.querying import MOST
from sayso.tabular import schema_of
from sayso.views.desk.ledger import SORTS, Sort
from sayso.web.api.asking import StreamQuery
from sayso.web.api.describing import streamed
from sayso.web.desk import Desk, desk_of

if TYPE_CHECKING:
    import pyarrow

router = APIRouter(tags=["streams"])
OurDesk = Annotated[Desk, Depends(desk_of)]
Rows = tuple[Any, ...]

NDJSON, ARROW = "application/x-ndjson", "application/vnd.apache.arrow.stream"
AT_ONCE = 2_000  # rows; a list that counts anew for each part is taken in larger ones
FORMATS = {"ndjson": NDJSON, "arrow": ARROW}


def parts_of(desk: Desk, name: str, asked: Filter, at_once: int) -> Iterator[Rows]:
    """A whole list in parts. The first is taken at once, so that what is wrong is told before anything is sent."""
    listed: Callable[..., Listing[Any]] = getattr(desk.store, name)
    first = listed(asked, limit=at_once)

    def walk() -> Iterator[Rows]:
        found = first
        while True:
            yield found.rows
            if found.next is None:
                return
            found = listed(asked, limit=at_once, after=found.next)

    return walk()


def json_lines(parts: Iterator[Rows]) -> Iterator[bytes]:
    """Each part as JSON lines."""
    encoder = msgspec.json.Encoder()
    return (encoder.encode_lines(rows) for rows in parts if rows)


def arrow_stream(parts: Iterator[Rows], schema: pyarrow.Schema) -> Iterator[bytes]:
    """An Arrow IPC stream, a record batch for each part; whole, with its schema, also where there is no row."""
    import pyarrow as pa

    sink = io.BytesIO()
    with pa.ipc.new_stream(sink, schema) as writer:
        for rows in parts:
            columns = {name: [getattr(row, name) for row in rows] for name in schema.names}
            writer.write_batch(pa.record_batch(columns, schema))
            yield _taken(sink)
    yield _taken(sink)


def _taken(sink: io.BytesIO) -> bytes:
    """What was written since last time."""
    written = sink.getvalue()
    sink.seek(0)
    sink.truncate()
    return written


def media_of(given: str | None, accept: str) -> str:
    """The media type to stream: as ``format`` says, else as Accept does. Raises HTTPException where there is none."""
    if given is not None:
        if given not in FORMATS:
            raise HTTPException(400, f"'format' is {' or '.join(FORMATS)}, not {given!r}.")
        return FORMATS[given]
    if ARROW in accept:
        return ARROW
    if NDJSON in accept or "*/*" in accept or "application/*" in accept or not accept:
        return NDJSON
    raise HTTPException(
        406, f"A stream is {NDJSON} or {ARROW}. Ask for one of them with Accept, or with 'format'."
    )


def _add(sort: Sort) -> None:
    """The route of the stream of one list."""

    def stream(
        desk: OurDesk,
        query: Annotated[StreamQuery, Query()],
        accept: Annotated[str, Header(include_in_schema=False)] = "",
    ) -> Response:
        media = media_of(query.format, accept)
        parts = parts_of(desk, sort.name, query.asked(), AT_ONCE if sort.kind is not None else MOST)
        body = json_lines(parts) if media == NDJSON else arrow_stream(parts, schema_of(sort.shape))
        return StreamingResponse(
            body, media_type=media, headers={"Cache-Control": "no-store", "Vary": "Accept"}
        )

    router.add_api_route(
        f"{sort.path}/stream",
        stream,
        methods=["GET"],
        name=f"{sort.name}/stream",
        operation_id=f"stream_{sort.name}",
        summary=f"{sort.title}, all that pass",
        description=f"{sort.lead} All rows, one after the other.",
        responses=streamed(NDJSON, ARROW),
    )


for _sort in SORTS.values():
    _add(_sort)
