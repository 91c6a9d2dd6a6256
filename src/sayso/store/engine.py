"""Address of a store -> SQLAlchemy engine, set up for safety, and checked for what we need."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from sayso.errors import StoreError

PATIENCE = 30  # seconds to wait for another process's write
CACHE = 65_536  # KiB of pages that SQLite keeps in memory
EXAMPLES = "Give sqlite:///sayso.db or postgresql+psycopg://user@host/database."
WRITING = "sayso_writing"  # option of a connection: its next transaction writes


def engine_of(address: str, *, create: bool) -> Engine:
    """The engine of the store at ``address``. Connects to nothing yet.

    Raises StoreError where the address is none, the driver is missing, or ``create`` is false and there is no
    file.
    """
    url = _url(address)
    if url.get_backend_name() == "sqlite":
        return _sqlite(url, create=create)
    if url.get_backend_name() == "postgresql":
        return _postgresql(url)
    raise StoreError(
        f"A store is an SQLite file or a PostgreSQL database, not {url.get_backend_name()}. {EXAMPLES}"
    )


def _url(address: str) -> URL:
    try:
        return make_url(address)
    except ArgumentError as error:
        raise StoreError(f"{address!r} is not the address of a store. {EXAMPLES}") from error


def _sqlite(url: URL, *, create: bool) -> Engine:
    _has_fts5()
    if not url.database or url.database == ":memory:":
        raise StoreError(f"A store is a file. {EXAMPLES}")
    path = Path(url.database)
    if not create and not path.is_file():
        raise StoreError(f"There is no store at {path}. 'sayso add PAGE' makes one; --store names another.")
    if not path.parent.is_dir():
        raise StoreError(f"There is no folder {path.parent}. Make it, or give another address.")
    if not os.access(path.parent, os.W_OK):
        url = _only_to_be_read(url, path)
    engine = create_engine(url, connect_args={"timeout": PATIENCE})
    event.listen(engine, "connect", _set_up)
    event.listen(engine, "begin", _begin)
    return engine


def _only_to_be_read(url: URL, path: Path) -> URL:
    """The address of a file beside which SQLite cannot keep its log; nobody else writes to it either."""
    asked = {"uri": "true", "mode": "ro", "immutable": "1"}
    return url.set(database=f"file:{quote(str(path))}").update_query_dict(asked)


def _has_fts5() -> None:
    with sqlite3.connect(":memory:") as probe:
        found = probe.execute(
            "SELECT 1 FROM pragma_compile_options WHERE compile_options = 'ENABLE_FTS5'"
        ).fetchone()
    probe.close()
    if not found:
        raise StoreError(
            f"This Python's SQLite ({sqlite3.sqlite_version}) has no full-text search (FTS5). "
            "Use a Python whose SQLite has it, or a PostgreSQL store."
        )


def _set_up(connection: Any, _: object) -> None:
    """Leave transactions to ``_begin``; readers never wait for the writer; a commit is on the disk."""
    connection.isolation_level = None
    for pragma in (
        "foreign_keys = ON",
        f"cache_size = -{CACHE}",
        "synchronous = FULL",
        "temp_store = MEMORY",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    """A transaction that will write takes the lock at once: one that began to read could not get it later."""
    writing = connection.get_execution_options().get(WRITING, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def _postgresql(url: URL) -> Engine:
    try:
        return create_engine(url, pool_pre_ping=True, isolation_level="READ COMMITTED")
    except (ImportError, NoSuchModuleError) as error:
        raise StoreError(
            "The driver of PostgreSQL is not installed. Install 'sayso[postgres]', and begin the address with "
            "postgresql+psycopg://."
        ) from error
