"""``sayso read PAGE...``: read pages and print their records."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from sayso.commands.export import add_export, check_export, write_export
from sayso.commands.shared import Commands, add_pages, declared, reading_of
from sayso.exports import BRAT, TABLES
from sayso.exports import FORMATS as FORMATS_OF_EXPORTS

if TYPE_CHECKING:
    from sayso.types import Record

EPILOG = """\
examples:
  sayso read story.html
  sayso read https://news.example/story --format json --out story.json
  sayso read dump.txt --date 2022-11-14 --outlet "The Daily Example"
  sayso read pages/ --format jsonl --out records.jsonl --jobs 2
  sayso read pages/ --format polecat --out events.tsv
  sayso read pages/ --format stix --out pages.stix.json

exit status: 0 all pages read, 1 some failed (named on stderr), 2 wrong usage
"""


FORMATS = ("text", "json", *FORMATS_OF_EXPORTS, *TABLES, BRAT)


def add_to(commands: Commands) -> None:
    """Declare the command."""
    read = declared(commands, "read", "read pages and print what they claim and tell", EPILOG)
    add_pages(read)
    read.add_argument(
        "--format",
        choices=FORMATS,
        default="text",
        metavar="FORMAT",
        help=f"one of {', '.join(FORMATS)} (default text); what they hold: sayso export --help",
    )
    add_export(read)
    read.add_argument("--out", metavar="FILE", help="write here instead of standard output")
    read.set_defaults(run=run, usage_error=read.error)


def run(options: argparse.Namespace) -> int:
    """Read every page, write the records, name the failures on stderr."""
    reading = reading_of(options)
    _check(options, reading.sources)
    _write(reading.records(), options)
    return reading.status()


def _write(records: Iterable[Record], options: argparse.Namespace) -> None:
    if options.format in ("text", "json"):
        from sayso.writing import writer_to

        with writer_to(options.out, options.format) as write:
            for record in records:
                write(record)
    else:
        write_export(records, options)


def _check(options: argparse.Namespace, sources: Sequence[str]) -> None:
    """End with exit status 2 where the options do not fit the pages."""
    if options.format == "json" and len(sources) > 1:
        options.usage_error(f"--format json holds one page, and these are {len(sources)}; use --format jsonl")
    check_export(options)
