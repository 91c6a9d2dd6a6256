"""The version of a store's schema: looked at when it is opened, brought up to date where it is older."""

from __future__ import annotations

import sqlite3
import time

from sqlalchemy import Connection, Engine, inspect, text

from sayso.errors import StoreError, UnreachableError
from sayso.store.engine import WRITING

HEAD = "0005"  # the newest schema; a test holds it against the migrations
TRIES, PAUSE = 200, 0.05  # seconds
KNOWN = ("0001", "0002", "0003", "0004", "0005")


def bring_up_to_date(engine: Engine, *, create: bool) -> None:
    """Make the tables of a new store; migrate those of an older one.

    Raises StoreError where the store was written by a newer Sayso, or the database holds something else.
    """
    with engine.connect() as connection:
        found = _version(connection, create=create)
    if found == HEAD:
        return
    if engine.dialect.name == "sqlite":
        keep_a_log(engine)
    with engine.connect().execution_options(**{WRITING: True}) as connection, connection.begin():
        if engine.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(hashtext('sayso migrations'))"))
        if _version(connection, create=create) != HEAD:
            _migrate(connection)


def keep_a_log(engine: Engine) -> None:
    """Have SQLite write ahead, so that readers and the writer do not wait for each other. The file remembers it.

    SQLite does not wait by itself where another process does the same at this moment. Raises UnreachableError where
    that takes too long.
    """
    connection = engine.raw_connection()  # no transaction may be open
    try:
        for _ in range(TRIES):
            try:
                connection.cursor().execute("PRAGMA journal_mode = WAL")
            except sqlite3.OperationalError:
                time.sleep(PAUSE)
            else:
                return
    finally:
        connection.close()
    raise UnreachableError("Another program holds the store. End it, or try again later.")


def _version(connection: Connection, *, create: bool) -> str | None:
    """The version of the schema; None in an empty database."""
    tables = set(inspect(connection).get_table_names())
    if not tables and create:
        return None
    if "alembic_version" not in tables or "pages" not in tables:
        raise StoreError("The database is not a store of Sayso. Give another one with --store.")
    found: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    if found not in KNOWN:
        raise StoreError(
            f"The store was written by a newer version of Sayso (schema {found}, and this one knows {HEAD}). "
            "Update Sayso; the store was not touched."
        )
    return found


def schema_of(connection: Connection) -> str:
    """The version of the schema, whichever it is."""
    return str(connection.scalar(text("SELECT version_num FROM alembic_version")))


def is_known(connection: Connection) -> None:
    """Raises StoreError where the database is no store, or one of a newer Sayso."""
    _version(connection, create=False)


def is_current(connection: Connection) -> None:
    """Raises UnreachableError where the store has another schema than this Sayso works with.

    For stores that were open while another Sayso brought them up to date.
    """
    found = schema_of(connection)
    if found != HEAD:
        raise UnreachableError(
            f"Another Sayso has brought the store to schema {found}, and this one works with {HEAD}. "
            "Update this Sayso and start it again; nothing is lost."
        )


def _migrate(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "sayso.store:migrations")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
