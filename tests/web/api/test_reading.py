from __future__ import annotations

import socket
import threading

import anyio
import pytest

from sayso.errors import BusyError, PageError
from sayso.page import load_page
from sayso.web import create_app
from sayso.web.bodies import Bodies
from tests.web.api.conftest import PAGE, client_of, served
from tests.web.conftest import EXAMPLES

TEXT = PAGE.read_text("utf-8")
HTML = (EXAMPLES / "vienna-swap.html").read_text("utf-8")


def test_a_page_is_read_in_each_form_and_not_kept(empty_store, reader, models):
    from sayso.pipeline import read

    api = client_of(empty_store, reader)
    text = api.post("read", content=TEXT.encode(), headers={"Content-Type": "text/plain; charset=utf-8"})
    assert text.status_code == 200
    assert text.json() == read(load_page(str(PAGE)), models).to_dict()
    html = api.post("read", content=HTML.encode(), headers={"Content-Type": "text/html"})
    given = {"html": HTML, "date": "1960-05-17", "outlet": "Seine Dispatch", "url": "https://x.example/a"}
    told = api.post("read", json=given).json()
    assert told["claims"] == html.json()["claims"]
    assert (told["article"]["outlet"], told["article"]["url"]) == ("Seine Dispatch", "https://x.example/a")
    assert api.post("read", json={"text": TEXT}).json()["claims"] == text.json()["claims"]
    assert empty_store.is_empty()


def test_what_is_known_of_a_page_that_is_sent_as_it_is_stands_in_the_query(api):
    answer = api.post(
        "read", params={"date": "1960-05-17"}, content=TEXT.encode(), headers={"Content-Type": "text/plain"}
    )
    assert answer.json()["article"]["published"] == {
        "value": "1960-05-17",
        "precision": "day",
        "origin": "given",
    }


@pytest.mark.parametrize(
    ("body", "status", "told"),
    [
        (b"", 400, "not that of a page"),
        (b"{", 400, "not that of a page"),
        (b"[1]", 400, "Expected `object`"),
        (b'{"text": 7}', 400, "got `int`"),
        (b'{"text": "x", "langauge": "en"}', 400, "unknown field `langauge`"),
        (b"{}", 400, "'text' or as 'html'"),
        (b'{"text": "x", "html": "x"}', 400, "'text' or as 'html'"),
        (b'{"text": " "}', 400, "empty"),
        (b'{"text": "\\ud800"}', 400, "not that of a page"),
        (b'{"text": "\xff"}', 400, "not that of a page"),
        (b'{"text": ' + b"[" * 500_000 + b"]" * 500_000 + b"}", 400, "got `array`"),
        (b'{"a": ' + b'{"a":' * 500_000, 400, "unknown field"),
        (b'{"text": "Mr. Kim said no.", "date": "someday"}', 422, "not a date"),
        (b'{"text": "Mr. Kim said no."}', 422, "No article|too little"),
        (b'{"text": "\\u0000\\u0000"}', 422, "No article|too little|not text"),
    ],
)
def test_a_body_that_is_no_page_is_told(api, body, status, told):
    answer = api.post("read", content=body, headers={"Content-Type": "application/json"})
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    assert any(part in answer.json()["detail"] for part in told.split("|")), answer.json()["detail"]


@pytest.mark.parametrize("media", ["", "application/xml", "multipart/form-data; boundary=x", "text/plain/x"])
def test_a_body_of_another_kind_is_told(api, media):
    answer = api.post("read", content=b"x", headers={"Content-Type": media})
    assert answer.status_code == 415
    assert "text/html" in answer.json()["detail"]


def test_a_page_in_another_language_is_told(api):
    words = "Der Minister sagte am Montag, die Regierung werde den Vorschlag nicht annehmen. " * 12
    answer = api.post("read", content=words.encode(), headers={"Content-Type": "text/plain"})
    assert answer.status_code == 422
    assert "de" in answer.json()["detail"]


def sent(port: int, head: bytes, block: bytes, times: int) -> tuple[bytes, int]:
    """Send a request whose body is blocks; what is answered, and how many bytes the server took of it."""
    with socket.create_connection(("127.0.0.1", port), timeout=60) as client:
        client.sendall(head)
        count, got = 0, b""
        try:
            for _ in range(times):
                client.sendall(block)
                count += len(block)
        except (BrokenPipeError, ConnectionResetError):
            pass
        try:
            while more := client.recv(65_536):
                got += more
        except ConnectionResetError:
            pass
        return got, count


HEAD = b"POST %s HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: %s\r\n"


@pytest.mark.parametrize("path", [b"/api/v1/read", b"/add"])
def test_a_body_that_says_it_is_too_long_is_not_taken(store, path):
    kind = b"multipart/form-data; boundary=x" if path == b"/add" else b"text/plain"
    with served(create_app(store)) as port:
        head = HEAD % (path, kind) + b"Content-Length: 100000000\r\n\r\n"
        got, _ = sent(port, head, b"", 0)
    assert got.startswith(b"HTTP/1.1 413")
    assert b"larger than 21 MB" in got


def test_a_body_that_does_not_say_how_long_it_is_is_cut_off(store):
    with served(create_app(store)) as port:
        head = HEAD % (b"/api/v1/read", b"text/plain") + b"Transfer-Encoding: chunked\r\n\r\n"
        block = b"100000\r\n" + b"x" * 0x100000 + b"\r\n"
        got, count = sent(port, head, block, 100)
    assert count < 60_000_000, "it was taken to its end"
    assert got == b"" or got.startswith(b"HTTP/1.1 413")  # the line may be cut before the answer is read


def test_a_body_that_comes_too_slowly_is_not_waited_for(store):
    app = create_app(store)
    slow = Bodies(app, longest=0.3)
    with served(slow) as port:
        head = HEAD % (b"/api/v1/read", b"text/plain") + b"Content-Length: 1000\r\n\r\n"
        got, _ = sent(port, head, b"x", 3)
    assert got.startswith(b"HTTP/1.1 408")


class Held:
    """A reader that reads until it is let go."""

    def __init__(self, error: PageError) -> None:
        self.error = error

    def read(self, _):
        raise self.error


def test_too_many_pages_at_once_are_told_when_to_come_back(store):
    api = client_of(store, Held(BusyError("8 pages wait to be read, and no more may. Try again later.")))
    answer = api.post("read", json={"text": TEXT})
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")


def test_a_page_that_takes_too_long_is_told(store):
    api = client_of(store, Held(PageError("Reading took longer than 60 seconds.", "time")))
    assert api.post("read", json={"text": TEXT}).status_code == 422


def test_others_are_answered_while_a_page_is_read(many_store, reader):
    api = client_of(many_store, reader)
    done = threading.Event()
    long = "\n\n".join([TEXT] * 4)

    def ask() -> None:
        api.post("read", json={"text": long})
        done.set()

    asking = threading.Thread(target=ask)
    asking.start()
    answered = 0
    while not done.is_set():
        assert api.get("claims", params={"limit": 1}).status_code == 200
        answered += 1
    asking.join()
    assert answered > 10


@pytest.mark.parametrize("path", ["/api/v1/read", "/add"])
def test_a_client_who_leaves_in_mid_body_is_no_defect(store, path, caplog):
    """It used to leave a trace in the log, as if something had broken."""
    parts = [{"type": "http.request", "body": b"half a", "more_body": True}, {"type": "http.disconnect"}]
    sent = []

    async def receive():
        return parts.pop(0)

    async def send(message):
        sent.append(message)

    scope = {
        "type": "http", "method": "POST", "path": path, "query_string": b"", "http_version": "1.1",
        "scheme": "http", "server": ("127.0.0.1", 80), "client": ("127.0.0.1", 9), "root_path": "",
        "headers": [(b"host", b"127.0.0.1"), (b"content-type", b"text/plain")],
    }  # fmt: skip
    anyio.run(create_app(store), scope, receive, send)
    assert sent[0]["status"] in (400, 422, 499)
    assert "Traceback" not in caplog.text
