"""Countries that one page leaves open and others tell."""

from __future__ import annotations

import pytest

from sayso.lexicons.actors import adjective_in, load_actors
from sayso.stories.parties import with_countries
from sayso.types import Actor, Entity, Record
from tests.stories.makers import claim, entity, event, record

TABLES = load_actors()
USA = entity("United States", "USA")


def person(name: str, country: str | None) -> Actor:
    return Actor("a1", ((0, 1),), name, "person", True, None, country, None, None, (), ((0, 1),))


def page(name: str, who: Entity, *cast: Actor) -> Record:
    text = "They said that talks went on for days."
    from dataclasses import replace

    told = claim(text, "that talks went on for days", who)
    return replace(record(name, "1962-10-22", text, events=(event(who, USA),), claims=(told,)), entities=cast)


def countries(*pages: Record) -> set[str | None]:
    found = with_countries({one.article.id: one for one in pages}, TABLES)["x"]
    return {found.events[0].actors[0].country, found.claims[0].source and found.claims[0].source.country}


def test_a_surname_gets_the_country_of_the_full_name_on_other_pages() -> None:
    other = page("y", USA, person("Valerian Zorin", "RUS"))
    assert countries(page("x", entity("Zorin")), other) == {"RUS"}


def test_people_of_one_surname_and_two_countries_stay_open() -> None:
    others = page("y", USA, person("Lyndon Johnson", "USA")), page("z", USA, person("Boris Johnson", "GBR"))
    assert countries(page("x", entity("Johnson")), *others) == {None}
    assert countries(page("x", entity("Boris Johnson")), *others) == {"GBR"}


def test_what_the_page_itself_says_stands() -> None:
    other = page("y", USA, person("Svetlana Alliluyeva", "RUS"))
    assert countries(page("x", entity("Svetlana Alliluyeva", "USA")), other) == {"USA"}


@pytest.mark.parametrize(
    ("phrase", "country"),
    [
        ("an American reconnaissance plane", "USA"),
        ("Soviet missile crews", "RUS"),
        ("critics of the Chinese government", None),
        ("Russian and American officials", None),
        ("Russian-backed rebels", None),
        ("a polish for shoes", None),
        ("a Latin American diplomat", None),
        ("North Korean gunners", "PRK"),
        ("the plane", None),
    ],
)
def test_an_adjective_tells_of_which_country_a_party_is(phrase: str, country: str | None) -> None:
    found = adjective_in(phrase, TABLES)
    assert (found.country if found else None) == country
