"""A selection: the records of what passes, narrowed to it and what it rests on."""

from __future__ import annotations

import pytest

from bench.made_records import made
from sayso.errors import StoreError
from sayso.store import Filter
from sayso.types import Record
from tests.views.samples import ankara


def only(store, **asked) -> Record:
    (record,) = store.selection(Filter(**asked))
    return record


def ids(things) -> list[str]:
    return [thing.id for thing in things]


def test_without_a_filter_every_record_comes_whole_newest_first(store):
    records = [ankara(), *map(made, range(55))]
    list(store.add_many(records))
    found = list(store.selection())
    assert [record.article.id for record in found] == [row.page for row in store.pages(limit=1_000).rows]
    assert {r.article.id: r for r in found} == {r.article.id: r for r in records}


def test_a_claim_brings_those_that_it_is_nested_in(store):
    store.add(ankara())
    record = only(store, by="Burns", act="warn")
    assert ids(record.claims) == ["c3", "c4"]


def test_an_event_brings_the_claims_that_report_it(store):
    store.add(ankara())
    record = only(store, status="negated")
    assert ids(record.events) == ["e4"]
    assert ids(record.claims) == ["c5"]


def test_a_dispute_brings_both_sides(store):
    store.add(ankara())
    record = only(store, by="Putin")
    assert ids(record.claims) == ["c7", "c8"]
    assert len(record.disputes) == 1
    assert record.article == ankara().article


ASKED = (
    Filter(country="RUS"),
    Filter(act="deny"),
    Filter(type="THREATEN", status="planned"),
    Filter(unnamed=True, since="2020-06", until="2022-06"),
    Filter(search="ba"),
    Filter(between=("USA", "RUS")),
)


def test_whatever_a_list_shows_is_in_the_selection_and_nothing_hangs_in_the_air(store):
    list(store.add_many(map(made, range(60))))
    for asked in ASKED:
        selection = {record.article.id: record for record in store.selection(asked)}
        shown = {
            (name, row.page, row.id)
            for name in ("claims", "events", "red_lines")
            for row in getattr(store, name)(asked, limit=5_000).rows
        }
        answered = {(row.page, row.claim, row.answer) for row in store.disputes(asked, limit=5_000).rows}
        assert all(id in ids(getattr(selection[page], name)) for name, page, id in shown), asked
        assert answered <= {(p, d.claim, d.answer) for p, r in selection.items() for d in r.disputes}, asked
        assert set(selection) == {page for _, page, _ in shown} | {page for page, _, _ in answered}, asked
        assert all(map(hangs_together, selection.values())), asked


def hangs_together(record: Record) -> bool:
    """Is everything that is named on the record there?"""
    told = {id for event in record.events for id in event.claims}
    within = {claim.within for claim in record.claims if claim.within}
    sides = {id for dispute in record.disputes for id in (dispute.claim, dispute.answer)}
    return told | within | sides <= set(ids(record.claims))


def test_pages_with_very_much_on_them_come_one_after_the_other(store, monkeypatch):
    monkeypatch.setattr("sayso.store.opened.RECORDS_AT_ONCE", 2)
    monkeypatch.setattr("sayso.store.selecting.OF_A_PAGE", 1)
    list(store.add_many(map(made, range(12))))
    few = [record.article.id for record in store.selection(Filter(manner="direct"))]
    monkeypatch.undo()
    assert few == [record.article.id for record in store.selection(Filter(manner="direct"))]
    assert len(few) > 6


def test_a_selection_is_narrower_than_the_page(store):
    store.add(made(15))
    whole, part = made(15), only(store, act=made(15).claims[0].act)
    assert 0 < len(part.claims) < len(whole.claims)
    assert len(part.entities) < len(whole.entities)
    named = {entity.name for claim in part.claims for entity in (claim.source, *claim.via) if entity}
    assert named <= {actor.name for actor in part.entities}


def test_a_page_that_was_edited_is_selected_as_it_is_now_and_a_deleted_one_not_at_all(store):
    store.add(made(1))
    store.add(made(1, edit=1))
    assert list(store.selection()) == [made(1, edit=1)]
    store.delete(made(1).article.id)
    assert list(store.selection()) == []


def test_what_makes_no_sense_is_told(store):
    with pytest.raises(StoreError, match="no page 'nowhere'"):
        list(store.selection(Filter(page="nowhere")))
