"""A store into one file, an SQLite store itself, while others read and write; and back."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import Engine, inspect

from sayso.errors import StoreError
from sayso.store.copying import PageCopy, copies
from sayso.store.engine import engine_of
from sayso.store.migrating import is_known
from sayso.store.notes import search_rows
from sayso.store.rows import SearchRow
from sayso.store.tables import ACCOUNTS


@contextlib.contextmanager
def finished(path: Path) -> Iterator[Path]:
    """A path to write to, beside ``path``, which gets that name when the block ends well.

    Raises StoreError where something stands there already, or it cannot be written.
    """
    if path.exists():
        raise StoreError(f"{path} is there already, and would be lost. Choose another name.")
    if not path.parent.is_dir():
        raise StoreError(f"There is no folder {path.parent}. Make it, or choose another place.")
    aside = path.with_name(f".{path.name}.unfinished")
    aside.unlink(missing_ok=True)
    try:
        yield aside
        aside.replace(path)
    except OSError as error:
        raise StoreError(f"{path} cannot be written: {error.strerror}.") from error
    finally:
        for left in (aside, aside.with_name(aside.name + "-wal"), aside.with_name(aside.name + "-shm")):
            left.unlink(missing_ok=True)


def copy_sqlite(engine: Engine, target: Path) -> None:
    """One moment of an SQLite store into a new file: everything but the accounts."""
    connection = engine.raw_connection()  # VACUUM wants no transaction around it
    try:
        connection.cursor().execute("VACUUM INTO ?", (str(target),))
        _without_accounts(target)
    except sqlite3.Error as error:
        raise StoreError(f"The backup cannot be written: {error}.") from error
    finally:
        connection.close()


def _without_accounts(target: Path) -> None:
    """Backups are handed on: who may come in, and who did what, stays behind, and leaves no trace in the file."""
    with contextlib.closing(sqlite3.connect(target)) as copy:
        copy.execute("PRAGMA secure_delete = ON")
        for table in ACCOUNTS:
            copy.execute(f"DELETE FROM {table.name}")  # noqa: S608 - names of our own
        copy.commit()


@contextlib.contextmanager
def opened_backup(path: Path) -> Iterator[tuple[Iterator[PageCopy], tuple[SearchRow, ...]]]:
    """The pages and searches of a backup, which is only read, and may be of an older schema."""
    engine = engine_of(f"sqlite:///{path}", create=False)
    try:
        with engine.connect() as connection:
            is_known(connection)
            kept = inspect(connection).has_table("searches")  # schemas 1 and 2 had none
            yield copies(connection), search_rows(connection) if kept else ()
    finally:
        engine.dispose()
