"""When a page was published: as it says itself, else as the user says, else unknown."""

from __future__ import annotations

from typing import Literal

from sayso.types import Published

PRECISIONS: dict[int, Literal["day", "month", "year"]] = {4: "year", 7: "month", 10: "day"}


def published(own: str | None, given: str | None) -> Published | None:
    """The page's own date before the one that the user gives; both ISO 8601."""
    if own:
        return Published(own, PRECISIONS.get(len(own), "second"), "page")
    if given:
        return Published(given, PRECISIONS.get(len(given), "second"), "given")
    return None
