from __future__ import annotations

import gzip
import http.server
import json
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from sayso.errors import FetchError, PageError
from sayso.page import LARGEST, fetch_page, find_pages, load_page


def test_json_page_brings_its_own_head(tmp_path: Path) -> None:
    path = tmp_path / "page.json"
    path.write_text(json.dumps({"text": "Words.", "title": "Head", "date": "2022-11", "outlet": "Paper"}))
    page = load_page(str(path))
    assert (page.data, page.title, page.date, page.outlet) == (b"Words.", "Head", "2022-11", "Paper")


def test_gzipped_html_is_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "page.html.gz"
    path.write_bytes(gzip.compress(b"<p>Words</p>"))
    page = load_page(str(path))
    assert (page.data, page.media) == (b"<p>Words</p>", "html")


def test_folder_becomes_its_pages_in_order(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    for name in ("b.html", "a.txt", "deep/c.md", "picture.png"):
        (tmp_path / name).write_text("x")
    assert list(find_pages(str(tmp_path))) == [
        str(tmp_path / name) for name in ("a.txt", "b.html", "deep/c.md")
    ]


@pytest.mark.parametrize("date", ["2022-13", "2022-02-30", "14.11.2022", "Monday", ""])
def test_wrong_date_is_refused(tmp_path: Path, date: str) -> None:
    (tmp_path / "page.json").write_text(json.dumps({"text": "Words.", "date": date}))
    with pytest.raises(PageError, match="not a date"):
        load_page(str(tmp_path / "page.json"))


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("page.txt", b" \n ", "empty"),
        ("page.json", b"{", "not valid JSON"),
        ("page.json", b"[1]", '"text" field'),
        ("page.html.gz", b"no gzip", "does not unpack"),
        ("page.html", b"x" * (LARGEST + 1), "larger than"),
    ],
)
def test_bad_file_says_what_is_wrong(tmp_path: Path, name: str, data: bytes, reason: str) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(PageError, match=reason):
        load_page(str(tmp_path / name))


def test_folder_without_pages_says_so_when_it_is_read(tmp_path: Path) -> None:
    (tmp_path / "table.csv").write_text("x")
    assert list(find_pages(str(tmp_path))) == [str(tmp_path)]
    with pytest.raises(PageError, match="folder holds no page"):
        load_page(str(tmp_path))


def test_other_schemes_are_not_taken_for_paths() -> None:
    with pytest.raises(PageError, match="give one of http or https"):
        load_page("ftp://host.example/page")


def test_missing_file_is_a_page_error(tmp_path: Path) -> None:
    with pytest.raises(PageError, match="no such file"):
        load_page(str(tmp_path / "none.html"))


class Answers(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(302 if self.path == "/old" else 404 if self.path == "/gone" else 200)
        self.send_header("Location", "/new")
        self.send_header(
            "Content-Type", "image/png" if self.path == "/picture" else "text/html; charset=utf-8"
        )
        self.end_headers()
        self.wfile.write(b"<p>Words</p>")

    def log_message(self, *_: object) -> None:
        """Keep quiet."""


@pytest.fixture
def site() -> Iterator[str]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_redirect_is_followed(site: str) -> None:
    page = fetch_page(site + "/old", allow_private=True)
    assert (page.data, page.url, page.encoding) == (b"<p>Words</p>", site + "/new", "utf-8")


@pytest.mark.parametrize(("path", "reason"), [("/gone", "status 404"), ("/picture", "image/png")])
def test_answer_that_is_no_page(site: str, path: str, reason: str) -> None:
    with pytest.raises(FetchError, match=reason):
        fetch_page(site + path, allow_private=True)


def test_private_address_is_refused(site: str) -> None:
    with pytest.raises(FetchError, match="private network"):
        load_page(site + "/new")


@pytest.mark.parametrize("url", ["ftp://example.org/a", "http://", "http://[::1", "file:///etc/passwd"])
def test_other_addresses_are_refused(url: str) -> None:
    with pytest.raises(FetchError, match="not an http"):
        fetch_page(url)
