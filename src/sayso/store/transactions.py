"""Transactions: a whole piece of work on one unchanging picture of the database, or done wholly or not at all."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from sqlalchemy import Connection, Engine

from sayso.store.border import tried
from sayso.store.engine import WRITING

Result = TypeVar("Result")


def reading(engine: Engine, work: Callable[[Connection], Result]) -> Result:
    """Do ``work`` on one unchanging picture of the store."""
    level = {"isolation_level": "REPEATABLE READ"} if engine.dialect.name == "postgresql" else {}

    def transaction() -> Result:
        with engine.connect().execution_options(**level) as connection, connection.begin():
            return work(connection)

    return tried(transaction)


def writing(engine: Engine, work: Callable[[Connection], Result]) -> Result:
    """Do ``work`` wholly or not at all."""

    def transaction() -> Result:
        connection = engine.connect().execution_options(**{WRITING: True})
        with connection, connection.begin():
            return work(connection)

    return tried(transaction)
