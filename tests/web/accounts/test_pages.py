"""Logging in and out, and the audit log, as a browser has them."""

from __future__ import annotations

import pytest
from lxml import html

from sayso.accounts import Role
from sayso.web.accounts.pages import own
from tests.web.accounts.conftest import HOST, NAME
from tests.web.conftest import client_of

BROWSER = {"accept": "text/html,application/xhtml+xml"}
ORIGIN = {"origin": HOST}


def test_a_desk_without_accounts_knows_no_login(store):
    client = client_of(store)
    for path in ("/login", "/login/x", "/audit"):
        assert client.get(path).status_code == 404
    page = client.get("/").text
    assert "Log" not in html.fromstring(page).xpath("string(//header[@class='rail'])")
    assert "set-cookie" not in client.get("/claims").headers


def test_a_browser_that_is_not_known_goes_to_the_login_page_and_comes_back(door):
    client = door.client()
    sent = client.get("/claims?act=deny&by=A%26B", headers=BROWSER)
    assert sent.status_code == 303
    page = client.get(sent.headers["location"])
    assert page.status_code == 200
    form = html.fromstring(page.text).xpath("//form")[0]
    assert form.fields["next"] == "/claims?act=deny&by=A%26B"
    link = door.accounts.new_link("read", by="a test")
    data = dict(form.fields) | {"code": f" https://{NAME}/login/{link} "}
    back = client.post("/login", data=data, headers=ORIGIN)
    assert (back.status_code, back.headers["location"]) == (303, "/claims?act=deny&by=A%26B")
    assert client.get(back.headers["location"]).status_code == 200


def test_opening_a_link_spends_nothing_and_its_button_does(door):
    link = door.accounts.new_link("write", by="a test")
    client = door.client()
    for _ in range(2):
        page = client.get(f"/login/{link}")
        assert page.status_code == 200 and "set-cookie" not in page.headers
        assert page.headers["referrer-policy"] == "same-origin"  # with no-referrer browsers send Origin: null
        assert page.headers["cache-control"] == "no-store"
    form = html.fromstring(page.text).xpath("//form")[0]
    assert client.post("/login", data=dict(form.fields), headers=ORIGIN).status_code == 303
    assert "write" in client.get("/").text
    assert door.client().post("/login", data=dict(form.fields), headers=ORIGIN).status_code == 401
    assert door.client().get(f"/login/{link}").status_code == 410


def test_the_cookie_is_out_of_reach(door):
    link = door.accounts.new_link("read", by="a test")
    cookie = door.client().post("/login", data={"code": link}, headers=ORIGIN).headers["set-cookie"]
    parts = {part.strip().lower() for part in cookie.split(";")}
    assert {"httponly", "samesite=lax", "path=/"} <= parts
    assert cookie.startswith("sayso=sayso_session_") and "secure" not in parts


def test_over_tls_the_cookie_is_for_this_host_only(door):
    link = door.accounts.new_link("read", by="a test")
    client = door.client(base_url=f"https://{NAME}")
    answer = client.post("/login", data={"code": link}, headers={"origin": f"https://{NAME}"})
    cookie = answer.headers["set-cookie"]
    parts = {part.strip().lower() for part in cookie.split(";")}
    assert {"secure", "httponly", "samesite=lax", "path=/"} <= parts and "domain" not in cookie.lower()
    assert cookie.startswith("__Host-sayso=")
    assert client.get("/claims").status_code == 200
    plain = cookie.split(";")[0].removeprefix("__Host-")
    assert door.client(base_url=f"https://{NAME}", cookie=plain).get("/claims").status_code == 401


def test_a_session_that_somebody_else_set_is_not_taken_over(door):
    theirs = door.accounts.new_session("read", "the attacker's")
    client = door.client(cookie=f"sayso={theirs}")
    link = door.accounts.new_link("admin", by="a test")
    mine = client.post("/login", data={"code": link}, headers=ORIGIN).headers["set-cookie"]
    assert theirs not in mine
    assert door.accounts.caller(theirs, "session") is None


def test_logging_out_ends_the_session(door):
    browser = door.browser("read")
    assert browser.get("/claims").status_code == 200
    left = browser.post("/logout")
    assert (left.status_code, left.headers["location"]) == (303, "/login")
    assert "max-age=0" in left.headers["set-cookie"].lower()
    assert browser.get("/claims").status_code == 401


@pytest.mark.parametrize(
    "address",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example",
        "\\\\evil.example",
        "/\t/evil.example",
        "/\n/evil.example",
        "javascript:alert(1)",
        "evil.example",
        "",
        "/" + "x" * 3_000,
        " //evil.example",
        "/ü",
    ],
)
def test_nobody_is_led_elsewhere_after_logging_in(door, address):
    assert own(address) == "/"
    link = door.accounts.new_link("read", by="a test")
    answer = door.client().post("/login", data={"code": link, "next": address}, headers=ORIGIN)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")


def test_the_frame_tells_who_is_there_and_what_they_may(door):
    reader = html.fromstring(door.browser("read").get("/").text)
    assert reader.xpath("string(//div[@class='caller']//bdi)") == "read"
    assert not reader.xpath("//a[@href='/add' or @href='/audit']")
    admin = html.fromstring(door.browser("admin").get("/").text)
    assert admin.xpath("//a[@href='/audit']") and admin.xpath("//a[@href='/add']")


def test_readers_are_shown_nothing_that_they_may_not_do(door):
    page = door.store.pages().rows[0].page
    door.store.save_search("Denials", "/claims?act=deny")
    door.store.mark(page, "c1", "source", "a note")

    def forms(name: str) -> set[str]:
        browser, found = door.browser(name), set()
        for path in ("/", "/claims", f"/read/{page}", "/claims?search=nothing-has-this"):
            answer = browser.get(path)
            assert answer.status_code == 200
            found |= {
                form.get("action") for form in html.fromstring(answer.text).xpath("//form[@method='post']")
            }
        return found

    assert forms("read") == {"/logout"}
    assert "a note" in door.browser("read").get(f"/read/{page}").text
    assert forms("write") == {
        "/logout",
        "/searches",
        "/searches/1",
        f"/read/{page}/marks",
        f"/read/{page}/marks/1",
    }


def test_the_audit_log_is_read_in_parts(door):
    for number in range(120):
        door.accounts.add(f"user {number}", Role.READ, by="a test")
    browser = door.browser("admin")
    first = browser.get("/audit.json").json()
    rest = browser.get(f"/audit.json?before={first['older']}").json()
    numbers = [row["number"] for row in (*first["rows"], *rest["rows"])]
    assert numbers == sorted(numbers, reverse=True) and rest["older"] is None
    assert len(numbers) == len(set(numbers)) == len(door.accounts.entries(1_000))
    page = html.fromstring(browser.get("/audit").text)
    assert len(page.xpath("//tbody/tr")) == 100
    assert browser.get("/audit?before=x").status_code == 400
    assert browser.get(f"/audit?before={1 << 70}").status_code == 400


def test_hostile_words_in_the_audit_log_are_inert(door):
    browser = door.browser("write")
    browser.post(
        "/searches", data={"name": "<script>", "address": '/claims?by="><img src=x onerror=alert(1)>'}
    )
    answer = door.browser("admin").get("/audit")
    page = html.fromstring(answer.text)
    assert not page.xpath("//img") and "onerror" in page.xpath("string(//tbody)")
