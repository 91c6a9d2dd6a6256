"""Users, what they come in with, and who changed what."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the three tables."""
    op.create_table(
        "users",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=True),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("added", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number"),
        sa.UniqueConstraint("folded"),
        sa.UniqueConstraint("email"),
    )
    op.create_table(
        "credentials",
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("id", "kind")),
        sa.Column("user", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in OF_CREDENTIAL),
        sa.ForeignKeyConstraint(["user"], ["users.number"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_credentials_user", "credentials", ["user"])
    op.create_table(
        "audit",
        sa.Column("number", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("when", "who", "through", "did", "what")),
        sa.PrimaryKeyConstraint("number"),
    )


OF_CREDENTIAL = ("hash", "scope", "label", "made", "expires", "seen")
