"""Who said what, through the stage's public door. Sentences are made up."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.attributions import find_attributions
from sayso.attributions.quotations import quotations
from sayso.lexicons.reporting import load_reporting
from sayso.models.attribution_reader import load_attribution_reader
from sayso.syntax import text_of
from sayso.types import Article, Attribution, Sentences

Parse = Callable[[str], Sentences]
LEXICON = load_reporting()
READER = load_attribution_reader()


def read(text: str, parse_text: Parse) -> tuple[Attribution, ...]:
    return find_attributions(Article(id="test", text=text), parse_text(text), READER, LEXICON)


@pytest.mark.parametrize(
    ("text", "source", "content", "act"),
    [
        (
            "The minister said that the border would stay closed.",
            "The minister",
            "that the border would stay closed",
            "assert",
        ),
        ("According to the mayor, the bridge is safe.", "the mayor", "the bridge is safe", "assert"),
        ("France accused Mali of breaking the truce.", "France", "breaking the truce", "accuse"),
        (
            "The army confirmed that two soldiers had died.",
            "The army",
            "that two soldiers had died",
            "confirm",
        ),
    ],
)
def test_source_content_act(text: str, source: str, content: str, act: str, parse_text: Parse) -> None:
    claim = read(text, parse_text)[0]
    assert (text_of(text, claim.source), text_of(text, claim.content), claim.act) == (source, content, act)


def test_the_quoted_speaks_and_the_quoter_passes_on(parse_text: Parse) -> None:
    text = '"It was the initiative of the other side," TASS quoted Kremlin spokesman Ivan Petrov as saying.'
    claim = read(text, parse_text)[0]
    assert text_of(text, claim.source) == "Kremlin spokesman Ivan Petrov"
    assert [text_of(text, via) for via in claim.via] == ["TASS"]
    assert claim.manner == "direct"


def test_hearsay_has_no_source(parse_text: Parse) -> None:
    text = "The two generals are said to be planning a coup."
    claim = read(text, parse_text)[0]
    assert claim.source == ()
    assert "are said" in text_of(text, claim.hedges)


def test_a_quotation_over_paragraphs_is_found_and_a_slip_is_not() -> None:
    text = "“One.\n\n“Two.”\n\nA slip “ here.\n\nNothing."
    assert [text[start:end] for start, end in quotations(text)] == ["“One.", "“Two.”"]


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.text(alphabet='ab “”".:\nsaid', max_size=60))
def test_spans_lie_within_the_text(parse_text: Parse, text: str) -> None:
    for claim in read(text, parse_text):
        for start, end in (*claim.cue, *claim.source, *claim.content):
            assert 0 <= start < end <= len(text)


def test_two_apostrophes_are_quotation_marks(parse_text: Parse) -> None:
    text = "''The treaty is dead,'' Mr. Roth told the paper."
    assert read(text, parse_text)[0].manner == "direct"
