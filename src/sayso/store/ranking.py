"""Actors and outlets: lists that count, the busiest first.

A cursor is the place of the last row in that order, its number and what parts it from others with the same number. So
the next rows are those behind it, whatever was added meanwhile.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import reduce
from operator import add
from typing import Any, TypeVar

from sqlalchemy import (
    ColumnElement,
    Connection,
    Integer,
    Select,
    and_,
    case,
    cast,
    func,
    literal,
    literal_column,
    or_,
    select,
    true,
    union_all,
)

from sayso.store.filters import Filter
from sayso.store.keys import PAGE_BITS, WITHIN_PAGE, Kind
from sayso.store.postings import actors_named
from sayso.store.querying import checked_limit, checked_number, matching, not_a_cursor, row_of
from sayso.store.rows import ActorRow, Listing, OutletRow
from sayso.store.tables import TALLIES, actors, pages, parties

Row = TypeVar("Row")

LONGEST_NAME = 10_000  # characters of an outlet's name in a cursor


def actor_listing(connection: Connection, asked: Filter, limit: int, after: str | None) -> Listing[ActorRow]:
    """Who has a part in the claims and events that pass, the busiest first.

    ``by``, ``about``, ``country`` and ``unnamed`` narrow the actors themselves, everything else narrows what they
    have a part in.
    """
    rest = replace(asked, by=None, about=None, country=None, unnamed=None)
    tally = _tally_of_everything() if rest == Filter() else _tally_of(connection, rest)
    busy = tally.selected_columns.busy
    tally = tally.where(*_themselves(asked), *_behind(after, busy, actors.c.number, checked_number))
    best = tally.order_by(busy.desc(), actors.c.number).limit(checked_limit(limit) + 1)
    if rest == Filter():
        best = _with_first_and_last(best)
    found = [_dated(_bounded(dict(row))) for row in connection.execute(best).mappings()]
    return _ranked(ActorRow, found, limit, ("busy", "number"))


def _tally_of_everything() -> Select[Any]:
    """The actors with the numbers that are kept with them."""
    return select(actors).where(actors.c.busy > 0)


def _with_first_and_last(best: Select[Any]) -> Select[Any]:
    """The few best, each with the first and last key of each of its parts: twice a step into an index."""
    few = best.subquery()
    bounds = []
    for name, (kind, part) in TALLIES.items():
        mine = (parties.c.actor == few.c.number) & _is(kind, part)
        for bound, keys in (("min", func.min(parties.c.item)), ("max", func.max(parties.c.item))):
            bounds.append(select(keys).where(mine).scalar_subquery().label(f"{bound}_{name}"))
    return select(few, *bounds).order_by(few.c.busy.desc(), few.c.number)


def _bounded(row: dict[str, Any]) -> dict[str, Any]:
    """The row of an actor, with the first and last key of all its parts."""
    country = {"country": row["country"] or None}
    if "first" in row:
        return row | country
    firsts, lasts = ([row[f"{end}_{name}"] for name in TALLIES] for end in ("min", "max"))
    seen = {"first": min(filter(None, firsts), default=None), "last": max(filter(None, lasts), default=None)}
    return row | country | seen


def _tally_of(connection: Connection, asked: Filter) -> Select[Any]:
    """The actors with their parts in what passes, counted."""
    kinds = (Kind.CLAIM, Kind.EVENT)
    items = union_all(*(matching(connection, kind, asked) for kind in kinds)).subquery()
    sums = {name: case((_is(kind, part), 1), else_=0) for name, (kind, part) in TALLIES.items()}
    seen = (func.min(parties.c.item).label("first"), func.max(parties.c.item).label("last"))
    counted = (
        select(
            parties.c.actor, *seen, *(cast(func.sum(one), Integer).label(name) for name, one in sums.items())
        )
        .join_from(items, parties, parties.c.item == items.c.item)
        .group_by(parties.c.actor)
        .subquery()
    )
    numbers = [counted.c[name] for name in TALLIES]
    busy = reduce(add, numbers).label("busy")
    own = (actors.c[name] for name in ("number", "name", "kind", "named", "country", "sector"))
    several = (counted.c.first, counted.c.last, *numbers, busy)
    return select(*own, *several).join(counted, counted.c.actor == actors.c.number)


def _is(kind: Kind, part: str) -> ColumnElement[bool]:
    return (parties.c.kind == int(kind)) & (parties.c.part == part)


def outlet_listing(
    connection: Connection, asked: Filter, limit: int, after: str | None
) -> Listing[OutletRow]:
    """The outlets on whose pages stands what passes, those with the most claims first."""
    if asked == Filter():
        counted = select(pages.c.number.label("page"), *_columns(literal(1), pages.c.claims, pages.c.events))
        every = counted.where(pages.c.deleted.is_(None)).subquery()
    else:
        kinds = (Kind.PAGE, Kind.CLAIM, Kind.EVENT)
        every = union_all(*(_by_page(matching(connection, kind, asked), kind) for kind in kinds)).subquery()
    total = cast(func.sum(every.c.claims), Integer)
    name = func.coalesce(pages.c.outlet, "")
    statement = (
        select(
            name.label("outlet"),
            cast(func.sum(every.c.pages), Integer).label("pages"),
            total.label("claims"),
            cast(func.sum(every.c.events), Integer).label("events"),
            func.min(pages.c.key).label("first"),
            func.max(pages.c.key).label("last"),
        )
        .join(every, every.c.page == pages.c.number)
        .group_by(name)
        .having(and_(true(), *_behind(after, total, name, _name)))
        .order_by(total.desc(), name)
        .limit(checked_limit(limit) + 1)
    )
    found = [_dated(dict(row)) for row in connection.execute(statement).mappings()]
    listing = _ranked(OutletRow, found, limit, ("claims", "outlet"))
    return replace(listing, rows=tuple(replace(row, outlet=row.outlet or None) for row in listing.rows))


def _columns(*tallies: ColumnElement[Any]) -> Iterator[ColumnElement[Any]]:
    return (tally.label(name) for tally, name in zip(tallies, ("pages", "claims", "events"), strict=True))


def _by_page(keys: Select[tuple[int]], kind: Kind) -> Select[Any]:
    """How many of the keys stand on which page, in the column of their kind."""
    found = keys.subquery()
    shifted = found.c.item.op(">>")(literal_column(str(WITHIN_PAGE.bit_length() - 1)))
    page = shifted.op("&")(literal_column(str((1 << PAGE_BITS) - 1)))
    tallies = (func.count() if which == kind else literal(0) for which in (Kind.PAGE, Kind.CLAIM, Kind.EVENT))
    return select(page.label("page"), *_columns(*tallies)).group_by(page)


def _ranked(
    shape: type[Row], found: Sequence[dict[str, Any]], limit: int, order: tuple[str, str]
) -> Listing[Row]:
    """The rows, and the place of the last one in an order by a number and something else."""
    rows = tuple(row_of(shape, row) for row in found[:limit])
    place = "-".join(str(found[limit - 1][name]) for name in order) if len(found) > limit else None
    return Listing(rows, place)


def _behind(
    after: str | None, number: ColumnElement[Any], other: ColumnElement[Any], parse: Callable[[str], Any]
) -> Iterator[ColumnElement[bool]]:
    """What stands behind a place, the greatest number first. Raises StoreError where ``after`` is no place."""
    if after is None:
        return
    first, dash, second = after.partition("-")
    if not dash:
        raise not_a_cursor(after)
    most, least = checked_number(first), parse(second)
    yield or_(number < most, and_(number == most, other > least))


def _name(part: str) -> str:
    if "\0" in part or len(part) > LONGEST_NAME:
        raise not_a_cursor(part)
    return part


def _dated(row: dict[str, Any]) -> dict[str, Any]:
    """The first and last key of a row as days."""
    return row | {name: _day(row[name]) for name in ("first", "last")}


def _day(key: int | None) -> str | None:
    number = (key or 0) // WITHIN_PAGE >> PAGE_BITS
    return date.fromordinal(number).isoformat() if number else None


def _themselves(asked: Filter) -> list[ColumnElement[bool]]:
    """What a filter asks of the actors themselves."""
    conditions: list[ColumnElement[bool]] = [
        actors.c.number.in_(actors_named(name)) for name in (asked.by, asked.about) if name
    ]
    if asked.country:
        conditions.append(actors.c.country == asked.country.upper())
    if asked.unnamed is not None:
        conditions.append(actors.c.named.is_(not asked.unnamed))
    return conditions
