"""Filter -> rows. Lists run from the newest page to the oldest; a cursor is the key of the last row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import fields
from typing import Any, TypeVar

from sqlalchemy import (
    Connection,
    Select,
    Table,
    func,
    literal_column,
    select,
)

from sayso.errors import MissingError, StoreError
from sayso.store import texts
from sayso.store.filters import Filter
from sayso.store.indexing import CODED, PARTS
from sayso.store.keys import WITHIN_DAY, Kind, days, last_key
from sayso.store.postings import Posting, meeting, party, term
from sayso.store.rows import (
    ClaimRow,
    Counts,
    DisputeRow,
    EventRow,
    Facet,
    Listing,
    Packed,
    PageRow,
    PlaceCount,
    RedLineRow,
    VersionRow,
)
from sayso.store.tables import (
    CURRENT,
    actors,
    claims,
    disputes,
    events,
    pages,
    parties,
    red_lines,
    terms,
    versions,
)
from sayso.store.words import folded, phrases

Row = TypeVar("Row")

MOST = 10_000  # rows of one listing
AT_ONCE = 200  # records fetched by one statement
TABLES: dict[Kind, Table] = {
    Kind.PAGE: pages,
    Kind.CLAIM: claims,
    Kind.EVENT: events,
    Kind.RED_LINE: red_lines,
    Kind.DISPUTE: disputes,
}
ROWS: dict[Kind, type] = {
    Kind.PAGE: PageRow,
    Kind.CLAIM: ClaimRow,
    Kind.EVENT: EventRow,
    Kind.RED_LINE: RedLineRow,
    Kind.DISPUTE: DisputeRow,
}
OF_PAGE = {name: pages.c[name] for name in ("title", "outlet", "published", "url")} | {"page": pages.c.id}


def listing(connection: Connection, kind: Kind, asked: Filter, limit: int, after: str | None) -> Listing[Any]:
    """The rows of one kind that pass, newest first."""
    keys = matching(connection, kind, asked, below=_cursor(after))
    key = TABLES[kind].c.key
    few = keys.order_by(keys.selected_columns.item.desc()).limit(checked_limit(limit) + 1)
    statement = _rows_of(kind).where(key.in_(few)).order_by(key.desc())
    found = [dict(row) for row in connection.execute(statement).mappings()]
    more = len(found) > limit
    shown = found[:limit]
    return Listing(tuple(row_of(ROWS[kind], row) for row in shown), str(shown[-1]["key"]) if more else None)


def matching(
    connection: Connection, kind: Kind, asked: Filter, below: int | None = None
) -> Select[tuple[int]]:
    """Selects the keys, as ``item``, of everything of one kind that passes."""
    low, high = _range(connection, asked)
    if below is not None:
        high = min(high, below - 1)
    postings = list(_postings(connection.dialect.name, kind, asked))
    return meeting(connection, postings or [_everything(kind)], low, high)


def page(connection: Connection, id: str) -> PageRow:
    """The row of a page, deleted or not. Raises StoreError where the store never had it."""
    found = connection.execute(_rows_of(Kind.PAGE).where(pages.c.id == id)).mappings().one_or_none()
    if found is None:
        raise MissingError(f"There is no page {id!r} in the store.")
    return row_of(PageRow, dict(found))


def every_page(connection: Connection) -> Iterator[PageRow]:
    """Every page that was ever added, also those that were deleted, in that order."""
    statement = _rows_of(Kind.PAGE).order_by(pages.c.number).execution_options(yield_per=1_000)
    for row in connection.execute(statement).mappings():
        yield row_of(PageRow, dict(row))


def version_rows(connection: Connection, id: str) -> tuple[VersionRow, ...]:
    """The versions of a page, in order."""
    columns = (versions.c[name] for name in ("number", "added", "digest", "reader"))
    statement = select(*columns, versions.c.record.is_(None).label("erased"))
    statement = statement.join(pages, pages.c.number == versions.c.page)
    found = connection.execute(statement.where(pages.c.id == id).order_by(versions.c.number))
    rows = tuple(VersionRow(page=id, **dict(row)) for row in found.mappings())
    if not rows:
        raise MissingError(f"There is no page {id!r} in the store.")
    return rows


def newest(connection: Connection, most: int, known: Set[str]) -> tuple[Packed, ...]:
    """The current records of so many pages, newest first; without their bytes where the digest is known."""
    statement = select(pages.c.id, pages.c.number, versions.c.record_digest).join(versions, CURRENT)
    statement = statement.where(pages.c.deleted.is_(None)).order_by(pages.c.key.desc()).limit(most)
    found = connection.execute(statement).all()
    lacking = [row.number for row in found if row.record_digest not in known]
    packed = dict(_packed(connection, lacking))
    return tuple(Packed(row.id, row.record_digest, packed.get(row.number)) for row in found)


def _packed(connection: Connection, numbers: Sequence[int]) -> Iterator[tuple[int, bytes]]:
    """The current records of pages, some at a time."""
    statement = select(pages.c.number, versions.c.record).join(versions, CURRENT)
    for start in range(0, len(numbers), AT_ONCE):
        some = numbers[start : start + AT_ONCE]
        for row in connection.execute(statement.where(pages.c.number.in_(some))):
            yield row.number, row.record


def counts(connection: Connection, asked: Filter) -> Counts:
    """How much of each kind passes."""
    found = {kind: _count(connection, matching(connection, kind, asked)) for kind in Kind}
    return Counts(
        pages=found[Kind.PAGE],
        claims=found[Kind.CLAIM],
        events=found[Kind.EVENT],
        red_lines=found[Kind.RED_LINE],
        disputes=found[Kind.DISPUTE],
    )


def facets(connection: Connection, kind: Kind, field: str, asked: Filter, limit: int) -> tuple[Facet, ...]:
    """The values of a field among what passes, the most frequent first."""
    if field in PARTS:
        return _actor_facets(connection, kind, field, asked, limit)
    if field not in CODED:
        raise StoreError(f"There are no counts by {field!r}. There are: {', '.join((*PARTS, *CODED))}.")
    often = func.count()
    statement = select(terms.c.value, often).where(terms.c.kind == int(kind), terms.c.field == field)
    if asked != Filter():
        statement = statement.where(terms.c.item.in_(matching(connection, kind, asked)))
    statement = (
        statement.group_by(terms.c.value).order_by(often.desc(), terms.c.value).limit(checked_limit(limit))
    )
    return tuple(Facet(value, count) for value, count in connection.execute(statement))


def days_of(connection: Connection, kind: Kind, asked: Filter) -> tuple[tuple[int, int], ...]:
    """How much of what passes lies on which day."""
    keys = matching(connection, kind, asked).subquery()
    day = keys.c.item.op(">>")(literal_column(str(WITHIN_DAY.bit_length() - 1)))
    found = connection.execute(select(day, func.count()).group_by(day).order_by(day))
    return tuple((int(ordinal), int(count)) for ordinal, count in found)


def places(connection: Connection, asked: Filter, limit: int) -> tuple[PlaceCount, ...]:
    """Where the events that pass happened, where most did, first."""
    where = [events.c[name] for name in ("place", "country", "lat", "lon")]
    often = func.count().label("events")
    statement = select(*where, often).where(events.c.place.is_not(None), events.c.lat.is_not(None))
    if asked != Filter():
        statement = statement.where(events.c.key.in_(matching(connection, Kind.EVENT, asked)))
    statement = statement.group_by(*where).order_by(often.desc(), events.c.place).limit(checked_limit(limit))
    return tuple(row_of(PlaceCount, dict(row)) for row in connection.execute(statement).mappings())


def latest(connection: Connection, limit: int) -> tuple[PageRow, ...]:
    """The pages that came or changed last."""
    statement = _rows_of(Kind.PAGE).where(pages.c.deleted.is_(None))
    statement = statement.order_by(pages.c.changed.desc(), pages.c.number.desc()).limit(checked_limit(limit))
    return tuple(row_of(PageRow, dict(row)) for row in connection.execute(statement).mappings())


def _actor_facets(
    connection: Connection, kind: Kind, part: str, asked: Filter, limit: int
) -> tuple[Facet, ...]:
    """The names of those who have a part in what passes, the most frequent first."""
    often = func.count(parties.c.item.distinct())
    statement = select(actors.c.name, often).join(parties, parties.c.actor == actors.c.number)
    statement = statement.where(parties.c.kind == int(kind), parties.c.part == part)
    if asked != Filter():
        statement = statement.where(parties.c.item.in_(matching(connection, kind, asked)))
    statement = (
        statement.group_by(actors.c.name).order_by(often.desc(), actors.c.name).limit(checked_limit(limit))
    )
    return tuple(Facet(name, count) for name, count in connection.execute(statement))


def _postings(dialect: str, kind: Kind, asked: Filter) -> list[Posting]:
    """What a filter asks for, one posting each."""
    found = [party(kind, part, name) for part in ("by", "about", "through") if (name := getattr(asked, part))]
    values = {
        "country": asked.country and asked.country.upper(),
        "between": asked.between and " ".join(sorted(code.upper() for code in asked.between)),
        "outlet": asked.outlet and folded(asked.outlet),
        "type": asked.type and asked.type.upper(),
        "status": asked.status and asked.status.lower(),
        "act": asked.act and asked.act.lower(),
        "manner": asked.manner and asked.manner.lower(),
        "role": asked.role,
        **{name: _yes_or_no(getattr(asked, name)) for name in ("unnamed", "denied", "hedged", "passed")},
    }
    found += [term(kind, field, value) for field, value in values.items() if value]
    if asked.search is not None:
        found.append(texts.posting(dialect, kind, phrases(asked.search)))
    return found


def _yes_or_no(asked: bool | None) -> str | None:
    return None if asked is None else "yes" if asked else "no"


def _everything(kind: Kind) -> Posting:
    alive = (pages.c.deleted.is_(None),) if kind == Kind.PAGE else ()
    return Posting(TABLES[kind].c.key, alive)


def _range(connection: Connection, asked: Filter) -> tuple[int, int]:
    """Lowest and highest key that can pass."""
    low, high = days(*asked.days())
    if asked.page is not None:
        first = connection.scalar(select(pages.c.key).where(pages.c.id == asked.page))
        if first is None:
            raise MissingError(f"There is no page {asked.page!r} in the store.")
        low, high = max(low, first), min(high, last_key(first))
    return low, high


def _rows_of(kind: Kind) -> Select[Any]:
    own = TABLES[kind]
    names = [field.name for field in fields(ROWS[kind])]
    if kind == Kind.PAGE:
        return select(own.c.key, *(own.c["id" if name == "page" else name].label(name) for name in names))
    columns = (OF_PAGE[name] if name in OF_PAGE else own.c[name] for name in names)
    labelled = (column.label(name) for column, name in zip(columns, names, strict=True))
    return select(own.c.key, *labelled).join(pages, pages.c.number == own.c.page)


def row_of(shape: type[Row], found: dict[str, Any]) -> Row:
    """The dataclass of a row; lists become tuples."""
    values = {field.name: found[field.name] for field in fields(shape)}  # type: ignore[arg-type]
    return shape(**{name: tuple(v) if isinstance(v, list) else v for name, v in values.items()})


def _count(connection: Connection, keys: Select[tuple[int]]) -> int:
    return int(connection.scalar(select(func.count()).select_from(keys.subquery())) or 0)


def checked_limit(limit: int) -> int:
    """A number of rows. Raises StoreError where it is none that a list can have."""
    if not 1 <= limit <= MOST:
        raise StoreError(
            f"A list has 1 to {MOST:,} rows, not {limit}. Ask for the next ones with the cursor."
        )
    return limit


def _cursor(after: str | None) -> int | None:
    return None if after is None else checked_number(after)


def checked_number(after: str) -> int:
    """The number in a cursor. Raises StoreError where there is none."""
    if not (after.isascii() and after.isdigit() and len(after) < 20 and int(after) < 2**63):
        raise not_a_cursor(after)
    return int(after)


def not_a_cursor(after: str) -> StoreError:
    """What is told of a cursor that is none."""
    return StoreError(f"{after[:80]!r} is no cursor. Give the one that came with the last rows.")
