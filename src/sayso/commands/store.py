"""What the commands of the store share: --store, and the filter that is the same for all lists."""

from __future__ import annotations

import argparse
import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sayso.store import Filter, Store
    from sayso.types import Record

DEFAULT = "sqlite:///sayso.db"
VARIABLE = "SAYSO_STORE"
PAGES_AT_ONCE = 500


def add_store(parser: argparse.ArgumentParser) -> None:
    """--store, for every command that needs one."""
    parser.add_argument(
        "--store",
        metavar="URL",
        default=os.environ.get(VARIABLE, DEFAULT),
        help=f"sqlite:///FILE or postgresql+psycopg://...; default: ${VARIABLE}, else {DEFAULT}",
    )


def store_of(options: argparse.Namespace, *, create: bool = False) -> Store:
    """The store that the arguments name; made where there is none, if the command is one that fills it."""
    from sayso.store import open_store

    return open_store(options.store, create=create)


def add_filter(parser: argparse.ArgumentParser) -> None:
    """The arguments of a ``Filter``."""
    narrow = parser.add_argument_group("what to list (all of these must hold)")
    narrow.add_argument("--by", metavar="NAME", help="who says or does it: words of the name")
    narrow.add_argument("--about", metavar="NAME", help="who is spoken of, addressed or done to")
    narrow.add_argument("--through", metavar="NAME", help="who passed it on")
    narrow.add_argument("--country", metavar="CODE", help="a country that has a part in it: RUS")
    narrow.add_argument("--between", metavar="CODE", nargs=2, help="two countries that face each other in it")
    narrow.add_argument("--outlet", metavar="NAME", help="who published it")
    narrow.add_argument("--type", help="PLOVER type of the event: THREATEN")
    narrow.add_argument("--status", help="status of the event: planned")
    narrow.add_argument("--act", help="what the speaker does: deny")
    narrow.add_argument("--manner", help="direct, mixed or indirect")
    narrow.add_argument("--role", help="office of the speaker, as the page gives it: Kremlin spokesman")
    either = argparse.BooleanOptionalAction
    narrow.add_argument("--unnamed", action=either, help="only what nobody named stands behind")
    narrow.add_argument("--denied", action=either, help="only what somebody on the page denies")
    narrow.add_argument("--hedged", action=either, help="only what is hedged: reportedly, allegedly")
    narrow.add_argument("--passed", action=either, help="only what somebody passed on")
    narrow.add_argument("--since", metavar="DATE", help="published on or after: 2022-11-14, 2022-11 or 2022")
    narrow.add_argument("--until", metavar="DATE", help="published on or before")
    narrow.add_argument("--search", metavar="WORDS", help='words, "phrases" and beginnings* that stand in it')
    narrow.add_argument("--page", metavar="ID", help="only what stands on this page")


def filter_of(options: argparse.Namespace) -> Filter:
    """The filter that the arguments give. Raises StoreError where it makes no sense."""
    from dataclasses import fields

    from sayso.store import Filter

    given = {field.name: getattr(options, field.name) for field in fields(Filter)}
    return Filter(**given | {"between": given["between"] and tuple(given["between"])})


def stored_records(store: Store) -> Iterator[Record]:
    """Every record of a store, one page after the other."""
    from sayso.store import Filter

    after = None
    while True:
        found = store.pages(Filter(), limit=PAGES_AT_ONCE, after=after)
        yield from (store.record(row.page) for row in found.rows)
        if found.next is None:
            return
        after = found.next
