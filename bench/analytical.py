"""Could an embedded analytical database be the store? SQLite beside DuckDB: small adds, and a reader beside the writer.

usage: python bench/analytical.py [--pages 300]      (needs duckdb, which Sayso does not: pip install duckdb)

Both get the same one table of claims, ten rows a page, a transaction a page, waited for until it is on the disk.
While the writer has the file open, another process opens it to read.
"""

from __future__ import annotations

import argparse
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

try:
    import duckdb
except ImportError:
    raise SystemExit("DuckDB is not installed, and only this bench needs it: pip install duckdb") from None

TABLE = "CREATE TABLE claims (key BIGINT PRIMARY KEY, source TEXT, act TEXT, country TEXT, content TEXT)"
READ = {
    "SQLite": "import sqlite3; print(sqlite3.connect({!r}).execute('SELECT count(*) FROM claims').fetchone())",
    "DuckDB": "import duckdb; print(duckdb.connect({!r}, read_only=True).execute('SELECT count(*) FROM claims'))",
}


def main() -> None:
    """Print a line for each database."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--pages", type=int, default=300)
    count = parser.parse_args().pages
    with tempfile.TemporaryDirectory(prefix="sayso-bench-") as folder:
        for name, opened in (("SQLite", sqlite), ("DuckDB", duckdb.connect)):
            path = str(Path(folder) / name)
            connection = opened(path)
            connection.execute(TABLE)
            each = 1000 * adding(connection, count) / count
            print(
                f"{name}: {each:.1f} ms to add a page of ten claims; another process reads: {reader(name, path)}"
            )
            connection.close()


def sqlite(path: str) -> Any:
    """SQLite as the store sets it up."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    return connection


def adding(connection: Any, count: int) -> float:
    """Seconds that so many pages take."""
    began = time.perf_counter()
    for page in range(count):
        rows = [(page * 10 + n, f"name {page % 97}", "deny", "RUS", "words " * 20) for n in range(10)]
        connection.execute("BEGIN")
        connection.executemany("INSERT INTO claims VALUES (?, ?, ?, ?, ?)", rows)
        connection.execute("COMMIT")
    return time.perf_counter() - began


def reader(name: str, path: str) -> str:
    """What another process finds that wants to read while the writer has the file."""
    command = [sys.executable, "-c", READ[name].format(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return "yes" if done.returncode == 0 else "no: " + done.stderr.strip().splitlines()[-1][:120]


if __name__ == "__main__":
    main()
