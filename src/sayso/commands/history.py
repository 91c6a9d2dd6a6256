"""``sayso show``, ``versions``, ``delete``, ``undelete`` and ``reread``: single pages of the store."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from sayso.commands.shared import ALL_WELL, SOME_FAILED, Commands, declared, jobs, spread_over, with_progress
from sayso.commands.store import add_store, store_of

if TYPE_CHECKING:
    from sayso.store import ClaimChange, Drift, Said, Store
    from sayso.types import Record


def add_to(commands: Commands) -> None:
    """Declare the commands."""
    show = _add(commands, "show", run_show, "print the record of a page in the store")
    show.add_argument("--version", type=int, metavar="N", help="of this version; default: the current one")
    show.add_argument("--format", choices=("text", "json"), default="text", help="default: text")
    _add(commands, "versions", run_versions, "list the versions of a page and what changed in its claims")
    delete = _add(commands, "delete", run_delete, "take a page out of all lists, and leave a tombstone")
    delete.add_argument("--reason", help="why; it stands on the tombstone")
    delete.add_argument("--erase", action="store_true", help="its words go too, for good")
    _add(commands, "undelete", run_undelete, "bring a deleted page back")
    reread = declared(commands, "reread", "read again what an older Sayso, model or lexicon read")
    add_store(reread)
    reread.add_argument(
        "--jobs", type=jobs, default=1, metavar="N", help="processes to read with (default 1)"
    )
    reread.set_defaults(run=run_reread)


def _add(commands: Commands, name: str, run: object, help: str) -> argparse.ArgumentParser:
    parser = declared(commands, name, help)
    parser.add_argument("page", metavar="ID", help="id of the page, as the lists show it")
    add_store(parser)
    parser.set_defaults(run=run)
    return parser


def run_show(options: argparse.Namespace) -> int:
    """Print a record."""
    from sayso.writing import writer_to

    with store_of(options) as store, writer_to(None, options.format) as write:
        write(store.record(options.page, options.version))
    return ALL_WELL


def run_versions(options: argparse.Namespace) -> int:
    """Print the versions, then the changes."""
    from sayso.store import VersionRow
    from sayso.tabular import write_rows

    with store_of(options) as store:
        page, versions = store.page(options.page), store.versions(options.page)
        write_rows(versions, VersionRow, "table", None)
        if page.deleted:
            print(f"deleted {page.deleted}: {page.reason or 'no reason given'}")
        if not any(version.erased for version in versions):
            for drift in store.drift(options.page):
                _print_drift(drift)
    return ALL_WELL


def run_delete(options: argparse.Namespace) -> int:
    """Delete a page."""
    with store_of(options) as store:
        store.delete(options.page, options.reason, erase=options.erase)
    return ALL_WELL


def run_undelete(options: argparse.Namespace) -> int:
    """Bring a page back."""
    with store_of(options) as store:
        store.undelete(options.page)
    return ALL_WELL


def run_reread(options: argparse.Namespace) -> int:
    """Read the texts in the store again where other models or lexicons read them."""
    from sayso.loading import load_models

    became: Counter[str] = Counter()
    with store_of(options) as store, spread_over(options.jobs) as spread:
        due = store.read_otherwise(load_models().digests())
        for result in with_progress(spread(_read_again, _records(store, due)), len(due), "Reading again"):
            if isinstance(result, str):
                print(f"sayso: {result}", file=sys.stderr)
                became["failed"] += 1
            else:
                became[store.refresh(result).outcome] += 1
    told = ", ".join(f"{count} {outcome}" for outcome, count in became.items())
    print(f"sayso: {told or 'everything was read by these models already'}", file=sys.stderr)
    return SOME_FAILED if became["failed"] else ALL_WELL


def _records(store: Store, pages: tuple[str, ...]) -> Iterator[Record]:
    return (store.record(page) for page in pages)


def _read_again(record: Record) -> Record | str:
    """A fresh record of the same article, or why there is none; runs in a worker."""
    from sayso.errors import PageError
    from sayso.pipeline import read_article

    try:
        return read_article(record.article)
    except PageError as error:
        return f"{record.article.id}: {error.stage}: {error}"


def _print_drift(drift: Drift) -> None:
    title = ", title changed" if drift.title_changed else ""
    print(f"\nversion {drift.before} to {drift.after}: {drift.kept} claims the same{title}")
    for change in drift.changes:
        _print_change(change)


def _print_change(change: ClaimChange) -> None:
    if change.kind == "changed":
        print(f"  ~ {', '.join(change.fields)}")
    for sign, said in (("-", change.before), ("+", change.after)):
        if said is not None:
            print(f"  {sign} {_in_a_line(said)}")


def _in_a_line(said: Said) -> str:
    from sayso.views.legible import legible

    who = " < ".join([said.source or "nobody named", *said.through])
    return legible(f"{who}, {said.act}: {said.content}")
