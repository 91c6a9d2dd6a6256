from __future__ import annotations

from lxml import html

from sayso.store.rows import MarkRow
from tests.views.samples import ankara
from tests.web.conftest import client_of

PAGE = ankara().article.id


def test_a_wrong_reading_is_marked_counted_taken_along_and_taken_off(store):
    desk = client_of(store)
    marked = desk.post(f"/read/{PAGE}/marks", data={"item": "c1", "wrong": "source", "note": "it was TASS"})
    card = html.fromstring(marked.text).xpath("//article[@data-item='c1']")[0]
    assert "marked: source wrong" in card.text_content() and "it was TASS" in card.text_content()
    assert html.fromstring(desk.get("/").text).xpath("string(//a[@href='/marks']/strong)") == "1"
    [row] = desk.get("/marks.json").json()["rows"]
    record = ankara()
    start, end = record.claims[0].content[0]
    assert record.article.text[start:end] in row["words"]
    assert (row["page"], row["item"], row["wrong"], row["version"]) == (PAGE, "c1", "source", 1)
    assert set(row) == set(MarkRow.__slots__)
    assert "it was TASS" in desk.get("/marks.csv").text
    desk.post(f"/read/{PAGE}/marks/{row['number']}")
    assert desk.get("/marks.json").json()["rows"] == []


def test_what_cannot_be_marked_is_told(store):
    desk = client_of(store)
    for data, status in (
        ({"item": "c99", "wrong": "source"}, 404),
        ({"item": "c1", "wrong": "weather"}, 400),
    ):
        assert desk.post(f"/read/{PAGE}/marks", data=data).status_code == status
    assert store.marks() == ()


def test_a_search_is_kept_under_its_name_and_dropped(store):
    desk = client_of(store)
    for address in ("/claims?act=deny", "/claims?act=accuse"):
        assert desk.post("/searches", data={"name": "Who  denies", "address": address}).url.path == "/claims"
    page = html.fromstring(desk.get("/").text)
    assert page.xpath("//li[@class='kept']/a/@href") == ["/claims?act=accuse"]
    [kept] = store.searches()
    assert kept.name == "Who denies"
    desk.post(f"/searches/{kept.number}")
    assert store.searches() == ()


def test_a_search_leads_nowhere_else(store):
    desk = client_of(store)
    for address in ("https://evil.example/", "//evil.example/"):
        assert desk.post("/searches", data={"name": "x", "address": address}).status_code == 400
