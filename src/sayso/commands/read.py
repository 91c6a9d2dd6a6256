"""``sayso read PAGE...``: read pages and print their records."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from sayso.commands.shared import (
    ALL_WELL,
    SOME_FAILED,
    Commands,
    add_pages,
    complain,
    each_read,
    sources_of,
)

EPILOG = """\
examples:
  sayso read story.html
  sayso read https://news.example/story --format json --out story.json
  sayso read dump.txt --date 2022-11-14 --outlet "The Daily Example"
  sayso read pages/ --format jsonl --out records.jsonl --jobs 2
  sayso read pages/ --format polecat --out events.tsv

exit status: 0 all pages read, 1 some failed (each is named on stderr), 2 wrong usage
"""


FORMATS = ("text", "json", "jsonl", "polecat")


def add_to(commands: Commands) -> None:
    """Declare the command."""
    read = commands.add_parser(
        "read",
        help="read pages and print what they claim and tell",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        epilog=EPILOG,
    )
    add_pages(read)
    read.add_argument("--format", choices=FORMATS, default="text", help="default: text")
    read.add_argument(
        "--every-status",
        action="store_true",
        help="with --format polecat: also rows for events that are denied, feared, conditional or only planned",
    )
    read.add_argument("--out", metavar="FILE", help="write here instead of standard output")
    read.set_defaults(run=run, usage_error=read.error)


def run(options: argparse.Namespace) -> int:
    """Read every page, write the records, name the failures on stderr."""
    from sayso.types import Failure
    from sayso.writing import writer_to

    sources = sources_of(options)
    _check(options, sources)
    failed = 0
    with writer_to(options.out, options.format, options.every_status) as write:
        for result in each_read(options, sources):
            if isinstance(result, Failure):
                failed += 1
                complain(result)
            else:
                write(result)
    return SOME_FAILED if failed else ALL_WELL


def _check(options: argparse.Namespace, sources: Sequence[str]) -> None:
    """End with exit status 2 where the options do not fit the pages."""
    if options.format == "json" and len(sources) > 1:
        options.usage_error(f"--format json holds one page, and these are {len(sources)}; use --format jsonl")
    if options.every_status and options.format != "polecat":
        options.usage_error(
            "--every-status goes with --format polecat; the other formats hold every event anyway"
        )
