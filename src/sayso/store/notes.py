"""What analysts leave beside the records: marks of wrong readings, and searches to come back to.

A mark keeps the words that it was set on and the version that they stood in, so that it stays true, and can train a
better reader, when the page is edited or read anew.
"""

from __future__ import annotations

from typing import get_args

from sqlalchemy import Connection, Row, delete, insert, select

from sayso.errors import MissingError, StoreError
from sayso.store.rows import MarkRow, SearchRow, Wrong
from sayso.store.tables import marks, pages, searches
from sayso.types import Record, Spans

LONGEST = 2_000  # characters of a note or a name


def add_mark(
    connection: Connection, page: Row[tuple[int]], record: Record, item: str, wrong: str, note: str, when: str
) -> None:
    """Mark one claim, event or red line of a page as read wrongly. Raises StoreError where there is no such thing."""
    if wrong not in get_args(Wrong):
        raise StoreError(f"A mark says what is wrong: {', '.join(get_args(Wrong))}; not {wrong!r}.")
    words = _words_of(record, item)
    if words is None:
        raise MissingError(f"There is no {item!r} on page {record.article.id!r} in the store.")
    told = {
        "version": page.version,
        "item": item,
        "wrong": wrong,
        "note": note.strip()[:LONGEST],
        "made": when,
    }
    connection.execute(insert(marks).values(page=page.number, words=words, **told))


def remove_mark(connection: Connection, number: int) -> None:
    """Take a mark off."""
    connection.execute(delete(marks).where(marks.c.number == number))


def mark_rows(connection: Connection, page: str | None) -> tuple[MarkRow, ...]:
    """The marks of a page, or all, the latest first."""
    own = (marks.c[name] for name in ("number", "version", "item", "wrong", "words", "note", "made"))
    statement = select(pages.c.id.label("page"), pages.c.title, pages.c.outlet, *own)
    statement = statement.join(pages, pages.c.number == marks.c.page)
    statement = statement.order_by(marks.c.made.desc(), pages.c.id, marks.c.number.desc())
    if page is not None:
        statement = statement.where(pages.c.id == page)
    return tuple(MarkRow(**dict(row)) for row in connection.execute(statement).mappings())


def save_search(connection: Connection, name: str, address: str, when: str) -> None:
    """Keep the address of a list under a name; another one under the same name gives way."""
    name = " ".join(name.split())[:LONGEST]
    if not name:
        raise StoreError("A search is kept under a name, and none was given.")
    if not address.startswith("/") or address.startswith("//"):
        raise StoreError(f"{address!r} is not a page of the desk.")
    connection.execute(delete(searches).where(searches.c.name == name))
    connection.execute(insert(searches).values(name=name, address=address, made=when))


def drop_search(connection: Connection, number: int) -> None:
    """Keep a search no longer."""
    connection.execute(delete(searches).where(searches.c.number == number))


def search_rows(connection: Connection) -> tuple[SearchRow, ...]:
    """The searches that are kept, by name."""
    found = connection.execute(select(searches).order_by(searches.c.name))
    return tuple(SearchRow(**dict(row)) for row in found.mappings())


def _words_of(record: Record, item: str) -> str | None:
    """The words of the page that a claim, an event or a red line rests on."""
    found: dict[str, Spans] = {claim.id: (*claim.cue, *claim.content) for claim in record.claims}
    found |= {event.id: event.trigger for event in record.events}
    found |= {line.id: (*line.condition, *line.consequence) for line in record.red_lines}
    if item not in found:
        return None
    return " … ".join(record.article.text[start:end] for start, end in sorted(found[item]))
