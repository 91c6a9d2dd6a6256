"""The store, SQLite beside PostgreSQL: adding, querying, full text, size and memory, in one table each.

usage: python bench/store.py [--records 10000] [--more 90000] [--postgresql URL]

Records are made by script (made_records.py): 10 claims and 4 events each, on some 5,000 characters. Without
--postgresql a private server is started where its programs are found (see tests/store/server.py). ``--more``
records are added after the first queries, so that the same queries are timed again on the larger store.
Each query is timed 40 times with another value each time, values drawn as they occur; p50 and p95 are given.
"""

from __future__ import annotations

import argparse
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path[:0] = [str(Path(__file__).resolve().parents[1])]  # the records and the server are beside us

from bench.made_records import COUNTRIES, TYPES, made, names, outlets, words
from sayso.store import Filter, Kind, Store, open_store
from tests.store import server

STEPS = 10  # parts of the adding that are timed one by one: do they stay equally long?
TIMES = 40


@dataclass(frozen=True)
class Query:
    """One query, and what makes its filter; the number makes each run ask something else."""

    name: str
    run: Callable[[Store, random.Random], Any]


def claims(**make: Callable[[random.Random], Any]) -> Callable[[Store, random.Random], Any]:
    """A query of claims whose filter is made anew each time."""
    return lambda store, dice: store.claims(Filter(**{name: give(dice) for name, give in make.items()}))


def events(**make: Callable[[random.Random], Any]) -> Callable[[Store, random.Random], Any]:
    """The same for events."""
    return lambda store, dice: store.events(Filter(**{name: give(dice) for name, give in make.items()}))


def some_name(dice: random.Random) -> str:
    """A frequent name, a rare one, or the first word of one."""
    name = names()[int(dice.random() ** 3 * len(names()))]
    return dice.choice((name, name.split()[0]))


def some_words(dice: random.Random) -> str:
    """One to three words, frequent or rare, but not of the twenty that stand for "the", "of" and "to"."""
    return " ".join(words(20 + int(dice.random() ** 3 * 3_000)) for _ in range(dice.randint(1, 3)))


def two_countries(dice: random.Random) -> tuple[str, str]:
    """Two of them."""
    a, b = dice.sample(COUNTRIES, 2)
    return a, b


COUNTRY: Callable[[random.Random], str] = lambda dice: dice.choice(COUNTRIES)  # noqa: E731
MONTH: Callable[[random.Random], str] = lambda dice: f"202{dice.randint(0, 2)}-{dice.randint(1, 12):02}"  # noqa: E731
YES: Callable[[random.Random], bool] = lambda _: True  # noqa: E731

QUERIES = (
    Query("claims, no filter", claims()),
    Query("claims --by", claims(by=some_name)),
    Query("claims --about", claims(about=some_name)),
    Query("claims --through", claims(through=some_name)),
    Query("claims --country", claims(country=COUNTRY)),
    Query("claims --between", claims(between=two_countries)),
    Query("claims --outlet", claims(outlet=lambda dice: dice.choice(outlets()))),
    Query("claims --type", claims(type=lambda dice: dice.choice(TYPES))),
    Query("claims --status", claims(status=lambda _: "planned")),
    Query("claims --act", claims(act=lambda _: "deny")),
    Query("claims --unnamed", claims(unnamed=YES)),
    Query("claims --denied", claims(denied=YES)),
    Query("claims --since --until", claims(since=lambda _: "2021-02", until=lambda _: "2021-09")),
    Query("claims --search", claims(search=some_words)),
    Query("claims --search, commonest", claims(search=lambda _: words(0))),
    Query("claims --search word*", claims(search=lambda dice: words(dice.randint(0, 300))[:3] + "*")),
    Query("claims, 4 filters", claims(country=COUNTRY, unnamed=YES, type=lambda _: "ACCUSE", since=MONTH)),
    Query("claims --search --country", claims(search=some_words, country=COUNTRY)),
    Query("claims --by --search", claims(by=some_name, search=lambda _: words(0))),
    Query("events --by --type", events(by=some_name, type=lambda dice: dice.choice(TYPES))),
    Query("events --between --status", events(between=two_countries, status=lambda _: "actual")),
    Query("events --search", events(search=some_words)),
    Query("actors, no filter", lambda store, _: store.actors()),
    Query("actors --country", lambda store, dice: store.actors(Filter(country=COUNTRY(dice)))),
    Query("actors --search", lambda store, dice: store.actors(Filter(search=some_words(dice)))),
    Query("actors, one month", lambda store, dice: store.actors(Filter(since=(m := MONTH(dice)), until=m))),
    Query("outlets, no filter", lambda store, _: store.outlets()),
    Query("outlets --country", lambda store, dice: store.outlets(Filter(country=COUNTRY(dice)))),
    Query("red-lines --country", lambda store, dice: store.red_lines(Filter(country=COUNTRY(dice)))),
    Query("disputes --by", lambda store, dice: store.disputes(Filter(by=some_name(dice)))),
    Query("facets of country", lambda store, _: store.facets(Kind.CLAIM, "country")),
    Query(
        "facets --search",
        lambda store, dice: store.facets(Kind.EVENT, "type", Filter(search=some_words(dice))),
    ),
    Query("counts --country", lambda store, dice: store.counts(Filter(country=COUNTRY(dice)))),
    Query("record of a page", lambda store, dice: store.record(f"{dice.randint(0, 999):016x}")),
)


def main() -> None:
    """Fill both databases and time the queries, twice."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--records", type=int, default=10_000)
    parser.add_argument("--more", type=int, default=0)
    parser.add_argument("--postgresql", metavar="URL")
    parser.add_argument("--only", choices=("SQLite", "PostgreSQL"))
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="sayso-bench-") as folder, postgresql(options) as address:
        addresses = {"SQLite": f"sqlite:///{folder}/bench.db", "PostgreSQL": address}
        stores = {
            name: open_store(url) for name, url in addresses.items() if url and options.only in (None, name)
        }
        added = 0
        for count in filter(None, (options.records, options.more)):
            for name, store in stores.items():
                show_adding(name, store, added, count)
            added += count
            show_queries(stores, added)
        for name, store in stores.items():
            print(f"{name}: {size_of(store) / 1e6:.0f} MB, {size_of(store) / added / 1e3:.1f} kB a record")
            store.close()


@contextmanager
def postgresql(options: argparse.Namespace) -> Iterator[str | None]:
    """The address that was given, else that of a private server, with its disk writes as safe as by default."""
    programs = server.programs()
    if options.postgresql or programs is None or options.only == "SQLite":
        yield options.postgresql
        return
    with server.running(programs, safe=True) as address:
        yield address


def show_adding(name: str, store: Store, start: int, count: int) -> None:
    """Add made records, a transaction each, and print how long each tenth of them took."""
    part = max(1, count // STEPS)
    print(f"\n{name}: adding {count} records after {start}, ms a record in each tenth (memory at its end)")
    for first in range(start, start + count, part):
        taken, numbers = 0.0, range(first, min(first + part, start + count))
        for record in map(made, numbers):
            began = time.perf_counter()
            store.add(record)
            taken += time.perf_counter() - began
        each = 1000 * taken / len(numbers)
        print(f"  {first + part:>8}  {each:6.2f} ms  {memory():5.0f} MB", flush=True)


def show_queries(stores: dict[str, Store], added: int) -> None:
    """Print p50 and p95 of each query on each store."""
    print(f"\n{added} records, {added * 10} claims; ms, p50 and p95 of {TIMES} runs")
    print(f"{'':28}" + "".join(f"{name + ' p50':>16}{'p95':>8}" for name in stores))
    for query in QUERIES:
        figures = [timed(store, query) for store in stores.values()]
        print(f"{query.name:28}" + "".join(f"{p50:16.1f}{p95:8.1f}" for p50, p95 in figures), flush=True)


def timed(store: Store, query: Query) -> tuple[float, float]:
    """Median and 95th percentile of the time of a query, in ms, after one run to warm up."""
    dice = random.Random(query.name)
    query.run(store, dice)
    taken = []
    for _ in range(TIMES):
        began = time.perf_counter()
        query.run(store, dice)
        taken.append(1000 * (time.perf_counter() - began))
    taken.sort()
    return taken[len(taken) // 2], taken[int(len(taken) * 0.95)]


def size_of(store: Store) -> int:
    """Bytes on the disk."""
    with store.engine.connect() as connection:
        if store.engine.dialect.name == "postgresql":
            return int(
                connection.exec_driver_sql("SELECT pg_database_size(current_database())").scalar() or 0
            )
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar() or 0
        return int(pages) * int(connection.exec_driver_sql("PRAGMA page_size").scalar() or 0)


def memory() -> float:
    """MB that this process holds now."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
