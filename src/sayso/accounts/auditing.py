"""Who changed what: lines that are only ever added."""

from __future__ import annotations

from sqlalchemy import Connection, insert, select

from sayso.accounts.rows import Entry
from sayso.store.tables import audit

LONGEST = 500  # characters of what something was done to


def note(connection: Connection, when: str, who: str, through: str, did: str, what: str) -> None:
    """Add a line."""
    told = {"when": when, "who": who, "through": through, "did": did, "what": _kept(what)}
    connection.execute(insert(audit).values(told))


def entries(connection: Connection, limit: int, before: int | None) -> tuple[Entry, ...]:
    """The lines, the latest first; only those before a number, where one is given."""
    statement = select(audit).order_by(audit.c.number.desc()).limit(limit)
    if before is not None:
        statement = statement.where(audit.c.number < before)
    return tuple(Entry(**dict(row)) for row in connection.execute(statement).mappings())


def _kept(what: str) -> str:
    """As a column can hold it: no NUL, no half of a character, no more than can be read."""
    return what.encode("utf-8", "replace").decode("utf-8").replace("\0", "\ufffd")[:LONGEST]
