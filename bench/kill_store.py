"""The kill test at length: kill -9 at random moments of a long add, on SQLite and on PostgreSQL.

usage: python bench/kill_store.py [--rounds 50] [--seed 0]

Every second round adds new pages, every other one new versions of pages that are there. After each kill the store
is opened and checked, the add is done again, and everything in the store is compared with that of an undisturbed
run. Ends with an error at the first difference.
"""

from __future__ import annotations

import argparse
import itertools
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import create_engine, text

sys.path[:0] = [str(Path(__file__).resolve().parents[1])]  # the rounds are beside us, in tests

from tests.store import server
from tests.store.killing import round_of, undisturbed

NUMBERS = itertools.count()
RECORDS = 40


def main() -> None:
    """Do the rounds on both databases and print one line each."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=50)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    with sqlite() as new_address:
        rounds("SQLite", new_address, options.rounds, options.seed)
    with postgresql() as new_address:
        rounds("PostgreSQL", new_address, options.rounds, options.seed)


def rounds(name: str, new_address: Callable[[], str], count: int, seed: int) -> None:
    """So many rounds on one database."""
    dice = random.Random(seed)
    due = [undisturbed(new_address(), RECORDS, edit) for edit in (0, 1)]
    began = time.monotonic()
    done = [round_of(new_address, due[number % 2], RECORDS, number % 2, dice) for number in range(count)]
    middle = sum(0 < pages < RECORDS for pages in done)
    print(
        f"{name}: {count} kills, {middle} of them in the middle of the {RECORDS} pages "
        f"(median after {sorted(done)[count // 2]}); every store opened, was whole, was completed, and equals an "
        f"undisturbed run row for row ({time.monotonic() - began:.0f} s)",
        flush=True,
    )


@contextmanager
def sqlite() -> Iterator[Callable[[], str]]:
    """New files."""
    with tempfile.TemporaryDirectory(prefix="sayso-kill-") as folder:
        yield lambda: f"sqlite:///{folder}/{next(NUMBERS)}.db"


@contextmanager
def postgresql() -> Iterator[Callable[[], str]]:
    """New schemas of a private server that waits for its disk."""
    programs = server.programs()
    if programs is None:
        raise SystemExit("PostgreSQL: initdb and pg_ctl are not found; nothing was tested on it.")
    with server.running(programs, safe=True) as address:
        admin = create_engine(address)

        def new_address() -> str:
            name = f"store_{next(NUMBERS)}"
            with admin.begin() as connection:
                connection.execute(text(f"CREATE SCHEMA {name}"))
            return f"{address}&options=-csearch_path%3D{name}"

        yield new_address
        admin.dispose()


if __name__ == "__main__":
    main()
