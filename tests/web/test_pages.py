from __future__ import annotations

import csv
import io
import re
from dataclasses import replace

import pyarrow.parquet as pq
import pytest
from lxml import html
from sqlalchemy import text

from sayso.errors import UnreachableError
from sayso.store import Store
from sayso.store.migrating import HEAD
from sayso.views.desk.ledger import SORTS
from tests.views.samples import ankara
from tests.web.conftest import client_of

LISTS = [sort.path for sort in SORTS.values()]
PAGE = ankara().article.id
PAGES = ["/", *LISTS, "/add", f"/read/{PAGE}", f"/read/{PAGE}?focus=c1", "/actor?name=Dmitry+Peskov"]


@pytest.mark.parametrize("path", PAGES)
def test_every_page_has_nothing_that_the_policy_forbids(client, path):
    answer = client.get(path)
    assert answer.status_code == 200
    policy = answer.headers["content-security-policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    page = html.fromstring(answer.text)
    assert not page.xpath("//@style"), "inline style"
    assert not page.xpath("//style")
    assert not [script for script in page.xpath("//script") if not script.get("src")], "inline script"
    assert not [name for name in page.xpath("//@*") if getattr(name, "attrname", "").startswith("on")]
    for address in page.xpath("//@src | //link/@href"):
        assert address.startswith("/static/"), "from another host"


def test_every_link_leads_somewhere(client):
    found = {
        link for path in PAGES for link in html.fromstring(client.get(path).text).xpath("//main//a/@href")
    }
    links = sorted(link for link in found if link.startswith("/") and "parquet" not in link)
    assert len(links) > 100
    for link in links[::4]:
        assert client.get(link).status_code == 200, link


@pytest.mark.parametrize("path", LISTS)
def test_every_list_has_the_same_rows_in_every_form(many, path):
    rows = many.get(f"{path}.json").json()["rows"]
    table = list(csv.DictReader(io.StringIO(many.get(f"{path}.csv").text)))
    columns = pq.read_table(io.BytesIO(many.get(f"{path}.parquet").content)).to_pylist()
    assert table and len(table) == len(columns)
    assert columns[: len(rows)] == rows
    assert list(table[0]) == list(columns[0])


def test_the_reader_and_today_are_there_as_json(client):
    page = client.get(f"/read/{PAGE}.json").json()
    record = ankara()
    assert {card["id"] for card in page["cards"]} == {
        item.id for item in (*record.claims, *record.events, *record.red_lines)
    }
    words = "".join(segment["text"] for passage in page["passages"] for segment in passage["segments"])
    assert words == record.article.text.replace("\n\n", "")
    assert client.get("/today.json").json()["counts"]["claims"] == len(record.claims)


def test_an_edited_page_shows_its_versions_and_what_changed(store):
    record = ankara()
    store.add(
        replace(record, claims=record.claims[1:], disputes=(), article=replace(record.article, title="New"))
    )
    desk = client_of(store)
    page = html.fromstring(desk.get(f"/read/{PAGE}").text)
    told = page.xpath("string(//section[@class='versions'])")
    assert "1 claim changed since version 1" in told and "title" in told and "gone" in told
    older = page.xpath("//div[contains(@class, 'change')]//a[contains(@href, 'version=1')]/@href")[0]
    lit = html.fromstring(desk.get(older).text)
    assert lit.xpath("//span[contains(@class, 'on-content')]")
    assert all("version=1" in href for href in lit.xpath("//a[@class='number']/@href"))
    assert desk.get(f"/read/{PAGE}.json").json()["changes"]["changes"][0]["kind"] == "removed"


def test_a_filter_narrows_and_its_chips_take_it_off(many):
    every = many.get("/claims.json").json()
    narrow = many.get("/claims.json?act=assert&country=USA").json()
    assert 0 < narrow["total"] < every["total"]
    assert [chip["field"] for chip in narrow["chips"]] == ["country", "act"]
    freed = many.get(narrow["chips"][0]["off"].replace("/claims", "/claims.json", 1)).json()
    assert [chip["field"] for chip in freed["chips"]] == ["act"]
    assert freed["total"] >= narrow["total"]


def test_what_a_facet_counts_is_what_its_link_lists(many):
    for facet in many.get("/claims.json?act=deny").json()["facets"]:
        for choice in facet["choices"][:2]:
            found = many.get(choice["href"].replace("/claims", "/claims.json", 1)).json()["total"]
            if facet["field"] == "by":  # asked for by its words, which others bear too
                assert found >= choice["count"]
            elif choice["count"] is not None and not choice["chosen"]:
                assert found == choice["count"], choice


def test_the_rows_that_follow_are_others(many):
    first = many.get("/claims.json").json()
    following = many.get(first["next"].replace("/claims", "/claims.json", 1)).json()
    keys = [{(row["page"], row["id"]) for row in listing["rows"]} for listing in (first, following)]
    assert keys[1] and not keys[0] & keys[1]


@pytest.mark.parametrize(
    ("path", "status", "told"),
    [
        ("/read/nope", 404, "no page"),
        (f"/read/{PAGE}?version=7", 404, "version 7"),
        (f"/read/{PAGE}?version=x", 400, "version"),
        ("/actor?name=Nobody+At+All", 404, "nobody called"),
        ("/actor", 400, "name"),
        ("/outlet?name=None", 404, "no page of"),
        ("/claims?act=sing", 400, "deny"),
        ("/claims?since=yesterday", 400, "not a date"),
        ("/claims?unnamed=perhaps", 400, "yes or no"),
        ("/claims?between=USA", 400, "USA-RUS"),
        ("/claims?after=x", 400, "cursor"),
        ("/claims?page=nope", 404, "no page"),
        ("/nowhere", 404, "no such page"),
        ("/add/nope", 404, "Add the page again"),
    ],
)
def test_what_makes_no_sense_is_told_on_a_page(client, path, status, told):
    answer = client.get(path)
    assert answer.status_code == status
    page = html.fromstring(answer.text)
    assert told in page.xpath("string(//main)")
    assert page.xpath("//nav[@aria-label='Views']//a")
    assert "Traceback" not in answer.text


def test_broken_filters_are_told_in_json_too(client):
    answer = client.get("/claims.json?act=sing")
    assert answer.status_code == 400
    assert "deny" in answer.json()["message"]


def test_an_empty_store_helps_to_add_something(empty_store):
    desk = client_of(empty_store)
    for path in ("/", *LISTS):
        answer = desk.get(path)
        assert answer.status_code == 200
        assert html.fromstring(answer.text).xpath("//main//a[@href='/add']"), path


def test_what_breaks_shows_no_trace(store, monkeypatch):
    def broken(*_: object) -> None:
        raise RuntimeError("secret of the machine")

    monkeypatch.setattr("sayso.web.reading.reader_of", broken)
    answer = client_of(store).get(f"/read/{PAGE}")
    assert answer.status_code == 500
    assert "secret" not in answer.text
    assert re.search("log of sayso serve", answer.text)


def test_a_page_without_script_names_what_it_is_about(store, monkeypatch):
    monkeypatch.setattr("sayso.web.rendering.bundle", lambda: None)
    page = html.fromstring(client_of(store).get(f"/read/{PAGE}?focus=c1").text)
    assert not page.xpath("//script")
    lit = page.xpath("//span[contains(@class, 'on-content')]")
    assert lit and any(one.get("data-label") == "content" for one in lit)


def test_a_store_that_another_sayso_migrated_meanwhile_is_told(store):
    desk = client_of(store)
    assert desk.get("/claims").status_code == 200
    _schema(store, "9999")
    for path in ("/", "/claims", f"/read/{PAGE}", "/pair/USA/RUS", "/claims.json"):
        answer = desk.get(path)
        assert answer.status_code == 503 and answer.headers["retry-after"], path
        assert "Another Sayso has brought the store to schema 9999" in answer.text
        assert "Traceback" not in answer.text
    assert html.fromstring(desk.get("/claims").text).xpath("//meta[@http-equiv='refresh']")
    _schema(store, HEAD)
    assert desk.get("/claims").status_code == 200


def test_a_store_that_somebody_holds_is_told(store, monkeypatch):
    def held(*_: object) -> None:
        raise UnreachableError("Another program holds the store. End it, or try again later.")

    desk = client_of(store)
    monkeypatch.setattr("sayso.web.lists.ledger_of", held)
    answer = desk.get("/claims")
    assert answer.status_code == 503 and "Another program holds the store" in answer.text
    assert html.fromstring(answer.text).xpath("//nav[@aria-label='Views']//a")


def _schema(store: Store, version: str) -> None:
    with store.engine.connect() as connection, connection.begin():
        connection.execute(text("UPDATE alembic_version SET version_num = :version"), {"version": version})
