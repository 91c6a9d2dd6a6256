"""Is a store whole? Every record is read again, and the rows of the lists are held against what it gives."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Row, Table, func, select, text

from sayso.errors import StoreError
from sayso.store.casting import identity, party_rows
from sayso.store.keys import last_key
from sayso.store.stored import Prepared, prepared, unpacked
from sayso.store.tables import INDEX, TALLIES, actors, pages, parties, terms, versions
from sayso.store.texts import keys_between
from sayso.store.writing import TABLES, keys_of, listed_rows, term_rows


def problems(connection: Connection) -> Iterator[str]:
    """What is wrong with a store, one sentence each; nothing where it is whole."""
    yield from _of_the_file(connection)
    seen = 0
    for page in connection.execute(select(pages).order_by(pages.c.number)):
        seen += 1
        yield from _of_page(connection, page)
    yield from _of_tallies(connection)
    if not seen and any(connection.scalar(select(func.count()).select_from(table)) for table in INDEX):
        yield "There are rows in the lists, and no page."


def _of_the_file(connection: Connection) -> Iterator[str]:
    if connection.dialect.name != "sqlite":
        return
    for (said,) in connection.execute(text("PRAGMA integrity_check")):
        if said != "ok":
            yield f"The file is damaged: {said}."
    for row in connection.execute(text("PRAGMA foreign_key_check")):
        yield f"A row of {row[0]} points to nothing."


def _of_page(connection: Connection, page: Row[Any]) -> Iterator[str]:
    kept = connection.execute(
        select(versions).where(versions.c.page == page.number).order_by(versions.c.number)
    ).all()
    if [version.number for version in kept] != list(range(1, page.version + 1)):
        yield f"Page {page.id} lacks versions: it has {[version.number for version in kept]}."
    current = None
    for version in kept:
        try:
            current = _whole(version)
        except StoreError as error:
            yield f"Version {version.number} of page {page.id}: {error}"
            return
    yield from _of_lists(connection, page, None if page.deleted else current)


def _whole(version: Row[Any]) -> Prepared | None:
    if version.record is None:
        return None
    read = prepared(unpacked(version.record))
    if (read.digest, read.record_digest) != (version.digest, version.record_digest):
        raise StoreError("The record is not the one whose digest was written.")
    return read


def _of_lists(connection: Connection, page: Row[Any], current: Prepared | None) -> Iterator[str]:
    """Are the rows of the lists those that the record gives; none, where the page is deleted?"""
    keys = keys_of(current, page.number) if current else {}
    span = (page.key, last_key(page.key))
    for kind, table in TABLES.items():
        due = listed_rows(current, page.number, keys, kind) if current else []
        if _rows(connection, table, span) != sorted(due, key=lambda row: row["key"]):
            yield f"The {table.name} of page {page.id} are not those of its record."
    items = current.items if current else ()
    if _terms(connection, span) != set(term_rows(items, keys)):
        yield f"The terms of page {page.id} are not those of its record."
    due_parties = {(*identity(party), part, kind, key) for party, part, kind, key in party_rows(items, keys)}
    if _parties(connection, span) != due_parties:
        yield f"The parties of page {page.id} are not those of its record."
    if keys_between(connection, *span) != sorted(keys.values()):
        yield f"The full-text index does not have page {page.id} as its record is."


def _rows(connection: Connection, table: Table, span: tuple[int, int]) -> list[dict[str, Any]]:
    found = connection.execute(select(table).where(table.c.key.between(*span)).order_by(table.c.key))
    return [dict(row) for row in found.mappings()]


def _terms(connection: Connection, span: tuple[int, int]) -> set[tuple[Any, ...]]:
    columns = (terms.c[name] for name in ("kind", "field", "value", "item"))
    return {tuple(row) for row in connection.execute(select(*columns).where(terms.c.item.between(*span)))}


def _parties(connection: Connection, span: tuple[int, int]) -> set[tuple[Any, ...]]:
    columns = (
        actors.c.folded,
        actors.c.country,
        actors.c.kind,
        parties.c.part,
        parties.c.kind,
        parties.c.item,
    )
    statement = select(*columns).join_from(parties, actors, actors.c.number == parties.c.actor)
    return {tuple(row) for row in connection.execute(statement.where(parties.c.item.between(*span)))}


def _of_tallies(connection: Connection) -> Iterator[str]:
    """Do the numbers that the actors carry count what they have a part in?"""
    group = (parties.c.actor, parties.c.kind, parties.c.part)
    counted = connection.execute(select(*group, func.count()).group_by(*group))
    due = Counter({(actor, kind, part): count for actor, kind, part, count in counted})
    for actor in connection.execute(select(actors)):
        for name, (kind, part) in TALLIES.items():
            if getattr(actor, name) != due[actor.number, int(kind), part]:
                yield f"Actor {actor.name!r} carries a wrong number of {name}."
