"""What the tests of the API share: a reader in a process of its own, the API over stores, and a real server."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import msgspec
import pytest
import uvicorn
from fastapi import FastAPI
from fastapi.testclient import TestClient

from sayso.apart import ReaderApart
from sayso.store import Store
from sayso.web import create_app
from tests.web.conftest import EXAMPLES, HOST

PAGE = EXAMPLES / "u2-paris.txt"


@pytest.fixture
def api(many_store: Store, reader: ReaderApart) -> TestClient:
    return client_of(many_store, reader)


def client_of(store: Store, reader: ReaderApart | None = None) -> TestClient:
    return TestClient(
        create_app(store, reader=reader), base_url=f"{HOST}/api/v1", raise_server_exceptions=False
    )


@contextmanager
def served(app: FastAPI) -> Iterator[int]:
    """The port on which a real server answers."""
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="critical"))
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        until(lambda: server.started)
        yield server.servers[0].sockets[0].getsockname()[1]
    finally:
        server.should_exit = True
        thread.join()


def plain(value: Any) -> Any:
    """A value as JSON gives it back."""
    return msgspec.json.decode(msgspec.json.encode(value))


def until(true: Callable[[], bool], seconds: float = 30) -> None:
    """Wait for something to come true."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it never came true"
        time.sleep(0.01)
