"""Country and sector of phrases, and the cast of a page."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.entities import describe_phrase, who_is_who
from sayso.lexicons.actors import ActorTables, load_actors
from sayso.syntax import entity_at
from sayso.types import Article, Attribution, Sentences, Spans

TABLES = load_actors()


def codes(phrase: str, context: str | None = None, date: str | None = None) -> tuple[str | None, str | None]:
    said = describe_phrase(phrase, context, date, TABLES)
    return said.country, said.sector


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("Russian foreign intelligence chief", ("RUS", "SPY")),
        ("the head of Russia’s Foreign Intelligence Service", ("RUS", "SPY")),
        ("US ambassador to Russia", ("USA", "GOV")),
        ("pro-Russian separatists in Ukraine", ("UKR", "REB")),
        ("Turkish-backed rebels in Syria", ("SYR", "REB")),
        ("ousted Tunisian president", ("TUN", "ELI")),
        ("the president's wife", (None, "ELI")),
        ("Trump's lawyer", ("USA", "CVL")),
        ("two Americans", ("USA", "CVL")),
        ("gunmen", (None, "UAF")),
        ("Latin American diplomat", (None, "GOV")),
        ("Central American and Mexican ministers", (None, "GOV")),
        ("Latin Americans", (None, "CVL")),
        ("a South-East Asian envoy", (None, "GOV")),
        ("West African troops", (None, "MIL")),
        ("South African police", ("ZAF", "COP")),
        ("North Korean soldiers", ("PRK", "MIL")),
        ("East German leader", ("DEU", "GOV")),
        ("Papua New Guinean minister", ("PNG", "GOV")),
        ("New South Wales premier", ("AUS", "GOV")),
        ("governor of American Samoa", ("USA", "GOV")),
        ("Native American activists", ("USA", "CVL")),
        ("Cuban American senator", ("USA", "LEG")),
    ],
)
def test_office_words_and_demonyms_compose(phrase: str, expected: tuple[str | None, str | None]) -> None:
    assert codes(phrase) == expected


@pytest.mark.parametrize(
    ("name", "date", "sector"),
    [
        ("President Obama", "2012-06-01", "GOV"),
        ("President Obama", "2020-06-01", "ELI"),
        ("Donald Trump", "2023-01-01", "ELI"),
        ("Donald Trump", "2025-06-01", "GOV"),
        ("Mike Pompeo", "2017-06-01", "SPY"),
        ("Mike Pompeo", "2019-06-01", "GOV"),
    ],
)
def test_an_office_counts_on_the_day(name: str, date: str, sector: str) -> None:
    assert codes(name, date=date) == ("USA", sector)


@pytest.mark.parametrize(
    ("name", "context", "country"),
    [
        ("Georgia", None, None),
        ("Georgia", "Tbilisi said that Russia had crossed the line.", "GEO"),
        ("Georgia", "The Republican governor spoke in Atlanta.", "USA"),
        ("Jordan", "Jordan scored 40 points for the Bulls.", None),
        ("Jordan", "Jordan closed its border with Syria.", "JOR"),
        ("Turkey", "Turkey is roasted slowly for the Thanksgiving dinner.", None),
        ("turkey", "The turkey was in the oven.", None),
    ],
)
def test_an_ambiguous_name_is_settled_by_its_context_or_not_at_all(
    name: str, context: str | None, country: str | None
) -> None:
    assert codes(name, context)[0] == country


@pytest.mark.parametrize(
    ("phrase", "date", "name"),
    [
        ("President Trump", "2025-06-01", "Donald Trump"),
        ("President Bush", "2005-05-05", "George W. Bush"),
        ("President Bush", "1990-05-05", "George H.W. Bush"),
        ("President Bush", None, None),
        ("President Kennedy", "1962-05-05", "John F. Kennedy"),
        ("Premier Khrushchev", "1962-05-05", "Nikita Khrushchev"),
        ("Trump", "1962-05-05", None),
        ("Attorney General Robert Kennedy", "1962-05-05", "Robert F. Kennedy"),
    ],
)
def test_a_surname_means_who_held_the_office_on_the_day(
    phrase: str, date: str | None, name: str | None
) -> None:
    assert describe_phrase(phrase, None, date, TABLES).name == name


@given(st.text(max_size=80))
@settings(max_examples=100, deadline=None)
def test_any_phrase_in_any_script_is_described_the_same_way_twice(phrase: str) -> None:
    assert describe_phrase(phrase, None, None, TABLES) == describe_phrase(phrase, None, None, TABLES)


def attribution(source: Spans) -> Attribution:
    return Attribution(
        "c1", ((0, 1),), (), source, (), (), "indirect", "assert", (), None, None, 0, confidence=1.0
    )


def test_every_source_of_an_attribution_has_an_actor(
    parse_text: Callable[[str], Sentences], tables: ActorTables
) -> None:
    text = "The silence around the talks suggests that nothing was agreed."
    parsed, source = parse_text(text), ((0, 29),)
    cast = who_is_who(Article(id="x", text=text), parsed, (attribution(source),), tables)
    found = entity_at(cast, parsed, source)
    assert found is not None
    assert found.name.startswith("silence")


def test_mentions_lie_in_the_text_and_point_at_actors(
    parse_text: Callable[[str], Sentences], tables: ActorTables
) -> None:
    text = (
        'Путин и 习近平 met. U.S. and NATO officials, who said "no", left; she did not. Smith\'s dog barked.'
    )
    cast = who_is_who(Article(id="x", text=text), parse_text(text), (), tables)
    for mention in cast.mentions:
        assert 0 <= mention.actor < len(cast.actors)
        assert all(0 <= start < end <= len(text) for start, end in mention.spans)
    assert len({actor.id for actor in cast.actors}) == len(cast.actors)


@pytest.fixture
def tables() -> ActorTables:
    return TABLES


def test_a_surname_is_not_the_country_of_its_name() -> None:
    said = describe_phrase("Police Chief Chuck Jordan", None, None, load_actors())
    assert (said.country, said.sector) == (None, "COP")


@pytest.mark.parametrize(
    ("phrase", "country"),
    [
        ("US and Russian officials", None),
        ("Mark Cuban", None),
        ("the Green Party nominee", None),
        ("Cuban exiles", "CUB"),
    ],
)
def test_no_country_is_tossed_for(phrase: str, country: str | None) -> None:
    assert describe_phrase(phrase, None, None, load_actors()).country == country
