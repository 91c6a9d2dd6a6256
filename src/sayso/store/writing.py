"""Prepared record -> rows, inside a transaction of the caller's. What becomes of it is decided by ``decide``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any, Literal

from sqlalchemy import Connection, Row, delete, func, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from sayso.article.identity import canonical
from sayso.errors import StoreError
from sayso.store.indexing import Item, Party
from sayso.store.keys import Kind, day_of, first_key, key_of, last_key
from sayso.store.rows import Added
from sayso.store.stored import Prepared, prepared, unpacked
from sayso.store.tables import (
    INDEX,
    actor_words,
    actors,
    claims,
    disputes,
    events,
    pages,
    parties,
    red_lines,
    terms,
    versions,
)
from sayso.store.texts import delete_texts, insert_texts

Outcome = Literal["new", "same", "edited", "refreshed", "deleted"]

TABLES = {Kind.CLAIM: claims, Kind.EVENT: events, Kind.RED_LINE: red_lines, Kind.DISPUTE: disputes}


def now() -> str:
    """The time, as it is stored."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def add(connection: Connection, new: Prepared, when: str) -> Added:
    """Write a record, as a new page, a new version or a fresh reading, or leave what is there as it is."""
    id = new.record.article.id
    page = page_row(connection, id)
    if page is None:
        number = _insert_page(connection, new, when)
        _insert_version(connection, number, 1, new, when)
        _index(connection, number, new)
        return Added(id, 1, "new")
    version = version_row(connection, page.number, page.version)
    outcome = decide(page.deleted, version.digest, version.record_digest, new)
    number = page.version + (outcome == "edited")
    if outcome == "edited":
        _insert_version(connection, page.number, number, new, when)
    elif outcome == "refreshed":
        _replace_version(connection, page.number, number, new)
    if outcome in ("edited", "refreshed"):
        unindex(connection, page.key)
        _update_page(connection, page.number, number, new, when if outcome == "edited" else page.changed)
        _index(connection, page.number, new)
    return Added(id, number, outcome)


def decide(deleted: str | None, digest: str, record_digest: str, new: Prepared) -> Outcome:
    """What becomes of a record of a page that is in the store with these digests. Pure.

    Other words make a new version; the same words, read otherwise, take the place of what an older reader wrote.
    What was deleted stays so.
    """
    if deleted:
        return "deleted"
    if digest != new.digest:
        return "edited"
    return "same" if record_digest == new.record_digest else "refreshed"


def bury(connection: Connection, id: str, reason: str | None, erase: bool, when: str) -> None:
    """Take a page out of every list and leave a tombstone; with ``erase`` its words go too, for good."""
    page = _known(page_row(connection, id), id)
    unindex(connection, page.key)
    values: dict[str, Any] = {"deleted": page.deleted or when, "reason": reason or page.reason}
    if erase:
        values |= {"title": None, "url": None, "outlet": None, "claims": 0, "events": 0}
        connection.execute(update(versions).where(versions.c.page == page.number).values(record=None))
        _forget_lost_actors(connection)
    connection.execute(update(pages).where(pages.c.number == page.number).values(**values))


def unbury(connection: Connection, id: str) -> None:
    """Bring a deleted page back. Raises StoreError where its words were erased."""
    page = _known(page_row(connection, id), id)
    packed = version_row(connection, page.number, page.version).record
    if packed is None:
        raise StoreError(f"The words of page {id} were erased. Add the page again under another address.")
    if page.deleted:
        connection.execute(
            update(pages).where(pages.c.number == page.number).values(deleted=None, reason=None)
        )
        _index(connection, page.number, prepared(unpacked(packed)))


def unindex(connection: Connection, first: int) -> None:
    """Take everything off the lists that stands on the page whose lowest key is ``first``."""
    last = last_key(first)
    for table in INDEX:
        connection.execute(delete(table).where(table.c.key.between(first, last)))
    for table in (parties, terms):
        connection.execute(delete(table).where(table.c.item.between(first, last)))
    delete_texts(connection, first, last)


def page_row(connection: Connection, id: str) -> Row[Any] | None:
    """The row of a page, held against other writers until the transaction ends."""
    return connection.execute(select(pages).where(pages.c.id == id).with_for_update()).one_or_none()


def version_row(connection: Connection, page: int, number: int) -> Row[Any]:
    """The row of one version."""
    return connection.execute(
        select(versions).where(versions.c.page == page, versions.c.number == number)
    ).one()


def _known(page: Row[Any] | None, id: str) -> Row[Any]:
    if page is None:
        raise StoreError(f"There is no page {id!r} in the store.")
    return page


def _insert_page(connection: Connection, new: Prepared, when: str) -> int:
    """Write the row of a new page; its number is the next one, and its key follows from that."""
    number = _next_number(connection)
    values = {"number": number, "id": new.record.article.id, "version": 1, "added": when, "changed": when}
    connection.execute(insert(pages).values(**values, **_head(new, number)))
    return number


def _next_number(connection: Connection) -> int:
    """SQLite has one writer at a time; PostgreSQL's sequence keeps several out of each other's way."""
    if connection.dialect.name == "sqlite":
        return int(connection.scalar(select(func.max(pages.c.number))) or 0) + 1
    return int(connection.scalar(select(func.nextval(func.pg_get_serial_sequence("pages", "number")))) or 0)


def _update_page(connection: Connection, number: int, version: int, new: Prepared, changed: str) -> None:
    values = _head(new, number) | {"version": version, "changed": changed}
    connection.execute(update(pages).where(pages.c.number == number).values(**values))


def _head(new: Prepared, number: int) -> dict[str, Any]:
    """The columns of a page that follow from its record."""
    article = new.record.article
    published = article.published.value if article.published else None
    plain = {
        "url": canonical(article.url) if article.url else None,
        "outlet": article.outlet,
        "title": article.title,
        "language": article.language,
    }
    return {name: value and value.replace("\0", "\ufffd") for name, value in plain.items()} | {
        "key": first_key(day_of(published), number),
        "published": published,
        "reader": new.reader,
        "claims": len(new.record.claims),
        "events": len(new.record.events),
    }


def _insert_version(connection: Connection, page: int, number: int, new: Prepared, when: str) -> None:
    values = {"page": page, "number": number, "added": when, **_reading(new)}
    connection.execute(insert(versions).values(**values))


def _replace_version(connection: Connection, page: int, number: int, new: Prepared) -> None:
    mine = (versions.c.page == page) & (versions.c.number == number)
    connection.execute(update(versions).where(mine).values(**_reading(new)))


def _reading(new: Prepared) -> dict[str, Any]:
    return {
        "digest": new.digest,
        "record_digest": new.record_digest,
        "reader": new.reader,
        "record": new.packed,
    }


def _index(connection: Connection, page: int, new: Prepared) -> None:
    """Write the rows under which everything on the page is found."""
    first = _head(new, page)["key"]
    keys = {(item.kind, item.place): key_of(first, item.kind, item.place) for item in new.items}
    for kind, table in TABLES.items():
        rows = [
            {"key": keys[item.kind, item.place], "page": page, **item.row}
            for item in new.items
            if item.kind == kind
        ]
        _insert_all(connection, table, rows)
    _insert_terms(connection, new.items, keys)
    _insert_parties(connection, new.items, keys)
    insert_texts(connection, ((keys[item.kind, item.place], item.kind, item.words) for item in new.items))


Keys = Mapping[tuple[Kind, int], int]


def _insert_terms(connection: Connection, items: Iterable[Item], keys: Keys) -> None:
    rows = [
        {"kind": int(item.kind), "field": field, "value": value, "item": keys[item.kind, item.place]}
        for item in items
        for field, value in item.traits.terms()
    ]
    _insert_all(connection, terms, rows)


def _insert_parties(connection: Connection, items: Iterable[Item], keys: Keys) -> None:
    having = [(item, part, party) for item in items for part, party in item.traits.parties()]
    numbers = _actor_numbers(connection, {party for _, _, party in having})
    rows = {
        (numbers[identity(party)], part, int(item.kind), keys[item.kind, item.place])
        for item, part, party in having
    }
    names = ("actor", "part", "kind", "item")
    _insert_all(connection, parties, [dict(zip(names, row, strict=True)) for row in sorted(rows)])


def identity(party: Party | Row[Any]) -> tuple[str, str, str]:
    """What makes two actors of two pages the same one."""
    return party.folded, party.country, party.kind


def _actor_numbers(connection: Connection, found: set[Party]) -> dict[tuple[str, str, str], int]:
    """The numbers of these actors; those that the store does not know are written first.

    They are written in order, so that two processes that add the same ones wait for each other in turn.
    """
    wanted = {identity(party): party for party in found}
    numbers = _known_actors(connection, wanted)
    missing = [wanted[key] for key in sorted(wanted.keys() - numbers.keys())]
    if missing:
        kind = sqlite if connection.dialect.name == "sqlite" else postgresql
        columns = ("folded", "country", "kind", "name", "named", "sector")
        rows = [{name: getattr(party, name) for name in columns} for party in missing]
        connection.execute(kind.insert(actors).on_conflict_do_nothing(), rows)
        numbers = _known_actors(connection, wanted)
        words = [
            {"word": word, "actor": numbers[identity(party)]}
            for party in missing
            for word in sorted(set(party.folded.split()))
        ]
        connection.execute(kind.insert(actor_words).on_conflict_do_nothing(), words)
    return numbers


def _known_actors(
    connection: Connection, wanted: Iterable[tuple[str, str, str]]
) -> dict[tuple[str, str, str], int]:
    names = sorted({folded for folded, _, _ in wanted})
    wanted = set(wanted)
    numbers: dict[tuple[str, str, str], int] = {}
    for start in range(0, len(names), 500):
        some = select(actors).where(actors.c.folded.in_(names[start : start + 500]))
        numbers |= {identity(row): row.number for row in connection.execute(some) if identity(row) in wanted}
    return numbers


def _forget_lost_actors(connection: Connection) -> None:
    """Names that stand on no page any more go with the page that was erased."""
    lost = select(actors.c.number).where(
        ~select(parties.c.actor).where(parties.c.actor == actors.c.number).exists()
    )
    connection.execute(delete(actor_words).where(actor_words.c.actor.in_(lost)))
    connection.execute(delete(actors).where(actors.c.number.in_(lost)))


def _insert_all(connection: Connection, table: Any, rows: list[dict[str, Any]]) -> None:
    if rows:
        connection.execute(insert(table), rows)
