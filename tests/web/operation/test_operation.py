from __future__ import annotations

import json
import logging

import pytest
from fastapi.testclient import TestClient
from prometheus_client.parser import text_string_to_metric_families

from sayso.errors import PageError, UnreachableError
from sayso.store.migrating import HEAD
from sayso.web import create_app
from sayso.web.operation.logs import JsonLines
from tests.web.conftest import HOST, client_of


class NoReader:
    """A reader to whom no page is an article."""

    def read(self, _):
        raise PageError("No article was found.", "article")


def numbers(client: TestClient) -> dict[tuple[str, ...], float]:
    """What /metrics says, by name and labels."""
    families = text_string_to_metric_families(client.get("/metrics").text)
    samples = (sample for family in families for sample in family.samples)
    return {(sample.name, *sample.labels.values()): sample.value for sample in samples}


def test_a_desk_that_is_well_says_so_with_its_schema(store):
    answer = client_of(store).get("/healthz")
    assert answer.status_code == 200
    assert answer.json()["status"] == "ok"
    assert answer.json()["schema"] == HEAD


@pytest.mark.parametrize(
    ("schema", "told"),
    [(UnreachableError("The database went away."), "does not answer"), ("0099", "another schema")],
)
def test_a_desk_that_is_not_well_says_what_it_lacks(store, monkeypatch, schema, told):
    def found(_):
        if isinstance(schema, Exception):
            raise schema
        return schema

    monkeypatch.setattr("sayso.store.opened.Store.schema", found)
    answer = client_of(store).get("/healthz")
    assert answer.status_code == 503
    assert told in answer.json()["status"]


def test_requests_are_counted_by_route_and_not_by_address(store):
    client = client_of(store)
    for number in range(3):
        client.get(f"/api/v1/pages/nothing-{number}")
        client.get(f"/nothing/{number}")
    client.post("/searches", headers={"Origin": "http://evil.example"})
    found = numbers(client)
    assert found["sayso_requests_total", "GET", "/api/v1/pages/{page}", "404"] == 3
    assert found["sayso_requests_total", "GET", "none", "404"] == 3
    assert found["sayso_requests_total", "POST", "none", "403"] == 1
    assert found["sayso_request_seconds_count", "GET", "/api/v1/pages/{page}"] == 3
    assert not [key for key in found if "nothing" in str(key)]


def test_pages_that_were_read_are_counted_and_those_that_could_not_be(store, models, monkeypatch):
    monkeypatch.setattr("sayso.web.desk.load_models", lambda: models)
    client = TestClient(create_app(store, reader=NoReader()), base_url=HOST)
    client.post("/api/v1/read", json={"text": "Menu"})
    client.post("/add", data={"text": "The minister said on Monday that he would not go. " * 12})
    client.post("/add", data={"text": "Menu"})
    found = numbers(client)
    assert found["sayso_read_failures_total", "article"] == 2
    assert found["sayso_pages_read_total",] == 1


def test_two_desks_do_not_share_their_numbers(store):
    first, second = client_of(store), client_of(store)
    first.get("/claims")
    assert ("sayso_requests_total", "GET", "/claims", "200") not in numbers(second)


def test_a_line_of_the_log_is_an_object_without_what_was_asked_for(store, caplog):
    with caplog.at_level(logging.INFO, "sayso.web"):
        client_of(store).get("/claims", params={"search": "secret"})
    line = json.loads(JsonLines().format(caplog.records[-1]))
    assert line["logger"] == "sayso.web"
    assert (line["method"], line["route"], line["status"]) == ("GET", "/claims", 200)
    assert line["ms"] > 0
    assert "secret" not in json.dumps(line)


def test_a_trace_stays_in_one_line():
    try:
        raise ValueError("two\nlines")
    except ValueError as error:
        record = logging.LogRecord("x", logging.ERROR, "", 1, "broke\nhere", (), (type(error), error, None))
    line = JsonLines().format(record)
    assert "\n" not in line
    assert "ValueError: two\nlines" in json.loads(line)["trace"]
