"""The table of who may do what, row by row, over the real app; and that no route is missing from it."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable
from pathlib import Path
from urllib.parse import quote_plus

import pytest
from fastapi.routing import iter_route_contexts
from fastapi.testclient import TestClient
from starlette.responses import PlainTextResponse
from starlette.routing import Mount

from sayso.accounts import Role
from sayso.web import create_app
from sayso.web.accounts import Opened
from sayso.web.accounts.rules import load_rules
from tests.web.accounts.conftest import HOST, NAME, Door

FORM = {"content-type": "application/x-www-form-urlencoded"}
# who sends it -> the client, and what is answered where they may not
SENDERS: dict[str, tuple[Callable[[Door], TestClient], int]] = {
    "stranger": (lambda door: door.client(), 401),
    "reader": (lambda door: door.browser("read"), 403),
    "writer": (lambda door: door.browser("write"), 403),
    "admin": (lambda door: door.browser("admin"), 403),
    "token": (lambda door: door.program("admin", Role.ADMIN), 403),
    "expired": (lambda door: door.expired("admin", Role.ADMIN), 401),
    "read-scope": (lambda door: door.program("admin", Role.READ), 403),
    "write-scope": (lambda door: door.program("admin", Role.WRITE), 403),
    "foreign-origin": (lambda door: door.browser("admin", origin="https://evil.example"), 403),
    "forged-host": (
        lambda door: door.browser("admin", host="evil.example", origin="http://evil.example"),
        403,
    ),
    "removed": (lambda door: door.removed(), 401),
}


def table() -> list[dict[str, str]]:
    path = Path(__file__).with_name("who_may_what.tsv")
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


TABLE = table()


@pytest.mark.parametrize("row", TABLE, ids=lambda row: f"{row['method']} {row['route']}")
def test_the_row_holds(door, row):
    page = door.store.pages().rows[0]
    path = row["example"].replace("PAGE", page.page).replace("NAME", quote_plus(page.outlet or ""))
    path = path.replace("SPEAKER", "William+Burns")
    for sender, (client, refused) in SENDERS.items():
        may = {"y": True, "n": False}[row[sender]]
        answer = client(door).request(row["method"], path, content=row["body"], headers=FORM)
        assert answer.status_code == (int(row["status"]) if may else refused), sender
        if not may:
            assert page.title not in answer.text, sender


def routes_of(routes: Iterable[object], prefix: str = "") -> Iterable[tuple[str, str]]:
    """Every route of an app, those of apps within it too, as (method, path)."""
    for context in iter_route_contexts(list(routes)):
        route = getattr(context, "original_route", context)
        if isinstance(route, Mount):
            inner = prefix + route.path
            yield from routes_of(route.routes, inner) if route.routes else [("GET", inner + "/{path:path}")]
            continue
        for method in context.methods or {"no method"}:
            yield method, prefix + context.path


def test_every_route_stands_in_both_tables_and_no_other(door):
    app = create_app(door.store, Opened(door.accounts))
    real = {(method, path) for method, path in routes_of(app.routes) if method != "HEAD"}
    assert {(rule.method, rule.path) for rule in load_rules().lines} == real
    assert {(row["method"], row["route"]) for row in TABLE} == real


def test_a_route_without_a_rule_is_shut_to_everybody(door):
    app = create_app(door.store, Opened(door.accounts, frozenset({NAME})))
    reached = []

    def secret(_):
        reached.append(1)
        return PlainTextResponse("secret")

    app.router.add_route("/new", secret, methods=["GET", "POST"])
    app.router.add_route("/claims", secret, methods=["DELETE"])
    with TestClient(app, base_url=HOST, follow_redirects=False) as client:
        session = door.accounts.new_session("admin", "in a test")
        known = {"cookie": f"sayso={session}", "origin": HOST}
        asked = [("GET", "/new", 404), ("POST", "/new", 404), ("DELETE", "/claims", 405)]
        for method, path, status in asked:
            assert client.request(method, path, headers=known).status_code == status
            assert client.request(method, path).status_code == 401
    assert not reached
    assert door.browser("admin").request("DELETE", "/claims").headers["allow"] == "GET"


def test_changes_leave_a_line_each_in_the_audit_log(door):
    door.store.mark(door.store.pages().rows[0].page, "c1", "source")
    browser, before = door.browser("write"), len(door.accounts.entries())
    for row in (row for row in TABLE if row["method"] == "POST" and row["status"] == "303"):
        path = row["example"].replace("PAGE", door.store.pages().rows[0].page)
        if row["route"] != "/logout":
            assert browser.post(path, content=row["body"], headers=FORM).status_code == 303
    lines = door.accounts.entries()[: len(door.accounts.entries()) - before]
    assert [(line.who, line.did) for line in reversed(lines)] == [
        ("write", "marked a reading as wrong"),
        ("write", "took a mark off"),
        ("write", "kept a search"),
        ("write", "dropped a search"),
    ]
    assert all(line.through.startswith("session ") for line in lines)
    assert lines[-1].what.startswith("/read/")


def test_what_was_refused_or_went_wrong_leaves_no_line(door):
    before = door.accounts.entries()[0].number
    door.browser("read").post("/searches", data={"name": "n", "address": "/claims"})
    door.browser("write").post("/searches", data={"name": "", "address": "/claims"})
    assert not [line for line in door.accounts.entries() if line.number > before and "search" in line.did]
    assert door.store.searches() == ()
