"""The first schema."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

Key = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the tables, and the full-text index of the database at hand."""
    op.create_table(
        "actors",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("country", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("named", sa.Boolean(), nullable=False),
        sa.Column("sector", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("number"),
        sa.UniqueConstraint("folded", "country", "kind"),
    )
    op.create_table(
        "pages",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("key", Key, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("outlet", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("published", sa.Text(), nullable=True),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("reader", sa.Text(), nullable=False),
        sa.Column("claims", sa.Integer(), nullable=False),
        sa.Column("events", sa.Integer(), nullable=False),
        sa.Column("added", sa.Text(), nullable=False),
        sa.Column("changed", sa.Text(), nullable=False),
        sa.Column("deleted", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("number"),
        sa.UniqueConstraint("id"),
        sa.UniqueConstraint("key"),
    )
    op.create_index(op.f("ix_pages_reader"), "pages", ["reader"], unique=False)
    op.create_table(
        "terms",
        sa.Column("kind", sa.SmallInteger(), nullable=False),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("item", Key, nullable=False),
        sa.PrimaryKeyConstraint("kind", "field", "value", "item"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_terms_item", "terms", ["item"], unique=False)
    op.create_table(
        "actor_words",
        sa.Column("word", sa.Text(), nullable=False),
        sa.Column("actor", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["actor"],
            ["actors.number"],
        ),
        sa.PrimaryKeyConstraint("word", "actor"),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_actor_words_actor"), "actor_words", ["actor"], unique=False)
    op.create_table(
        "claims",
        sa.Column("key", Key, autoincrement=False, nullable=False),
        sa.Column("page", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("cue", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("named", sa.Boolean(), nullable=True),
        sa.Column("role", sa.Text(), nullable=True),
        sa.Column("country", sa.Text(), nullable=True),
        sa.Column("sector", sa.Text(), nullable=True),
        sa.Column("anonymity", sa.Text(), nullable=True),
        sa.Column("through", sa.JSON(), nullable=False),
        sa.Column("manner", sa.Text(), nullable=False),
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column("addressee", sa.Text(), nullable=True),
        sa.Column("addressee_country", sa.Text(), nullable=True),
        sa.Column("hedges", sa.JSON(), nullable=False),
        sa.Column("denied", sa.Boolean(), nullable=False),
        sa.Column("within", sa.Text(), nullable=True),
        sa.Column("sentence", sa.Integer(), nullable=False),
        sa.Column("confidence", sa.Double(), nullable=False),
        sa.ForeignKeyConstraint(
            ["page"],
            ["pages.number"],
        ),
        sa.PrimaryKeyConstraint("key"),
    )
    op.create_table(
        "disputes",
        sa.Column("key", Key, autoincrement=False, nullable=False),
        sa.Column("page", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("claim", sa.Text(), nullable=False),
        sa.Column("claim_source", sa.Text(), nullable=True),
        sa.Column("claim_content", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("answer_source", sa.Text(), nullable=True),
        sa.Column("answer_content", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["page"],
            ["pages.number"],
        ),
        sa.PrimaryKeyConstraint("key"),
    )
    op.create_table(
        "events",
        sa.Column("key", Key, autoincrement=False, nullable=False),
        sa.Column("page", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("mode", sa.Text(), nullable=True),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("actors", sa.JSON(), nullable=False),
        sa.Column("actor_countries", sa.JSON(), nullable=False),
        sa.Column("recipients", sa.JSON(), nullable=False),
        sa.Column("recipient_countries", sa.JSON(), nullable=False),
        sa.Column("trigger", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("country", sa.Text(), nullable=True),
        sa.Column("lat", sa.Double(), nullable=True),
        sa.Column("lon", sa.Double(), nullable=True),
        sa.Column("date_text", sa.Text(), nullable=True),
        sa.Column("starts", sa.Text(), nullable=True),
        sa.Column("ends", sa.Text(), nullable=True),
        sa.Column("claims", sa.JSON(), nullable=False),
        sa.Column("denied", sa.Boolean(), nullable=False),
        sa.Column("intensity", sa.Double(), nullable=True),
        sa.Column("sentence", sa.Integer(), nullable=False),
        sa.Column("confidence", sa.Double(), nullable=False),
        sa.ForeignKeyConstraint(
            ["page"],
            ["pages.number"],
        ),
        sa.PrimaryKeyConstraint("key"),
    )
    op.create_table(
        "parties",
        sa.Column("actor", sa.Integer(), nullable=False),
        sa.Column("part", sa.Text(), nullable=False),
        sa.Column("kind", sa.SmallInteger(), nullable=False),
        sa.Column("item", Key, nullable=False),
        sa.ForeignKeyConstraint(
            ["actor"],
            ["actors.number"],
        ),
        sa.PrimaryKeyConstraint("actor", "part", "kind", "item"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_parties_item", "parties", ["item"], unique=False)
    op.create_table(
        "red_lines",
        sa.Column("key", Key, autoincrement=False, nullable=False),
        sa.Column("page", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=True),
        sa.Column("actor_country", sa.Text(), nullable=True),
        sa.Column("addressee", sa.Text(), nullable=True),
        sa.Column("addressee_country", sa.Text(), nullable=True),
        sa.Column("condition", sa.Text(), nullable=False),
        sa.Column("consequence", sa.Text(), nullable=False),
        sa.Column("claim", sa.Text(), nullable=True),
        sa.Column("sentence", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["page"],
            ["pages.number"],
        ),
        sa.PrimaryKeyConstraint("key"),
    )
    op.create_table(
        "versions",
        sa.Column("page", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("record_digest", sa.Text(), nullable=False),
        sa.Column("reader", sa.Text(), nullable=False),
        sa.Column("added", sa.Text(), nullable=False),
        sa.Column("record", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["page"],
            ["pages.number"],
        ),
        sa.PrimaryKeyConstraint("page", "number"),
    )
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            "CREATE VIRTUAL TABLE texts USING fts5"
            "(page, claim, event, red_line, dispute, tokenize = 'unicode61 remove_diacritics 0')"
        )
    else:
        op.execute(
            "CREATE TABLE texts (item BIGINT PRIMARY KEY, kind SMALLINT NOT NULL, words TSVECTOR NOT NULL)"
        )
        op.execute("CREATE INDEX ix_texts_words ON texts USING gin (words)")
