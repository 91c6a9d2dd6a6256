"""``sayso add PAGE...``: read pages and store their records."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from typing import TYPE_CHECKING

from sayso.commands.shared import Commands, add_pages, declared, reading_of
from sayso.commands.store import add_store, store_of

if TYPE_CHECKING:
    from sayso.store import Added
    from sayso.types import Record

EPILOG = """\
examples:
  sayso add story.html
  sayso add pages/ --jobs 2 --store sqlite:///crisis.db

The same page again changes nothing; a page whose words were edited becomes a
new version.
exit status: 0 all pages stored, 1 some failed (named on stderr), 2 wrong usage
"""


def add_to(commands: Commands) -> None:
    """Declare the command."""
    add = declared(commands, "add", "read pages and keep their records in the store", EPILOG)
    add_pages(add)
    add_store(add)
    add.set_defaults(run=run, usage_error=add.error)


def run(options: argparse.Namespace) -> int:
    """Read every page and store it, each in a transaction of its own; say what became of each."""
    reading = reading_of(options)
    became: Counter[str] = Counter()
    with store_of(options, create=True) as store:
        for record in reading.records():
            added = store.add(record)
            became[added.outcome] += 1
            _tell(added, record)
    if reading.failed:
        became["failed"] = reading.failed
    told = ", ".join(f"{count} {outcome}" for outcome, count in became.items())
    print(f"sayso: {told or 'no pages'}", file=sys.stderr)
    return reading.status()


def _tell(added: Added, record: Record) -> None:
    from sayso.views.legible import legible

    title = legible(record.article.title or "")
    print(f"{added.outcome:<9} {added.page}  version {added.version}  {title}")
