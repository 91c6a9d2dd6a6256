from __future__ import annotations

import gc
import socket
from pathlib import Path

import msgspec
import pyarrow as pa
import pytest

from sayso.tabular import schema_of
from sayso.web import create_app
from sayso.web.api import streams
from tests.web.api.conftest import client_of, plain, served, until
from tests.web.api.test_lists import LISTS

ARROW = "application/vnd.apache.arrow.stream"


@pytest.mark.parametrize("path", LISTS)
def test_a_stream_holds_the_whole_list_in_either_form(api, many_store, path, monkeypatch):
    monkeypatch.setattr(streams, "AT_ONCE", 7)
    whole = getattr(many_store, path.replace("-", "_"))(limit=10_000).rows
    lines = api.get(f"{path}/stream")
    assert lines.headers["content-type"] == "application/x-ndjson"
    assert [msgspec.json.decode(line) for line in lines.content.splitlines()] == plain(whole)
    table = pa.ipc.open_stream(api.get(f"{path}/stream", headers={"Accept": ARROW}).content).read_all()
    assert table.schema == schema_of(type(whole[0]))
    assert msgspec.json.encode(table.to_pylist()) == msgspec.json.encode(whole)


def test_an_empty_stream_of_arrow_has_its_columns(api):
    answer = api.get("claims/stream", params={"act": "deny", "search": "nowhere", "format": "arrow"})
    table = pa.ipc.open_stream(answer.content).read_all()
    assert table.num_rows == 0
    assert "addressee_country" in table.schema.names


def test_what_is_wrong_is_told_before_anything_is_sent(api):
    assert api.get("claims/stream?country=Russia").status_code == 400
    assert api.get("claims/stream?format=xml").status_code == 400
    assert api.get("claims/stream", headers={"Accept": "text/html"}).status_code == 406


def test_a_store_that_goes_away_in_mid_stream_does_not_pass_for_the_end(many_store, monkeypatch):
    monkeypatch.setattr(streams, "AT_ONCE", 10)
    asked, whole = [], type(many_store).claims

    def some(self, asked_for, limit, after=None):
        asked.append(after)
        if len(asked) > 3:
            raise OSError("gone")
        return whole(self, asked_for, limit=limit, after=after)

    monkeypatch.setattr(type(many_store), "claims", some)
    with served(create_app(many_store)) as port, socket.create_connection(("127.0.0.1", port)) as client:
        client.sendall(b"GET /api/v1/claims/stream HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
        got = b""
        while more := client.recv(65_536):
            got += more
    assert got.startswith(b"HTTP/1.1 200")
    assert not got.endswith(b"0\r\n\r\n"), "a stream that broke off looks whole"


def test_a_client_who_leaves_in_mid_stream_leaves_nothing_behind(many_store, monkeypatch):
    monkeypatch.setattr(streams, "AT_ONCE", 1)
    taken = []
    whole = type(many_store).claims
    monkeypatch.setattr(
        type(many_store), "claims", lambda self, *a, **k: taken.append(1) or whole(self, *a, **k)
    )
    held = many_store.engine.pool.checkedout()  # by the watches of other tests' desks over the same store
    with served(create_app(many_store)) as port:
        left(port, 1)
        files = open_files()
        left(port, 20)
        until(lambda: open_files() <= files)
        before = len(taken)
        assert before < 21 * 310, "each was streamed to its end"
        assert many_store.engine.pool.checkedout() <= held + 1  # that of the watch
    gc.collect()


def left(port: int, times: int) -> None:
    """Clients who ask for a stream, take its beginning, and close the line with a reset."""
    for _ in range(times):
        with socket.create_connection(("127.0.0.1", port)) as client:
            client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
            client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
            client.sendall(b"GET /api/v1/claims/stream HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
            assert client.recv(512).startswith(b"HTTP/1.1 200")


def open_files() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


def test_no_stream_is_kept_by_a_browser(store):
    assert client_of(store).get("claims/stream").headers["cache-control"] == "no-store"
