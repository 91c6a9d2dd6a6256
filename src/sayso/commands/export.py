"""``sayso export FORMAT``: a selection of the store for other programs. ``sayso export DIR``: all of it, as tables."""

from __future__ import annotations

import argparse
import difflib
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from sayso.commands.shared import ALL_WELL, SOME_FAILED, Commands, declared
from sayso.commands.store import add_filter, add_store, filter_of, store_of
from sayso.exports import BRAT, FORMATS, TABLES

if TYPE_CHECKING:
    from sayso.store import Store
    from sayso.types import Record

LISTS = ("claims", "events", "red-lines", "disputes")
NAMES = (*FORMATS, *TABLES, BRAT)
EPILOG = """\
formats:
{formats}
  csv         rows of --list: claims (default), events, red-lines or disputes
  parquet     the same, typed
  brat        a folder of .txt and .ann, for brat

examples:
  sayso export stix --between USA RUS --since 2022-11 --out crisis.stix.json
  sayso export bibtex --search '"grain deal"' --out pages.bib
  sayso export brat --outlet "The Daily Example" --out annotated/
  sayso export everything/      # the whole store, for 'sayso import'

A claim comes with those that it is nested in, an event with the claims that
report it. What each format can hold of a record and what not: docs/exports.md.
"""


def add_to(commands: Commands) -> None:
    """Declare the command."""
    known = "\n".join(f"  {form.name:<11} {form.says}" for form in FORMATS.values())
    parser = declared(
        commands,
        "export",
        "write a selection, or the whole store, for other programs",
        EPILOG.format(formats=known),
    )
    parser.add_argument(
        "format", metavar="FORMAT", help="one of those below; else a new folder for the whole store"
    )
    parser.add_argument("-o", "--out", metavar="FILE", help="write here instead of standard output")
    add_export(parser)
    add_store(parser)
    add_filter(parser)
    parser.set_defaults(run=run, usage_error=parser.error)


def add_export(parser: argparse.ArgumentParser) -> None:
    """The arguments that go with some formats only."""
    parser.add_argument(
        "--every-status",
        action="store_true",
        help="with polecat: also rows for events that are denied, feared, conditional or only planned",
    )
    parser.add_argument("--list", choices=LISTS, help="with csv and parquet: which rows; default: claims")


def check_export(options: argparse.Namespace) -> None:
    """End with exit status 2 where the options do not fit the format."""
    if options.every_status and options.format != "polecat":
        options.usage_error("--every-status goes with polecat; the other formats hold every event anyway")
    if options.list and options.format not in TABLES:
        options.usage_error(f"--list goes with {' and '.join(TABLES)}; the other formats hold all of a page")
    if options.format in ("parquet", BRAT) and not options.out:
        options.usage_error(f"{options.format} is not for a terminal; say where to write it with --out")


def run(options: argparse.Namespace) -> int:
    """Write what passes the filter."""
    if options.format not in NAMES:
        return _everything(options)
    check_export(options)
    with store_of(options) as store:
        if options.format in TABLES:
            _rows_of_store(store, options)
            return ALL_WELL
        written = write_export(store.selection(filter_of(options)), options)
    if not written:
        _say("nothing in the store passes, so nothing was written")
    return ALL_WELL if written else SOME_FAILED


def write_export(records: Iterable[Record], options: argparse.Namespace) -> bool:
    """Write records in the format that the arguments name; tells whether there were any."""
    from sayso import exports

    if options.format == BRAT:
        return exports.write_brat(records, Path(options.out))
    if options.format in TABLES:
        return exports.write_table(records, options.list or LISTS[0], options.format, options.out)
    return exports.write_lines(exports.lines_of(options.format, records, options.every_status), options.out)


def _rows_of_store(store: Store, options: argparse.Namespace) -> None:
    """The very rows that pass, as ``sayso claims`` lists them."""
    from sayso.commands.lists import Walk
    from sayso.frames import shape_of
    from sayso.tabular import write_rows

    name = (options.list or LISTS[0]).replace("-", "_")
    walk = Walk(getattr(store, name), filter_of(options), None)
    write_rows(walk.rows(None), shape_of(name), options.format, options.out)


def _everything(options: argparse.Namespace) -> int:
    """The whole store as Parquet files; a word that looks like a misspelt format is taken for no folder."""
    from sayso.store import Filter

    alike = difflib.get_close_matches(options.format, NAMES, 1)
    if alike and "/" not in options.format:
        options.usage_error(
            f"there is no format {options.format!r}; did you mean {alike[0]}? A folder is ./{options.format}"
        )
    if options.out or filter_of(options) != Filter():
        options.usage_error(f"there is no format {options.format!r}; there are {', '.join(NAMES)}")
    with store_of(options) as store:
        written = store.export(Path(options.format))
    _say(f"wrote {', '.join(f'{count} {name}' for name, count in written.items())} to {options.format}")
    return ALL_WELL


def _say(what: str) -> None:
    print(f"sayso: {what}", file=sys.stderr)
