from __future__ import annotations

import pytest
from lxml import html

from tests.web.conftest import EXAMPLES, client_of

STORY = (EXAMPLES / "vienna-swap.html").read_text(encoding="utf-8")
PASTED = (EXAMPLES / "u2-paris.txt").read_text(encoding="utf-8")


@pytest.fixture
def desk(empty_store, models, monkeypatch):
    monkeypatch.setattr("sayso.web.desk.load_models", lambda: models)
    return client_of(empty_store)


def test_a_pasted_text_is_read_and_kept_only_when_told_so(desk, empty_store):
    shown = desk.post("/add", data={"text": PASTED})
    assert shown.status_code == 200
    assert "not kept" in html.fromstring(shown.text).xpath("string(//section[@class='draft'])")
    assert empty_store.is_empty()
    kept = desk.post(shown.url.path, data={"do": "keep", "date": "1960-05-17", "outlet": "Seine Dispatch"})
    assert kept.url.path.startswith("/read/")
    row = empty_store.pages().rows[0]
    assert (row.published, row.outlet) == ("1960-05-17", "Seine Dispatch")
    assert desk.get(shown.url.path).status_code == 404


def test_a_dropped_file_is_read(desk):
    shown = desk.post("/add", files={"file": ("story.html", STORY, "text/html")})
    assert "prisoners" in html.fromstring(shown.text).xpath("string(//article//h1)")


def test_a_draft_can_be_corrected_before_it_is_kept_or_let_go(desk, empty_store):
    shown = desk.post("/add", data={"text": PASTED})
    again = desk.post(shown.url.path, data={"do": "again", "date": "1960-05-16", "outlet": ""})
    assert html.fromstring(again.text).xpath("//input[@name='date']/@value") == ["1960-05-16"]
    assert desk.post(shown.url.path, data={"do": "drop"}).url.path == "/add"
    assert empty_store.is_empty()


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"text": " "}, "empty"),
        ({"text": PASTED, "date": "someday"}, "not a date"),
        ({"url": "http://127.0.0.1:1/x"}, "private network"),
        ({"url": "ftp://example.org/x"}, "http"),
    ],
)
def test_what_cannot_be_read_is_told(desk, given, told):
    answer = desk.post("/add", data=given)
    assert answer.status_code == 422
    assert told in html.fromstring(answer.text).xpath("string(//main)")
