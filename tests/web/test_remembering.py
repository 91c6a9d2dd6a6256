from __future__ import annotations

import pytest

from bench.made_records import made
from sayso.store import Filter, Kind, Store, open_store
from sayso.web.remembering import Remembering

ASKED = Filter(act="assert")


def answers(store: Store) -> tuple[object, ...]:
    return (
        store.counts(),
        store.counts(ASKED),
        store.facets(Kind.CLAIM, "act"),
        store.days(Kind.CLAIM, ASKED),
        store.places(),
        store.actors(limit=5),
        store.outlets(ASKED, limit=5),
    )


@pytest.mark.parametrize("change", ["add", "delete", "other process"])
def test_what_is_remembered_is_what_is_there_after_every_change(empty_store, tmp_path, change):
    remembering = Remembering(empty_store)
    empty_store.add(made(1))
    assert answers(remembering) == answers(remembering) == answers(empty_store)
    before = answers(empty_store)
    if change == "add":
        remembering.add(made(2))
    elif change == "delete":
        empty_store.delete(made(1).article.id)
    else:
        with open_store(f"sqlite:///{tmp_path}/empty.db") as other:
            other.add(made(3))
    assert answers(remembering) == answers(empty_store) != before


def test_nothing_is_counted_twice(empty_store, monkeypatch):
    empty_store.add(made(1))
    remembering = Remembering(empty_store)
    first = answers(remembering)
    monkeypatch.setattr(Remembering, "_read", lambda *_: pytest.fail("counted anew"))
    assert answers(remembering) == first
