"""A store as Parquet files with a README of their columns, and back."""

from __future__ import annotations

import shutil
import tempfile
import tomllib
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from importlib import resources
from itertools import groupby
from pathlib import Path
from typing import Any, get_type_hints

from sqlalchemy import Connection

from sayso.errors import OutputError, StoreError
from sayso.store import notes, querying, ranking
from sayso.store.copying import MarkCopy, PageCopy, VersionCopy, copies
from sayso.store.filters import Filter
from sayso.store.keys import Kind
from sayso.store.rows import (
    ActorRow,
    ClaimRow,
    DisputeRow,
    EventRow,
    MarkRow,
    OutletRow,
    PageRow,
    RedLineRow,
    SearchRow,
)
from sayso.store.stored import LEVEL, prepared, unpacked
from sayso.tabular import schema_of, write_parquet

AT_ONCE = 1_000
README = """\
# An export of a Sayso store

{files}

`sayso import DIR` takes it back. Any reader of Parquet opens it, for example
`pandas.read_parquet("claims.parquet")`. A column "page" joins the tables; with "id", or "claim" and "answer", it
names one claim.
"""


@dataclass(frozen=True, slots=True)
class ExportedVersion:
    """A row of versions.parquet."""

    page: str
    number: int
    digest: str
    record_digest: str
    reader: str
    added: str
    record: str | None


SHAPES: dict[str, type] = {
    "pages": PageRow,
    "versions": ExportedVersion,
    "claims": ClaimRow,
    "events": EventRow,
    "red_lines": RedLineRow,
    "disputes": DisputeRow,
    "actors": ActorRow,
    "outlets": OutletRow,
    "marks": MarkRow,
    "searches": SearchRow,
}
KINDS = {
    "claims": Kind.CLAIM,
    "events": Kind.EVENT,
    "red_lines": Kind.RED_LINE,
    "disputes": Kind.DISPUTE,
}
RANKED = {"actors": ranking.actor_listing, "outlets": ranking.outlet_listing}


def export(connection: Connection, folder: Path) -> dict[str, int]:
    """Write everything to a new folder; returns the number of rows of each file.

    Raises OutputError where the folder holds something already, or cannot be written.
    """
    if folder.exists() and any(folder.iterdir()):
        raise OutputError(f"{folder} is not empty. Choose another folder.")
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        aside = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}."))
    except OSError as error:
        raise OutputError(f"{folder} cannot be written: {error.strerror}.") from error
    try:
        written = {
            name: write_parquet(_rows(connection, name), schema_of(shape), aside / f"{name}.parquet")
            for name, shape in SHAPES.items()
        }
        (aside / "README.md").write_text(readme(), encoding="utf-8")
        aside.chmod(0o755)
        aside.replace(folder)
    except OSError as error:
        raise OutputError(f"{folder} cannot be written: {error}.") from error
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    return written


def readme() -> str:
    """What each file and each column of an export means."""
    said = tomllib.loads(resources.files("sayso.store").joinpath("columns.toml").read_text("utf-8"))
    parts = []
    for name, shape in SHAPES.items():
        hints = get_type_hints(shape)
        lines = [
            f"| {field.name} | {_kind_of(hints[field.name])} | {said['columns'][field.name]} |"
            for field in fields(shape)
        ]
        head = f"## {name}.parquet\n\nOne row each: {said['tables'][name]}.\n"
        parts.append("\n".join([head, "| column | type | meaning |", "| --- | --- | --- |", *lines]))
    return README.format(files="\n\n".join(parts))


def exported(folder: Path) -> Iterator[PageCopy]:
    """The pages of an export, with all their versions, checked one by one as they come.

    Raises StoreError where a file is missing or damaged.
    """
    tombs = {row["page"]: row for row in _read(folder / "pages.parquet", PageRow)}
    marks: defaultdict[str, list[MarkCopy]] = defaultdict(list)
    for row in _read(folder / "marks.parquet", MarkRow):
        marks[row["page"]].append(MarkCopy(**{name: row[name] for name in MarkCopy.__slots__}))
    rows = _read(folder / "versions.parquet", ExportedVersion)
    for id, group in groupby(rows, key=lambda row: row["page"]):
        if id not in tombs:
            raise StoreError(f"{folder / 'versions.parquet'} has page {id!r}, and pages.parquet does not.")
        told = {name: tombs[id][name] for name in ("added", "changed", "deleted", "reason")}
        yield PageCopy(id, **told, versions=tuple(map(_version, group)), marks=tuple(marks[id]))


def exported_searches(folder: Path) -> Iterator[SearchRow]:
    """The searches of an export."""
    return (SearchRow(**row) for row in _read(folder / "searches.parquet", SearchRow))


def _rows(connection: Connection, name: str) -> Iterator[Any]:
    if name == "pages":
        return querying.every_page(connection)
    if name == "versions":
        return _versions(connection)
    if name == "marks":
        return reversed(notes.mark_rows(connection, None))
    if name == "searches":
        return iter(notes.search_rows(connection))
    if name in RANKED:
        ranked = RANKED[name]
        return _walk(lambda after: ranked(connection, Filter(), AT_ONCE, after))
    return _walk(lambda after: querying.listing(connection, KINDS[name], Filter(), AT_ONCE, after))


def _walk(listing: Callable[[str | None], Any]) -> Iterator[Any]:
    after: str | None = None
    while True:
        some = listing(after)
        yield from some.rows
        after = some.next
        if after is None:
            return


def _versions(connection: Connection) -> Iterator[ExportedVersion]:
    for page in copies(connection):
        for version in page.versions:
            plain = None if version.record is None else zlib.decompress(version.record).decode("utf-8")
            yield ExportedVersion(
                page.id,
                version.number,
                version.digest,
                version.record_digest,
                version.reader,
                version.added,
                plain,
            )


def _read(path: Path, shape: type) -> Iterator[dict[str, Any]]:
    """The rows of a file, some at a time. Raises StoreError where it is not what we wrote."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with pq.ParquetFile(path) as file:
            if file.schema_arrow.names != [field.name for field in fields(shape)]:
                raise StoreError(f"{path} does not have the columns of an export. Export the store again.")
            for batch in file.iter_batches(AT_ONCE // 10):
                yield from batch.to_pylist()
    except FileNotFoundError as error:
        raise StoreError(f"There is no {path}. Give the folder that 'sayso export' wrote.") from error
    except (pa.ArrowException, OSError, UnicodeDecodeError) as error:
        raise StoreError(
            f"{path} is damaged: {' '.join(str(error).split())}. Export the store again."
        ) from error


def _version(row: dict[str, Any]) -> VersionCopy:
    """One version, with its record held against its digests."""
    plain = row["record"]
    packed = None if plain is None else zlib.compress(plain.encode("utf-8"), LEVEL)
    if packed is not None:
        read = prepared(unpacked(packed))
        if (read.digest, read.record_digest) != (row["digest"], row["record_digest"]):
            raise StoreError(f"The record of page {row['page']} is not the one whose digest was exported.")
    names = (name for name in VersionCopy.__slots__ if name != "record")
    return VersionCopy(**{name: row[name] for name in names}, record=packed)


def _kind_of(hint: Any) -> str:
    names = {str: "text", int: "integer", float: "number", bool: "yes or no", tuple[str, ...]: "list of text"}
    bare = next((part for part in getattr(hint, "__args__", ()) if part in names), hint)
    return names.get(hint) or names[bare]
