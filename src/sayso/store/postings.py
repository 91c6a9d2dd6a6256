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
    about_one: tuple[ColumnElement[bool], ...] | None = None  # the same, for one key; None: as ``where``
    repeats: bool = False  # may the same key stand there twice?
    whole: bool = False  # can it only be walked, and not be asked about a single key?


def term(kind: Kind, field: str, value: str) -> Posting:
    """What has this coded value."""
    t = terms.alias()
    return Posting(t.c.item, (t.c.kind == int(kind), t.c.field == field, t.c.value == value))


def party(kind: Kind, part: str, name: str) -> Posting:
    """What somebody of this name has a part in.

    Asked about one key, it begins with the parties of that key, not with everybody who bears the name: that is what
    ``+ 0`` is for, which no index can follow.
    """
    p = parties.alias()
    these, named = (p.c.kind == int(kind), p.c.part == part), actors_named(name)
    return Posting(
        p.c.item, (*these, p.c.actor.in_(named)), (*these, (p.c.actor + 0).in_(named)), repeats=True
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

    The shortest posting leads, so that a rare name is not looked for in every claim of the year.
    """
    lead, *others = _shortest_first(connection, postings, low, high)
    keys = select(lead.item.label("item")).where(*lead.where, lead.item.between(low, high))
    for other in others:
        keys = keys.where(_stands_in(other, lead.item, low, high))
    return keys.distinct() if lead.repeats else keys


def _stands_in(posting: Posting, item: ColumnElement[Any], low: int, high: int) -> ColumnElement[bool]:
    """A full-text index is slow to ask about one key after the other, so it is asked for all of them, once.

    ``+ 0`` keeps SQLite from looking up, for each of its keys, who has a part in it.
    """
    if posting.whole:
        return (item + 0).in_(select(posting.item).where(*posting.where, posting.item.between(low, high)))
    return exists().where(*(posting.about_one or posting.where), posting.item == item)


def _shortest_first(connection: Connection, postings: list[Posting], low: int, high: int) -> list[Posting]:
    """By length, as far as it was counted; among long ones, one that can only be walked comes first."""
    if len(postings) == 1:
        return postings

    def length(posting: Posting) -> tuple[int, bool]:
        some = select(literal(1)).where(*posting.where, posting.item.between(low, high)).limit(ENOUGH)
        return connection.scalar(select(func.count()).select_from(some.subquery())) or 0, not posting.whole

    return sorted(postings, key=length)
