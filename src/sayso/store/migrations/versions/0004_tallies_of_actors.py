"""Actors carry the numbers of what they have a part in, so that listing them counts nothing."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

TALLIES = {
    "claims_by": (1, "by"),
    "claims_about": (1, "about"),
    "claims_through": (1, "through"),
    "events_by": (2, "by"),
    "events_about": (2, "about"),
}


def upgrade() -> None:
    """Add the columns, count, and make them quick to sort by."""
    for name in (*TALLIES, "busy"):
        op.add_column("actors", sa.Column(name, sa.Integer(), nullable=False, server_default="0"))
    actors = sa.table("actors", sa.column("number"), sa.column("busy"), *map(sa.column, TALLIES))
    parties = sa.table("parties", *map(sa.column, ("actor", "kind", "part")))
    for name, (kind, part) in TALLIES.items():
        mine = (parties.c.actor == actors.c.number) & (parties.c.kind == kind) & (parties.c.part == part)
        count = sa.select(sa.func.count()).select_from(parties).where(mine).scalar_subquery()
        op.execute(sa.update(actors).values({name: count}))
    op.execute(sa.update(actors).values(busy=sum(actors.c[name] for name in TALLIES)))
    op.create_index("ix_actors_busy", "actors", ["busy"])
    op.create_index("ix_actors_country_busy", "actors", ["country", "busy"])
