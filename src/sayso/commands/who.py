"""``sayso who PAGE...``: who is who on a page, and why."""

from __future__ import annotations

import argparse

from sayso.commands.shared import Commands, add_pages, declared, reading_of

EPILOG = """\
examples:
  sayso who story.html
  sayso who pages/ --lexicon our-actors.csv --format csv --out who.csv

A lexicon has the columns names (parted by "|", the fullest first), kind
(person, organization, government, outlet, group), country, sector and, if
wanted, office, from, until; or, as TOML, [[actor]] tables with these keys.
exit status: 0 all pages read, 1 some failed (named on stderr), 2 wrong usage
"""


def add_to(commands: Commands) -> None:
    """Declare the command."""
    who = declared(commands, "who", "list who is who on pages, and why", EPILOG)
    add_pages(who)
    who.add_argument("--format", choices=("table", "jsonl", "csv"), default="table", help="default: table")
    who.add_argument("--out", metavar="FILE", help="write here instead of standard output")
    who.set_defaults(run=run, usage_error=who.error)


def run(options: argparse.Namespace) -> int:
    """Read every page, list its actors, name the failures on stderr."""
    from sayso.tabular import write_rows
    from sayso.views.who import WhoRow, who_rows

    reading = reading_of(options)
    rows = [row for record in reading.records() for row in who_rows(record)]
    write_rows(rows, WhoRow, options.format, options.out)
    return reading.status()
