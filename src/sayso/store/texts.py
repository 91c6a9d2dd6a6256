"""The full-text index: FTS5 in SQLite, tsvector in PostgreSQL, behind the same three functions.

SQLite's has one column for each kind of thing, so that a search walks the words of one kind only, in the order
of the keys. PostgreSQL is given positions made here, so that its own parser and its stemmers stay out of it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import Boolean, Connection, Text, cast, column, literal_column, select, table, text
from sqlalchemy.dialects.postgresql import TSQUERY

from sayso.store.keys import Kind
from sayso.store.postings import Posting
from sayso.store.tables import Key, texts
from sayso.store.words import Phrase

MOST_POSITION, MOST_AT, MOST_WORD = (
    16_383,
    256,
    2_000,
)  # limits of a tsvector: place, places a word, bytes a word
COLUMNS = {kind: kind.name.lower() for kind in Kind}
FTS = table("texts", column("rowid", Key))


def insert_texts(connection: Connection, rows: Iterable[tuple[int, Kind, str]]) -> None:
    """Make each (key, kind, folded words) findable."""
    by_kind: defaultdict[Kind, list[dict[str, object]]] = defaultdict(list)
    lite = connection.dialect.name == "sqlite"
    for key, kind, words in rows:
        by_kind[kind].append({"item": key, "words": words if lite else vector(words), "kind": int(kind)})
    for kind, listed in by_kind.items():
        connection.execute(text(_insert(kind) if lite else INSERT_VECTOR), listed)


def delete_texts(connection: Connection, first: int, last: int) -> None:
    """Forget what stands under the keys of one page."""
    name = "rowid" if connection.dialect.name == "sqlite" else "item"
    statement = text(f"DELETE FROM texts WHERE {name} BETWEEN :first AND :last")  # noqa: S608 - of two words
    connection.execute(statement, {"first": first, "last": last})


def posting(dialect: str, kind: Kind, asked: tuple[Phrase, ...]) -> Posting:
    """Where the keys stand of what has all the phrases in it."""
    if dialect == "sqlite":
        match = literal_column("texts", Text).op("MATCH", return_type=Boolean())(
            f"{{{COLUMNS[kind]}}} : ({fts_query(asked)})"
        )
        return Posting(FTS.c.rowid, (match,), whole=True)
    found = texts.c.words.op("@@", return_type=Boolean())(cast(ts_query(asked), TSQUERY))
    return Posting(texts.c.item, (texts.c.kind == int(kind), found), whole=True)


def fts_query(asked: tuple[Phrase, ...]) -> str:
    """The phrases as FTS5 reads them. Folded words hold letters and digits only, so nothing needs escaping."""
    return " AND ".join(f'"{" ".join(phrase.words)}"{"*" if phrase.prefix else ""}' for phrase in asked)


def ts_query(asked: tuple[Phrase, ...]) -> str:
    """The phrases as a tsquery."""
    parts = []
    for phrase in asked:
        words = [f"'{word}'" for word in phrase.words]
        words[-1] += ":*" if phrase.prefix else ""
        parts.append("(" + " <-> ".join(words) + ")")
    return " & ".join(parts)


def vector(words: str) -> str:
    """Folded words as a tsvector with their positions."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for place, word in enumerate(words.split(), start=1):
        if len(word.encode()) <= MOST_WORD:
            places[word].append(min(place, MOST_POSITION))
    return " ".join(f"'{word}':{','.join(map(str, at[:MOST_AT]))}" for word, at in places.items())


INSERT_VECTOR = "INSERT INTO texts (item, kind, words) VALUES (:item, :kind, CAST(:words AS tsvector))"


def _insert(kind: Kind) -> str:
    return f"INSERT INTO texts (rowid, {COLUMNS[kind]}) VALUES (:item, :words)"  # noqa: S608 - of an enum


def keys_between(connection: Connection, first: int, last: int) -> list[int]:
    """The keys under which something can be found, in order."""
    key = FTS.c.rowid if connection.dialect.name == "sqlite" else texts.c.item
    return list(connection.scalars(select(key).where(key.between(first, last)).order_by(key)))
