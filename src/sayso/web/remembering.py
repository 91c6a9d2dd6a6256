"""A store that remembers what it counted, until something in it changes.

Counting what passes walks every key that does; rows are found by a key and stay quick. So counts are kept, by what was
asked, and all thrown away as soon as the store's stamp is another one: nobody is shown a number of yesterday.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, TypeVar

from sayso.store import (
    ActorRow,
    Counts,
    Facet,
    Filter,
    Kind,
    Listing,
    MarkRow,
    OutletRow,
    PageRow,
    PlaceCount,
    Store,
    VersionRow,
)
from sayso.store.opened import EVERYTHING, ROWS

Result = TypeVar("Result")
MOST = 1_024  # answers; each is some dozens of rows at most


class Remembering(Store):
    """The same store, with the answers that are costly to count kept."""

    def __init__(self, store: Store) -> None:
        super().__init__(store.engine)
        self._stamp: str | None = None
        self._kept: OrderedDict[Hashable, Any] = OrderedDict()
        self._lock = Lock()

    def counts(self, asked: Filter = EVERYTHING) -> Counts:
        """See ``Store.counts``."""
        return self.once(("counts", asked), lambda: super(Remembering, self).counts(asked))

    def facets(
        self, kind: Kind, field: str, asked: Filter = EVERYTHING, *, limit: int = ROWS
    ) -> tuple[Facet, ...]:
        """See ``Store.facets``."""
        key = ("facets", kind, field, asked, limit)
        return self.once(key, lambda: super(Remembering, self).facets(kind, field, asked, limit=limit))

    def days(self, kind: Kind, asked: Filter = EVERYTHING) -> tuple[tuple[int, int], ...]:
        """See ``Store.days``."""
        return self.once(("days", kind, asked), lambda: super(Remembering, self).days(kind, asked))

    def places(self, asked: Filter = EVERYTHING, *, limit: int = ROWS) -> tuple[PlaceCount, ...]:
        """See ``Store.places``."""
        key = ("places", asked, limit)
        return self.once(key, lambda: super(Remembering, self).places(asked, limit=limit))

    def actors(
        self, asked: Filter = EVERYTHING, *, limit: int = ROWS, after: str | None = None
    ) -> Listing[ActorRow]:
        """See ``Store.actors``."""
        key = ("actors", asked, limit, after)
        return self.once(key, lambda: super(Remembering, self).actors(asked, limit=limit, after=after))

    def outlets(
        self, asked: Filter = EVERYTHING, *, limit: int = ROWS, after: str | None = None
    ) -> Listing[OutletRow]:
        """See ``Store.outlets``."""
        key = ("outlets", asked, limit, after)
        return self.once(key, lambda: super(Remembering, self).outlets(asked, limit=limit, after=after))

    def page(self, page: str) -> PageRow:
        """See ``Store.page``."""
        return self.once(("page", page), lambda: super(Remembering, self).page(page))

    def versions(self, page: str) -> tuple[VersionRow, ...]:
        """See ``Store.versions``."""
        return self.once(("versions", page), lambda: super(Remembering, self).versions(page))

    def marks(self, page: str | None = None) -> tuple[MarkRow, ...]:
        """See ``Store.marks``."""
        return self.once(("marks", page), lambda: super(Remembering, self).marks(page))

    def once(self, key: Hashable, count: Callable[[], Result]) -> Result:
        """The answer that is kept for ``key``; counted where there is none, or the store has changed since.

        Raises UnreachableError where the change was one of the schema.
        """
        stamp = self.stamp()
        if stamp != self._stamp:
            self.check_schema()
        with self._lock:
            if stamp != self._stamp:
                self._kept.clear()
                self._stamp = stamp
            if key in self._kept:
                self._kept.move_to_end(key)
                kept: Result = self._kept[key]
                return kept
        counted = count()
        with self._lock:
            if stamp == self._stamp:
                self._kept[key] = counted
                while len(self._kept) > MOST:
                    self._kept.popitem(last=False)
        return counted
