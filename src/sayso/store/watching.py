"""Has anything in the store changed? Asked of the database, which knows it of every process, at next to no cost."""

from __future__ import annotations

from threading import Lock
from typing import Any

from sqlalchemy import Engine, text


class Watch:
    """SQLite counts the commits of others for each connection, so one is kept for asking; PostgreSQL has snapshots."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._connection: Any = None
        self._lock = Lock()

    def stamp(self) -> str:
        """Another one after every commit."""
        if self.engine.dialect.name == "postgresql":
            with self.engine.connect() as connection:
                return str(connection.scalar(text("SELECT CAST(pg_current_snapshot() AS text)")))
        with self._lock:
            if self._connection is None:
                self._connection = self.engine.raw_connection()
            cursor = self._connection.cursor()
            version = cursor.execute("PRAGMA data_version").fetchone()[0]
            cursor.close()
            return str(version)

    def close(self) -> None:
        """Let go of the connection."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None
