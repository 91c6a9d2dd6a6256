"""What went wrong, in one shape: RFC 9457, "Problem Details for HTTP APIs"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

import msgspec
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect

from sayso.errors import SaysoError
from sayso.web.statuses import status_of

MEDIA = "application/problem+json"
NOWHERE = "There is nothing under this address. /api/v1/openapi.json lists what there is."
NOT_ALLOWED = "This address does not take {method}. /api/v1/openapi.json says what it takes."
BROKEN = "The answer could not be made, and that is a defect of Sayso. The log of sayso serve says more."
SAID = {
    "extra_forbidden": "there is no such parameter",
    "string_pattern_mismatch": "it is empty, or holds the character NUL",
    "missing": "it is missing",
}
LEFT = 499  # what the metrics call a client who left; nobody is there to be told
LATER = "5"  # seconds after which to try again


@dataclass(frozen=True, slots=True)
class Wrong:
    """One thing that is wrong with a request."""

    where: str  # name of the parameter, or of the field of the body
    detail: str


@dataclass(frozen=True, slots=True)
class Problem:
    """What went wrong, and what to do. Of the type ``about:blank``: the status says which kind it is."""

    title: str
    status: int
    detail: str  # a sentence that says what is wrong and what to do
    instance: str  # the path that was asked for
    type: str = "about:blank"
    errors: tuple[Wrong, ...] = ()


def problem(
    path: str,
    status: int,
    detail: str,
    errors: Sequence[Wrong] = (),
    headers: Mapping[str, str] | None = None,
) -> Response:
    """The answer that tells of a problem."""
    told = Problem(HTTPStatus(status).phrase, status, _whole(detail), _whole(path), errors=tuple(errors))
    later = {"Retry-After": LATER} if status == HTTPStatus.SERVICE_UNAVAILABLE else {}
    kept = {"Cache-Control": "no-store", **later, **(headers or {})}
    return Response(msgspec.json.encode(told), status, headers=kept, media_type=MEDIA)


def add_handlers(api: FastAPI) -> None:
    """Have every error of the API told as a problem."""
    api.add_exception_handler(SaysoError, _sayso_error)
    api.add_exception_handler(HTTPException, _http_error)
    api.add_exception_handler(RequestValidationError, _validation_error)
    api.add_exception_handler(ClientDisconnect, left)
    api.add_exception_handler(Exception, _broken)


def left(_request: Request, _: Exception) -> Response:
    """Whoever sent half a body and left is no defect, and leaves no trace in the log."""
    return Response(status_code=LEFT)


def _sayso_error(request: Request, error: Exception) -> Response:
    return problem(request.scope["path"], status_of(error), str(error))


def _http_error(request: Request, error: Exception) -> Response:
    status, detail, headers = (getattr(error, name) for name in ("status_code", "detail", "headers"))
    if status in (404, 405) and detail == HTTPStatus(status).phrase:
        detail = NOWHERE if status == HTTPStatus.NOT_FOUND else NOT_ALLOWED.format(method=request.method)
    return problem(request.scope["path"], status, detail, headers=headers)


def _validation_error(request: Request, error: Exception) -> Response:
    wrong = [_wrong(one) for one in error.errors()] if isinstance(error, RequestValidationError) else []
    told = "; ".join(f"{one.where}: {one.detail}" for one in wrong)
    return problem(request.scope["path"], 400, f"The query cannot be understood. {told}.", wrong)


def _wrong(one: Mapping[str, Any]) -> Wrong:
    where = ".".join(map(str, one["loc"][1:])) or str(one["loc"][0])
    return Wrong(_whole(where), SAID.get(one["type"], _whole(one["msg"])))


def _broken(request: Request, _: Exception) -> Response:
    """What nobody foresaw. The trace goes to the log; never to the client."""
    return problem(request.scope["path"], 500, BROKEN)


def _whole(text: str) -> str:
    """Without halves of characters, which JSON cannot carry."""
    return text.encode("utf-8", "replace").decode("utf-8")
