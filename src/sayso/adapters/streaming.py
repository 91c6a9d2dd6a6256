"""A JSON document whose one long list is written as it comes."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any

Json = dict[str, Any]


def document(head: Json, key: str, items: Iterable[Json], tail: Callable[[], Json] = dict) -> Iterator[str]:
    """``head`` with the list ``items`` under ``key``, an item a line; then what ``tail`` gives at the end."""
    start = json.dumps(head, ensure_ascii=False)[:-1]
    yield f"{start}{', ' if head else ''}{json.dumps(key)}: ["
    yield from listed(items)
    end = json.dumps(tail(), ensure_ascii=False)
    yield f"]{'' if end == '{}' else ', '}{end[1:]}\n"


def listed(items: Iterable[Json]) -> Iterator[str]:
    """The members of a JSON list, an item a line."""
    between = "\n"
    for item in items:
        yield between + json.dumps(item, ensure_ascii=False)
        between = ",\n"
    yield "\n"


def without_nothing(item: Json) -> Json:
    """The object without the keys that have no value."""
    return {key: value for key, value in item.items() if value not in (None, "", [], {})}
