"""Records and stores as Arrow, pandas and polars, typed: moments, lists, and dictionaries for what repeats.

>>> from sayso import frames
>>> frames.to_arrow([], "claims").num_rows
0

``to_arrow(source, table, asked)`` takes a store (and a filter), a record, or records as they come; ``to_pandas`` and
``to_polars`` the same, and ``reader`` gives Arrow batches, so that more than fits into memory can go by. pandas and
polars are loaded when they are asked for; ``pip install 'sayso[frames]'`` brings both.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields
from datetime import UTC, datetime
from itertools import islice
from typing import TYPE_CHECKING, Any

from sayso.errors import FrameError
from sayso.extras import needed
from sayso.types import Record

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

    from sayso.store import Filter, Store

    Source = Store | Record | Iterable[Record]

BATCH = 5_000  # rows
OF_RECORDS = ("claims", "events", "red_lines", "disputes")
OF_STORES = (*OF_RECORDS, "pages", "actors", "outlets")
MOMENTS = {"published", "starts", "ends", "added", "changed", "deleted"}
REPEATED = {
    *(
        "outlet",
        "kind",
        "role",
        "country",
        "sector",
        "manner",
        "act",
        "addressee_country",
        "type",
        "mode",
        "status",
    ),
    *("actor_country", "language", "source"),
}


def to_arrow(source: Source, table: str = "claims", asked: Filter | None = None) -> pyarrow.Table:
    """The rows of a table ("claims", "events", "red_lines", "disputes"; of a store also "pages", "actors", "outlets").

    Raises FrameError where there is no such table, StoreError where a store refuses.
    """
    return reader(source, table, asked).read_all()


def to_pandas(source: Source, table: str = "claims", asked: Filter | None = None) -> pandas.DataFrame:
    """The same as a DataFrame: moments in UTC, categories for what repeats. Raises MissingLibraryError."""
    needed("pandas", "frames")
    frame: pandas.DataFrame = to_arrow(source, table, asked).to_pandas()
    return frame


def to_polars(source: Source, table: str = "claims", asked: Filter | None = None) -> polars.DataFrame:
    """The same as a polars DataFrame. Raises MissingLibraryError."""
    frame: polars.DataFrame = needed("polars", "frames").from_arrow(to_arrow(source, table, asked))
    return frame


def reader(
    source: Source, table: str = "claims", asked: Filter | None = None, rows: int = BATCH
) -> pyarrow.RecordBatchReader:
    """The same as Arrow batches of at most ``rows`` rows, read as they are asked for."""
    import pyarrow as pa

    found = rows_of(source, table, asked)
    schema = schema_of(table)
    shape = shape_of(table)
    return pa.RecordBatchReader.from_batches(schema, _batches(found, shape, schema, rows))


def rows_of(source: Source, table: str, asked: Filter | None = None) -> Iterator[Any]:
    """The rows as the dataclasses of ``sayso.store.rows``. Raises FrameError where there is no such table."""
    if isinstance(source, Record):
        source = (source,)
    store = hasattr(source, "claims")
    known = OF_STORES if store else OF_RECORDS
    if table not in known:
        raise FrameError(f"There is no table {table!r} here. There are: {', '.join(known)}.")
    if store:
        return _rows_of_store(source, table, asked)  # type: ignore[arg-type]
    if asked is not None:
        raise FrameError("A filter asks a store; of records, take those that you want.")
    return (row for record in source for row in _rows_of_record(record, table))  # type: ignore[union-attr]


def schema_of(table: str) -> pyarrow.Schema:
    """The columns of a table and their types."""
    import pyarrow as pa

    from sayso.tabular import schema_of as plain

    return pa.schema([field.with_type(_type(field)) for field in plain(shape_of(table))])


def _type(field: pyarrow.Field) -> pyarrow.DataType:
    import pyarrow as pa

    if field.name in MOMENTS:
        return pa.timestamp("us", tz="UTC")
    return pa.dictionary(pa.int32(), pa.string()) if field.name in REPEATED else field.type


def _batches(
    rows: Iterator[Any], shape: type, schema: pyarrow.Schema, size: int
) -> Iterator[pyarrow.RecordBatch]:
    import pyarrow as pa

    names = [field.name for field in fields(shape)]
    while some := list(islice(rows, size)):
        columns = [_column([getattr(row, name) for row in some], schema.field(name)) for name in names]
        yield pa.RecordBatch.from_arrays(columns, schema=schema)


def _column(values: list[Any], field: pyarrow.Field) -> pyarrow.Array:
    import pyarrow as pa

    if pa.types.is_timestamp(field.type):
        values = [moment(value) for value in values]
    if pa.types.is_dictionary(field.type):
        return pa.array(values, pa.string()).dictionary_encode()
    return pa.array(values, field.type)


def moment(value: str | None) -> datetime | None:
    """The first moment of a date, in UTC; one without a zone is taken for UTC, what is no date for nothing."""
    filled = (value or "") + {4: "-01-01", 7: "-01"}.get(len(value or ""), "")
    try:
        found = datetime.fromisoformat(filled)
        return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None


def _rows_of_store(store: Store, table: str, asked: Filter | None) -> Iterator[Any]:
    from sayso.store import Filter

    listing: Callable[..., Any] = getattr(store, table)
    after: str | None = None
    while True:
        found = listing(asked or Filter(), limit=BATCH, after=after)
        yield from found.rows
        if found.next is None:
            return
        after = found.next


def _rows_of_record(record: Record, table: str) -> Iterator[Any]:
    """The rows that a store would list of the record."""
    from sayso.store.indexing import items_of
    from sayso.store.keys import Kind
    from sayso.store.querying import row_of

    kinds = {
        "claims": Kind.CLAIM,
        "events": Kind.EVENT,
        "red_lines": Kind.RED_LINE,
        "disputes": Kind.DISPUTE,
    }
    article = record.article
    page = {
        "page": article.id,
        "title": article.title,
        "outlet": article.outlet,
        "published": article.published.value if article.published else None,
        "url": article.url,
    }
    items = (item for item in items_of(record) if item.kind == kinds[table])
    return (row_of(shape_of(table), page | item.row) for item in items)


def shape_of(table: str) -> type:
    """What the rows of a table are. Raises KeyError where there is no such table."""
    from sayso.store import rows

    shapes = {
        "claims": rows.ClaimRow,
        "events": rows.EventRow,
        "red_lines": rows.RedLineRow,
        "disputes": rows.DisputeRow,
        "pages": rows.PageRow,
        "actors": rows.ActorRow,
        "outlets": rows.OutletRow,
    }
    return shapes[table]
