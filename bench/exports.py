"""What exports cost: seconds and peak memory for a store of made records, each format in a process of its own.

    python bench/exports.py [--records 2000]

Beside STIX and FollowTheMoney the same objects are built by those systems' own Python libraries, from what we wrote.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[1])]  # the made records are beside us

from bench.made_records import made
from sayso.exports import FORMATS, lines_of
from sayso.store import open_store


def main() -> None:
    """Print one row a format."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--records", type=int, default=2_000)
    options.add_argument("--one", help=argparse.SUPPRESS)
    options.add_argument("--url", help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.one:
        print(json.dumps(measured(given.one, given.url)))
        return
    with tempfile.TemporaryDirectory(prefix="sayso-bench-") as folder:
        url = f"sqlite:///{folder}/made.db"
        fill(url, given.records)
        print(f"{given.records} records of 10 claims, 4 events\n")
        print("| format | s | MB | peak MB |\n| --- | --- | --- | --- |")
        for name in ("nothing", *FORMATS, "arrow", *RIVALS):
            row = json.loads(alone(name, url))
            print(
                f"| {name} | {row['seconds']:.1f} | {row['megabytes']:.1f} | {row['peak']:.0f} |", flush=True
            )


def fill(url: str, records: int) -> None:
    """A store of made records."""
    with open_store(url) as store:
        for _ in store.add_many(map(made, range(records))):
            pass


def alone(name: str, url: str) -> str:
    """The figures of one format, measured in a process of its own."""
    command = [sys.executable, __file__, "--one", name, "--url", url]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def measured(name: str, url: str) -> dict[str, float]:
    """Seconds, megabytes written and megabytes held at most, of the whole process."""
    began = time.perf_counter()
    with open_store(url) as store:
        written = sum(map(len, RIVALS[name](store) if name in RIVALS else text(name, store)))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"seconds": time.perf_counter() - began, "megabytes": written / 1e6, "peak": peak}


def text(name: str, store: object) -> Iterator[str | bytes]:
    """What an export yields; "nothing" only reads the records."""
    if name == "arrow":
        from sayso import frames

        yield from (batch.serialize().to_pybytes() for batch in frames.reader(store, "claims"))
    elif name == "nothing":
        yield from ("" for _ in store.selection())
    else:
        yield from lines_of(name, store.selection())


def by_stix2(store: object) -> Iterator[str]:
    """The bundle as the stix2 library builds and writes it."""
    import stix2

    objects = json.loads("".join(lines_of("stix", store.selection())))["objects"]
    yield stix2.Bundle(objects=[stix2.parse(one) for one in objects]).serialize()


def by_followthemoney(store: object) -> Iterator[str]:
    """The entities as followthemoney cleans and writes them."""
    from followthemoney import model

    for line in lines_of("ftm", store.selection()):
        yield json.dumps(model.get_proxy(json.loads(line), cleaned=False).to_dict())


RIVALS: dict[str, Callable[[object], Iterator[str]]] = {
    "stix by stix2": by_stix2,
    "ftm by followthemoney": by_followthemoney,
}


if __name__ == "__main__":
    main()
