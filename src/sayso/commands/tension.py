"""``sayso tension USA RUS``: the tension between two actors over time, drawn or written to a file."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from sayso.commands.shared import ALL_WELL, Commands, Reading, declared
from sayso.commands.store import add_store, store_of, stored_records

if TYPE_CHECKING:
    from sayso.types import Record, Tension

WRITTEN = (".csv", ".png", ".svg")
EPILOG = """\
examples:
  sayso tension USA RUS --by week
  sayso tension USA RUS --directed --out tension.svg
  sayso tension USA RUS --pages crisis/ --by day --scores my-scores.csv
  sayso tension "Nikita Khrushchev" USA --records records.jsonl

The two are country codes, or names as the pages have them. How the figures
come about: docs/tension.md.
"""


def add_to(commands: Commands) -> None:
    """Declare the command."""
    parser = declared(commands, "tension", "draw the tension between two actors over time", EPILOG)
    parser.add_argument("first", metavar="FIRST", help="a country code (USA) or a name")
    parser.add_argument("second", metavar="SECOND", help="the other one")
    add_store(parser)
    parser.add_argument("--pages", nargs="+", metavar="PAGE", help="read these pages instead of the store")
    parser.add_argument(
        "--records", metavar="FILE", help="take the records of this .jsonl instead of the store"
    )
    parser.add_argument("--by", choices=("day", "week", "month"), default="week", help="default: week")
    parser.add_argument("--directed", action="store_true", help="only what the first does to the second")
    parser.add_argument(
        "--scores", default="plover-2.0", help="plover-2.0 (default), plover-1.3, or a .csv of yours"
    )
    parser.add_argument(
        "--out", metavar="FILE", type=Path, help="write .csv, .png or .svg instead of drawing"
    )
    parser.set_defaults(run=run, usage_error=parser.error)


def run(options: argparse.Namespace) -> int:
    """Work out the series and show it."""
    if options.out and options.out.suffix not in WRITTEN:
        options.usage_error(f"--out takes a file that ends in {', '.join(WRITTEN)}, not {options.out.name}")
    if options.pages and options.records:
        options.usage_error("give --pages or --records, not both")
    from sayso.stories.between import between
    from sayso.stories.picture import picture_of
    from sayso.stories.scores import load_scores
    from sayso.stories.tension import Pair

    scores = load_scores(options.scores)
    picture = picture_of(records_of(options))
    found = between(picture, Pair(options.first, options.second, options.directed), scores, options.by)
    _show(found, options)
    return ALL_WELL


def records_of(options: argparse.Namespace) -> list[Record]:
    """The records that the arguments stand for: read now, from a file of records, or from the store."""
    if options.pages:
        return read_now(options.pages)
    if options.records:
        from sayso.stories.loading import read_records

        return list(read_records(Path(options.records)))
    with store_of(options) as store:
        return list(stored_records(store))


def read_now(pages: list[str]) -> list[Record]:
    """Read pages and folders; a page that cannot be read is named on stderr and left out."""
    from sayso.page import find_pages

    return list(Reading([source for given in pages for source in find_pages(given)]).records())


def _show(found: Tension, options: argparse.Namespace) -> None:
    from sayso.stories.forecast import forecasts
    from sayso.views.tension import draw_tension, write_csv

    if options.out is None:
        from rich.console import Console

        levels = [period.level for period in found.periods]
        draw_tension(found, forecasts(levels, found.by), Console(highlight=False))
    elif options.out.suffix == ".csv":
        write_csv(found, options.out)
    else:
        from sayso.views.charts import write_chart

        write_chart(found, options.out)
