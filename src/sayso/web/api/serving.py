"""The app under ``/api/v1``: its own routes, errors and description. The guards of the desk stand before it, too."""

from __future__ import annotations

from importlib.metadata import version
from typing import Any

from fastapi import Depends, FastAPI, Request
from fastapi.openapi.utils import get_openapi
from starlette.exceptions import HTTPException

from sayso.apart import ReaderApart
from sayso.web.api import across, lists, reading, records, streams
from sayso.web.api.describing import described
from sayso.web.api.problems import add_handlers
from sayso.web.desk import Desk

PATH = "/api/v1"
ABOUT = """\
What the store holds, for programs: who said what, who did what to whom, through whom and on whose word.

Lists come some rows at a time; `next` is the cursor to hand back as `after`, with the same filter. Streams give a
whole list, as JSON lines or Arrow. Answers have an `ETag`; what has not changed is answered with 304. What goes wrong
is told as RFC 9457 has it, with a sentence that says what to do.
"""


def create_api(desk: Desk, reader: ReaderApart) -> FastAPI:
    """The API over the store of a desk."""
    api = FastAPI(
        title="Sayso",
        version=version("sayso"),
        description=ABOUT,
        docs_url=None,
        redoc_url=None,
        dependencies=[Depends(_each_once)],
    )
    api.state.desk, api.state.reader = desk, reader
    for part in (streams, records, lists, across, reading):  # /claims/stream before /pages/{page}
        api.include_router(part.router)
    add_handlers(api)
    api.openapi = lambda: _openapi(api)  # type: ignore[method-assign]
    return api


def _openapi(api: FastAPI) -> dict[str, Any]:
    if api.openapi_schema is None:
        plain = get_openapi(
            title=api.title, version=api.version, description=api.description, routes=api.routes
        )
        api.openapi_schema = described(plain) | {"servers": [{"url": PATH}]}
    return api.openapi_schema


def _each_once(request: Request) -> None:
    """Of a parameter that is given twice, one would be left out without a word."""
    names = [name for name, _ in request.query_params.multi_items()]
    for name in {name for name in names if names.count(name) > 1}:
        raise HTTPException(400, f"{name!r} is given more than once. Give each parameter once.")
