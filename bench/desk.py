"""How quickly the desk answers: python bench/desk.py [--claims N] [--clients N] [--store FILE]

Fills a store with made records, or takes one that was filled before, and serves the desk over it in a process of its
own. One client asks for every page, once while the picture behind stories and pairs is put together, and once that is
there. Then the clients ask for all of them at once, each beginning with another one; prints the median and the 95th
percentile of each page, beside those of a bare page (the form of adding, which asks nothing of the store) in the same
run. They are times of pages that were asked for before; those of the first time stand above them. Then the weight of
the first page with all that it loads, as sent.
"""

from __future__ import annotations

import argparse
import os
import re
import statistics
import sys
import tempfile
import time
import zlib
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import urllib3

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.made_records import CLAIMS, made
from bench.serving import serving
from sayso.store import Filter, open_store

ROUNDS = 8
BARE = "/add"
GOAL = 0.2  # seconds
ZIPPED = {"Accept-Encoding": "gzip"}  # as every browser asks


def main() -> None:
    """Fill, serve, ask, tell."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--claims", type=int, default=100_000)
    parser.add_argument("--clients", type=int, default=10)
    parser.add_argument("--store", type=Path, help="filled there, unless it is; and kept")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="sayso-bench-") as folder:
        file = options.store or Path(folder, "bench.db")
        url = f"sqlite:///{file}"
        if not file.is_file():
            fill(url, options.claims // CLAIMS)
        paths = pages_of(url)
        with serving(url) as (_, address):
            print(f"{os.cpu_count()} cores; load {os.getloadavg()[0]:.1f}")
            ask_alone(address, paths, "for the first time, while the picture is put together")
            paths += once_there(address)
            ask_alone(address, paths, "once the picture is there")
            tell(ask(address, paths, options.clients))
            print(f"load {os.getloadavg()[0]:.1f}")
            print(f"first page, compressed: {weight(address) / 1000:.0f} kB")


def fill(url: str, pages: int) -> None:
    """Add so many made pages."""
    begun = time.perf_counter()
    with open_store(url) as store:
        for number in range(pages):
            store.add(made(number))
    print(f"{pages:,} pages, {pages * CLAIMS:,} claims stored in {time.perf_counter() - begun:.0f} s")


def pages_of(url: str) -> list[str]:
    """The paths to ask for, of pages that need no picture."""
    with open_store(url, create=False) as store:
        row = store.claims(Filter(), limit=1).rows[0]
    word = row.content.split()[0]
    return [
        BARE, "/", f"/read/{row.page}", "/claims", "/claims?act=deny&country=USA", f"/claims?search={word}",
        "/events", "/map", "/disputes", "/red-lines", "/actors", "/outlets", "/pages", "/chain", "/pair",
    ]  # fmt: skip


def once_there(address: str) -> list[str]:
    """The paths of pages that need the picture, when it is there; says how long that took."""
    begun = time.perf_counter()
    while (answer := urllib3.request("GET", f"{address}/stories.json")).status != 200:
        time.sleep(1)
    print(f"the picture came {time.perf_counter() - begun:.0f} s later")
    return ["/stories", answer.json()["cards"][0]["href"], "/pair/USA/RUS", "/disputes/across"]


def ask_alone(address: str, paths: list[str], when: str) -> None:
    """How long each takes one client."""
    pool = urllib3.PoolManager(retries=30)
    print(f"asked by one client, {when}:")
    for path in paths:
        begun = time.perf_counter()
        pool.request("GET", address + path, headers=ZIPPED)
        print(f"{path[:40]:<40} {(time.perf_counter() - begun) * 1000:>6.0f} ms")


def ask(address: str, paths: list[str], clients: int) -> dict[str, list[float]]:
    """Seconds of every answer, by path; the clients walk the paths each from another one."""
    pool = urllib3.PoolManager(maxsize=clients, retries=30)
    took: defaultdict[str, list[float]] = defaultdict(list)

    def client(number: int) -> None:
        for turn in range(ROUNDS * len(paths)):
            path = paths[(turn + number * 3) % len(paths)]
            begun = time.perf_counter()
            status = pool.request("GET", address + path, headers=ZIPPED).status
            took[path].append(time.perf_counter() - begun)
            if status != 200:
                raise RuntimeError(f"{path} answers {status}")

    with ThreadPoolExecutor(clients) as clients_at_once:
        list(clients_at_once.map(client, range(clients)))
    return took


def tell(took: dict[str, list[float]]) -> None:
    """A line for each path."""
    print(f"{'page':<40} {'median':>9} {'p95':>9}   goal: p95 under {GOAL * 1000:.0f} ms")
    for path, seconds in took.items():
        p95 = statistics.quantiles(seconds, n=20)[-1]
        over = "" if p95 < GOAL else "  over"
        median = statistics.median(seconds)
        print(f"{path[:40]:<40} {median * 1000:>6.0f} ms {p95 * 1000:>6.0f} ms {over}")


def weight(address: str) -> int:
    """Bytes of the first page and of what it loads, compressed as they are sent."""
    pool = urllib3.PoolManager()

    def get(path: str) -> Any:
        return pool.request(
            "GET",
            address + path,
            headers={"Accept-Encoding": "gzip"},
            preload_content=False,
            decode_content=False,
        )

    page = get("/").read()
    text = zlib.decompress(page, 31).decode()
    loaded = re.findall(r'(?:src|href)="(/static/[^"]+)"', text)
    fonts = 2 * 50_000  # the two Latin fonts, which the browser chooses
    return len(page) + sum(len(get(path).read()) for path in loaded) + fonts


if __name__ == "__main__":
    main()
