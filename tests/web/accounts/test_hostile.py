"""Requests that try to come in by another way."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient
from starlette.datastructures import Headers
from starlette.websockets import WebSocketDisconnect

from sayso.accounts import Role
from sayso.web.accounts.limits import STRANGERS
from sayso.web.accounts.origins import is_foreign
from sayso.web.accounts.showing import session_of, shown_by
from sayso.web.forwarding import network_of
from tests.web.accounts.conftest import DAY, HOST, NAME

OWN = {"host": NAME}


@pytest.mark.parametrize("name", ["token", "access_token", "api_key", "ACCESS_TOKEN"])
def test_a_token_in_the_address_is_refused_even_if_it_holds(door, name):
    token = door.accounts.new_token("admin", Role.ADMIN, DAY, by="a test")
    assert door.client().get("/claims.json", params={name: token}).status_code == 400
    good = door.program("admin", Role.ADMIN)
    assert good.get("/claims.json").status_code == 200
    answer = good.get("/claims.json", params={name: "x"})
    assert answer.status_code == 400 and "Revoke" in answer.json()["message"]
    assert good.get("/claims.json", params={"by": f"see {token}"}).status_code == 400


@pytest.mark.parametrize(
    "authorization",
    [
        "",
        "Bearer",
        "Bearer ",
        "Basic YWRtaW46YWRtaW4=",
        "Bearer a b",
        "Bearer \xff",
        "Bearer " + "x" * 30_000,
    ],
)
def test_a_header_that_is_no_token_does_not_fall_back_to_the_session(door, authorization):
    browser = door.browser("admin")
    answer = browser.get("/claims.json", headers={"authorization": authorization.encode("latin-1")})
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"].startswith("Bearer")


def test_two_tokens_are_none(door):
    token = door.accounts.new_token("admin", Role.ADMIN, DAY, by="a test")
    twice = [("authorization", f"Bearer {token}"), ("authorization", f"Bearer {token}")]
    assert door.client().get("/claims.json", headers=twice).status_code == 401


def test_a_huge_cookie_is_refused(door):
    session = door.accounts.new_session("admin", "in a test")
    answer = door.client().get("/claims.json", headers={"cookie": f"a={'x' * 9_000}; sayso={session}"})
    assert answer.status_code == 431


@pytest.mark.parametrize(
    "cookie", ["sayso", "sayso=", "=sayso", ";;;", "sayso=\x00", "sayso=\xff", "sayso=x; sayso=y"]
)
def test_odd_cookies_let_nobody_in(door, cookie):
    assert door.client().get("/claims.json", headers={"cookie": cookie.encode("latin-1")}).status_code == 401


def test_a_second_cookie_of_that_name_spoils_both():
    assert session_of(Headers({"cookie": "a=1; sayso=mine"}), "http") == "mine"
    assert session_of(Headers({"cookie": "sayso=mine; sayso=theirs"}), "http") == ""
    assert session_of(Headers({"cookie": "sayso=mine"}), "https") == ""


def test_a_dead_session_is_forgotten_by_the_browser(door):
    answer = door.removed().get("/claims", headers={"accept": "text/html"})
    assert answer.status_code == 303 and "max-age=0" in answer.headers["set-cookie"].lower()


@pytest.mark.parametrize(
    ("method", "scheme", "headers", "foreign"),
    [
        ("GET", "http", {}, False),
        ("GET", "http", {"sec-fetch-site": "none"}, False),
        ("GET", "http", {"sec-fetch-site": "same-origin"}, False),
        ("GET", "http", {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate"}, False),
        ("GET", "http", {"sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors"}, True),
        (
            "GET",
            "http",
            {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "iframe"},
            True,
        ),
        ("GET", "http", {"sec-fetch-site": "same-site", "sec-fetch-mode": "cors"}, True),
        ("GET", "http", {"origin": "https://evil.example"}, True),
        ("POST", "http", {}, True),
        ("POST", "http", {"sec-fetch-site": "none"}, True),
        ("POST", "http", {"sec-fetch-site": "same-origin"}, False),
        ("POST", "http", {"sec-fetch-site": "same-site"}, True),
        ("POST", "http", {"origin": f"http://{NAME}"}, False),
        ("POST", "http", {"origin": f"https://{NAME}"}, False),
        ("POST", "https", {"origin": f"https://{NAME}"}, False),
        ("POST", "https", {"origin": f"http://{NAME}"}, True),
        ("POST", "http", {"origin": "null"}, True),
        ("POST", "http", {"origin": f"http://{NAME}:81"}, True),
        ("POST", "http", {"origin": f"http://{NAME}.evil.example"}, True),
        ("POST", "http", {"origin": f"http://evil.example@{NAME}"}, True),
        ("POST", "http", {"origin": "http://["}, True),
        ("DELETE", "http", {"origin": "http://evil.example", "sec-fetch-site": "same-origin"}, True),
    ],
)
def test_who_sent_a_request_that_bears_a_session(method, scheme, headers, foreign):
    assert is_foreign(method, scheme, Headers(OWN | headers)) is foreign


@pytest.mark.parametrize(
    "host", [f"{NAME}/static/x?", "127.0.0.1/static/", f"{NAME}#", f"{NAME}\\@x", f"x@{NAME}"]
)
def test_a_host_does_not_bend_the_path(door, host):
    answer = door.client().get("/claims.json", headers={"host": host})
    assert answer.status_code == 403


@pytest.mark.parametrize(
    "path",
    [
        "/static/../claims.json",
        "/static/%2e%2e/claims.json",
        "//claims.json",
        "/claims.json/",
        "/CLAIMS.json",
        "/login/../claims.json",
        "/claims.json%00",
        "/claims.json%0a",
        "/login/%2e%2e%2fclaims.json",
        "/static/..%2fclaims.json",
        "/%63laims.json",
        "/login%2f..%2fclaims.json",
        "/static/%2e%2e%2fclaims.json",
    ],
)
def test_no_writing_of_a_path_goes_past_the_door(door, path):
    answer = door.client().get(path)
    assert answer.status_code in (400, 401, 404, 410)
    assert "rows" not in answer.text and "ankara" not in answer.text.lower()


def test_names_of_methods_that_override_are_nothing(door):
    answer = door.browser("read").post("/claims", headers={"x-http-method-override": "GET"})
    assert answer.status_code == 405


def test_websockets_stay_shut(door):
    with pytest.raises(WebSocketDisconnect), TestClient(door.client().app).websocket_connect("/claims"):
        pass


def test_what_the_desk_tells_stays_out_of_shared_caches(door):
    browser = door.browser("read")
    for path in ("/claims", "/claims.json", "/claims.csv", "/claims.parquet"):
        answer = browser.get(path)
        assert "private" in answer.headers["cache-control"] or "no-store" in answer.headers["cache-control"]
        assert "Cookie" in answer.headers["vary"]


def test_a_name_in_the_login_link_of_somebody_is_not_told_to_guesses(door):
    assert door.client().get("/login/write").status_code == 410
    assert "write" not in door.client().get("/login/write").text


def test_where_nothing_is_shown_nobody_is_known():
    assert shown_by(Headers({}), "http", "a=b").kind is None


def test_forwarded_headers_are_not_believed(door):
    link = door.accounts.new_link("read", by="a test")
    headers = {"x-forwarded-proto": "https", "x-forwarded-host": "evil.example", "origin": HOST}
    answer = door.client().post("/login", data={"code": link}, headers=headers)
    assert answer.status_code == 303 and "secure" not in answer.headers["set-cookie"].lower()


def test_behind_a_named_proxy_the_cookie_is_for_tls_and_the_host_is_the_one_asked_for(door):
    door.proxies = (network_of("10.0.0.7"),)
    link = door.accounts.new_link("read", by="a test")
    told = {"x-forwarded-proto": "https", "x-forwarded-host": NAME, "origin": f"https://{NAME}"}
    client = TestClient(door.app, base_url="http://inside", client=("10.0.0.7", 1), follow_redirects=False)
    answer = client.post("/login", data={"code": link}, headers=told)
    assert answer.status_code == 303 and answer.headers["set-cookie"].startswith("__Host-sayso=")
    forged = client.post("/login", data={"code": link}, headers=told | {"x-forwarded-host": "evil.example"})
    assert forged.status_code == 403
    other = TestClient(door.app, base_url="http://inside", client=("10.0.0.8", 1), follow_redirects=False)
    assert other.post("/login", data={"code": link}, headers=told).status_code == 403


def test_behind_a_proxy_senders_are_counted_apart(door):
    door.proxies = (network_of("10.0.0.7"),)
    client = TestClient(door.app, base_url=HOST, client=("10.0.0.7", 1), follow_redirects=False)

    def statuses(sender: str) -> list[int]:
        headers = {"x-forwarded-for": f"1.2.3.4, {sender}"}
        return [client.get("/claims", headers=headers).status_code for _ in range(STRANGERS.at_once + 1)]

    assert statuses("192.0.2.1")[-1] == 429
    assert statuses("192.0.2.2")[0] == 401


@pytest.mark.parametrize("accept", ["text/html", "application/json"])
def test_a_stranger_with_a_long_address_is_told_in_short_headers(door, accept):
    """The way back, quoted twice, was a header longer than clients take."""
    answer = door.client().get("/api/v1/stories", params={"after": "é" * 9_000}, headers={"accept": accept})
    assert answer.status_code in (303, 401)
    assert max(len(value) for value in answer.headers.values()) < 8_000
    near = door.client().get("/claims?by=Kim", headers={"accept": "text/html"})
    assert near.headers["location"] == "/login?next=/claims%3Fby%3DKim"
