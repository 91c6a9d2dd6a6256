"""The command line: ``sayso read PAGE...``. Thin: arguments in, the pipeline called, records out."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sayso.types import Failure, Record

ALL_READ, SOME_FAILED, WRONG_USAGE, INTERRUPTED = 0, 1, 2, 130

EPILOG = """\
examples:
  sayso read story.html
  sayso read https://news.example/story --format json --out story.json
  sayso read dump.txt --date 2022-11-14 --outlet "The Daily Example"
  sayso read pages/ --format jsonl --out records.jsonl --jobs 2

exit status: 0 all pages read, 1 some failed (each is named on stderr), 2 wrong usage
"""


@dataclass(frozen=True, slots=True)
class Given:
    """What the user says of the pages, where they do not say it themselves."""

    date: str | None
    url: str | None
    outlet: str | None


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; returns the exit status."""
    options = _parser().parse_args(arguments)
    try:
        status: int = options.run(options)
    except KeyboardInterrupt:
        print("sayso: interrupted; nothing was written to --out.", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return ALL_READ
    return status


def read_command(options: argparse.Namespace) -> int:
    """``sayso read``: read every page, write the records, name the failures on stderr."""
    from sayso.errors import SaysoError
    from sayso.page import find_pages
    from sayso.types import Failure
    from sayso.writing import writer_to

    try:
        sources = [source for given in options.pages for source in find_pages(given)]
        _check(options, sources)
        job = partial(_read_source, given=Given(options.date, options.url, options.outlet))
        failed = 0
        with writer_to(options.out, options.format) as write, _spread(options.jobs) as spread:
            for result in _with_progress(spread(job, sources), len(sources)):
                if isinstance(result, Failure):
                    failed += 1
                    _complain(result)
                else:
                    write(result)
    except SaysoError as error:
        print(f"sayso: {error}", file=sys.stderr)
        return SOME_FAILED
    return SOME_FAILED if failed else ALL_READ


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="sayso",
        description="Reads news pages into a sourced, dated record: who did what to whom, on whose say-so.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        epilog=EPILOG,
    )
    parser.add_argument("--version", action="version", version=f"sayso {_version()}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    _add_read(commands.add_parser("read", help="read pages and print what they claim and tell"))
    return parser


def _add_read(read: argparse.ArgumentParser) -> None:
    read.formatter_class = argparse.RawDescriptionHelpFormatter
    read.epilog = EPILOG
    read.add_argument(
        "pages",
        nargs="+",
        metavar="PAGE",
        help="a file (.html, .htm, .txt, .md, .json with a text field), an http(s) address, a folder, or -",
    )
    read.add_argument("--date", help="when it was published, if the page does not say: 2022-11-14")
    read.add_argument("--url", help="the address of the page, if it came as a file")
    read.add_argument("--outlet", help="who published it, if the page does not say")
    read.add_argument("--format", choices=("text", "json", "jsonl"), default="text", help="default: text")
    read.add_argument("--out", metavar="FILE", help="write here instead of standard output")
    read.add_argument("--jobs", type=_jobs, default=1, metavar="N", help="processes to read with (default 1)")
    read.set_defaults(run=read_command, usage_error=read.error)


def _check(options: argparse.Namespace, sources: Sequence[str]) -> None:
    """End with exit status 2 where the options do not fit the pages."""
    if options.format == "json" and len(sources) > 1:
        options.usage_error(f"--format json holds one page, and these are {len(sources)}; use --format jsonl")
    if options.url and len(sources) > 1:
        options.usage_error(f"--url names one page, and these are {len(sources)}")


def _jobs(word: str) -> int:
    if not word.isdigit() or int(word) < 1:
        raise argparse.ArgumentTypeError(f"{word!r} is not a number of processes; give 1 or more")
    return int(word)


def _version() -> str:
    from importlib.metadata import version

    return version("sayso")


def _read_source(source: str, given: Given) -> Record | Failure:
    """Load and read one page; runs in a worker."""
    from sayso.errors import PageError
    from sayso.page import load_page
    from sayso.pipeline import read_or_fail
    from sayso.types import Failure

    try:
        page = load_page(source, date=given.date, url=given.url, outlet=given.outlet)
    except PageError as error:
        return Failure(source, error.stage, str(error))
    return read_or_fail(page)


@contextmanager
def _spread(jobs: int) -> Iterator[Callable[..., Iterable[Record | Failure]]]:
    """A ``map`` over so many processes; with one, the built-in."""
    if jobs == 1:
        yield map
        return
    from multiprocessing import get_context

    with get_context("spawn").Pool(jobs) as pool:
        yield pool.imap


def _with_progress(results: Iterable[Record | Failure], total: int) -> Iterator[Record | Failure]:
    """The results as they come; a bar on stderr where somebody watches and there is more than one."""
    if total < 2 or not sys.stderr.isatty():
        yield from results
        return
    from rich.console import Console
    from rich.progress import track

    yield from track(results, "Reading", total=total, console=Console(stderr=True))


def _complain(failure: Failure) -> None:
    print(f"sayso: {failure.page}: {failure.stage}: {failure.reason}", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
