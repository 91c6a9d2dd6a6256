"""How quickly the desk answers: python bench/desk.py [--claims N] [--clients N]

Fills a store with made records, serves the desk over it in a process of its own, and has clients ask for its pages at
once; prints the median and the 95th percentile of each page, beside those of a bare page (the form of adding,
which asks nothing of the store) in the same run. Then the weight of the first page with all that it loads, as sent.
"""

from __future__ import annotations

import argparse
import re
import statistics
import subprocess
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
from sayso.store import Filter, open_store

ROUNDS = 8
BARE = "/add"
GOAL = 0.2  # seconds


def main() -> None:
    """Fill, serve, ask, tell."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--claims", type=int, default=100_000)
    parser.add_argument("--clients", type=int, default=10)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="sayso-bench-") as folder:
        url = f"sqlite:///{folder}/bench.db"
        paths = fill(url, options.claims // CLAIMS)
        with subprocess.Popen(
            [sys.executable, "-m", "sayso.cli", "serve", "--store", url, "--port", "0"],
            stdout=subprocess.PIPE,
            text=True,
        ) as server:
            try:
                address = re.search(r"http://\S+[0-9]", server.stdout.readline() if server.stdout else "")
                tell(ask(address.group() if address else "", paths, options.clients))
                print(f"first page, compressed: {weight(address.group() if address else '') / 1000:.0f} kB")
            finally:
                server.terminate()


def fill(url: str, pages: int) -> list[str]:
    """Add so many made pages; the paths to ask for."""
    begun = time.perf_counter()
    with open_store(url) as store:
        for number in range(pages):
            store.add(made(number))
        row = store.claims(Filter(), limit=1).rows[0]
    print(f"{pages:,} pages, {pages * CLAIMS:,} claims stored in {time.perf_counter() - begun:.0f} s")
    word = row.content.split()[0]
    return [
        BARE, "/", f"/read/{row.page}", "/claims", "/claims?act=deny&country=USA", f"/claims?search={word}",
        "/events", "/disputes", "/red-lines", "/actors", "/outlets", "/pages", "/chain",
    ]  # fmt: skip


def ask(address: str, paths: list[str], clients: int) -> dict[str, list[float]]:
    """Seconds of every answer, by path; the clients walk the paths each from another one."""
    pool = urllib3.PoolManager(maxsize=clients, retries=30)
    print("asked for the first time, by one client, before anything is remembered:")
    for path in paths:
        begun = time.perf_counter()
        pool.request("GET", address + path)
        print(f"{path[:40]:<40} {(time.perf_counter() - begun) * 1000:>6.0f} ms")
    took: defaultdict[str, list[float]] = defaultdict(list)

    def client(number: int) -> None:
        for turn in range(ROUNDS * len(paths)):
            path = paths[(turn + number * 3) % len(paths)]
            begun = time.perf_counter()
            status = pool.request("GET", address + path).status
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
