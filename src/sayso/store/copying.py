"""Everything that was ever added, page by page, out of one store and into another.

Backup, restore, export and import all go this way. What is copied are pages and versions; the lists are made anew
from the records, so a copy from an older store is as good as one from this.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from sqlalchemy import Connection, insert, inspect, select

from sayso.store.rows import SearchRow
from sayso.store.stored import prepared, unpacked
from sayso.store.tables import marks, pages, searches, versions
from sayso.store.writing import add, index_page, insert_page, page_row

AT_ONCE = 200  # pages read at once


@dataclass(frozen=True, slots=True)
class VersionCopy:
    """One version; its record is packed, and None where it was erased."""

    number: int
    digest: str
    record_digest: str
    reader: str
    added: str
    record: bytes | None


@dataclass(frozen=True, slots=True)
class MarkCopy:
    """A reading that somebody marked as wrong."""

    version: int
    item: str
    wrong: str
    words: str
    note: str
    made: str


@dataclass(frozen=True, slots=True)
class PageCopy:
    """A page with all its versions, and the marks that were set on them, in order."""

    id: str
    added: str
    changed: str
    deleted: str | None
    reason: str | None
    versions: tuple[VersionCopy, ...]
    marks: tuple[MarkCopy, ...] = ()


def copies(connection: Connection) -> Iterator[PageCopy]:
    """Every page, in the order in which they were added."""
    last, marked = 0, inspect(connection).has_table("marks")  # schemas 1 and 2 had none
    columns = [pages.c[name] for name in ("number", "id", "added", "changed", "deleted", "reason")]
    while True:
        some = connection.execute(
            select(*columns).where(pages.c.number > last).order_by(pages.c.number).limit(AT_ONCE)
        ).all()
        if not some:
            return
        last = some[-1].number
        kept = connection.execute(
            select(versions)
            .where(versions.c.page.between(some[0].number, last))
            .order_by(versions.c.page, versions.c.number)
        )
        of_page = {page: tuple(map(_version, rows)) for page, rows in groupby(kept, key=lambda row: row.page)}
        set_on = _marks(connection, some[0].number, last) if marked else {}
        for page in some:
            number, id, added, changed, deleted, reason = page
            yield PageCopy(id, added, changed, deleted, reason, of_page[number], set_on.get(number, ()))


def take(connection: Connection, copy: PageCopy) -> bool:
    """Bring a page in with its versions; returns whether anything changed.

    Where the store has the page, what it has stays, and versions of other words are added after them. A page that
    the store has deleted stays deleted.
    """
    page = page_row(connection, copy.id)
    if page is None:
        _take_whole(connection, copy)
        return True
    return _take_versions(connection, copy, page.number) | _take_marks(connection, copy, page.number)


def _take_whole(connection: Connection, copy: PageCopy) -> None:
    current = copy.versions[-1]
    new = prepared(unpacked(current.record)) if current.record is not None else None
    told = {name: getattr(copy, name) for name in ("id", "added", "changed", "deleted", "reason")}
    number = insert_page(connection, new, **told, version=current.number, reader=current.reader)
    rows = [{"page": number} | {name: getattr(one, name) for name in OF_VERSION} for one in copy.versions]
    connection.execute(insert(versions), rows)
    _take_marks(connection, copy, number)
    if new is not None and copy.deleted is None:
        index_page(connection, number, new)


def _take_versions(connection: Connection, copy: PageCopy, number: int) -> bool:
    known = set(connection.scalars(select(versions.c.digest).where(versions.c.page == number)))
    taken = False
    for version in copy.versions:
        if version.record is not None and version.digest not in known:
            added = add(connection, prepared(unpacked(version.record)), version.added)
            taken = taken or added.outcome == "edited"
    return taken


def _take_marks(connection: Connection, copy: PageCopy, number: int) -> bool:
    known = set(_marks(connection, number, number).get(number, ()))
    rows = [
        {"page": number} | {name: getattr(mark, name) for name in OF_MARK}
        for mark in copy.marks
        if mark not in known
    ]
    if rows:
        connection.execute(insert(marks), rows)
    return bool(rows)


def _marks(connection: Connection, first: int, last: int) -> dict[int, tuple[MarkCopy, ...]]:
    """The marks on the pages between two numbers, by page, in the order in which they were set."""
    own = [marks.c[name] for name in OF_MARK]
    statement = select(marks.c.page, *own).where(marks.c.page.between(first, last))
    found = connection.execute(statement.order_by(marks.c.page, marks.c.number)).all()
    return {
        page: tuple(MarkCopy(*row[1:]) for row in rows)
        for page, rows in groupby(found, key=lambda row: row.page)
    }


def take_searches(connection: Connection, kept: Iterable[SearchRow]) -> None:
    """Bring in the searches under whose names the store keeps none."""
    known = set(connection.scalars(select(searches.c.name)))
    rows = [
        {"name": search.name, "address": search.address, "made": search.made}
        for search in kept
        if search.name not in known
    ]
    if rows:
        connection.execute(insert(searches), rows)


OF_VERSION, OF_MARK = VersionCopy.__slots__, MarkCopy.__slots__


def _version(row: object) -> VersionCopy:
    return VersionCopy(*(getattr(row, name) for name in OF_VERSION))
