"""The one border to the databases: what they raise becomes a StoreError that says what to do, or is tried again."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from sqlalchemy.exc import DatabaseError, DBAPIError, IntegrityError, SQLAlchemyError

from sayso.errors import StoreError, UnreachableError

Result = TypeVar("Result")

TRIES = 8
LONGEST_PAUSE = 1.0  # seconds
PASSING = (  # part of what a database says where another one was first and it may go well the next time
    "database is locked",
    "database table is locked",
    "database schema is locked",
    "deadlock detected",
    "could not serialize",
    "could not obtain lock",
    "concurrently",
)
FULL = (
    "There is no room left on the disk. Nothing of the page in hand was stored; make room and add it again."
)
TELLING = {  # part of what a database says -> what we say
    "disk is full": FULL,
    "no space left": FULL,
    "disk i/o error": "The disk does not take what is written. Nothing of the page in hand was stored; check the disk.",
    "readonly database": "The store may only be read. Check the rights of the file and of its folder.",
    "read-only transaction": "The store may only be read. Ask for the right to write, or use another store.",
    "permission denied": "The database refuses this user. Check the rights of the user that the address names.",
    "unable to open database file": "The store cannot be opened. Check that its folder is there and writable.",
    "file is not a database": "The file is not a store of Sayso. Give another one with --store.",
    "malformed": "The store is damaged. Restore a backup, or export what can still be read.",
    "database is locked": "Another program holds the store. End it, or try again later.",
}


def tried(work: Callable[[], Result]) -> Result:
    """Do ``work``, a whole transaction; again, after a pause, where another process was in the way.

    Raises StoreError where the database refuses, or is in the way for too long.
    """
    for attempt in range(TRIES):
        try:
            return work()
        except DBAPIError as error:
            if not _passing(error) or attempt == TRIES - 1:
                raise translated(error) from error
            time.sleep(random.uniform(0, min(LONGEST_PAUSE, 0.02 * 2**attempt)))  # noqa: S311 - no secret
        except SQLAlchemyError as error:
            raise translated(error) from error
    raise AssertionError("unreachable")


@contextmanager
def at_border() -> Iterator[None]:
    """Translate what a database raises inside the block."""
    try:
        yield
    except SQLAlchemyError as error:
        raise translated(error) from error


def translated(error: SQLAlchemyError) -> StoreError:
    """What the user is told."""
    said = " ".join(str(getattr(error, "orig", None) or error).split())
    for part, telling in TELLING.items():
        if part in said.lower():
            return UnreachableError(telling)
    if isinstance(error, DBAPIError) and error.connection_invalidated:
        return UnreachableError(f"The database went away: {said}. Try again when it is back.")
    return StoreError(f"The database refuses: {said}.")


def _passing(error: DBAPIError) -> bool:
    """May it go well the next time? Two processes that add the same thing at once collide on its name."""
    if isinstance(error, IntegrityError):
        return True
    return isinstance(error, DatabaseError) and any(part in str(error.orig).lower() for part in PASSING)
