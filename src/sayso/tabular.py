"""Rows to standard output or to a file: as a table, JSON lines, CSV or Parquet.

The columns are the fields of the rows' dataclass. A list is a list in JSON and Parquet; in CSV its members stand
in one cell, parted by "; ".
"""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import fields
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO, get_type_hints

import msgspec

from sayso.errors import OutputError
from sayso.writing import whole_file

if TYPE_CHECKING:
    import pyarrow

BATCH = 5_000  # rows that a Parquet file takes at once
FORMULA = ("=", "+", "-", "@", "\t", "\n")  # what makes a spreadsheet reckon with the words of a page


def write_rows(rows: Iterable[Any], shape: type, form: str, path: str | None) -> None:
    """Write rows of one shape as "table", "jsonl", "csv" or "parquet". Raises OutputError where that fails.

    A file appears when all is in it. Parquet needs a ``path``.
    """
    if form == "parquet":
        write_parquet(rows, schema_of(shape), Path(path or "-"))
        return
    with _stream(path) as stream:
        {"table": _table, "jsonl": _json_lines, "csv": _csv}[form](rows, shape, stream)


def write_parquet(rows: Iterable[Any], schema: pyarrow.Schema, path: Path) -> int:
    """Write rows, dataclasses or dictionaries, to a Parquet file; returns how many. Raises OutputError."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    aside = path.with_name(f".{path.name}.unfinished")
    count, rows = 0, iter(rows)
    try:
        with pq.ParquetWriter(aside, schema, compression="zstd") as writer:
            while batch := list(islice(rows, BATCH)):
                plain = [row if isinstance(row, dict) else _plain(row) for row in batch]
                writer.write_table(pa.Table.from_pylist(plain, schema=schema))
                count += len(batch)
        aside.replace(path)
    except OSError as error:
        raise OutputError(f"{path} cannot be written: {error}.") from error
    finally:
        aside.unlink(missing_ok=True)
    return count


def schema_of(shape: type) -> pyarrow.Schema:
    """The Arrow schema of a dataclass of rows."""
    import pyarrow as pa

    types = {
        str: pa.string(),
        int: pa.int64(),
        float: pa.float64(),
        bool: pa.bool_(),
        tuple[str, ...]: pa.list_(pa.string()),
    }

    def field(name: str, hint: Any) -> pyarrow.Field:
        optional = type(None) in getattr(hint, "__args__", ())
        bare = next(part for part in hint.__args__ if part is not type(None)) if optional else hint
        return pa.field(name, types[bare], nullable=optional)

    return pa.schema([field(name, hint) for name, hint in get_type_hints(shape).items()])


@contextmanager
def _stream(path: str | None) -> Iterator[TextIO]:
    if path is None:
        yield sys.stdout
    else:
        with whole_file(Path(path)) as stream:
            yield stream


def _table(rows: Iterable[Any], shape: type, stream: TextIO) -> None:
    from rich.console import Console

    from sayso.views.tables import draw_grid, grid_of

    draw_grid(grid_of(shape, list(rows)), Console(file=stream, highlight=False))


def _json_lines(rows: Iterable[Any], _: type, stream: TextIO) -> None:
    for row in rows:
        stream.write(msgspec.json.encode(row).decode("utf-8") + "\n")


def csv_lines(rows: Iterable[Any], shape: type) -> Iterator[str]:
    """Rows as CSV, line by line, the header first; for whatever takes text as it comes."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    for cells in chain([[field.name for field in fields(shape)]], map(_cells, rows)):
        writer.writerow(cells)
        yield stream.getvalue()
        stream.seek(0)
        stream.truncate()


def _csv(rows: Iterable[Any], shape: type, stream: TextIO) -> None:
    stream.writelines(csv_lines(rows, shape))


def _cells(row: Any) -> list[Any]:
    return [_cell(value) for value in _plain(row).values()]


def _plain(row: Any) -> dict[str, Any]:
    values = ((field.name, getattr(row, field.name)) for field in fields(row))
    return {name: list(value) if isinstance(value, tuple) else value for name, value in values}


def _cell(value: Any) -> Any:
    """A cell of CSV. Words that a spreadsheet would take for a formula get an apostrophe before them.

    A lone carriage return, which the writer would leave bare, would begin a row, maybe with a formula: it becomes the
    end of a line, which is quoted.
    """
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Sequence) and not isinstance(value, str):
        value = "; ".join(value)
    if not isinstance(value, str):
        return value
    value = value.replace("\r\n", "\n").replace("\r", "\n")
    return f"'{value}" if value.startswith(FORMULA) else value
