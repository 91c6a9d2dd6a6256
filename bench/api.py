"""How quickly the API answers, and how much memory a long stream takes: python bench/api.py [--claims N] [--clients N]

Fills a store with made records, serves it in a process of its own, and has clients ask: requests a second, median and
95th percentile of each query with some clients at once, beside the median of the same question put to the store in
this process, without HTTP. Then pages are read, beside reading them in this process. Then all claims are streamed, as
JSON lines and as Arrow, with the server's peak of memory.

Records enter the store one by one for the first --added pages only; the rest are copies of those pages and claims, made
inside the database, where adding a million would take an hour. Copies have rows in the lists, which is what a stream
reads, and none in the indexes of filters and words.
"""

from __future__ import annotations

import argparse
import re
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import urllib3
from sqlalchemy import Table, literal, select

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.made_records import CLAIMS, made, words
from bench.serving import serving
from sayso.store import Filter, Store, open_store
from sayso.store.keys import WITHIN_PAGE
from sayso.store.tables import claims, pages

ROUNDS, READINGS = 25, 4  # of each client
EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
GOAL = 300  # MB
Ask = Callable[[], object]


def main() -> None:
    """Fill, serve, ask, tell."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--claims", type=int, default=100_000)
    parser.add_argument("--added", type=int, default=1_000, metavar="PAGES", help="that are added one by one")
    parser.add_argument("--clients", type=int, default=4)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="sayso-bench-") as folder:
        url = f"sqlite:///{folder}/bench.db"
        with open_store(url) as store:
            fill(store, options.added)
            with serving(url) as (server, address):
                tell_queries(store, address, options.clients)
                tell_reading(address, options.clients)
            copy(store, options.added, options.claims // CLAIMS)
        for form in ("ndjson", "arrow"):
            with serving(url) as (server, address):
                tell_stream(server, address, form)


def fill(store: Store, count: int) -> None:
    """Add so many made pages."""
    begun = time.perf_counter()
    for number in range(count):
        store.add(made(number))
    print(f"{count:,} pages, {count * CLAIMS:,} claims added in {time.perf_counter() - begun:.0f} s")


def copy(store: Store, added: int, wanted: int) -> None:
    """Copy the pages and their claims inside the database until there are so many."""
    with store.engine.begin() as connection:
        for first in range(added, wanted, added):
            for table in (pages, claims):
                fresh = _fresh(table, first)
                connection.execute(table.insert().from_select(list(fresh), select(*fresh.values()).where(
                    (pages.c.number if table is pages else claims.c.page) <= min(added, wanted - first)
                )))  # fmt: skip


def _fresh(table: Table, first: int) -> dict[str, object]:
    """The columns of a copy: other numbers and keys, so that it sorts as a page of its own would."""
    shifted = {"number": first, "page": first, "key": first * WITHIN_PAGE}
    columns = {column.name: column for column in table.columns}
    fresh = {name: column + shifted[name] if name in shifted else column for name, column in columns.items()}
    return fresh | ({"id": pages.c.id + literal(f"-{first}")} if table is pages else {})


def queries(store: Store) -> dict[str, Ask]:
    """The commonest questions: the path, and the same put to the store."""
    row = store.claims(limit=1).rows[0]
    name, word = (row.source or "x").split()[0], words(40)
    return {
        "claims": store.claims,
        "claims?act=deny": lambda: store.claims(Filter(act="deny")),
        "claims?between=USA-RUS&since=2021": lambda: store.claims(
            Filter(between=("USA", "RUS"), since="2021")
        ),
        f"claims?by={name}": lambda: store.claims(Filter(by=name)),
        f"claims?search={word}": lambda: store.claims(Filter(search=word)),
        "events?type=ACCUSE": lambda: store.events(Filter(type="ACCUSE")),
        "actors": store.actors,
        "outlets?country=USA": lambda: store.outlets(Filter(country="USA")),
        "counts?country=USA": lambda: store.counts(Filter(country="USA")),
        f"records/{row.page}": lambda: store.record(row.page),
    }


def tell_queries(store: Store, address: str, clients: int) -> None:
    """A line for each query."""
    print(
        f"\n{clients} clients at once; ms\n{'query':<36} {'a second':>9} {'median':>7} {'p95':>7} {'store alone':>12}"
    )
    for path, alone in queries(store).items():
        rate, seconds = at_once(
            clients, ROUNDS, lambda pool, path=path: pool.request("GET", f"{address}/api/v1/{path}")
        )
        bare = statistics.median(timed(alone) for _ in range(ROUNDS))
        tell(path, rate, seconds, bare)


def tell_reading(address: str, clients: int) -> None:
    """The line of reading a page."""
    from sayso.loading import load_models
    from sayso.page import load_page
    from sayso.pipeline import read

    path = EXAMPLES / "vienna-swap.html"
    page, models, body = load_page(str(path)), load_models(), path.read_bytes()
    kind = {"Content-Type": "text/html"}

    def ask(pool: urllib3.PoolManager) -> urllib3.BaseHTTPResponse:
        return pool.request("POST", f"{address}/api/v1/read", body=body, headers=kind, timeout=300)

    ask(urllib3.PoolManager())  # loads the models
    rate, seconds = at_once(clients, READINGS, ask)
    tell(f"read ({len(body) / 1000:.0f} kB of HTML)", rate, seconds, statistics.median(
        timed(lambda: read(page, models)) for _ in range(READINGS)
    ))  # fmt: skip


def at_once(
    clients: int, rounds: int, ask: Callable[[urllib3.PoolManager], urllib3.BaseHTTPResponse]
) -> tuple[float, list[float]]:
    """Requests a second, and the seconds of each, with so many clients that ask so many times each."""
    pool = urllib3.PoolManager(maxsize=clients, timeout=60)

    def client(_: int) -> list[float]:
        return [timed(lambda: checked(ask(pool))) for _ in range(rounds)]

    ask(pool)
    begun = time.perf_counter()
    with ThreadPoolExecutor(clients) as many:
        seconds = [second for each in many.map(client, range(clients)) for second in each]
    return len(seconds) / (time.perf_counter() - begun), seconds


def checked(answer: urllib3.BaseHTTPResponse) -> None:
    """Raise where it went wrong, so that no refusal passes for a quick answer."""
    if answer.status != 200:
        raise RuntimeError(f"{answer.status}: {answer.data[:200]!r}")


def timed(ask: Ask) -> float:
    """The seconds that something takes."""
    begun = time.perf_counter()
    ask()
    return time.perf_counter() - begun


def tell(name: str, rate: float, seconds: list[float], alone: float) -> None:
    """One line."""
    middle, p95 = statistics.median(seconds), statistics.quantiles(seconds, n=20)[-1]
    figures = f"{rate:>9.1f} {1000 * middle:>7.1f} {1000 * p95:>7.1f} {1000 * alone:>12.1f}"
    print(f"{name[:36]:<36} {figures}", flush=True)


def tell_stream(server: int, address: str, form: str) -> None:
    """Stream all claims; the server's memory before and at its peak."""
    before, begun, size, lines = memory(server, "VmRSS"), time.perf_counter(), 0, 0
    answer = urllib3.request(
        "GET", f"{address}/api/v1/claims/stream?format={form}", preload_content=False, timeout=600
    )
    for part in answer.stream(1 << 16):
        size += len(part)
        lines += part.count(b"\n") if form == "ndjson" else 0
    seconds, peak = time.perf_counter() - begun, memory(server, "VmHWM")
    told = f"{lines:,} claims, " if lines else ""
    over = "" if peak < GOAL else "  OVER"
    print(
        f"\nstream as {form}: {told}{size / 1e6:,.0f} MB in {seconds:.0f} s; "
        f"the server held {before:.0f} MB before, {peak:.0f} MB at most (goal: under {GOAL}){over}",
        flush=True,
    )


def memory(process: int, name: str) -> float:
    """MB of a process: VmRSS now, VmHWM at most so far."""
    status = Path(f"/proc/{process}/status").read_text()
    found = re.search(rf"^{name}:\s+(\d+) kB", status, re.MULTILINE)
    return int(found.group(1)) / 1024 if found else 0.0


if __name__ == "__main__":
    main()
