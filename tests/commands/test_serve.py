"""A desk in a process of its own: what was begun is finished when it is told to stop."""

from __future__ import annotations

import json
import re
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import urllib3

from sayso.store import open_store
from tests.views.samples import ankara

PAGE = Path(__file__).resolve().parents[2] / "examples" / "u2-paris.txt"


@contextmanager
def serving(path: Path, *options: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    command = [
        sys.executable,
        "-m",
        "sayso.cli",
        "serve",
        "--store",
        f"sqlite:///{path}",
        "--port",
        "0",
        *options,
    ]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as server:
        try:
            found = re.search(r"http://\S+:[0-9]+", server.stdout.readline())
            yield server, found.group()
        finally:
            if server.poll() is None:
                server.kill()


@pytest.fixture
def path(tmp_path) -> Path:
    with open_store(f"sqlite:///{tmp_path}/s.db") as store:
        store.add(ankara())
    return tmp_path / "s.db"


class Asking(threading.Thread):
    """A request that is under way."""

    def __init__(self, ask: Callable[[], urllib3.BaseHTTPResponse]) -> None:
        super().__init__()
        self.ask, self.answer = ask, None
        self.start()

    def run(self) -> None:
        self.answer = self.ask()


def answers(address: str) -> bool:
    try:
        return urllib3.request("GET", f"{address}/healthz", retries=False, timeout=5).status == 200
    except urllib3.exceptions.HTTPError:
        return False


def test_a_write_that_was_begun_is_finished(path):
    holding = sqlite3.connect(path, isolation_level=None)
    with serving(path) as (server, address):
        assert answers(address)
        holding.execute("BEGIN IMMEDIATE")  # so that the write has to wait
        form = {"Content-Type": "application/x-www-form-urlencoded"}
        asking = Asking(
            lambda: urllib3.request(
                "POST",
                f"{address}/searches",
                body="name=Denials&address=/claims",
                headers=form,
                redirect=False,
                timeout=60,
                retries=False,
            )
        )
        time.sleep(1)
        server.send_signal(signal.SIGTERM)
        time.sleep(4)
        assert server.poll() is None, "it did not wait for the write"
        assert not answers(address), "it takes new requests while it stops"
        holding.execute("COMMIT")
        holding.close()
        asking.join(60)
        assert asking.answer.status == 303
        assert server.wait(60) == 0
        assert "the desk is closed" in server.stderr.read()
    with open_store(f"sqlite:///{path}") as store:
        assert [search.name for search in store.searches()] == ["Denials"]


def test_a_page_that_is_being_read_is_finished_and_its_reader_ended(path):
    with serving(path) as (server, address):
        assert answers(address)
        kind = {"Content-Type": "text/plain"}
        asking = Asking(
            lambda: urllib3.request(
                "POST",
                f"{address}/api/v1/read",
                body=PAGE.read_bytes(),
                headers=kind,
                retries=False,
                timeout=120,
            )
        )
        readers: list[str] = []
        while not readers:
            tasks = Path(f"/proc/{server.pid}/task").glob("*/children")
            readers = [child for task in tasks for child in task.read_text().split()]
            time.sleep(0.05)
        server.send_signal(signal.SIGTERM)
        asking.join(120)
        assert asking.answer.status == 200
        assert json.loads(asking.answer.data)["claims"]
        assert server.wait(60) == 0
    assert not Path(f"/proc/{readers[0]}").exists()


def test_the_log_is_one_object_a_line(path):
    with serving(path, "--log", "json") as (server, address):
        assert answers(address)
        urllib3.request("GET", f"{address}/api/v1/claims?search=secret", retries=False)
        server.send_signal(signal.SIGINT)
        assert server.wait(60) == 0
        lines = server.stderr.read().splitlines()
    told = [json.loads(line) for line in lines if line.startswith("{")]
    assert [line for line in lines if not line.startswith("{")] == ["sayso: the desk is closed"]
    routes = [line["route"] for line in told if "route" in line]
    assert routes == ["/healthz", "/api/v1/claims"]
    assert "secret" not in "".join(lines)


def test_a_store_that_another_process_migrates_is_waited_for_and_told(path):
    migrating = sqlite3.connect(path, isolation_level=None)
    [(head,)] = migrating.execute("SELECT version_num FROM alembic_version").fetchall()
    migrating.execute("UPDATE alembic_version SET version_num = '0001'")
    migrating.execute("BEGIN IMMEDIATE")
    migrating.execute("UPDATE alembic_version SET version_num = ?", (head,))
    command = [sys.executable, "-m", "sayso.cli", "serve", "--store", f"sqlite:///{path}", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as server:
        try:
            assert "the store is being brought up to date" in server.stderr.readline()
            migrating.execute("COMMIT")
            migrating.close()
            assert answers(re.search(r"http://\S+:[0-9]+", server.stdout.readline()).group())
            server.send_signal(signal.SIGTERM)
            assert server.wait(60) == 0
        finally:
            if server.poll() is None:
                server.kill()


def test_the_process_that_puts_pages_together_ends_with_the_desk(path):
    with serving(path) as (server, address):
        assert urllib3.request("GET", f"{address}/stories", timeout=60).status in (200, 202)
        tasks = Path(f"/proc/{server.pid}/task").glob("*/children")
        [other] = [child for task in tasks for child in task.read_text().split()]
        server.send_signal(signal.SIGINT)
        assert server.wait(60) == 0
        assert "Traceback" not in server.stderr.read()
    assert not Path(f"/proc/{other}").exists()
