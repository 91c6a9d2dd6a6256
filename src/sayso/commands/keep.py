"""``sayso import``, ``backup``, ``restore`` and ``check``: the whole store, out and in again."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from sayso.commands.shared import ALL_WELL, SOME_FAILED, Commands, declared
from sayso.commands.store import add_store, store_of


def add_to(commands: Commands) -> None:
    """Declare the commands."""
    for name, run, place, help in (
        ("import", import_, ("DIR", "folder of the export"), "take in what 'sayso export' wrote"),
        ("backup", backup, ("FILE", "to write"), "write everything into one file, while others go on"),
        ("restore", restore, ("FILE", "the backup"), "bring back what a backup has and the store lacks"),
        ("check", check, None, "read every record and tell what is wrong with the store"),
    ):
        parser = declared(commands, name, help)
        if place:
            parser.add_argument("place", type=Path, metavar=place[0], help=place[1])
        add_store(parser)
        parser.set_defaults(run=run)


def import_(options: argparse.Namespace) -> int:
    """Take in an export."""
    with store_of(options, create=True) as store:
        changed = store.import_(options.place)
    _say(f"{changed} pages came in or changed")
    return ALL_WELL


def backup(options: argparse.Namespace) -> int:
    """Write the backup."""
    with store_of(options) as store:
        store.backup(options.place)
    _say(f"wrote {options.place}")
    return ALL_WELL


def restore(options: argparse.Namespace) -> int:
    """Bring a backup back."""
    with store_of(options, create=True) as store:
        changed = store.restore(options.place)
    _say(f"{changed} pages came in or changed")
    return ALL_WELL


def check(options: argparse.Namespace) -> int:
    """Name every problem on standard output; exit status 1 where there is one."""
    with store_of(options) as store:
        found = store.check()
    for problem in found:
        print(problem)
    _say(f"{len(found)} problems" if found else "the store is whole")
    return SOME_FAILED if found else ALL_WELL


def _say(what: str) -> None:
    print(f"sayso: {what}", file=sys.stderr)
