from __future__ import annotations

import pytest

from sayso.errors import StoreError
from sayso.store import Filter
from sayso.views.desk.address import Address
from sayso.views.desk.meetings import across_pages, across_row, met_across, narrowing
from tests.views.desk.pictures import SAID, crisis


@pytest.fixture(scope="module")
def found():
    return crisis()


def test_both_sides_have_day_outlets_words_and_chain(found):
    [meeting] = met_across(found, found.disputes)
    claim, answer = meeting.claim, meeting.answer
    assert (claim.source, claim.day, claim.act, claim.addressee) == (
        "Adlai Stevenson",
        "1962-10-23",
        "accuse",
        "Valerian Zorin",
    )
    assert set(claim.outlets) == {"Daily", "Courier"} and SAID in claim.words
    assert [link.part for link in answer.chain] == ["speaker", "page"]
    assert meeting.across and not meeting.reconciled


@pytest.mark.parametrize(
    ("asked", "passes"),
    [
        ({"by": "zorin"}, True),
        ({"by": "thant"}, False),
        ({"outlet": "mirror"}, True),
        ({"outlet": "gazette"}, False),
        ({"country": "usa"}, True),
        ({"country": "CHN"}, False),
        ({"since": "1962-10-25"}, True),
        ({"since": "1962-11"}, False),
        ({"until": "1962-10-23"}, True),
        ({"until": "1962-10-22"}, False),
        ({"search": "missiles cuba"}, True),
        ({"search": "turkey"}, False),
    ],
)
def test_either_side_lets_a_dispute_pass(found, asked, passes):
    assert len(across_pages(found, Filter(**asked))) == passes


def test_what_cannot_narrow_is_told():
    with pytest.raises(StoreError, match="Take it off"):
        narrowing(Address("/disputes/across", Filter(act="deny")))


def test_a_row_has_both_sides(found):
    row = across_row(found.disputes[0])
    assert (row.claim_page, row.answer_page, row.similarity) == ("accused", "denied", 1.5)
