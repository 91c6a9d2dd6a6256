"""Prepared record -> rows, inside a transaction of the caller's. What becomes of it is decided by ``decide``."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, select, update

from sayso.article.identity import canonical
from sayso.errors import MissingError, StoreError
from sayso.store.casting import Keys, count_out, forget_lost_actors, insert_parties
from sayso.store.indexing import Item
from sayso.store.keys import UNDATED, Kind, day_of, first_key, key_of, last_key
from sayso.store.rows import Added, Outcome
from sayso.store.stored import Prepared, prepared, unpacked
from sayso.store.tables import (
    INDEX,
    claims,
    disputes,
    events,
    marks,
    pages,
    parties,
    red_lines,
    terms,
    versions,
)
from sayso.store.texts import delete_texts, insert_texts

TABLES = {Kind.CLAIM: claims, Kind.EVENT: events, Kind.RED_LINE: red_lines, Kind.DISPUTE: disputes}


def now() -> str:
    """The time, as it is stored."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def add(connection: Connection, new: Prepared, when: str, *, only_refresh: bool = False) -> Added:
    """Write a record, as a new page, a new version or a fresh reading, or leave what is there as it is.

    With ``only_refresh``, a record of other words than the current version's is "overtaken", and left out.
    """
    id = new.record.article.id
    page = page_row(connection, id)
    if page is None and only_refresh:
        raise MissingError(f"There is no page {id!r} in the store.")
    if page is None:
        number = insert_page(connection, new, id=id, version=1, added=when, changed=when)
        _insert_version(connection, number, 1, new, when)
        index_page(connection, number, new)
        return Added(id, 1, "new")
    version = version_row(connection, page.number, page.version)
    outcome = decide(page.deleted, version.digest, version.record_digest, new)
    if outcome == "edited" and only_refresh:
        outcome = "overtaken"
    number = page.version + (outcome == "edited")
    if outcome == "edited":
        _insert_version(connection, page.number, number, new, when)
    elif outcome == "refreshed":
        _replace_version(connection, page.number, number, new)
    if outcome in ("edited", "refreshed"):
        unindex(connection, page.key)
        _update_page(connection, page.number, number, new, when if outcome == "edited" else page.changed)
        index_page(connection, page.number, new)
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
        values |= dict.fromkeys(("title", "url", "outlet", "published", "language"))
        values |= {"claims": 0, "events": 0, "key": first_key(UNDATED, page.number)}
        connection.execute(update(versions).where(versions.c.page == page.number).values(record=None))
        connection.execute(delete(marks).where(marks.c.page == page.number))  # they hold words of the page
        forget_lost_actors(connection)
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
        index_page(connection, page.number, prepared(unpacked(packed)))


def unindex(connection: Connection, first: int) -> None:
    """Take everything off the lists that stands on the page whose lowest key is ``first``."""
    last = last_key(first)
    count_out(connection, first, last)
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
        raise MissingError(f"There is no page {id!r} in the store.")
    return page


def insert_page(connection: Connection, new: Prepared | None, **told: Any) -> int:
    """Write the row of a page and return its number. Without ``new`` nothing is known of it but ``told``."""
    number = _next_number(connection)
    head = _head(new, number) if new else {"key": first_key(UNDATED, number), "claims": 0, "events": 0}
    connection.execute(insert(pages).values(number=number, **(head | told)))
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
    article, published = new.record.article, _published(new)
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


def _published(new: Prepared) -> str | None:
    return new.record.article.published.value if new.record.article.published else None


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


def index_page(connection: Connection, page: int, new: Prepared) -> None:
    """Write the rows under which everything on the page is found."""
    keys = keys_of(new, page)
    for kind, table in TABLES.items():
        _insert_all(connection, table, listed_rows(new, page, keys, kind))
    _insert_terms(connection, new.items, keys)
    insert_parties(connection, new.items, keys)
    insert_texts(connection, ((keys[item.kind, item.place], item.kind, item.words) for item in new.items))


def keys_of(new: Prepared, page: int) -> Keys:
    """The key of each item, by its kind and place, on the page of this number."""
    first = first_key(day_of(_published(new)), page)
    return {(item.kind, item.place): key_of(first, item.kind, item.place) for item in new.items}


def listed_rows(new: Prepared, page: int, keys: Keys, kind: Kind) -> list[dict[str, Any]]:
    """The rows of one kind."""
    items = (item for item in new.items if item.kind == kind)
    return [{"key": keys[item.kind, item.place], "page": page, **item.row} for item in items]


def term_rows(items: Iterable[Item], keys: Keys) -> list[tuple[int, str, str, int]]:
    """The rows of ``terms``: kind, field, value, key."""
    return [
        (int(item.kind), field, value, keys[item.kind, item.place])
        for item in items
        for field, value in item.traits.terms()
    ]


def _insert_terms(connection: Connection, items: Iterable[Item], keys: Keys) -> None:
    names = ("kind", "field", "value", "item")
    _insert_all(connection, terms, [dict(zip(names, row, strict=True)) for row in term_rows(items, keys)])


def _insert_all(connection: Connection, table: Any, rows: list[dict[str, Any]]) -> None:
    if rows:
        connection.execute(insert(table), rows)
