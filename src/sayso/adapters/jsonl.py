"""Records as they are, one a line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from sayso.types import Record


def lines(records: Iterable[Record]) -> Iterator[str]:
    """A record a line."""
    for record in records:
        yield msgspec.json.encode(record).decode("utf-8") + "\n"
