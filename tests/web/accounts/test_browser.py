"""The login page, the audit log and the frame in a real browser: light and dark, narrow, and what axe finds."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from socket import socket

import pytest
import uvicorn
from playwright.sync_api import Browser

from sayso.web import create_app
from sayso.web.accounts import Opened
from tests.web.accounts.conftest import Door
from tests.web.test_browser import NARROW, WIDE, Desk, browser, context_of, serious_faults  # noqa: F401


@pytest.fixture
def desk(door: Door) -> Iterator[Desk]:
    with socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()  # whoever comes waits until the server takes over
        app = create_app(door.store, Opened(door.accounts))
        server = uvicorn.Server(uvicorn.Config(app, log_level="error", proxy_headers=False))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        yield Desk(f"http://127.0.0.1:{listener.getsockname()[1]}", "/read/ankara")
        server.should_exit = True
        thread.join(10)


@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["wide", "narrow"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_logging_in_reading_the_log_and_logging_out(
    browser: Browser,  # noqa: F811 - a fixture
    desk: Desk,
    door: Door,
    scheme: str,
    viewport: dict[str, int],
) -> None:
    link = door.accounts.new_link("admin", by="a test")
    with context_of(browser, desk, color_scheme=scheme, viewport=viewport) as context:
        page = desk.watched(context.new_page())

        def shown_well() -> None:
            page.wait_for_load_state("networkidle")
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), page.url
            assert serious_faults(page) == [], page.url

        page.goto("/claims?act=deny")
        assert page.url == f"{desk.address}/login?next=/claims%3Fact%3Ddeny"
        shown_well()
        page.fill("#code", f"{desk.address}/login/{link}")
        page.click("form button")
        page.wait_for_url("**/claims?act=deny")
        assert page.evaluate("document.cookie") == ""
        page.goto("/audit")
        shown_well()
        assert "logged in by link" in page.locator("tbody tr").first.inner_text()
        if viewport is NARROW:
            page.locator(".menu-button").click()
            shown_well()
        page.locator(".caller button").click()
        page.wait_for_url("**/login")
        page.goto("/claims")
        assert "/login" in page.url
    assert desk.faults == []


def test_the_button_of_a_login_link_works_without_script(
    browser: Browser,  # noqa: F811 - a fixture
    desk: Desk,
    door: Door,
) -> None:
    with context_of(browser, desk, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"/login/{door.accounts.new_link('read', by='a test')}")
        assert page.locator("h1").inner_text() == "Log in as read"
        page.click("form button")
        page.wait_for_url(f"{desk.address}/")
        assert page.locator(".caller").is_visible()


def test_a_list_whose_session_has_ended_leads_to_the_login_page(
    browser: Browser,  # noqa: F811 - a fixture
    desk: Desk,
    door: Door,
) -> None:
    with context_of(browser, desk) as context:
        page = context.new_page()
        page.goto(f"/login/{door.accounts.new_link('read', by='a test')}")
        page.click("form button")
        page.goto("/claims")
        door.accounts.revoke_all("read", by="a test")
        page.locator(".facet li a").first.click()
        page.wait_for_url("**/login**")
