"""``sayso claims``, ``events``, ``actors`` and the other lists of the store: one filter, four formats."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from typing import Any

from sayso.commands.shared import ALL_WELL, Commands, declared
from sayso.commands.store import add_filter, add_store, filter_of, store_of

LISTS = {
    "claims": "list who said what",
    "events": "list what happened, and whether it did",
    "actors": "list who has a part in claims and events, the busiest first",
    "outlets": "list on whose pages it stands",
    "red-lines": "list what is said to follow if something happens",
    "disputes": "list claims that answer each other",
    "pages": "list the pages in the store",
}
ROWS_OF_A_TABLE = 50
ROWS_AT_ONCE = 1_000

EPILOG = """\
examples:
  sayso {name} --between USA RUS --since 2022-11
  sayso {name} --search '"grain deal"' --format csv --out {name}.csv
"""


def add_to(commands: Commands) -> None:
    """Declare the commands."""
    for name, help in LISTS.items():
        parser = declared(commands, name, help, EPILOG.format(name=name))
        add_store(parser)
        add_filter(parser)
        parser.add_argument("--format", choices=("table", "jsonl", "csv", "parquet"), default="table")
        parser.add_argument("--out", metavar="FILE", help="write here instead of standard output")
        parser.add_argument(
            "--limit", type=_count, metavar="N", help=f"default: {ROWS_OF_A_TABLE} in a table, else all"
        )
        parser.add_argument("--after", metavar="CURSOR", help="go on where the last list ended")
        parser.set_defaults(run=run, usage_error=parser.error, list=name.replace("-", "_"))


def run(options: argparse.Namespace) -> int:
    """Write the rows that pass the filter."""
    from sayso.frames import shape_of
    from sayso.tabular import write_rows

    if options.format == "parquet" and not options.out:
        options.usage_error("--format parquet is not for a terminal; give --out FILE")
    limit = options.limit or (ROWS_OF_A_TABLE if options.format == "table" else None)
    asked = filter_of(options)
    with store_of(options) as store:
        walk = Walk(getattr(store, options.list), asked, options.after)
        write_rows(walk.rows(limit), shape_of(options.list), options.format, options.out)
    if walk.next is not None:
        print(f"sayso: there is more; go on with --after {walk.next}", file=sys.stderr)
    return ALL_WELL


class Walk:
    """Goes through a list, some rows at a time, and knows where it stopped."""

    def __init__(self, listing: Callable[..., Any], asked: Any, after: str | None) -> None:
        self.listing, self.asked, self.next = listing, asked, after

    def rows(self, limit: int | None) -> Iterator[Any]:
        """The rows, at most ``limit`` of them."""
        left = limit
        while left is None or left > 0:
            wanted = ROWS_AT_ONCE if left is None else min(left, ROWS_AT_ONCE)
            found = self.listing(self.asked, limit=wanted, after=self.next)
            self.next = found.next
            yield from found.rows
            if found.next is None:
                return
            left = None if left is None else left - len(found.rows)


def _count(word: str) -> int:
    if not word.isdigit() or int(word) < 1:
        raise argparse.ArgumentTypeError(f"{word!r} is not a number of rows; give 1 or more")
    return int(word)
