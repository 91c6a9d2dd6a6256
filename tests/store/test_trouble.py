"""What goes wrong is told clearly, and nothing is lost: addresses, versions, rights, room, and other processes."""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, text

from bench.made_records import made
from sayso.errors import StoreError
from sayso.store import Filter, open_store
from tests.store.contents import content_of

PR_CAPBSET_DROP, CAP_DAC_OVERRIDE = 24, 1  # from linux/prctl.h and linux/capability.h
ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("", "not the address"),
        ("sayso.db", "not the address"),
        ("mysql://host/base", "not mysql"),
        ("sqlite://", "is a file"),
        ("sqlite:///no/such/folder/sayso.db", "no folder"),
        ("postgresql+nodriver://host/base", "driver"),
        ("postgresql+psycopg://nobody@127.0.0.1:1/base?connect_timeout=2", "refuse"),
    ],
)
def test_an_address_that_leads_nowhere_is_told(address, told):
    with pytest.raises(StoreError, match=told):
        open_store(address)


def test_a_password_stands_in_no_message():
    with pytest.raises(StoreError) as caught:
        open_store("postgresql+psycopg://user:hunter2@127.0.0.1:1/base?connect_timeout=2")
    assert "hunter2" not in str(caught.value)


def test_a_store_is_not_made_where_one_only_looks(tmp_path):
    with pytest.raises(StoreError, match="no store"):
        open_store(f"sqlite:///{tmp_path}/none.db", create=False)
    assert list(tmp_path.iterdir()) == []


def test_a_store_of_a_newer_version_is_left_alone(address):
    with open_store(address) as store:
        store.add(made(1))
        with store.engine.begin() as connection:
            connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StoreError, match="newer version"):
        open_store(address)


def test_another_program_s_database_is_left_alone(new_address, tmp_path):
    import sqlite3

    path = tmp_path / "other.db"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE mine (x)")
    before = path.read_bytes()
    with pytest.raises(StoreError, match="not a store"):
        open_store(f"sqlite:///{path}")
    assert path.read_bytes() == before


def test_a_file_that_is_no_database_is_told(tmp_path):
    (tmp_path / "story.html").write_text("<html>" * 1_000)
    with pytest.raises(StoreError, match="not a store"):
        open_store(f"sqlite:///{tmp_path}/story.html")


def test_a_full_disk_is_told_and_the_page_in_hand_is_not_half_there(tmp_path):
    address = f"sqlite:///{tmp_path}/full.db"
    with open_store(address) as store:
        store.add(made(1))
        before = content_of(store)

        @event.listens_for(store.engine, "connect", insert=False)
        def no_room(connection, _):
            connection.execute(f"PRAGMA max_page_count = {pages_of(tmp_path / 'full.db') + 2}")

        store.engine.dispose()
        with pytest.raises(StoreError, match="no room"):
            for number in range(2, 50):
                store.add(made(number))
    with open_store(address) as store:
        assert store.check() == ()
        assert set(before["claims"]) <= set(content_of(store)["claims"])


def pages_of(path: Path) -> int:
    return path.stat().st_size // 4096


def test_a_file_that_may_not_grow_is_told(tmp_path):
    """As on a full disk, but the operating system says so, in the middle of a write."""
    address = f"sqlite:///{tmp_path}/limit.db"
    with open_store(address) as store:
        store.add(made(1))
    code = f"""
import resource, signal
from bench.made_records import made
from sayso.errors import StoreError
from sayso.store import open_store
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
store = open_store({address!r})
resource.setrlimit(resource.RLIMIT_FSIZE, (600_000, 600_000))
try:
    for number in range(2, 60):
        store.add(made(number))
except StoreError as error:
    print(error)
"""
    assert "Nothing of the page in hand was stored" in child(code)
    with open_store(address) as store:
        assert store.check() == ()
        assert store.record(made(1).article.id) == made(1)


def test_a_store_that_may_only_be_read_is_read(tmp_path):
    address = f"sqlite:///{tmp_path}/read.db"
    with open_store(address) as store:
        store.add(made(1))
    for path in (tmp_path / "read.db", tmp_path):
        path.chmod(0o555 if path.is_dir() else 0o444)
    code = f"""
from bench.made_records import made
from sayso.errors import StoreError
from sayso.store import open_store
store = open_store({address!r}, create=False)
print(store.counts().claims)
try:
    store.add(made(2))
except StoreError as error:
    print(error)
"""
    try:
        said = child(code, unprivileged=True)
    finally:
        tmp_path.chmod(0o755)
    assert said.splitlines()[0] == "10"
    assert "may only be read" in said


def child(code: str, *, unprivileged: bool = False) -> str:
    """What a process prints that runs ``code``; as somebody whom rights bind, where we are root."""
    command = [sys.executable, "-c", code]
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, preexec_fn=_bound if unprivileged else None
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def _bound() -> None:
    """Give up root's right to write everywhere, keep its right to read the project."""
    if os.geteuid() == 0:
        import ctypes

        prctl = ctypes.CDLL(None).prctl
        prctl(PR_CAPBSET_DROP, CAP_DAC_OVERRIDE, 0, 0, 0)  # the program that is run next does not get it back


def test_one_adds_while_others_query_and_back_up(address, tmp_path):
    """No lock reaches a user, and what is read is never half of a page."""
    with open_store(address) as store:
        store.add(made(0))
    context = multiprocessing.get_context("spawn")
    begun, stop = context.Barrier(3), context.Event()
    with context.Pool(2, initializer=_share, initargs=(begun, stop)) as pool:
        reading = pool.apply_async(_query, (address,))
        backing = pool.apply_async(_back_up, (address, str(tmp_path)))
        begun.wait(PATIENCE)
        with open_store(address) as store:
            for number in range(1, 20):
                store.add(made(number))
                store.add(made(number % 3, edit=number))
        stop.set()
        looks, torn = reading.get(PATIENCE)
        backups = backing.get(PATIENCE)
    assert looks > 0
    assert torn == []
    assert backups
    assert all(problems == () for problems in backups)
    with open_store(address) as store:
        assert store.check() == ()
        assert store.counts().pages == 20


SHARED: list[Any] = []
PATIENCE = 120  # seconds, on a machine that is busy with other things


def _share(*shared: object) -> None:
    SHARED[:] = shared


def _query(address: str) -> tuple[int, list[str]]:
    """Look until told to stop: every page that is there has all its claims."""
    begun, stop = SHARED
    looks, torn = 0, []
    with open_store(address) as store:
        begun.wait(PATIENCE)
        while not stop.is_set():
            counts = store.counts()
            if counts.claims != 10 * counts.pages or counts.events != 4 * counts.pages:
                torn.append(repr(counts))
            store.claims(Filter(search="ba*"))
            looks += 1
    return looks, torn


def _back_up(address: str, folder: str) -> list[tuple[str, ...]]:
    """Back up until told to stop; what is wrong with each backup."""
    begun, stop = SHARED
    found: list[tuple[str, ...]] = []
    with open_store(address) as store:
        begun.wait(PATIENCE)
        while not stop.is_set():
            file = Path(folder) / f"backup_{len(found)}.db"
            store.backup(file)
            with open_store(f"sqlite:///{file}") as copy:
                found.append(copy.check())
    return found


def test_two_processes_that_add_the_same_pages_agree(address):
    context = multiprocessing.get_context("spawn")
    with context.Pool(2) as pool:
        outcomes = pool.map(_add_all, [address] * 2)
    assert all({a, b} == {"new", "same"} for a, b in zip(*outcomes, strict=True))
    with open_store(address) as store:
        assert store.check() == ()
        assert store.counts().pages == 8


def _add_all(address: str) -> list[str]:
    with open_store(address) as store:
        return [store.add(made(number)).outcome for number in range(8)]
