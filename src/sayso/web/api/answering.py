"""Dataclass -> JSON, with a mark by which a client that has it already is spared the rest."""

from __future__ import annotations

import hashlib
from typing import Any, Protocol
from urllib.parse import urlencode

import msgspec
from fastapi import Request
from fastapi.responses import Response

KEPT = {"Cache-Control": "private, no-cache"}  # keep it, and ask each time whether it still holds
DIGEST = 16  # bytes


def answer(request: Request, value: Any, headers: dict[str, str] | None = None) -> Response:
    """The answer that holds a value, or 304 where the client has the same."""
    return answer_bytes(request, msgspec.json.encode(value), headers)


def answer_bytes(request: Request, body: bytes, headers: dict[str, str] | None = None) -> Response:
    """The same for what is JSON already.

    The mark is a digest of what is said, not of when, so it holds across restarts and between servers over one store.
    """
    tag = f'W/"{hashlib.blake2b(body, digest_size=DIGEST).hexdigest()}"'
    told = {"ETag": tag, **KEPT, **(headers or {})}
    if _has(request.headers.get("if-none-match", ""), tag):
        return Response(status_code=304, headers=told)
    return Response(body, headers=told, media_type="application/json")


class Continued(Protocol):
    """Some rows of a list, and the cursor of the next ones."""

    @property
    def next(self) -> str | None:
        """None where this is the end."""
        ...


def answer_listing(request: Request, listing: Continued) -> Response:
    """The answer that holds some rows of a list, with the address of the next ones in ``Link`` (RFC 8288)."""
    if listing.next is None:
        return answer(request, listing)
    query = {**request.query_params, "after": listing.next}
    return answer(request, listing, {"Link": f'<{request.scope["path"]}?{urlencode(query)}>; rel="next"'})


def _has(given: str, tag: str) -> bool:
    """Is the mark one of those that the client has? Compared weakly, as RFC 9110 asks for."""
    marks = {mark.strip().removeprefix("W/") for mark in given.split(",")}
    return "*" in marks or tag.removeprefix("W/") in marks
