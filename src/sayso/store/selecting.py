"""Filter -> records that hold what passes, and what that rests on. Some pages at a time: any store fits into memory."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from sqlalchemy import Connection, select

from sayso.store import querying
from sayso.store.filters import Filter
from sayso.store.keys import PLACE_BITS, WITHIN_PAGE, Kind
from sayso.store.stored import unpacked
from sayso.store.tables import CURRENT, pages, versions
from sayso.types import Actor, Claim, Entity, Record, Spans

Thing = TypeVar("Thing")
Places = Mapping[Kind, set[int]]  # running numbers of what passes on a page, as keys have them
OF_A_PAGE = 20  # keys of one kind read at once for each page that is wanted
LISTED = (Kind.CLAIM, Kind.EVENT, Kind.RED_LINE, Kind.DISPUTE)


@dataclass(frozen=True, slots=True)
class Selected:
    """Some records of a selection, and where the next ones begin."""

    records: tuple[Record, ...]
    next: str | None


def selected(connection: Connection, asked: Filter, limit: int, after: str | None) -> Selected:
    """The records of the next ``limit`` pages on which something passes, narrowed to that.

    A filter that speaks of pages alone (outlet, dates, page) lets whole records pass, also those of empty pages.
    """
    if asked == Filter(outlet=asked.outlet, since=asked.since, until=asked.until, page=asked.page):
        return _whole(connection, asked, limit, after)
    below = None if after is None else querying.checked_number(after)
    places, more = _next_places(connection, asked, limit, below)
    keys = sorted(places, reverse=True)[:limit]
    records = _records(connection, keys)
    following = str(keys[-1]) if more or len(places) > limit else None
    return Selected(tuple(narrowed(records[key], places[key]) for key in keys), following)


def narrowed(record: Record, places: Places) -> Record:
    """The record with what passes, and what that rests on.

    An event brings the claims that report it, a red line the claim that it stands in, a claim those that it is
    nested in, a dispute both of its sides; actors stay who have a part in any of that.
    """
    known = {claim.id for claim in record.claims}
    sound = [dispute for dispute in record.disputes if {dispute.claim, dispute.answer} <= known]
    claims = _at(record.claims, places[Kind.CLAIM])
    events = _at(record.events, places[Kind.EVENT])
    lines = _at(record.red_lines, places[Kind.RED_LINE])
    answers = _at(sound, places[Kind.DISPUTE])
    wanted = {claim.id for claim in claims}
    wanted |= {id for event in events for id in event.claims}
    wanted |= {line.claim for line in lines if line.claim}
    wanted |= {id for dispute in answers for id in (dispute.claim, dispute.answer)}
    kept = _with_outer(wanted, record.claims)
    part = replace(
        record,
        claims=tuple(claim for claim in record.claims if claim.id in kept),
        events=events,
        red_lines=lines,
        disputes=tuple(dispute for dispute in sound if {dispute.claim, dispute.answer} <= kept),
    )
    return replace(part, entities=_actors_in(part))


def _whole(connection: Connection, asked: Filter, limit: int, after: str | None) -> Selected:
    found = querying.listing(connection, Kind.PAGE, asked, limit, after)
    statement = select(pages.c.key).where(pages.c.id.in_([row.page for row in found.rows]))
    keys = sorted(connection.scalars(statement), reverse=True)
    records = _records(connection, keys)
    return Selected(tuple(records[key] for key in keys), found.next)


def _records(connection: Connection, keys: list[int]) -> dict[int, Record]:
    """The current records of pages, by the keys of the pages."""
    statement = select(pages.c.key, versions.c.record).join(versions, CURRENT).where(pages.c.key.in_(keys))
    return {row.key: unpacked(row.record) for row in connection.execute(statement)}


def _next_places(
    connection: Connection, asked: Filter, limit: int, below: int | None
) -> tuple[dict[int, Places], bool]:
    """What passes on the next pages, by their keys, and whether more may follow.

    Of each kind so many keys are read; the page in whose middle that ends is left for the next time.
    """
    size = limit * OF_A_PAGE
    while True:
        found: dict[int, Places] = defaultdict(lambda: defaultdict(set))
        cut = 0
        for kind in LISTED:
            keys = _keys(connection, kind, asked, below, size)
            for key in keys:
                found[_page(key)][kind].add(key % (1 << PLACE_BITS))
            cut = max(cut, _page(keys[-1]) if len(keys) == size else 0)
        whole = {page: places for page, places in found.items() if page > cut}
        if whole or not cut:
            return whole, bool(cut)
        size *= 4


def _keys(connection: Connection, kind: Kind, asked: Filter, below: int | None, size: int) -> list[int]:
    keys = querying.matching(connection, kind, asked, below)
    keys = keys.order_by(keys.selected_columns.item.desc()).limit(size)
    return [int(row.item) for row in connection.execute(keys)]


def _page(key: int) -> int:
    """The key of the page on which something stands."""
    return key - key % WITHIN_PAGE


def _at(all_of: Sequence[Thing], numbers: set[int]) -> tuple[Thing, ...]:
    return tuple(one for number, one in enumerate(all_of) if number in numbers)


def _with_outer(wanted: Iterable[str], known: tuple[Claim, ...]) -> set[str]:
    """The claims with those that they are nested in."""
    claims = {claim.id: claim for claim in known}
    kept: set[str] = set()
    waiting = [id for id in wanted if id in claims]
    while waiting:
        id = waiting.pop()
        kept.add(id)
        outer = claims[id].within
        if outer in claims and outer not in kept:
            waiting.append(outer)
    return kept


def _actors_in(record: Record) -> tuple[Actor, ...]:
    """The actors that something on the record names, by who has a part in it or by what is said."""
    parts = [entity for claim in record.claims for entity in (claim.source, claim.addressee, *claim.via)]
    parts += [entity for event in record.events for entity in (*event.actors, *event.recipients)]
    parts += [entity for line in record.red_lines for entity in (line.actor, line.addressee)]
    told = [claim.content for claim in record.claims] + [event.trigger for event in record.events]
    told += [spans for line in record.red_lines for spans in (line.condition, line.consequence)]
    names = {_named(entity) for entity in parts if entity}
    return tuple(
        actor
        for actor in record.entities
        if _named(actor) in names or any(_meet(actor.mentions, spans) for spans in told)
    )


def _named(who: Entity | Actor) -> tuple[str, str, str | None]:
    return who.name, who.kind, who.country


def _meet(some: Spans, others: Spans) -> bool:
    """Do any two of the spans overlap?"""
    return any(a < d and c < b for a, b in some for c, d in others)
