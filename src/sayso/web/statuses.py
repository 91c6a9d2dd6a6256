"""Our errors -> the status of the answer that tells of them; the desk and the API share it."""

from __future__ import annotations

from sayso.errors import BusyError, MissingError, PageError, StoreError, UnreachableError

STATUS: dict[type[Exception], int] = {
    MissingError: 404,
    UnreachableError: 503,
    StoreError: 400,
    BusyError: 503,
    PageError: 422,
}  # the first that fits decides, so the more special ones come first


def status_of(error: Exception) -> int:
    """The status for an error; 500 where it is nobody's fault but ours."""
    return next((status for kind, status in STATUS.items() if isinstance(error, kind)), 500)
