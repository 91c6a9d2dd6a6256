from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bench.made_records import made
from sayso.store import Filter, Store, open_store
from sayso.stories.copies import find_reports
from sayso.types import Record
from sayso.views.desk import network
from sayso.views.desk.address import Address
from sayso.views.desk.network import copies_of, network_of
from sayso.views.desk.places import places_of
from tests.views.samples import ankara

HERE = Address("/chain")


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder: Path = tmp_path_factory.mktemp("network")
    with open_store(f"sqlite:///{folder}/full.db") as store:
        store.add(ankara())
        for number in range(10):
            store.add(made(number))
        yield store


def test_every_claim_of_a_page_is_in_one_chain(full):
    record = ankara()
    view = network_of(full, Address("/chain", Filter(page=record.article.id)))
    assert sum(told.claims for told in view.told) == view.claims == len(record.claims)
    passed_on = next(claim for claim in record.claims if claim.via)
    names = [entity.name for entity in passed_on.via]
    assert any([name for name, _ in told.names[1:-1]] == names for told in view.told)


def test_who_is_not_named_is_told_from_who_is(full):
    view = network_of(full, HERE)
    unnamed = full.claims(Filter(unnamed=True), limit=1_000).rows
    assert {teller.name for teller in view.tellers if not teller.named} <= {
        row.source or "nobody named" for row in unnamed
    }


def test_the_picture_holds_the_busiest_and_says_what_it_leaves_out(full, monkeypatch):
    monkeypatch.setattr(network, "MOST_WAYS", 3)
    view = network_of(full, HERE)
    assert view.left_out == len(view.told) - 3 > 0
    counts = [told.claims for told in view.told]
    assert counts == sorted(counts, reverse=True)
    ids = {teller.id for teller in view.tellers}
    assert all({way.start, way.end} <= ids for way in view.ways)


def test_what_flows_into_those_who_pass_on_flows_out(full):
    view = network_of(full, HERE)
    for teller in view.tellers:
        if teller.part == "passed on":
            comes = sum(way.claims for way in view.ways if way.end == teller.id)
            goes = sum(way.claims for way in view.ways if way.start == teller.id)
            assert comes == goes


def test_the_links_of_the_map_list_events_of_the_place(full):
    spots = places_of(full, Address("/events")).spots
    assert spots
    for spot in spots[:5]:
        assert spot.events <= full.counts(Filter(search=f'"{spot.name}"')).events


def test_what_several_outlets_print_as_one_text_came_along_one_way(full, tmp_path):
    with open_store(f"sqlite:///{tmp_path}/copies.db") as store:
        pages = [_carried(name) for name in "ab"]
        for record in pages:
            store.add(record)
        apart = network_of(store, HERE)
        reports = find_reports(pages)
        folded = network_of(store, HERE, copies_of(reports))
    claims = len(ankara().claims)
    assert sum(told.claims for told in apart.told) == 2 * claims
    assert sum(told.claims for told in folded.told) == claims
    [end] = [teller for teller in folded.tellers if teller.part == "one text"]
    assert {"Outlet a", "Outlet b"} == set(end.name.partition(": ")[2].split(", "))


def _carried(name: str) -> Record:
    record = ankara()
    return replace(record, article=replace(record.article, id=name, url=None, outlet=f"Outlet {name}"))
