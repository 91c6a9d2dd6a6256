from __future__ import annotations

import pytest

from evaluation import matching as labelled
from sayso.stories.matching import SAME, SURE, Matcher


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    return labelled.matcher()


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("the inspectors will not be let in", "the inspectors will be let in"),
        ("Armenia had shelled villages in Azerbaijan", "Azerbaijan had shelled villages in Armenia"),
        ("the vote was legal", "the vote was illegal"),
    ],
)
def test_alike_words_that_part_are_not_the_same(matcher: Matcher, first: str, second: str) -> None:
    assert matcher.same(matcher.saying(first), matcher.saying(second)) == 0


def test_a_passive_turns_no_roles(matcher: Matcher) -> None:
    first = matcher.saying("Armenia had shelled villages in Azerbaijan")
    second = matcher.saying("villages in Azerbaijan had been shelled by Armenia")
    assert matcher.same(first, second) >= SAME


def test_a_denial_says_the_opposite_of_its_content(matcher: Matcher) -> None:
    said, denied = (matcher.saying("the ministry had paid the ransom", denied) for denied in (False, True))
    assert matcher.surely_same(said, said) >= SURE
    assert matcher.surely_same(said, denied) == 0
    assert matcher.contrary(said, denied) >= SURE
    assert matcher.contrary(said, said) == 0


def test_two_negations_cancel_each_other_and_some_are_none(matcher: Matcher) -> None:
    assert not matcher.saying("he did not deny the charge").negated
    assert not matcher.saying("the ship carried nothing but oil").negated
    assert matcher.saying("it wasn’t there").negated


def test_labelled_pairs_are_told_apart() -> None:
    assert labelled.score("test") >= 0.80
