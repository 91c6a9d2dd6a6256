"""Where the keys of what passes one condition of a filter stand, in order, and how several are met at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, exists, func, literal, select

from sayso.store.keys import Kind
from sayso.store.tables import actor_words, parties, terms
from sayso.store.words import folded

ENOUGH = 5_000  # postings counted to find the shortest; beyond it, all are long


@dataclass(frozen=True, slots=True)
class Posting:
    """A column of keys, and what must hold for a row to count."""

    item: ColumnElement[Any]
    where: tuple[ColumnElement[bool], ...] = ()
    repeats: bool = False  # may the same key stand there twice?
    leads: bool = False  # must it be walked, rather than asked about single keys?


def term(kind: Kind, field: str, value: str) -> Posting:
    """What has this coded value."""
    t = terms.alias()
    return Posting(t.c.item, (t.c.kind == int(kind), t.c.field == field, t.c.value == value))


def party(kind: Kind, part: str, name: str) -> Posting:
    """What somebody of this name has a part in."""
    p = parties.alias()
    return Posting(
        p.c.item, (p.c.kind == int(kind), p.c.part == part, p.c.actor.in_(actors_named(name))), repeats=True
    )


def actors_named(name: str) -> Select[tuple[int]]:
    """The actors whose names have every word of ``name``."""
    first, *others = folded(name).split()
    known = actor_words.alias()
    named = select(known.c.actor).where(known.c.word == first)
    for word in others:
        more = actor_words.alias()
        named = named.where(exists().where(more.c.word == word, more.c.actor == known.c.actor))
    return named


def meeting(connection: Connection, postings: list[Posting], low: int, high: int) -> Select[tuple[int]]:
    """Selects the keys between ``low`` and ``high``, as ``item``, that stand in every posting.

    The shortest posting leads, so that a rare name is not looked for in every claim of the year. What must lead
    does: a full-text index is slow to ask about one key after the other.
    """
    lead, *others = _shortest_first(connection, postings, low, high)
    keys = select(lead.item.label("item")).where(*lead.where, lead.item.between(low, high))
    for other in others:
        keys = keys.where(exists().where(*other.where, other.item == lead.item))
    return keys.distinct() if lead.repeats else keys


def _shortest_first(connection: Connection, postings: list[Posting], low: int, high: int) -> list[Posting]:
    if len(postings) == 1:
        return postings

    def length(posting: Posting) -> int:
        some = select(literal(1)).where(*posting.where, posting.item.between(low, high)).limit(ENOUGH)
        return (
            -1 if posting.leads else connection.scalar(select(func.count()).select_from(some.subquery())) or 0
        )

    return sorted(postings, key=length)
