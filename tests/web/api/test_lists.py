from __future__ import annotations

from dataclasses import replace

import pytest

from bench.made_records import made
from sayso.store import Filter
from tests.web.api.conftest import client_of, plain

LISTS = ("claims", "events", "red-lines", "disputes", "actors", "outlets", "pages")


def walked(api, path, **query):
    """Every row of a list, some at a time, by the addresses in Link."""
    rows, answer = [], api.get(path, params=query)
    while True:
        assert answer.status_code == 200, answer.text
        rows += answer.json()["rows"]
        if "next" not in answer.links:
            assert answer.json()["next"] is None
            return rows
        answer = api.get(answer.links["next"]["url"].removeprefix("/api/v1"))


@pytest.mark.parametrize("path", LISTS)
def test_a_list_holds_what_the_store_holds_however_it_is_cut(api, many_store, path):
    whole = getattr(many_store, path.replace("-", "_"))(limit=10_000).rows
    assert walked(api, path, limit=7) == plain(whole)


def test_the_filter_is_that_of_the_store(api, many_store):
    asked = Filter(act="deny", between=("USA", "RUS"), since="2020", unnamed=False)
    found = api.get(
        "claims",
        params={"act": "deny", "between": "USA-RUS", "since": "2020", "unnamed": False, "limit": 1000},
    )
    assert found.json()["rows"] == plain(many_store.claims(asked, limit=1000).rows)
    assert api.get("counts", params={"country": "RUS"}).json() == plain(
        many_store.counts(Filter(country="RUS"))
    )


@pytest.mark.parametrize("path", ["claims", "actors", "outlets"])
def test_what_comes_meanwhile_moves_no_row_that_was_there(empty_store, path):
    api = client_of(empty_store)
    for number in range(20):
        empty_store.add(made(number))
    first = api.get(path, params={"limit": 3})
    empty_store.add(replace(made(99), article=replace(made(99).article, published=None)))
    second = api.get(first.links["next"]["url"].removeprefix("/api/v1"))
    assert second.json()["rows"] != []
    assert [row for row in second.json()["rows"] if row in first.json()["rows"]] == []


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ({"after": "x"}, "no cursor"),
        ({"after": "-" * 40}, "no cursor|another list"),
        ({"after": "é"}, "no cursor"),
        ({"country": "Russia"}, "code of a country"),
        ({"act": "shout"}, "There are: assert, confirm"),
        ({"since": "1963", "until": "1962"}, "Swap them"),
        ({"between": "USA"}, "two countries"),
        ({"search": "..."}, "no word"),
        ({"search": "a\0b"}, "NUL"),
        ({"limit": "many"}, "limit: "),
        ({"limit": 1_001}, "limit: "),
        ({"contry": "RUS"}, "contry: there is no such parameter"),
        ({"by": "x" * 501}, "by: "),
        ({"by": ["Kim", "Park"]}, "more than once"),
    ],
)
def test_a_question_that_makes_no_sense_is_told_in_one_shape(api, query, told):
    answer = api.get("claims", params=query)
    problem = answer.json()
    assert answer.status_code == problem["status"] == 400
    assert answer.headers["content-type"] == "application/problem+json"
    assert set(problem) == {"type", "title", "status", "detail", "instance", "errors"}
    assert any(part in problem["detail"] for part in told.split("|"))


def test_a_cursor_holds_for_its_list_and_filter_only(api):
    cursor = api.get("claims", params={"limit": 1}).json()["next"]
    assert api.get("claims", params={"after": cursor}).status_code == 200
    for path, query in (("events", {}), ("claims", {"act": "deny"})):
        answer = api.get(path, params={"after": cursor, **query})
        assert answer.status_code == 400
        assert "another list or filter" in answer.json()["detail"]


@pytest.mark.parametrize(
    "query", ["search=%ED%A0%80", "search=%FF%FE", "by=%00", "%00=1", "after=%80", "a[]=1&a[]=2"]
)
def test_bytes_that_are_no_text_are_no_error_of_the_server(api, query):
    assert api.get(f"claims?{query}").status_code == 400


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("nothing", 404),
        ("pages/nobody", 404),
        ("records/nobody", 404),
        ("claims?page=nobody", 404),
        ("a%0Ab", 404),
    ],
)
def test_what_is_not_there_is_told_in_the_same_shape(api, path, status):
    answer = api.get(path)
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    assert answer.json()["detail"].endswith(".")


def test_who_is_not_let_in_is_told_in_the_same_shape(api):
    answer = api.get("claims", headers={"Host": "evil.example"})
    assert (answer.status_code, answer.headers["content-type"]) == (403, "application/problem+json")


def test_a_method_that_is_not_taken_is_told_with_those_that_are(api):
    answer = api.delete("claims")
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET")
    assert "DELETE" in answer.json()["detail"]


def test_a_store_that_is_away_is_no_fault_of_the_client(store, tmp_path, monkeypatch):
    api = client_of(store)
    from sayso.errors import UnreachableError

    def away(*_, **__):
        raise UnreachableError("The database went away. Try again when it is back.")

    monkeypatch.setattr("sayso.store.opened.querying.listing", away)
    answer = api.get("claims")
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")


def test_what_has_not_changed_is_not_sent_again(store):
    api = client_of(store)
    first = api.get("claims")
    kept = {"If-None-Match": f'"other", {first.headers["etag"]}'}
    again = api.get("claims", headers=kept)
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", first.headers["etag"])
    assert api.get("claims", headers={"If-None-Match": '"other"'}).status_code == 200
    store.add(made(1))
    assert api.get("claims", headers=kept).status_code == 200
    assert client_of(store).get("pages", headers=kept).status_code == 200


def test_a_defect_gives_nothing_away(store, monkeypatch):
    monkeypatch.setattr("sayso.web.api.lists.answer_listing", lambda *_: 1 / 0)
    answer = client_of(store).get("claims")
    assert answer.status_code == 500
    assert "ZeroDivision" not in answer.text
    assert "defect" in answer.json()["detail"]
