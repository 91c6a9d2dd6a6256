"""What the pages make together, over HTTP; and what is told while there is no picture yet."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pyarrow.parquet as pq
import pytest
from lxml import html

from sayso.errors import ModelError
from tests.views.samples import ankara
from tests.web.conftest import client_of

PAIR = "/pair/USA/RUS"


@pytest.fixture
def desk(store):
    found = client_of(store)
    assert found.app.state.desk.picturing.shown(60) is not None
    return found


def test_a_pair_is_there_in_every_form(desk):
    view = desk.get(f"{PAIR}.json").json()
    points = list(csv.DictReader(io.StringIO(desk.get(f"{PAIR}.csv").text)))
    columns = pq.read_table(io.BytesIO(desk.get(f"{PAIR}.parquet").content)).to_pylist()
    assert columns == view["series"]["points"] and len(points) == len(columns) > 0
    events = pq.read_table(io.BytesIO(desk.get(f"{PAIR}/events.parquet").content)).to_pylist()
    assert [one["id"] for one in events] == [one["id"] for one in view["events"]] != []
    assert len(list(csv.DictReader(io.StringIO(desk.get(f"{PAIR}/events.csv").text)))) == view["total"]
    narrow = f"{PAIR}/events.csv?since=1900-01-01&until=1900-12-31"
    assert list(csv.DictReader(io.StringIO(desk.get(narrow).text))) == []


def test_a_pair_shows_the_sentences_that_stand_in_the_reader(desk):
    page = html.fromstring(desk.get(PAIR).text)
    for link in page.xpath("//table[contains(@class, 'behind')]//a[@class='open']"):
        words = " ".join(link.text_content().split())
        reader = html.fromstring(desk.get(link.get("href")).text)
        for anchor in reader.xpath("//a[contains(@class, 'anchor')]"):
            anchor.drop_tree()
        assert words in " ".join(reader.xpath("//div[@class='body']")[0].text_content().split())


def test_a_pair_without_events_says_so(desk):
    page = html.fromstring(desk.get("/pair/AUS/NZL").text)
    assert "No event between the two was found" in page.xpath("string(//main)")


def test_a_pair_that_makes_no_sense_is_told(desk):
    answer = desk.get("/pair/USA/usa")
    assert answer.status_code == 400 and "A pair is two" in answer.text


def test_a_pair_is_asked_for_by_a_form(desk):
    answer = desk.get("/pair?first=usa&second=RUS", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, PAIR)
    assert "/pair/RUS/USA" in desk.get("/pair").text


def test_stories_are_there_in_every_form(desk):
    rows = [card["row"] for card in desk.get("/stories.json").json()["cards"]]
    assert [row["pages"] for row in rows] == [1]
    assert pq.read_table(io.BytesIO(desk.get("/stories.parquet").content)).to_pylist() == rows
    assert len(list(csv.DictReader(io.StringIO(desk.get("/stories.csv").text)))) == 1
    assert desk.get("/stories?order=colour").status_code == 400


def test_a_story_has_its_reports_disputes_and_tellings(desk):
    page = desk.get("/stories.json").json()["cards"][0]["href"]
    view = desk.get(f"{page}.json").json()
    [report] = view["reports"]
    assert report["fullest"]["page"] == ankara().article.id
    [meeting] = view["disputes"]
    assert (meeting["kind"], meeting["reconciled"]) == ("denies", False)
    tellings = list(csv.DictReader(io.StringIO(desk.get(f"{page}.csv").text)))
    assert tellings and {one["page"] for one in tellings} == {ankara().article.id}
    assert "not reconciled" in desk.get(page).text
    assert desk.get("/story/nowhere").status_code == 404


def test_disputes_across_pages_are_a_list_of_their_own(desk):
    assert desk.get("/disputes/across.json").json()["total"] == 0
    page = html.fromstring(desk.get("/disputes/across").text)
    assert page.xpath("//nav[contains(@class, 'tabs')]//a[@href='/disputes']")
    assert desk.get("/disputes/across?act=deny").status_code == 400
    assert pq.read_table(io.BytesIO(desk.get("/disputes/across.parquet").content)).num_rows == 0


def test_a_dispute_shows_both_sides_with_their_chains(desk):
    [dispute] = html.fromstring(desk.get("/disputes").text).xpath("//article[contains(@class, 'dispute')]")
    sides = dispute.xpath(".//div[@class='side']")
    assert len(sides) == 2
    for side in sides:
        assert side.xpath(".//time") and side.xpath(".//ol[@class='chain']/li")
    assert "not reconciled" in dispute.text_content()


def test_today_tells_the_stories_once_they_are_there(desk, store):
    page = html.fromstring(desk.get("/").text)
    assert page.xpath("//a[starts-with(@href, '/story/')]")
    fresh = html.fromstring(client_of(store).get("/").text)
    assert "being put together" in fresh.xpath("string(//main)")


def test_today_tells_what_an_edit_changed(store):
    record = ankara()
    kept = record.claims[1:]
    edited = replace(
        record, claims=kept, article=replace(record.article, title="Talks, and more"), disputes=()
    )
    store.add(edited)
    text = html.fromstring(client_of(store).get("/").text).xpath("string(//main)")
    assert "edited, version 2" in text and "1 of its claims changed, its title too" in text


def test_while_there_is_no_picture_the_page_asks_again(store, monkeypatch):
    desk = client_of(store)
    monkeypatch.setattr(desk.app.state.desk.picturing, "shown", lambda: None)
    answer = desk.get(PAIR)
    assert answer.status_code == 202
    assert html.fromstring(answer.text).xpath("//meta[@http-equiv='refresh']")
    twin = desk.get(f"{PAIR}.json")
    assert twin.status_code == 503 and twin.headers["retry-after"]


def test_what_keeps_the_picture_from_being_made_is_told(store, monkeypatch):
    def broken(*_):
        raise ModelError("The encoder is damaged. Install it again.")

    monkeypatch.setattr("sayso.beside.Process.ask", broken)
    desk = client_of(store)
    answer = desk.get(PAIR)
    assert answer.status_code == 500 and "The encoder is damaged" in answer.text
    for path in ("/", "/red-lines", "/chain", f"/read/{ankara().article.id}"):  # whole without it
        assert desk.get(path).status_code == 200


def test_a_red_line_says_since_when_by_whom_and_whether_it_was_crossed(desk, store):
    page = html.fromstring(desk.get("/red-lines").text)
    told = page.xpath("string(//ul[@class='standing'])")
    assert "14 Nov 2022" in told and "repeated by nobody" in told and "no report found" in told
    [line] = desk.get("/red-lines.json").json()["lines"]
    assert line["voicings"][0]["told"] == [ankara().article.id, "r1"]
    fresh = html.fromstring(client_of(store).get("/red-lines").text)
    assert "being put together" in fresh.xpath("string(//main)")


def test_the_map_is_the_list_of_events_in_another_order(desk):
    events, on_map = desk.get("/events.json").json(), desk.get("/map.json").json()
    assert on_map["rows"] == events["rows"] and on_map["total"] == events["total"]
    page = html.fromstring(desk.get("/map").text)
    [source] = page.xpath("//figure[@data-draw='map']/@data-source")
    spots = desk.get(source).json()["spots"]
    assert spots and all(spot["href"].startswith("/map?") for spot in spots)
    assert {spot["href"] for spot in spots} == set(page.xpath("//details[@class='places']//a/@href"))
    assert desk.get("/map.csv").text == desk.get("/events.csv").text
