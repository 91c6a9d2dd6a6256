"""Where a list goes on, as a client holds it: a word that means something to the list that gave it, and to no other.

It holds the place of the last row, and a digest of the list and the filter: handed to another list, or with another
filter, it would silently skip rows there, and is refused. It holds no secret and needs no key.
"""

from __future__ import annotations

import hashlib
from base64 import urlsafe_b64decode, urlsafe_b64encode

from sayso.errors import StoreError

DIGEST = 6  # bytes
LONGEST = 20_000  # characters of a cursor


def cursor_of(listed: str, asked: object, place: str | None) -> str | None:
    """The cursor for the place behind which a list goes on; None at its end."""
    if place is None:
        return None
    return urlsafe_b64encode(_digest(listed, asked) + place.encode()).decode().rstrip("=")


def place_of(listed: str, asked: object, cursor: str | None) -> str | None:
    """The place in a cursor. Raises StoreError where it is none, or came from another list or filter."""
    if cursor is None:
        return None
    held = _decoded(cursor)
    if held[:DIGEST] != _digest(listed, asked):
        raise StoreError(
            "'after' is a cursor of another list or filter, or none at all. Give the 'next' of the same list, with the "
            "same filter; or leave it out to begin anew."
        )
    try:
        return held[DIGEST:].decode()
    except UnicodeDecodeError as error:
        raise _broken() from error


def _decoded(cursor: str) -> bytes:
    try:
        return urlsafe_b64decode(cursor.encode("ascii") + b"=" * (-len(cursor) % 4))
    except ValueError as error:
        raise _broken() from error


def _broken() -> StoreError:
    return StoreError(
        "'after' is no cursor. Give the 'next' of the rows before, or leave it out to begin anew."
    )


def _digest(listed: str, asked: object) -> bytes:
    return hashlib.sha256(f"{listed} {asked!r}".encode("utf-8", "replace")).digest()[:DIGEST]
