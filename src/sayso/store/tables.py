"""The tables of a store, one schema for SQLite and PostgreSQL.

``pages`` and ``versions`` hold everything that was ever added; each version has its record as JSON, compressed.
All other tables are an index of the current versions, made from the records by ``indexing`` and made anew
whenever that changes. Rows that can be listed have a key that sorts as the lists do, see ``keys``.
"""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Double,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    SmallInteger,
    Table,
    Text,
    UniqueConstraint,
    column,
    table,
)

from sayso.store.keys import Kind

metadata = MetaData()
Key = BigInteger().with_variant(Integer, "sqlite")


def _page() -> Column[int]:
    return Column("page", Integer, ForeignKey("pages.number"), nullable=False)


pages = Table(
    "pages",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("key", Key, nullable=False, unique=True),  # where the page stands in lists
    Column("id", Text, nullable=False, unique=True),
    Column("url", Text),
    Column("outlet", Text),
    Column("title", Text),
    Column("published", Text),
    Column("language", Text),
    Column("version", Integer, nullable=False),  # number of the current version
    Column("reader", Text, nullable=False, index=True),  # digest of the models that read it
    Column("claims", Integer, nullable=False),
    Column("events", Integer, nullable=False),
    Column("added", Text, nullable=False),
    Column("changed", Text, nullable=False),
    Column("deleted", Text),  # when; the tombstone
    Column("reason", Text),
)

versions = Table(
    "versions",
    metadata,
    Column("page", Integer, ForeignKey("pages.number"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("digest", Text, nullable=False),  # of the words of the page
    Column("record_digest", Text, nullable=False),
    Column("reader", Text, nullable=False),
    Column("added", Text, nullable=False),
    Column("record", LargeBinary),  # JSON, zlib; null once it was erased
    PrimaryKeyConstraint("page", "number"),
)

claims = Table(
    "claims",
    metadata,
    Column("key", Key, primary_key=True, autoincrement=False),
    _page(),
    Column("id", Text, nullable=False),
    Column("content", Text, nullable=False),
    Column("cue", Text, nullable=False),
    Column("source", Text),
    Column("kind", Text),
    Column("named", Boolean),
    Column("role", Text),
    Column("country", Text),
    Column("sector", Text),
    Column("anonymity", Text),
    Column("through", JSON, nullable=False),  # names, from the speaker outward
    Column("manner", Text, nullable=False),
    Column("act", Text, nullable=False),
    Column("addressee", Text),
    Column("addressee_country", Text),
    Column("hedges", JSON, nullable=False),
    Column("denied", Boolean, nullable=False),
    Column("within", Text),
    Column("sentence", Integer, nullable=False),
    Column("confidence", Double, nullable=False),
)

events = Table(
    "events",
    metadata,
    Column("key", Key, primary_key=True, autoincrement=False),
    _page(),
    Column("id", Text, nullable=False),
    Column("type", Text, nullable=False),
    Column("mode", Text),
    Column("status", Text, nullable=False),
    Column("actors", JSON, nullable=False),
    Column("actor_countries", JSON, nullable=False),
    Column("recipients", JSON, nullable=False),
    Column("recipient_countries", JSON, nullable=False),
    Column("trigger", Text, nullable=False),
    Column("place", Text),
    Column("country", Text),
    Column("lat", Double),
    Column("lon", Double),
    Column("date_text", Text),
    Column("starts", Text),
    Column("ends", Text),
    Column("claims", JSON, nullable=False),
    Column("denied", Boolean, nullable=False),
    Column("intensity", Double),
    Column("sentence", Integer, nullable=False),
    Column("confidence", Double, nullable=False),
)

red_lines = Table(
    "red_lines",
    metadata,
    Column("key", Key, primary_key=True, autoincrement=False),
    _page(),
    Column("id", Text, nullable=False),
    Column("actor", Text),
    Column("actor_country", Text),
    Column("addressee", Text),
    Column("addressee_country", Text),
    Column("condition", Text, nullable=False),
    Column("consequence", Text, nullable=False),
    Column("claim", Text),
    Column("sentence", Integer, nullable=False),
)

disputes = Table(
    "disputes",
    metadata,
    Column("key", Key, primary_key=True, autoincrement=False),
    _page(),
    Column("kind", Text, nullable=False),
    Column("claim", Text, nullable=False),
    Column("claim_source", Text),
    Column("claim_content", Text, nullable=False),
    Column("answer", Text, nullable=False),
    Column("answer_source", Text),
    Column("answer_content", Text, nullable=False),
)

TALLIES = {
    "claims_by": (Kind.CLAIM, "by"),
    "claims_about": (Kind.CLAIM, "about"),
    "claims_through": (Kind.CLAIM, "through"),
    "events_by": (Kind.EVENT, "by"),
    "events_about": (Kind.EVENT, "about"),
}  # column of ``actors`` -> kind and part of the ``parties`` that it counts

actors = Table(
    "actors",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("folded", Text, nullable=False),
    Column("country", Text, nullable=False),  # "" where none is known, so that the constraint holds
    Column("kind", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("named", Boolean, nullable=False),
    Column("sector", Text),
    # in how much of what is listed the actor has a part; ``writing`` keeps these numbers right
    *(Column(name, Integer, nullable=False, server_default="0") for name in TALLIES),
    Column("busy", Integer, nullable=False, server_default="0"),  # their sum
    UniqueConstraint("folded", "country", "kind"),
    Index("ix_actors_busy", "busy"),
    Index("ix_actors_country_busy", "country", "busy"),
)

actor_words = Table(
    "actor_words",
    metadata,
    Column("word", Text, nullable=False),
    Column("actor", Integer, ForeignKey("actors.number"), nullable=False, index=True),
    PrimaryKeyConstraint("word", "actor"),
    sqlite_with_rowid=False,
)

# Which actor has which part in what: "by", "about" or "through".
parties = Table(
    "parties",
    metadata,
    Column("actor", Integer, ForeignKey("actors.number"), nullable=False),
    Column("part", Text, nullable=False),
    Column("kind", SmallInteger, nullable=False),
    Column("item", Key, nullable=False),
    PrimaryKeyConstraint("actor", "part", "kind", "item"),
    Index("ix_parties_item", "item"),
    sqlite_with_rowid=False,
)

# Which coded value is said of what: ("country", "RUS"), ("type", "THREATEN"), ("between", "RUS USA"), ...
terms = Table(
    "terms",
    metadata,
    Column("kind", SmallInteger, nullable=False),
    Column("field", Text, nullable=False),
    Column("value", Text, nullable=False),
    Column("item", Key, nullable=False),
    PrimaryKeyConstraint("kind", "field", "value", "item"),
    Index("ix_terms_item", "item"),
    sqlite_with_rowid=False,
)

marks = Table(
    "marks",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("page", Integer, ForeignKey("pages.number"), nullable=False, index=True),
    Column("version", Integer, nullable=False),
    Column("item", Text, nullable=False),  # "c1", "e1", "r1"
    Column("wrong", Text, nullable=False),
    Column("words", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("made", Text, nullable=False),
)

searches = Table(
    "searches",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("name", Text, nullable=False, unique=True),
    Column("address", Text, nullable=False),
    Column("made", Text, nullable=False),
)

# Who may come in, where accounts are on. The migration makes these for every store; no list and no backup has them.
users = Table(
    "users",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("folded", Text, nullable=False, unique=True),  # the name as it is compared
    Column("email", Text, unique=True),
    Column("role", Text, nullable=False),
    Column("added", Text, nullable=False),
)

# Login links, sessions and tokens: what somebody shows to come in. Of the secret only a hash is kept.
credentials = Table(
    "credentials",
    metadata,
    Column("id", Text, primary_key=True),  # the part that may be seen
    Column("kind", Text, nullable=False),
    Column("user", Integer, ForeignKey("users.number"), nullable=False, index=True),
    Column("hash", Text, nullable=False),
    Column("scope", Text, nullable=False),  # the most that it allows, whatever the role
    Column("label", Text, nullable=False),
    Column("made", Text, nullable=False),
    Column("expires", Text, nullable=False),
    Column("seen", Text, nullable=False),  # the day on which it was last used
)

# Names, not numbers of users: what somebody did stays told when they are gone.
audit = Table(
    "audit",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("when", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("through", Text, nullable=False),
    Column("did", Text, nullable=False),
    Column("what", Text, nullable=False),
)

# The full-text index; each database has its own kind, so the migration makes it. See ``texts``.
texts = table("texts", column("item", Key), column("kind", SmallInteger), column("words", Text))

# What joins a page with its current version.
CURRENT = (versions.c.page == pages.c.number) & (versions.c.number == pages.c.version)
ACCOUNTS = (credentials, users, audit)
INDEX = (claims, events, red_lines, disputes)  # what a page fills, besides parties, terms and texts
