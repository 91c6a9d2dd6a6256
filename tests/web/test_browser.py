"""The desk in a real browser: every view, keys, light and dark, a narrow screen, and what axe finds."""

from __future__ import annotations

import shutil
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib import resources
from socket import socket

import pytest
import urllib3
import uvicorn
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from sayso.store import Filter, Store, open_store
from sayso.web import create_app
from sayso.web.rendering import bundle
from tests.web.test_hostile import LONG, hostile

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
WIDE, NARROW = {"width": 1280, "height": 800}, {"width": 360, "height": 740}
VIEWS = [
    "/",
    "/stories",
    "/claims",
    "/events",
    "/map",
    "/pair",
    "/pair/USA/RUS?by=month",
    "/disputes",
    "/disputes/across",
    "/red-lines",
    "/chain",
    "/actors",
    "/outlets",
    "/pages",
    "/add",
]
SERIOUS = {"serious", "critical"}


@dataclass
class Desk:
    """A desk that is being served, and a reader's page on it."""

    address: str
    reader: str  # the path of a page with many claims
    faults: list[str] = field(default_factory=list)

    def watched(self, page: Page) -> Page:
        """Note what the console complains of, and every request that leaves this desk."""
        page.on("console", lambda said: self.faults.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("request", lambda asked: self._own(asked.url))
        return page

    def _own(self, url: str) -> None:
        if not url.startswith((self.address, "data:", "blob:")):
            self.faults.append(f"asked {url}")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        warnings.warn("no chromium: every test of the desk in a browser is SKIPPED", stacklevel=1)
        pytest.skip("no chromium; on Debian: apt-get install chromium")
    if bundle() is None:
        warnings.warn(
            "the bundle was not built: every test of the desk in a browser is SKIPPED", stacklevel=1
        )
        pytest.skip("the bundle was not built; see hatch_build.py")
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=CHROMIUM)
        yield launched
        launched.close()


@contextmanager
def serving(store: Store) -> Iterator[Desk]:
    """Serve the desk over a store, in a thread, at a port of its own."""
    listener = socket()
    listener.bind(("127.0.0.1", 0))
    listener.listen()
    server = uvicorn.Server(uvicorn.Config(create_app(store), log_level="error"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    rows = store.pages(limit=200).rows
    richest = max(rows, key=lambda row: row.claims + row.events)
    yield Desk(f"http://127.0.0.1:{listener.getsockname()[1]}", f"/read/{richest.page}")
    server.should_exit = True
    thread.join(10)


def wait_for_the_picture(desk: Desk) -> None:
    """Until what the pages make together is there."""
    for _ in range(100):
        if urllib3.request("GET", f"{desk.address}/pair/USA/RUS").status == 200:
            return
    raise AssertionError("no picture")


@pytest.fixture(scope="module")
def served(examples_store: Store) -> Iterator[Desk]:
    with serving(examples_store) as desk:
        wait_for_the_picture(desk)
        yield desk


@pytest.fixture
def desk(served: Desk) -> Desk:
    served.faults.clear()
    return served


def context_of(browser: Browser, desk: Desk, **wishes) -> BrowserContext:
    return browser.new_context(base_url=desk.address, **{"viewport": WIDE, "locale": "en-GB", **wishes})


@pytest.fixture
def page(browser: Browser, desk: Desk) -> Iterator[Page]:
    with context_of(browser, desk) as context:
        yield desk.watched(context.new_page())
    assert desk.faults == []


def shown(page: Page, path: str) -> None:
    """Go to a path and wait until everything on it is drawn."""
    page.goto(path)
    page.wait_for_function(
        "() => [...document.querySelectorAll('[data-draw]')].every((place) => place.firstChild)"
    )


def serious_faults(page: Page, *rules: str) -> list[str]:
    """What axe-core finds that is serious, by these rules or by all of them."""
    page.evaluate(resources.files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8"))
    only = {"runOnly": {"type": "rule", "values": rules}} if rules else {}
    found = page.evaluate("(only) => axe.run(document, {resultTypes: ['violations'], ...only})", only)
    bad = [one for one in found["violations"] if one["impact"] in SERIOUS]
    return [f"{one['id']}: {node['html'][:160]}" for one in bad for node in one["nodes"][:3]]


# what light and dark, wide and narrow have in common is looked at once, for axe takes its time
@pytest.mark.parametrize(("scheme", "rules"), [("light", ()), ("dark", ("color-contrast",))])
def test_every_view_is_without_faults_light_and_dark(browser, desk, scheme, rules):
    with context_of(browser, desk, color_scheme=scheme, reduced_motion="reduce") as context:
        page = desk.watched(context.new_page())
        for path in [*VIEWS, desk.reader, f"{desk.reader}?focus=c1", "/claims?act=deny&unnamed=no"]:
            shown(page, path)
            assert serious_faults(page, *rules) == [], path
    assert desk.faults == []


def test_no_view_is_wider_than_a_narrow_screen(browser, desk):
    with context_of(browser, desk, viewport=NARROW) as context:
        page = desk.watched(context.new_page())
        for path in [*VIEWS, f"{desk.reader}?focus=c1"]:
            shown(page, path)
            root = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
            assert root[0] <= root[1], path
        for path in ("/", "/claims", desk.reader):
            shown(page, path)
            assert serious_faults(page) == [], path
    assert desk.faults == []


def test_every_view_is_there_without_script(browser, desk):
    with context_of(browser, desk, java_script_enabled=False) as context:
        page = context.new_page()
        for path in [*VIEWS, desk.reader]:
            page.goto(path)
            assert page.locator("main h1").first.is_visible(), path
        page.goto(f"{desk.reader}?focus=c1")
        assert page.locator(".seg.on-content").first.is_visible()
        page.goto("/claims")
        page.locator(".facet li a").first.click()
        expect(page.locator(".chip")).to_have_count(1)


def test_a_claim_in_the_light_shows_its_parts_and_is_in_the_address(page, desk):
    page.goto(desk.reader)
    card = page.locator(".card.claim").first
    item = card.get_attribute("data-item")
    card.click()
    assert f"focus={item}" in page.url
    labels = page.locator(".seg[data-label]").evaluate_all("all => all.map(one => one.dataset.label)")
    assert {"content", "cue"} <= set(labels)
    page.keyboard.press("Escape")
    assert "focus" not in page.url
    assert page.locator(".seg.on").count() == 0


def test_the_words_lead_to_their_card(page, desk):
    page.goto(desk.reader)
    page.locator("a.anchor.cue").last.click()
    page.wait_for_function(
        """() => {
            const box = document.querySelector(".card.on")?.getBoundingClientRect();
            return box && box.top >= 0 && box.bottom <= innerHeight;
        }"""
    )
    assert page.locator(".card.on").count() == 1


def test_keys_move_through_the_reader(page, desk):
    page.goto(desk.reader)
    seen = []
    for key in "jjk":
        page.keyboard.press(key)
        seen.append(page.locator(".card.on").get_attribute("data-item"))
    assert seen[0] == seen[2] != seen[1]


def test_keys_move_through_a_list_and_open_a_row(page):
    page.goto("/claims")
    page.keyboard.press("j")
    page.keyboard.press("j")
    wanted = page.locator(".row").nth(1).get_attribute("data-href")
    assert page.locator(".row.here").count() == 1
    page.keyboard.press("o")
    page.wait_for_url("**/read/**")
    assert wanted and page.url.endswith(wanted)


def test_keys_search_go_and_help(page):
    page.goto("/")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.type") == "search"
    page.keyboard.type("gcuba")
    assert page.url.endswith("/")
    page.keyboard.press("Escape")
    page.keyboard.press("g")
    page.keyboard.press("e")
    page.wait_for_url("**/events")
    page.keyboard.press("?")
    assert page.locator("dialog[open]").is_visible()
    page.locator("dialog input").uncheck()
    page.locator("dialog button").click()
    page.keyboard.press("?")
    assert page.locator("dialog[open]").count() == 0
    page.locator("#help").click()
    assert page.locator("dialog[open]").is_visible()


def test_light_and_dark_are_switched_and_remembered(page):
    page.goto("/")
    ground = "getComputedStyle(document.documentElement).backgroundColor"
    light = page.evaluate(ground)
    page.locator("#theme").click()
    dark = page.evaluate(ground)
    assert dark != light
    page.goto("/claims")
    assert page.evaluate(ground) == dark


def test_facets_narrow_in_place_and_back_goes_back(page):
    page.goto("/claims")
    page.evaluate("window.same = true")
    page.locator(".facet li a").first.click()
    page.wait_for_url("**/claims?by=**")
    assert page.evaluate("window.same") is True
    expect(page.locator(".chip")).to_have_count(1)
    page.locator(".chip").first.click()
    page.wait_for_url("**/claims")
    expect(page.locator(".chip")).to_have_count(0)
    page.go_back()
    page.wait_for_url("**/claims?by=**")
    expect(page.locator(".chip")).to_have_count(1)


def test_the_map_and_the_bars_narrow_the_table(page):
    page.goto("/events")
    page.locator(".map .spot").first.wait_for()
    total = page.locator(".total").inner_text()
    page.locator(".bars a").first.click()
    page.wait_for_url("**since=**")
    expect(page.locator(".total")).not_to_have_text(total)


def test_map_days_and_table_are_in_step(page):
    page.goto("/map")
    page.locator(".map .spot").first.wait_for()
    places = page.locator("tr.row[data-place]").evaluate_all("all => all.map((row) => row.dataset.place)")
    spots = page.locator(".map .spot").evaluate_all("all => all.map((spot) => spot.dataset.place)")
    place = next(name for name in places if name in spots)
    spot = page.locator(f".map .spot[data-place='{place}']").first
    rows = page.locator(f"tr.row[data-place='{place}']")
    rows.first.hover()
    expect(page.locator(".spot.here").first).to_have_attribute("data-place", place)
    expect(page.locator(".bars .hit.here")).to_have_count(1)
    spot.dispatch_event("pointerover")
    assert page.locator("tr.row.there").count() == rows.count()
    total = page.locator(".total").inner_text()
    spot.locator("circle").dispatch_event("click")
    page.wait_for_url("**/map?search=**")
    expect(page.locator(".total")).not_to_have_text(total)
    page.locator(".map .spot").first.wait_for()


def test_drawing_over_the_bars_narrows_to_all_of_them(page):
    page.goto("/claims?act=assert")
    bars = page.locator(".bars .hit")
    first, last = bars.nth(1), bars.nth(4)
    wanted = first.get_attribute("data-first"), last.get_attribute("data-last")
    start, end = first.bounding_box(), last.bounding_box()
    assert start and end
    page.mouse.move(start["x"] + start["width"] / 2, start["y"] + 20)
    page.mouse.down()
    page.mouse.move(end["x"] + end["width"] / 2, end["y"] + 20, steps=6)
    page.mouse.up()
    page.wait_for_url("**until=**")
    assert f"since={wanted[0]}" in page.url and f"until={wanted[1]}" in page.url and "act=assert" in page.url


@pytest.fixture(scope="module")
def crisis(examples_store: Store, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk over the days of October 1962 alone."""
    with open_store(f"sqlite:///{tmp_path_factory.mktemp('crisis')}/crisis.db") as store:
        for row in examples_store.pages(Filter(since="1962-10", until="1962-10")).rows:
            store.add(examples_store.record(row.page))
        with serving(store) as desk:
            wait_for_the_picture(desk)
            yield desk


@pytest.fixture
def line(browser: Browser, crisis: Desk) -> Iterator[Page]:
    """The tension of a pair, drawn."""
    crisis.faults.clear()
    with context_of(browser, crisis) as context:
        page = crisis.watched(context.new_page())
        page.goto("/pair/USA/RUS?by=day")
        page.locator(".line canvas").first.wait_for()
        yield page
    assert crisis.faults == []


def test_drawing_over_the_line_narrows_the_sentences_and_is_in_the_address(line):
    page = line
    every = page.locator(".behind .row").count()
    box = page.locator(".line").bounding_box()
    y = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + box["width"] * 0.62, y)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.8, y, steps=5)
    page.mouse.up()
    page.locator("#behind .chip").wait_for()
    assert "since=1962-10-2" in page.url and "until=1962-10-2" in page.url and "by=day" in page.url
    assert 0 < page.locator(".behind .row").count() < every
    assert "since=1962-10-2" in page.locator("#pair-controls a").first.get_attribute("href")
    page.go_back()
    expect(page.locator(".behind .row")).to_have_count(every)
    page.go_forward()
    page.locator("#behind .chip").click()
    expect(page.locator("#behind .chip")).to_have_count(0)
    assert "since" not in page.url


def test_a_point_of_the_line_opens_the_sentences_behind_it(line):
    page = line
    box = page.locator(".line").bounding_box()
    page.mouse.click(box["x"] + box["width"] - 24, box["y"] + box["height"] / 2)
    page.wait_for_url("**since=1962-10-27**")
    expect(page.locator("#behind .chip")).to_contain_text("27 Oct 1962")
    words = page.locator(".behind .open").first.inner_text()
    page.locator(".behind .open").first.click()
    page.wait_for_url("**/read/**focus=e**")
    body = page.evaluate(
        """() => {
            const body = document.querySelector(".body").cloneNode(true);
            body.querySelectorAll(".anchor").forEach((anchor) => anchor.remove());
            return body.textContent;
        }"""
    )
    assert words in body


def test_what_stands_under_the_pointer_is_told(line):
    page = line
    box = page.locator(".line").bounding_box()
    page.mouse.move(box["x"] + box["width"] - 24, box["y"] + box["height"] / 2)
    expect(page.locator(".tip")).to_contain_text("27 Oct 1962")
    expect(page.locator(".tip")).to_contain_text("reports read")


def test_the_line_is_a_table_too_and_needs_no_script(browser, crisis):
    with context_of(browser, crisis, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto("/pair/USA/RUS?by=day")
        page.locator(".points summary").click()
        page.locator(".points a").first.click()
        page.wait_for_url("**since=1962-10-27**")
        expect(page.locator("#behind .chip")).to_have_count(1)
        assert page.locator(".behind .row").count() > 0


def test_the_chart_comes_with_the_page_that_has_one_only(page, desk):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("/")
    page.wait_for_load_state("networkidle")
    assert not [url for url in asked if "/pair-" in url]
    page.goto("/pair/USA/RUS?by=month")
    page.locator(".line canvas").first.wait_for()
    assert [url for url in asked if "/pair-" in url]


def test_the_chains_are_drawn_and_each_teller_leads_to_its_claims(page):
    page.goto("/chain")
    teller = page.locator(".network .teller").first
    teller.wait_for()
    href = teller.get_attribute("href")
    assert page.request.get(href or "").ok


def test_a_list_is_taken_along(page):
    page.goto("/claims?act=deny")
    with page.expect_download() as taken:
        page.locator(".twins a", has_text="CSV").click()
    assert taken.value.suggested_filename == "claims.csv"


def test_a_hostile_page_runs_nothing_and_breaks_no_view(browser, empty_store):
    empty_store.add(hostile())
    with serving(empty_store) as desk, context_of(browser, desk, viewport=NARROW) as context:
        page = desk.watched(context.new_page())
        page.on("dialog", lambda dialog: desk.faults.append(dialog.message))
        for path in [
            "/read/hostile",
            "/read/hostile?focus=c1",
            "/",
            "/claims",
            "/chain",
            "/pages",
            "/actors",
        ]:
            page.goto(path)
            page.wait_for_load_state("networkidle")
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
        page.goto("/read/hostile")
        assert LONG in page.locator(".body").inner_text()
        assert desk.faults == []


def test_a_wrong_reading_is_marked_and_a_search_kept(browser, store):
    with serving(store) as desk, context_of(browser, desk) as context:
        page = desk.watched(context.new_page())
        page.goto(desk.reader)
        card = page.locator(".card.claim").first
        card.click()
        card.locator(".mark summary").click()
        card.locator("input[name=note]").fill("jjk")
        card.locator(".mark button").click()
        page.locator(".flag.wrong").wait_for()
        page.goto("/claims?act=deny")
        page.locator(".save summary").click()
        page.locator(".save input[name=name]").fill("Denials")
        page.locator(".save button").click()
        page.goto("/")
        page.locator(".kept a", has_text="Denials").click()
        page.wait_for_url("**/claims?act=deny")
        assert [mark.note for mark in store.marks()] == ["jjk"]
        assert desk.faults == []
