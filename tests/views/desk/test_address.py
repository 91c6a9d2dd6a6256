from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.errors import StoreError
from sayso.store import Filter
from sayso.views.desk.address import Address, address_of, filter_of, query_of, to_page

WORDS = st.none() | st.sampled_from(["Peskov", "a & b", "ünïcode?", "x=y#z"])
EITHER = st.none() | st.booleans()


@given(
    asked=st.builds(
        Filter,
        by=WORDS,
        outlet=WORDS,
        search=WORDS,
        between=st.none() | st.just(("USA", "RUS")),
        unnamed=EITHER,
        denied=EITHER,
        hedged=EITHER,
        passed=EITHER,
        since=st.none() | st.just("1962-10"),
    )
)
def test_a_filter_comes_back_from_its_query(asked):
    assert filter_of(query_of(asked)) == asked


def test_what_is_empty_or_not_known_narrows_nothing():
    assert filter_of({"by": "", "search": "  ", "focus": "c1", "utm_source": "x"}) == Filter()


@pytest.mark.parametrize("query", [{"denied": "true"}, {"between": "USA"}, {"between": "A-B-C"}])
def test_what_makes_no_sense_is_told(query):
    with pytest.raises(StoreError):
        filter_of(query)


def test_narrowing_begins_the_list_anew():
    address = address_of("/claims", {"act": "deny", "after": "77"})
    assert address.href() == "/claims?act=deny&after=77"
    assert address.narrowed(country="RUS").href() == "/claims?country=RUS&act=deny"
    assert address.twin("csv") == "/claims.csv?act=deny&after=77"


def test_the_first_page_has_a_twin():
    assert Address("/").twin("json") == "/today.json"


def test_ids_are_quoted():
    assert to_page("a/b?c", "c1") == "/read/a%2Fb%3Fc?focus=c1"
