"""What the commands share: exit statuses, the reading of sources over processes, complaints on stderr."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from sayso.types import Failure, Record

ALL_WELL, SOME_FAILED, WRONG_USAGE, INTERRUPTED = 0, 1, 2, 130

# what argparse's add_subparsers returns; its class is private and generic only in the stubs
Commands = Any
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Given:
    """What the user says of the pages, where they do not say it themselves."""

    date: str | None = None
    url: str | None = None
    outlet: str | None = None
    lexicons: tuple[str, ...] = ()  # files of actors that the user adds


def declared(commands: Commands, name: str, help: str, epilog: str = "") -> argparse.ArgumentParser:
    """A command: its line in the help of all, with which its own help begins, and what stands below."""
    parser: argparse.ArgumentParser = commands.add_parser(
        name,
        help=help,
        description=f"{help[0].upper()}{help[1:]}.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        epilog=epilog,
    )
    return parser


def add_pages(parser: argparse.ArgumentParser) -> None:
    """The arguments of every command that reads pages."""
    parser.add_argument(
        "pages",
        nargs="+",
        metavar="PAGE",
        help="a file (.html, .htm, .txt, .md, .json with a text field), an http(s) address, a folder, or -",
    )
    parser.add_argument(
        "--date", type=_date, help="when it was published, if the page does not say: 2022-11-14"
    )
    parser.add_argument("--url", help="the address of the page, if it came as a file")
    parser.add_argument("--outlet", help="who published it, if the page does not say")
    parser.add_argument(
        "--lexicon",
        action="append",
        default=[],
        metavar="FILE",
        help="actors of your own, .csv or .toml, before those that Sayso knows; may be given again",
    )
    parser.add_argument(
        "--jobs", type=jobs, default=1, metavar="N", help="processes to read with (default 1)"
    )


def _sources_of(options: argparse.Namespace) -> list[str]:
    """The pages that the arguments stand for; ends with exit status 2 where --url would name several."""
    from sayso.page import find_pages

    sources = [source for given in options.pages for source in find_pages(given)]
    if options.url and len(sources) > 1:
        options.usage_error(f"--url names one page, and these are {len(sources)}")
    return sources


class Reading:
    """The records of pages as they come, over so many processes, and how many pages could not be read."""

    def __init__(self, sources: list[str], given: Given | None = None, jobs: int = 1) -> None:
        self.sources, self.given, self.jobs, self.failed = sources, given or Given(), jobs, 0

    def records(self) -> Iterator[Record]:
        """Read the pages; the failures are named on stderr, with a bar where somebody watches."""
        from sayso.types import Failure

        for result in self._results():
            if isinstance(result, Failure):
                self.failed += 1
                print(f"sayso: {result.page}: {result.stage}: {result.reason}", file=sys.stderr)
            else:
                yield result

    def status(self) -> int:
        """The exit status."""
        return SOME_FAILED if self.failed else ALL_WELL

    def _results(self) -> Iterator[Record | Failure]:
        if self.given.lexicons:
            _check_lexicons(self.given.lexicons)
        job = partial(_read_source, given=self.given)
        with spread_over(self.jobs) as spread:
            yield from with_progress(spread(job, self.sources), len(self.sources), "Reading")


def reading_of(options: argparse.Namespace) -> Reading:
    """The reading that the arguments of ``add_pages`` ask for; ends with exit status 2 where they do not fit."""
    given = Given(options.date, options.url, options.outlet, tuple(options.lexicon))
    return Reading(_sources_of(options), given, options.jobs)


def _check_lexicons(lexicons: tuple[str, ...]) -> None:
    """Raise LexiconError before any page is read, not once for each."""
    from pathlib import Path

    from sayso.lexicons.actors import load_actors
    from sayso.lexicons.additions import with_additions

    tables = load_actors()
    for lexicon in lexicons:
        with_additions(tables, Path(lexicon))


def with_progress(results: Iterable[Result], total: int, label: str) -> Iterator[Result]:
    """The results as they come; a bar on stderr where somebody watches and there is more than one."""
    if total < 2 or not sys.stderr.isatty():
        yield from results
        return
    from rich.console import Console
    from rich.progress import track

    yield from track(results, label, total=total, console=Console(stderr=True))


def _date(word: str) -> str:
    from sayso.page import is_iso_date

    if not is_iso_date(word):
        raise argparse.ArgumentTypeError(f"{word!r} is not a date; give it as 2022-11-14, 2022-11 or 2022")
    return word


def jobs(word: str) -> int:
    """A number of processes, for argparse."""
    if not word.isdigit() or int(word) < 1:
        raise argparse.ArgumentTypeError(f"{word!r} is not a number of processes; give 1 or more")
    return int(word)


def _read_source(source: str, given: Given) -> Record | Failure:
    """Load and read one page; runs in a worker."""
    from sayso.errors import PageError
    from sayso.loading import load_models_with
    from sayso.page import load_page
    from sayso.pipeline import read_or_fail
    from sayso.types import Failure

    try:
        page = load_page(source, date=given.date, url=given.url, outlet=given.outlet)
    except PageError as error:
        return Failure(source, error.stage, str(error))
    return read_or_fail(page, load_models_with(given.lexicons))


@contextmanager
def spread_over(jobs: int) -> Iterator[Callable[..., Iterable[Any]]]:
    """A ``map`` over so many processes; with one, the built-in."""
    if jobs == 1:
        yield map
        return
    from multiprocessing import get_context

    with get_context("spawn").Pool(jobs) as pool:
        yield pool.imap
