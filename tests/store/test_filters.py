from __future__ import annotations

from datetime import date

import pytest

from sayso.errors import StoreError
from sayso.store import Filter
from sayso.store.keys import Kind, day_of, days, first_key, key_of, last_key
from sayso.store.words import folded, phrases


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("country", "Russia", "three letters"),
        ("between", ("USA", "usa"), "two countries"),
        ("between", ("USA", "R"), "three letters"),
        ("type", "KISS", "THREATEN"),
        ("status", "maybe", "planned"),
        ("act", "sing", "deny"),
        ("manner", "sung", "mixed"),
        ("since", "yesterday", "2022-11-14"),
        ("until", "2022-02-30", "not a date"),
        ("search", "  *,; ", "no word"),
        ("by", "", "no word"),
        ("outlet", "...", "no word"),
    ],
)
def test_a_filter_that_makes_no_sense_is_told(field, value, told):
    with pytest.raises(StoreError, match=told):
        Filter(**{field: value})


def test_an_interval_that_ends_before_it_begins_is_told():
    with pytest.raises(StoreError, match="Swap"):
        Filter(since="2022", until="2021-12-31")


@pytest.mark.parametrize(
    ("since", "until", "first", "last"),
    [
        ("2022", "2022", date(2022, 1, 1), date(2022, 12, 31)),
        ("2022-02", "2024-02", date(2022, 2, 1), date(2024, 2, 29)),
        ("2022-11-14", "2022-12", date(2022, 11, 14), date(2022, 12, 31)),
    ],
)
def test_a_month_or_year_runs_from_its_first_to_its_last_day(since, until, first, last):
    assert Filter(since=since, until=until).days() == (first.toordinal(), last.toordinal())


def test_keys_sort_by_day_then_page_then_kind():
    days_in_order = [day_of(day) for day in (None, "1914", "2022-11", "2022-11-14", "2022-11-15T08:00:00Z")]
    assert days_in_order == sorted(days_in_order)
    keys = [
        key_of(first_key(day, page), kind, 0) for day in days_in_order for page in (1, 2) for kind in Kind
    ]
    assert keys == sorted(set(keys))
    assert max(keys) < 2**63


def test_undated_pages_are_in_no_interval():
    undated = first_key(day_of(None), 1)
    assert not undated >= days(None, date(2022, 1, 1).toordinal())[0]
    assert days(None, None)[0] <= undated


def test_a_page_with_too_many_claims_is_told():
    with pytest.raises(StoreError, match="more than 32,768"):
        key_of(first_key(1, 1), Kind.CLAIM, 2**15)
    assert key_of(first_key(1, 1), Kind.DISPUTE, 2**15 - 1) <= last_key(first_key(1, 1))


def test_words_are_folded():
    assert folded("L'Élysée  SAID: “Ça_va”") == "l elysee said ca va"
    assert phrases('grain "Black Sea" threat*')[1].words == ("black", "sea")
    assert phrases("threat*")[0].prefix
