"""Quotations in paragraphs of their own behind a colon. All made up."""

from __future__ import annotations

from collections.abc import Callable

from sayso.article import from_text
from sayso.attributions import find_attributions
from sayso.syntax import text_of
from sayso.types import Attribution, Sentences
from tests.attributions.test_chains import LEXICON, READER

Parse = Callable[[str], Sentences]


def read(text: str, parse_text: Parse) -> tuple[Attribution, ...]:
    return find_attributions(from_text(text, id="test"), parse_text(text), READER, LEXICON)


def test_a_quotation_over_paragraphs_belongs_to_who_introduced_it(parse_text: Parse) -> None:
    text = (
        "President Kova, who had come to Oslo by train, gave his answer in a statement:\n\n"
        '"We have kept to every word of the treaty.\n\n"We expect the same of our neighbours."\n\n'
        "The train left at noon."
    )
    claim = read(text, parse_text)[-1]
    assert "Kova" in text_of(text, claim.source)
    assert claim.manner == "direct"
    assert text_of(text, claim.content) == (
        '"We have kept to every word of the treaty. "We expect the same of our neighbours."'
    )


def test_a_quotation_behind_a_colon_has_the_subject_in_front_where_no_verb_of_saying_stands(
    parse_text: Parse,
) -> None:
    text = 'Then Mrs. Dale lost her temper:\n\n"Nobody in this house has read the bill."'
    claim = read(text, parse_text)[-1]
    assert text_of(text, claim.source) == "Mrs. Dale"
    assert text_of(text, claim.content) == '"Nobody in this house has read the bill."'


def test_an_agency_cites_an_official_in_front_of_a_colon(parse_text: Parse) -> None:
    text = (
        "According to a senior diplomat cited by The Associated Press:\n\n"
        "The diplomat, who was not authorized to speak publicly, said the two sides would meet again."
    )
    claim = next(one for one in read(text, parse_text) if "said" in text_of(text, one.cue))
    assert [text_of(text, via) for via in claim.via] == ["The Associated Press"]
