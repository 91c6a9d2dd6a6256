"""Who passed it on, in pages of layered sources. Sentences are made up."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sayso.attributions import find_attributions
from sayso.lexicons.reporting import load_reporting
from sayso.models.attribution_reader import load_attribution_reader
from sayso.syntax import text_of
from sayso.types import Article, Attribution, Sentences

Parse = Callable[[str], Sentences]
LEXICON = load_reporting()
READER = load_attribution_reader()


def read(text: str, parse_text: Parse, outlet: str | None = None) -> tuple[Attribution, ...]:
    article = Article(id="test", text=text, outlet=outlet)
    return find_attributions(article, parse_text(text), READER, LEXICON)


def chain(text: str, claim: Attribution) -> list[str]:
    return [text_of(text, spans) for spans in claim.via]


def by_source(text: str, claims: tuple[Attribution, ...], source: str) -> Attribution:
    return next(claim for claim in claims if source in text_of(text, claim.source))


@pytest.mark.parametrize(
    ("text", "source", "via"),
    [
        ("The mayor told Reuters that the bridge was safe.", "The mayor", ["Reuters"]),
        (
            'Mayor Tim Barnes told MSNBC\'s "Hardball" that the park would close.',
            "Mayor Tim Barnes",
            ["MSNBC"],
        ),
        ('"It\'s a fake system," Barnes told Jake Hall of CNN this week.', "Barnes", ["CNN"]),
        ('"I think it\'s rigged," Barnes said this month on CNBC.', "Barnes", ["CNBC"]),
        ("Green said in a Fox News interview that he would not run again.", "Green", ["Fox News"]),
        ("During an interview on NPR's Morning Edition, Barnes said he would run.", "Barnes", ["NPR"]),
        ("In an interview with Lakeside Today, Barnes said he would run.", "Barnes", ["Lakeside Today"]),
        (
            "In comments published by the Kommersant daily, Sorokin said the army would withdraw.",
            "Sorokin",
            ["the Kommersant daily"],
        ),
        (
            "The fund has stopped lending, the World Bank said in an internal memo seen by Bloomberg.",
            "the World Bank",
            ["Bloomberg"],
        ),
        (
            'Asked about the strike by Le Figaro, President Jean Duval called it "a mistake."',
            "President Jean Duval",
            ["Le Figaro"],
        ),
        ("Speaking to Reuters, the governor warned that supplies were low.", "the governor", ["Reuters"]),
        (
            "The envoy told Iran's semi-official Mehr news agency that the ship was safe.",
            "The envoy",
            ["Iran's semi-official Mehr news agency"],
        ),
        (
            "The president said on state television that he would resign.",
            "The president",
            ["state television"],
        ),
        (
            "Her deputy, Karl Voss, was quoted by ORF as saying that the border would stay shut.",
            "Karl Voss",
            ["ORF"],
        ),
        (
            '"We will not pay," the German tabloid Bild quoted the minister as saying.',
            "the minister",
            ["the German tabloid Bild"],
        ),
        (
            "The bridge was hit twice, RIA reported, quoting the defence ministry.",
            "defence ministry",
            ["RIA"],
        ),
        (
            "Citing two U.S. officials, NBC News reported that the pilot had been rescued.",
            "two U.S. officials",
            ["NBC News"],
        ),
        (
            "According to the Northern Tribune, citing people briefed on the talks, the deal is dead.",
            "people briefed on the talks",
            ["the Northern Tribune"],
        ),
        (
            "Two officials, who spoke to Reuters on condition of anonymity, said the deal was close.",
            "Two officials",
            ["Reuters"],
        ),
    ],
)
def test_the_chain_from_the_speaker_outward(
    text: str, source: str, via: list[str], parse_text: Parse
) -> None:
    claim = by_source(text, read(text, parse_text), source)
    assert chain(text, claim) == via


@pytest.mark.parametrize(
    "text",
    [
        "She told reporters in Ankara that Turkey would not sign.",
        "The general said on Telegram that the road was open.",
        "The White House, citing the storm, said the trip was off.",
        "Mr. Hale, who works for CNN, said the vote was fair.",
        "Analysts said the bill would fail, citing the strength of the opposition.",
        "The mayor told a parliamentary committee that the bridge was safe.",
    ],
)
def test_what_is_no_chain(text: str, parse_text: Parse) -> None:
    assert read(text, parse_text)[0].via == ()


def test_an_outlet_that_reports_what_another_says_passes_it_on(parse_text: Parse) -> None:
    text = "Foreign Minister Paul Ives denied that his country was arming the rebels, Tanjug reported."
    outer, inner = read(text, parse_text)
    assert (text_of(text, outer.source), inner.within) == ("Tanjug", outer.id)
    assert (text_of(text, inner.source), chain(text, inner)) == ("Foreign Minister Paul Ives", ["Tanjug"])


def test_the_agency_of_the_dateline_comes_last_and_is_no_part_of_what_is_said(parse_text: Parse) -> None:
    text = "HARARE (Reuters) - The president has resigned, the speaker of parliament told the BBC on Tuesday."
    claim = by_source(text, read(text, parse_text), "the speaker")
    assert chain(text, claim) == ["the BBC", "Reuters"]
    assert text_of(text, claim.content) == "The president has resigned"


def test_the_pages_own_outlet_is_implied(parse_text: Parse) -> None:
    text = "The mayor told The Washington Post that the bridge was safe."
    assert read(text, parse_text, outlet="Washington Post")[0].via == ()


def test_who_was_named_with_an_agency_keeps_it_as_the_official(parse_text: Parse) -> None:
    text = (
        "A senior diplomat told Reuters that the talks had failed. The diplomat, who was not authorized to speak"
        " publicly, said both sides would go home."
    )
    first, second = read(text, parse_text)
    assert chain(text, first) == chain(text, second) == ["Reuters"]
    assert second.anonymity == "was not authorized to speak publicly"


def test_an_interviewer_may_be_the_last_word_of_a_page(parse_text: Parse) -> None:
    text = "In an old house, she said so in an interview with Trending Today"
    assert text_of(text, read(text, parse_text)[0].source) == "she"
