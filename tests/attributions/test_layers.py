"""Claims within claims, hearsay, denials: passages as pages of layered sources have them. All made up."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sayso.syntax import text_of
from sayso.types import Attribution, Sentences
from tests.attributions.test_chains import by_source, read

Parse = Callable[[str], Sentences]


def words(text: str, claim: Attribution) -> str:
    return text_of(text, claim.content)


def test_a_warning_reported_by_sources_reported_by_an_agency(parse_text: Parse) -> None:
    text = (
        'According to Al Arabiya, citing Western diplomats, "Kova reportedly warned Rezaei of the price that his'
        ' country would pay if it closed the strait."'
    )
    outer, inner = read(text, parse_text)
    assert text_of(text, outer.source) == "Western diplomats"
    assert "reportedly" in text_of(text, outer.hedges)
    assert (text_of(text, inner.source), text_of(text, inner.addressee)) == ("Kova", "Rezaei")
    assert (inner.act, inner.within) == ("warn", outer.id)
    assert words(text, inner) == "the price that his country would pay if it closed the strait"


def test_hearsay_runs_to_its_end(parse_text: Parse) -> None:
    text = (
        "The two ministers are said to not be talking about the border, but are looking for a way to free the"
        " sailors."
    )
    claim = read(text, parse_text)[0]
    assert claim.source == ()
    assert words(text, claim).endswith("to free the sailors")


def test_who_denied_explains(parse_text: Parse) -> None:
    text = (
        "Oslo and its allies have long accused President Orlov of hiding missiles while signing treaties -"
        " something which Orlov has denied, explaining his country had none left."
    )
    accusation = by_source(text, read(text, parse_text), "Oslo")
    denial = by_source(text, read(text, parse_text), "Orlov")
    assert (accusation.act, text_of(text, accusation.addressee)) == ("accuse", "President Orlov")
    assert words(text, accusation).startswith("hiding missiles while signing treaties")
    assert (denial.act, words(text, denial)) == ("deny", "his country had none left")


def test_a_participle_belongs_to_the_subject_beside_it(parse_text: Parse) -> None:
    text = (
        "Some voices in the cabinet have begun talking about a truce, but so far the generals have prevailed,"
        " arguing that the army must keep its momentum."
    )
    claim = next(one for one in read(text, parse_text) if "arguing" in text_of(text, one.cue))
    assert text_of(text, claim.source) == "the generals"


@pytest.mark.parametrize(
    "text",
    [
        "The two leaders met in Oslo to discuss the border.",
        "Asked about the report, the minister left the room.",
    ],
)
def test_what_attributes_nothing(text: str, parse_text: Parse) -> None:
    assert read(text, parse_text) == ()


@pytest.mark.parametrize(
    ("text", "act", "addressee"),
    [
        ("Axel Roth called on the senate to apologize for its remarks.", "request", "the senate"),
        ("Mrs. Dale called the vote a mistake.", "assert", ""),
        ("The moderator asked the candidates to answer the question.", "request", "the candidates"),
        ("Dale attacked Roth for his support of the war.", "criticize", "Roth"),
        ("The foreign secretary demanded that Moscow disclose the program.", "demand", "Moscow"),
        ("The minister denied to reporters that a warrant had been issued.", "deny", "reporters"),
        ("The party vowed to fight the ruling.", "promise", ""),
    ],
)
def test_act_and_addressee(text: str, act: str, addressee: str, parse_text: Parse) -> None:
    claim = read(text, parse_text)[0]
    assert (claim.act, text_of(text, claim.addressee)) == (act, addressee)


def test_a_month_is_no_hedge(parse_text: Parse) -> None:
    text = "The king said that elections might be held in May."
    assert text_of(text, read(text, parse_text)[0].hedges) == "might"
