"""One round of the kill test: a process that adds records is killed at a random moment; is the store whole?

Run as a script it is that process: python killing.py ADDRESS COUNT EDIT.
"""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
if __name__ == "__main__":
    sys.path[:0] = [str(ROOT)]

from bench.made_records import made
from sayso.errors import StoreError
from sayso.store import open_store
from sayso.types import Record
from tests.store.contents import content_of

STARTING, ADDING = 1.0, 0.02  # seconds that a start, or adding a record, takes at most as a rule


def records(count: int, edit: int) -> Iterator[Record]:
    """What is added; with ``edit``, what is added after that as a new version of each page."""
    return (made(number, edit=edit) for number in range(count))


def undisturbed(address: str, count: int, edit: int) -> dict[str, object]:
    """What a store holds when nobody is killed."""
    with open_store(address) as store:
        for step in range(edit + 1):
            list(store.add_many(records(count, step)))
        return content_of(store)


def round_of(
    new_address: Callable[[], str], due: dict[str, object], count: int, edit: int, dice: random.Random
) -> int:
    """Kill, look, complete, compare. Returns how many pages the killed process had got in.

    Raises AssertionError where anything is lost or half written.
    """
    address = new_address()
    if edit:
        undisturbed(address, count, edit - 1)
    kill_while_adding(address, count, edit, dice)
    try:
        store = open_store(address, create=False)
    except StoreError:  # killed before there was a store
        store = open_store(address)
    with store:
        assert store.check() == ()
        done = _whole_pages(store, count, edit)
        assert not {added.outcome for added in store.add_many(records(count, edit))} - {
            "new",
            "edited",
            "same",
        }
        assert store.check() == ()
        assert content_of(store) == due
    return done


def kill_while_adding(address: str, count: int, edit: int, dice: random.Random) -> None:
    """Start the process, and kill it a moment after its n-th record, or, one time in ten, while it starts."""
    command = [sys.executable, __file__, address, str(count), str(edit)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        if dice.random() < 0.1:
            time.sleep(dice.uniform(0, STARTING))
        else:
            for _ in range(dice.randint(1, count)):
                process.stdout.readline()
            time.sleep(dice.uniform(0, ADDING))
        process.send_signal(signal.SIGKILL)


def _whole_pages(store: object, count: int, edit: int) -> int:
    """How many pages are there: each wholly, and the first ones in order."""
    listed = {row.page: row for row in store.pages(limit=10_000).rows}  # type: ignore[attr-defined]
    there = [number for number in range(count) if made(number).article.id in listed]
    assert there == list(range(len(there)))
    versions = [listed[made(number).article.id].version for number in there]
    assert versions == sorted(versions, reverse=True)
    return sum(version == edit + 1 for version in versions)


def main() -> None:
    """Add until killed."""
    address, count, edit = sys.argv[1:]
    with open_store(address) as store:
        for record in records(int(count), int(edit)):
            print("adding", flush=True)
            store.add(record)


if __name__ == "__main__":
    main()
