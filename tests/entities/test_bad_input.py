"""Names that mean two things, names in other scripts, dates that do not exist: settled or null, never a toss."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sayso.entities import describe_phrase, find_dates, find_places, who_is_who
from sayso.lexicons.actors import load_actors
from sayso.lexicons.dates import load_date_words
from sayso.lexicons.gazetteer import load_gazetteer
from sayso.types import Article, Published, Sentences

Parse = Callable[[str], Sentences]


@pytest.mark.parametrize(
    ("phrase", "context", "country"),
    [
        ("Georgia", "Georgia's parliament in Tbilisi voted.", "GEO"),
        ("Georgia", "The governor of Georgia spoke in Atlanta.", "USA"),
        ("Georgia", "Georgia said nothing.", None),
        ("Jordan", "Jordan scored 30 points for the Bulls.", None),
        ("Jordan", "Jordan's king spoke in Amman.", "JOR"),
        ("Turkey", "The turkey was roasted for Thanksgiving.", None),
        ("Turkey", "Turkey's foreign minister spoke in Ankara.", "TUR"),
    ],
)
def test_a_name_that_means_two_things(phrase: str, context: str, country: str | None) -> None:
    assert describe_phrase(phrase, context, None, load_actors()).country == country


@pytest.mark.parametrize("name", ["Владимир Путин", "習近平", "محمد", "🙂", "", "   ", "'s", "-", "ö" * 300])
def test_names_that_the_tables_cannot_read(name: str) -> None:
    said = describe_phrase(name, None, None, load_actors())
    assert (said.country, said.sector) == (None, None)


def test_a_page_in_another_script_has_a_cast(parse_text: Parse) -> None:
    text = "Президент Владимир Путин прибыл в Анкару. 習近平 spoke."
    cast = who_is_who(Article(id="x", text=text), parse_text(text), (), load_actors())
    assert all(actor.country is None for actor in cast.actors)


@pytest.mark.parametrize("date", ["Feb. 30", "June 31, 2022", "2022-13-45", "April 99"])
def test_a_date_that_does_not_exist_is_not_resolved(parse_text: Parse, date: str) -> None:
    text = f"The talks were held on {date} in Vienna."
    article = Article(id="x", text=text, published=Published("2022-11-14", "day", "given"))
    found = find_dates(article, parse_text(text), load_date_words("en"))
    assert all(mention.when.precision not in {"day", "second"} for mention in found)


def test_a_relative_date_needs_a_date_of_publication(parse_text: Parse) -> None:
    text = "The ministers met last Monday. They had met in May 2014, too."
    found = find_dates(Article(id="x", text=text), parse_text(text), load_date_words("en"))
    assert [(one.when.start, one.when.end) for one in found] == [(None, None), ("2014-05-01", "2014-05-31")]


def test_a_capital_that_is_only_a_place_does_not_act(parse_text: Parse) -> None:
    text = "The ministers met in Ankara on Monday."
    places = find_places(parse_text(text), load_gazetteer("en"))
    assert [(one.place.name, one.place.country) for one in places] == [("Ankara", "TUR")]
    assert describe_phrase("ministers in Ankara", None, None, load_actors()).sector == "GOV"


def test_two_people_with_one_surname_are_not_mixed(parse_text: Parse) -> None:
    text = "Peter Novak sued Karel Novak. Novak won."
    cast = who_is_who(Article(id="x", text=text), parse_text(text), (), load_actors())
    names = {actor.name: len(actor.mentions) for actor in cast.actors}
    assert names == {"Peter Novak": 1, "Karel Novak": 1, "Novak": 1}
