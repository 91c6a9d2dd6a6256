from __future__ import annotations

from dataclasses import replace

import msgspec

from sayso.types import Record
from tests.views.samples import ankara
from tests.web.api.conftest import client_of, plain


def edited() -> Record:
    record = ankara()
    return replace(record, article=replace(record.article, title="Talks in Ankara, again"))


def test_a_record_is_the_one_that_was_added(store):
    api, id = client_of(store), ankara().article.id
    assert api.get(f"records/{id}").json() == ankara().to_dict()
    store.add(edited())
    assert api.get(f"records/{id}").json()["article"]["title"] == "Talks in Ankara, again"
    assert api.get(f"records/{id}?version=1").json() == ankara().to_dict()
    assert api.get(f"records/{id}?version=3").status_code == 404
    assert api.get(f"records/{id}?version=0").status_code == 400


def test_versions_and_what_changed_between_them(store):
    store.add(edited())
    api, id = client_of(store), ankara().article.id
    assert [row["number"] for row in api.get(f"pages/{id}/versions").json()["rows"]] == [1, 2]
    assert api.get(f"pages/{id}/drift").json()["rows"] == plain(store.drift(id))


def test_of_a_deleted_page_only_the_tombstone_is_given(store):
    api, id = client_of(store), ankara().article.id
    store.delete(id, "withdrawn by its outlet")
    gone = api.get(f"records/{id}")
    assert gone.status_code == 410
    assert "withdrawn by its outlet" in gone.json()["detail"]
    assert api.get(f"pages/{id}").json()["deleted"]
    assert api.get("records").json() == {"rows": [], "next": None}


def test_records_are_listed_by_the_same_filter_and_streamed(api, many_store):
    rows = many_store.pages(limit=1_000).rows
    some = api.get("records", params={"limit": 2})
    assert [record["article"]["id"] for record in some.json()["rows"]] == [row.page for row in rows[:2]]
    following = api.get("records", params={"limit": 1, "after": some.json()["next"]}).json()["rows"]
    assert following[0]["article"]["id"] == rows[2].page
    lines = api.get("records/stream").text.splitlines()
    assert [msgspec.json.decode(line, type=Record) for line in lines] == [
        many_store.record(row.page) for row in rows
    ]
