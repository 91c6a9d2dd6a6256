"""Noun phrases, as parties are named by them."""

from collections.abc import Callable

import pytest

from sayso.events.phrases import noun_phrase
from sayso.types import Sentences


@pytest.mark.parametrize(
    ("text", "head", "phrase"),
    [
        ("Police closed the Chinese-run casinos.", "casinos", "the Chinese-run casinos"),
        ("Police arrested the minister Noh Jae-woong.", "woong", "Noh Jae-woong"),
        ("Police arrested the old (and tired) minister.", "minister", "minister"),
    ],
)
def test_a_phrase_goes_over_the_hyphens_within_its_words(
    parse_text: Callable[[str], Sentences], text: str, head: str, phrase: str
) -> None:
    parsed = parse_text(text)
    (number,) = (n for n, token in enumerate(parsed.tokens) if token.text == head)
    start, end = noun_phrase(parsed, number, over_hyphens=True)
    assert text[start:end] == phrase


def test_a_text_may_begin_with_a_mark(parse_text: Callable[[str], Sentences]) -> None:
    parsed = parse_text("-run casinos were closed.")
    for number, _ in enumerate(parsed.tokens):
        start, end = noun_phrase(parsed, number, over_hyphens=True)
        assert 0 <= start < end
