"""Manner, role, hedges and chains of claims can be asked for and counted, so the terms of every page grow."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from sayso.store.keys import key_of
from sayso.store.stored import items_of_packed

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

ADDED = ("manner", "role", "unnamed", "denied", "hedged", "passed")


def upgrade() -> None:
    """Read the records of the pages in the lists once more, for the terms that were not kept before."""
    connection = op.get_bind()
    pages = sa.table("pages", *map(sa.column, ("number", "key", "version", "deleted")))
    versions = sa.table("versions", *map(sa.column, ("page", "number", "record")))
    terms = sa.table("terms", *map(sa.column, ("kind", "field", "value", "item")))
    op.execute(sa.delete(terms).where(terms.c.field.in_(ADDED)))
    current = (versions.c.page == pages.c.number) & (versions.c.number == pages.c.version)
    numbers = connection.execute(
        sa.select(pages.c.number, pages.c.key).where(pages.c.deleted.is_(None))
    ).all()
    for number, key in numbers:
        record = sa.select(versions.c.record).join(pages, current).where(pages.c.number == number)
        packed: bytes = connection.execute(record).scalar_one()
        rows = [
            {
                "kind": int(item.kind),
                "field": field,
                "value": value,
                "item": key_of(key, item.kind, item.place),
            }
            for item in items_of_packed(packed)
            for field, value in item.traits.terms()
            if field in ADDED
        ]
        if rows:
            connection.execute(sa.insert(terms), rows)
