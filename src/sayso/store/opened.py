"""``open_store`` and ``Store``: the one public interface over the databases."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Set
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

from sqlalchemy import Connection, Engine, select

from sayso.errors import MissingError, StoreError
from sayso.store import checking, exporting, notes, querying, ranking, selecting, transactions, writing
from sayso.store.backup import copy_sqlite, finished, opened_backup
from sayso.store.border import at_border, tried
from sayso.store.copying import PageCopy, copies, take, take_searches
from sayso.store.drift import Drift, drift_between
from sayso.store.engine import engine_of
from sayso.store.filters import Filter
from sayso.store.keys import Kind
from sayso.store.migrating import bring_up_to_date, is_current, schema_of
from sayso.store.rows import (
    ActorRow,
    Added,
    ClaimRow,
    Counts,
    DisputeRow,
    EventRow,
    Facet,
    Listing,
    MarkRow,
    OutletRow,
    Packed,
    PageRow,
    PlaceCount,
    RedLineRow,
    SearchRow,
    VersionRow,
)
from sayso.store.stored import prepared, reader_of, unpacked
from sayso.store.tables import pages, versions
from sayso.store.watching import Watch
from sayso.types import Record

Result = TypeVar("Result")

DEFAULT = "sqlite:///sayso.db"
EVERYTHING = Filter()
PAGES_AT_ONCE = 100  # brought in by one transaction of restore or import
RECORDS_AT_ONCE = 50  # of a selection, held in memory together
ROWS = 50  # of a listing, unless more are asked for


def open_store(url: str = DEFAULT, *, create: bool = True) -> Store:
    """Open the store at ``url``: ``sqlite:///sayso.db`` or ``postgresql+psycopg://user@host/database``.

    Makes it where there is none, unless ``create`` is false; brings the schema of an older one up to date.
    Raises StoreError where that cannot be done, or a newer Sayso wrote it.
    """
    engine = engine_of(url, create=create)
    try:
        tried(lambda: bring_up_to_date(engine, create=create))
    except StoreError:
        engine.dispose()
        raise
    return Store(engine)


class Store:
    """An open store. Each method is one transaction; several threads and processes may use a store at once.

    Lists come newest first, ``limit`` rows at a time; ``Listing.next`` is the cursor to hand back as ``after``.
    Every method raises StoreError where the database refuses.
    """

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._watch = Watch(engine)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database."""
        self._watch.close()
        self.engine.dispose()

    # --- records in ---------------------------------------------------------------------------------

    def add(self, record: Record) -> Added:
        """Store a record. The same one again changes nothing; an edited page becomes a new version."""
        new, when = prepared(record), writing.now()
        return self._write(lambda connection: writing.add(connection, new, when))

    def add_many(self, records: Iterable[Record]) -> Iterator[Added]:
        """Store records as they come, each in a transaction of its own, and tell what became of each."""
        return map(self.add, records)

    def delete(self, page: str, reason: str | None = None, *, erase: bool = False) -> None:
        """Take a page out of every list and leave a tombstone, so that adding it again does not bring it back.

        Its versions stay, and ``undelete`` brings it back; with ``erase`` its words are gone for good.
        """
        when = writing.now()
        self._write(lambda connection: writing.bury(connection, page, reason, erase, when))

    def undelete(self, page: str) -> None:
        """Bring a deleted page back into the lists."""
        self._write(lambda connection: writing.unbury(connection, page))

    def refresh(self, record: Record) -> Added:
        """Put a fresh reading of the current version in the place of the old one; "overtaken" if that has gone by."""
        new, when = prepared(record), writing.now()
        return self._write(lambda connection: writing.add(connection, new, when, only_refresh=True))

    # --- records out --------------------------------------------------------------------------------

    def record(self, page: str, version: int | None = None) -> Record:
        """The record of a page, as it was added; of the current version, or of ``version``."""

        def look(connection: Connection) -> bytes | None:
            statement = select(versions.c.record).join(pages, pages.c.number == versions.c.page)
            wanted = pages.c.version if version is None else version
            row = connection.execute(
                statement.where(pages.c.id == page, versions.c.number == wanted)
            ).one_or_none()
            if row is None:
                raise MissingError(f"There is no {_version(version)} of page {page!r} in the store.")
            packed: bytes | None = row.record
            return packed

        packed = self._read(look)
        if packed is None:
            raise MissingError(f"The words of page {page!r} were erased.")
        return unpacked(packed)

    def selection(self, asked: Filter = EVERYTHING) -> Iterator[Record]:
        """The records of the pages on which something passes, newest first: what passes, and what that rests on.

        Some pages at a time are read in one transaction; a page that changes meanwhile is seen as it was or as it is.
        """
        after: str | None = None
        while True:
            found = self._selected(asked, after)
            yield from found.records
            if found.next is None:
                return
            after = found.next

    def newest(self, most: int, known: Set[str] = frozenset()) -> tuple[Packed, ...]:
        """The current records of so many pages, newest first, as they are kept; ``known`` ones without bytes."""
        return self._read(lambda connection: querying.newest(connection, most, known))

    def page(self, page: str) -> PageRow:
        """A page, whether it is in the lists or deleted."""
        return self._read(lambda connection: querying.page(connection, page))

    def versions(self, page: str) -> tuple[VersionRow, ...]:
        """The versions of a page, the first one first."""
        return self._read(lambda connection: querying.version_rows(connection, page))

    def drift(self, page: str) -> tuple[Drift, ...]:
        """What changed in the claims of a page, from each version to the next."""
        numbers = [version.number for version in self.versions(page)]
        records = [self.record(page, number) for number in numbers]
        return tuple(
            drift_between(records[place], records[place + 1], (numbers[place], numbers[place + 1]))
            for place in range(len(records) - 1)
        )

    def last_drift(self, page: str, version: int | None = None) -> Drift | None:
        """What changed in the claims of a page with a version, by default the current one.

        None where it is the first, or the words of one of the two were erased.
        """
        rows = {row.number: row for row in self.versions(page)}
        after = version if version is not None else max(rows)
        if after not in rows or after - 1 not in rows or rows[after].erased or rows[after - 1].erased:
            return None
        return drift_between(self.record(page, after - 1), self.record(page, after), (after - 1, after))

    def read_otherwise(self, models: dict[str, str]) -> tuple[str, ...]:
        """The ids of the pages whose current version was not read by exactly these models and lexicons."""
        reader = reader_of(models)
        statement = select(pages.c.id).where(pages.c.reader != reader, pages.c.deleted.is_(None))
        return self._read(lambda connection: tuple(connection.scalars(statement.order_by(pages.c.number))))

    # --- lists --------------------------------------------------------------------------------------

    def pages(
        self, asked: Filter = EVERYTHING, *, limit: int = ROWS, after: str | None = None
    ) -> Listing[PageRow]:
        """The pages on which something passes."""
        return self._list(Kind.PAGE, asked, limit, after)

    def claims(
        self, asked: Filter = EVERYTHING, *, limit: int = ROWS, after: str | None = None
    ) -> Listing[ClaimRow]:
        """The claims that pass."""
        return self._list(Kind.CLAIM, asked, limit, after)

    def events(
        self, asked: Filter = EVERYTHING, *, limit: int = ROWS, after: str | None = None
    ) -> Listing[EventRow]:
        """The events that pass."""
        return self._list(Kind.EVENT, asked, limit, after)

    def red_lines(
        self, asked: Filter = EVERYTHING, *, limit: int = ROWS, after: str | None = None
    ) -> Listing[RedLineRow]:
        """The red lines that pass."""
        return self._list(Kind.RED_LINE, asked, limit, after)

    def disputes(
        self, asked: Filter = EVERYTHING, *, limit: int = ROWS, after: str | None = None
    ) -> Listing[DisputeRow]:
        """The disputes of which a side passes."""
        return self._list(Kind.DISPUTE, asked, limit, after)

    def actors(
        self, asked: Filter = EVERYTHING, *, limit: int = ROWS, after: str | None = None
    ) -> Listing[ActorRow]:
        """Who has a part in the claims and events that pass, the busiest first."""
        return self._read(lambda connection: ranking.actor_listing(connection, asked, limit, after))

    def outlets(
        self, asked: Filter = EVERYTHING, *, limit: int = ROWS, after: str | None = None
    ) -> Listing[OutletRow]:
        """The outlets on whose pages something passes, those with the most claims first."""
        return self._read(lambda connection: ranking.outlet_listing(connection, asked, limit, after))

    def counts(self, asked: Filter = EVERYTHING) -> Counts:
        """How much of each kind passes."""
        return self._read(lambda connection: querying.counts(connection, asked))

    def facets(
        self, kind: Kind, field: str, asked: Filter = EVERYTHING, *, limit: int = ROWS
    ) -> tuple[Facet, ...]:
        """The values of a field ("country", "type", "act", ...) among what passes, the most frequent first."""
        return self._read(lambda connection: querying.facets(connection, kind, field, asked, limit))

    def days(self, kind: Kind, asked: Filter = EVERYTHING) -> tuple[tuple[int, int], ...]:
        """How much of what passes lies on which day, as (ordinal of the day, count); 0 is no day."""
        return self._read(lambda connection: querying.days_of(connection, kind, asked))

    def places(self, asked: Filter = EVERYTHING, *, limit: int = ROWS) -> tuple[PlaceCount, ...]:
        """Where the events that pass happened, as far as that is on the map; where most did, first."""
        return self._read(lambda connection: querying.places(connection, asked, limit))

    def latest(self, limit: int = ROWS) -> tuple[PageRow, ...]:
        """The pages that came or changed last, the latest first."""
        return self._read(lambda connection: querying.latest(connection, limit))

    def stamp(self) -> str:
        """A mark that is another one once anything in the store was changed, by whatever process."""
        return tried(lambda: self._watch.stamp())

    def check_schema(self) -> None:
        """Raises UnreachableError where another Sayso has given the store another schema since it was opened."""
        self._read(is_current)

    def schema(self) -> str:
        """The version of the schema that the store has now."""
        return self._read(schema_of)

    def is_empty(self) -> bool:
        """Is there no page in the lists?"""
        return not self.pages(limit=1).rows

    # --- what analysts leave beside the records --------------------------------------------------------

    def mark(self, page: str, item: str, wrong: str, note: str = "") -> None:
        """Mark a claim, event or red line of the current version as read wrongly. See ``rows.Wrong``."""
        record, when = self.record(page), writing.now()

        def work(connection: Connection) -> None:
            row = writing.page_row(connection, page)
            if row is not None:
                notes.add_mark(connection, row, record, item, wrong, note, when)

        self._write(work)

    def unmark(self, number: int) -> None:
        """Take a mark off."""
        self._write(lambda connection: notes.remove_mark(connection, number))

    def marks(self, page: str | None = None) -> tuple[MarkRow, ...]:
        """The marks of a page, or all of them, the latest first."""
        return self._read(lambda connection: notes.mark_rows(connection, page))

    def save_search(self, name: str, address: str) -> None:
        """Keep the address of a list under a name."""
        when = writing.now()
        self._write(lambda connection: notes.save_search(connection, name, address, when))

    def drop_search(self, number: int) -> None:
        """Keep a search no longer."""
        self._write(lambda connection: notes.drop_search(connection, number))

    def searches(self) -> tuple[SearchRow, ...]:
        """The searches that are kept, by name."""
        return self._read(notes.search_rows)

    # --- the whole store ----------------------------------------------------------------------------

    def backup(self, path: Path) -> None:
        """Write everything into one new file, itself an SQLite store, while others go on reading and writing."""
        with finished(path) as aside:
            if self.engine.dialect.name == "sqlite":
                copy_sqlite(self.engine, aside)
            else:
                with open_store(f"sqlite:///{aside}") as target:
                    self._each_copy(target._take)
                    target._take_searches(self.searches())

    def restore(self, path: Path) -> int:
        """Bring in what a backup has and this store lacks; returns how many pages changed. Nothing is taken away."""
        with at_border(), opened_backup(path) as (pages, kept):
            self._take_searches(kept)
            return self._take(pages)

    def export(self, folder: Path) -> dict[str, int]:
        """Write everything as Parquet files into a new folder, with a README of their columns."""
        return self._read(lambda connection: exporting.export(connection, folder))

    def import_(self, folder: Path) -> int:
        """Bring in what an export has and this store lacks; returns how many pages changed.

        The files are read to their end before anything is written. Raises StoreError where one is damaged.
        """
        for _ in exporting.exported(folder):
            pass
        self._take_searches(tuple(exporting.exported_searches(folder)))
        return self._take(exporting.exported(folder))

    def check(self) -> tuple[str, ...]:
        """What is wrong with the store, a sentence each; every record is read for it."""
        return self._read(lambda connection: tuple(checking.problems(connection)))

    def _selected(self, asked: Filter, after: str | None) -> selecting.Selected:
        return self._read(lambda connection: selecting.selected(connection, asked, RECORDS_AT_ONCE, after))

    def _each_copy(self, use: Callable[[Iterator[PageCopy]], Result]) -> Result:
        return self._read(lambda connection: use(copies(connection)))

    def _take_searches(self, kept: tuple[SearchRow, ...]) -> None:
        self._write(lambda connection: take_searches(connection, kept))

    def _take(self, pages: Iterator[PageCopy]) -> int:
        """Bring pages in, so many in one transaction."""
        changed = 0
        while some := list(islice(pages, PAGES_AT_ONCE)):
            changed += self._write(lambda connection: sum(take(connection, page) for page in some))
        return changed

    # --- transactions -------------------------------------------------------------------------------

    def _list(self, kind: Kind, asked: Filter, limit: int, after: str | None) -> Listing[Any]:
        return self._read(lambda connection: querying.listing(connection, kind, asked, limit, after))

    def _read(self, work: Callable[[Connection], Result]) -> Result:
        return transactions.reading(self.engine, work)

    def _write(self, work: Callable[[Connection], Result]) -> Result:
        return transactions.writing(self.engine, work)


def _version(number: int | None) -> str:
    return "version" if number is None else f"version {number}"
