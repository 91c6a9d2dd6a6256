"""What becomes of records that are added, again, edited, read anew, deleted."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bench.made_records import made
from sayso.errors import StoreError
from sayso.store import Filter
from sayso.store.stored import unpacked
from sayso.types import Article, Record
from tests.views.samples import ankara, bare, hostile


def test_a_record_comes_back_as_it_was_added(store):
    record = ankara()
    assert store.add(record).outcome == "new"
    assert store.record("ankara") == record
    assert store.counts().claims == len(record.claims)
    assert store.page("ankara").title == record.article.title


def test_the_same_page_twice_changes_nothing(store):
    first = store.add(ankara())
    before = store.page("ankara"), store.claims(), store.versions("ankara")
    again = store.add(ankara())
    assert (first.outcome, again.outcome, again.version) == ("new", "same", 1)
    assert (store.page("ankara"), store.claims(), store.versions("ankara")) == before


def test_an_edited_page_becomes_a_new_version(store):
    store.add(made(1))
    edited = store.add(made(1, edit=1))
    assert (edited.outcome, edited.version) == ("edited", 2)
    assert [version.number for version in store.versions(edited.page)] == [1, 2]
    assert store.record(edited.page) == made(1, edit=1)
    assert store.record(edited.page, version=1) == made(1)
    assert store.counts().claims == len(made(1).claims)
    assert {row.content for row in store.claims().rows} == contents(made(1, edit=1))


def test_the_same_words_read_by_other_models_take_the_place_of_the_old_reading(store):
    store.add(made(1))
    fresh = replace(made(1, models={"sayso": "0.2.0"}), claims=made(1).claims[:3])
    assert store.add(fresh).outcome == "refreshed"
    assert len(store.versions(fresh.article.id)) == 1
    assert store.record(fresh.article.id) == fresh
    assert store.counts().claims == 3


def test_a_deleted_page_is_in_no_list_and_leaves_a_tombstone(store):
    store.add(made(1))
    store.add(ankara())
    store.delete("ankara", "withdrawn by the outlet")
    assert {row.page for row in store.claims().rows} == {made(1).article.id}
    assert [row.page for row in store.pages().rows] == [made(1).article.id]
    assert store.claims(Filter(search="nuclear")).rows == ()
    assert store.page("ankara").deleted
    assert store.page("ankara").reason == "withdrawn by the outlet"
    assert store.add(ankara()).outcome == "deleted"
    assert store.record("ankara") == ankara()


def test_a_deleted_page_can_be_brought_back(store):
    store.add(ankara())
    before = store.claims(), store.events(), store.actors()
    store.delete("ankara")
    store.undelete("ankara")
    assert (store.claims(), store.events(), store.actors()) == before


def test_what_is_erased_leaves_no_word(store):
    store.add(made(1))
    store.add(ankara())
    store.mark("ankara", "c1", "source")
    store.delete("ankara", erase=True)
    assert store.marks() == ()
    assert store.page("ankara").title is None
    assert [version.erased for version in store.versions("ankara")] == [True]
    for gone in (lambda: store.record("ankara"), lambda: store.undelete("ankara")):
        with pytest.raises(StoreError, match="erased"):
            gone()
    assert store.record(made(1).article.id) == made(1)


@pytest.mark.parametrize("ask", ["record", "page", "versions", "delete", "undelete"])
def test_a_page_that_was_never_added_is_told(store, ask):
    with pytest.raises(StoreError, match="nowhere"):
        getattr(store, ask)("nowhere")


@pytest.mark.parametrize(
    "words", ["a\0b", "'; DROP TABLE pages; --", "%s %(x)s :x {x}", "\u202e", "𝕊aid 😀", "'\\"]
)
def test_hostile_words_come_back_as_they_are(store, words):
    record = hostile(words)
    store.add(record)
    assert store.record("x") == record
    assert store.claims().rows[0].content == words.replace("\0", "\ufffd")


def test_a_record_with_nothing_in_it_is_kept(store):
    assert store.add(bare("")).outcome == "new"
    assert store.record("bare") == bare("")


def test_half_a_character_is_refused_and_nothing_is_written(store):
    with pytest.raises(Exception, match="half a character"):
        store.add(Record(article=Article(id="half", text="\ud800")))
    assert store.pages().rows == ()


def contents(record: Record) -> set[str]:
    text = record.article.text
    return {" … ".join(text[start:end] for start, end in claim.content) for claim in record.claims}


def test_the_newest_pages_come_packed_and_what_is_known_without_bytes(store):
    list(store.add_many(made(number) for number in range(12)))
    store.delete(store.pages(limit=1).rows[0].page)
    edited = store.pages(limit=2).rows[1].page
    store.add(made(int(edited, 16), edit=1))
    found = store.newest(5)
    assert [one.page for one in found] == [row.page for row in store.pages(limit=5).rows]
    assert [unpacked(one.record) for one in found] == [store.record(one.page) for one in found]
    again = store.newest(5, {one.digest for one in found[1:]})
    assert again == (found[0], *(replace(one, record=None) for one in found[1:]))
