"""The actors of a store: who they are, by which words they are found, what they have a part in, and how often."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, func, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from sayso.store.indexing import Item, Party
from sayso.store.keys import Kind
from sayso.store.tables import TALLIES, actor_words, actors, parties

Keys = Mapping[tuple[Kind, int], int]  # of the items of a page, by kind and place


def insert_parties(connection: Connection, items: Iterable[Item], keys: Keys) -> None:
    """Write who has which part in what stands on a page, and count it."""
    having = party_rows(items, keys)
    numbers = _actor_numbers(connection, {party for party, *_ in having})
    rows = {(numbers[identity(party)], part, kind, item) for party, part, kind, item in having}
    names = ("actor", "part", "kind", "item")
    if rows:
        connection.execute(insert(parties), [dict(zip(names, row, strict=True)) for row in sorted(rows)])
    _count_in(connection, Counter((actor, part, kind) for actor, part, kind, _ in rows), 1)


def party_rows(items: Iterable[Item], keys: Keys) -> list[tuple[Party, str, int, int]]:
    """The rows of ``parties``, with whom they name: party, part, kind, key."""
    return [
        (party, part, int(item.kind), keys[item.kind, item.place])
        for item in items
        for part, party in item.traits.parties()
    ]


def count_out(connection: Connection, first: int, last: int) -> None:
    """Take what stands on a page off the numbers of its actors."""
    group = (parties.c.actor, parties.c.part, parties.c.kind)
    statement = select(*group, func.count()).where(parties.c.item.between(first, last)).group_by(*group)
    found = {(actor, part, kind): count for actor, part, kind, count in connection.execute(statement)}
    _count_in(connection, found, -1)


def _count_in(connection: Connection, found: Mapping[tuple[int, str, int], int], sign: int) -> None:
    """Change the numbers of actors, in order, so that two processes wait for each other in turn."""
    changes: dict[int, dict[str, int]] = {}
    for (actor, part, kind), count in found.items():
        if name := COUNTED.get((kind, part)):
            changes.setdefault(actor, dict.fromkeys(TALLIES, 0))[name] = sign * count
    rows = [
        {"actor": actor, "more": sum(change.values()), **{f"{name}_more": n for name, n in change.items()}}
        for actor, change in sorted(changes.items())
    ]
    if rows:
        sums = {name: actors.c[name] + bindparam(f"{name}_more") for name in TALLIES}
        counted = update(actors).where(actors.c.number == bindparam("actor"))
        connection.execute(counted.values(busy=actors.c.busy + bindparam("more"), **sums), rows)


COUNTED = {(int(kind), part): name for name, (kind, part) in TALLIES.items()}


def identity(party: Party | Row[Any]) -> tuple[str, str, str]:
    """What makes two actors of two pages the same one."""
    return party.folded, party.country, party.kind


def _actor_numbers(connection: Connection, found: set[Party]) -> dict[tuple[str, str, str], int]:
    """The numbers of these actors; those that the store does not know are written first.

    They are written in order, so that two processes that add the same ones wait for each other in turn.
    """
    in_order = sorted(found, key=lambda party: (party.name, party.sector or ""))
    wanted = {identity(party): party for party in in_order}
    numbers = _known_actors(connection, wanted)
    missing = [wanted[key] for key in sorted(wanted.keys() - numbers.keys())]
    if missing:
        kind = sqlite if connection.dialect.name == "sqlite" else postgresql
        columns = ("folded", "country", "kind", "name", "named", "sector")
        rows = [{name: getattr(party, name) for name in columns} for party in missing]
        connection.execute(kind.insert(actors).on_conflict_do_nothing(), rows)
        numbers = _known_actors(connection, wanted)
        words = [
            {"word": word, "actor": numbers[identity(party)]}
            for party in missing
            for word in sorted(set(party.folded.split()))
        ]
        connection.execute(kind.insert(actor_words).on_conflict_do_nothing(), words)
    return numbers


def _known_actors(
    connection: Connection, wanted: Iterable[tuple[str, str, str]]
) -> dict[tuple[str, str, str], int]:
    names = sorted({folded for folded, _, _ in wanted})
    wanted = set(wanted)
    numbers: dict[tuple[str, str, str], int] = {}
    for start in range(0, len(names), 500):
        some = select(actors).where(actors.c.folded.in_(names[start : start + 500]))
        numbers |= {identity(row): row.number for row in connection.execute(some) if identity(row) in wanted}
    return numbers


def forget_lost_actors(connection: Connection) -> None:
    """Names that stand on no page any more go with the page that was erased."""
    lost = select(actors.c.number).where(
        ~select(parties.c.actor).where(parties.c.actor == actors.c.number).exists()
    )
    connection.execute(delete(actor_words).where(actor_words.c.actor.in_(lost)))
    connection.execute(delete(actors).where(actors.c.number.in_(lost)))
