"""Everything that a store holds, as plain values that can be compared across stores: no row numbers, no times."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import Any

from sayso.store import Filter, Store

LISTS = ("pages", "claims", "events", "red_lines", "disputes", "actors", "outlets")
TIMES = ("added", "changed")


def content_of(store: Store, *, times: bool = False) -> dict[str, Any]:
    """The rows of every list, and every version of every page that is in a list."""
    lists = {name: sorted(map(repr, _rows(store, name, times))) for name in LISTS}
    pages = [row.page for row in _walk(store.pages)]
    records = {page: [store.record(page, v.number).to_dict() for v in store.versions(page)] for page in pages}
    found = {f"search {word}": store.counts(Filter(search=word)) for word in ("ba", "ke", "di*")}
    notes = {name: [_unnumbered(row) for row in getattr(store, name)()] for name in ("marks", "searches")}
    return lists | {"records": records} | found | notes


def _unnumbered(row: Any) -> dict[str, Any]:
    return {key: value for key, value in dataclasses.asdict(row).items() if key != "number"}


def _rows(store: Store, name: str, times: bool) -> Iterator[dict[str, Any]]:
    for row in _walk(getattr(store, name)):
        plain = dataclasses.asdict(row)
        yield {key: value for key, value in plain.items() if times or key not in TIMES}


def _walk(listing: Any) -> Iterator[Any]:
    after = None
    while True:
        some = listing(limit=1_000, after=after)
        yield from some.rows
        after = some.next
        if after is None:
            return
