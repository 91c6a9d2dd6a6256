from __future__ import annotations

import pytest

from sayso.errors import StoreError
from sayso.views.desk.stories import in_order, newest_day, stories_of, story_cards, story_with
from tests.views.desk.pictures import crisis


@pytest.fixture(scope="module")
def found():
    return crisis()


def test_copies_are_folded_and_voices_counted(found):
    [moving, _] = story_cards(found)
    assert (moving.row.pages, moving.row.reports, moving.row.sources, moving.row.disputes) == (3, 2, 2, 1)
    assert set(moving.row.outlets) == {"Daily", "Courier", "Mirror"}


def test_what_moves_comes_first_and_says_how(found):
    names = [card.row.name for card in story_cards(found)]
    assert names == ["Missiles", "Another thing"]
    assert [(card.row.lately, card.row.before) for card in story_cards(found)] == [(2, 0), (0, 0)]
    days = story_cards(found)[0].days
    assert days[-3:] == (1, 0, 1) and sum(days) == 2


def test_stories_stand_in_the_order_that_is_asked_for(found):
    cards = story_cards(found)
    assert [card.row.name for card in in_order(cards, "size")] == ["Missiles", "Another thing"]
    assert [card.row.name for card in in_order(cards, words="cuba")] == ["Missiles"]
    assert in_order(cards, words="nobody") == ()
    with pytest.raises(StoreError, match="movement, time, size"):
        in_order(cards, "colour")


def test_the_rest_is_one_step_away(found):
    cards = story_cards(found) * 40
    page = stories_of(cards, "time", "a b", 0, newest_day(found.reports), 0)
    assert len(page.cards) == 50 and page.next == "/stories?order=time&search=a+b&start=50"
    assert stories_of(cards, "time", "", 50, None, 0).next is None


def test_a_story_is_found_by_any_of_its_pages(found):
    assert {
        story_with(found.reports, found.stories, page).id for page in ("accused", "copied", "denied")
    } == {"accused"}
    with pytest.raises(StoreError, match="no story"):
        story_with(found.reports, found.stories, "nowhere")
