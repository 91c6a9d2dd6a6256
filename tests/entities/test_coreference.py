"""Who is meant by a short name, an appositive, a description, a pronoun."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sayso.entities import who_is_who
from sayso.entities.names import is_acronym, same_person
from sayso.lexicons.actors import load_actors
from sayso.syntax import entity_at
from sayso.types import Article, Entity, Published, Sentences

Meant = Callable[[str], Entity]


@pytest.fixture
def meant(parse_text: Callable[[str], Sentences]) -> Meant:
    """Who is meant by the words that stand between "[" and "]" in a text (the brackets are taken off)."""
    tables = load_actors()

    def look_up(marked: str) -> Entity:
        start, end = marked.index("["), marked.index("]") - 1
        text = marked.replace("[", "").replace("]", "")
        parsed = parse_text(text)
        article = Article(id="x", text=text, published=Published("2022-11-14", "day", "given"))
        found = entity_at(who_is_who(article, parsed, (), tables), parsed, ((start, end),))
        assert found is not None
        return found

    return look_up


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        ("CIA Director Anna Holt met reporters. [Holt] declined to comment.", "Anna Holt"),
        ("Sergey Malenkov arrived on Monday. [Sergei Malenkov] left on Tuesday.", "Sergey Malenkov"),
        ("Maria Lindqvist, the Swedish foreign minister, spoke. [She] warned Moscow.", "Maria Lindqvist"),
        (
            "President Biden and Xi Jinping met in Bali. [The two] discussed Ukraine.",
            "Joe Biden and Xi Jinping",
        ),
        ("Israel and Egypt signed a deal on Monday. [Both countries] need it.", "Israel and Egypt"),
        ("Russia fired on Poland on Monday. [The two countries] had been at peace.", "Russia and Poland"),
        ("Ministers of Armenia and Azerbaijan met. [Both sides] agreed to talk.", "Armenia and Azerbaijan"),
        ("Russia, Poland and Norway share a sea. [The two countries] fish there.", "two countries"),
        ("A White House official spoke to reporters. [The official] gave no name.", "White House official"),
        ("President [Putin] spoke.", "Vladimir Putin"),
        ("Anna Holt met Peter Ruud in Oslo. [He] said that the talks were useful.", "Peter Ruud"),
        ("Ukrainian forces took the town. [Ukrainian forces] lost a bridge.", "Ukrainian forces"),
    ],
)
def test_who_is_meant(meant: Meant, marked: str, name: str) -> None:
    assert meant(marked).name == name


@pytest.mark.parametrize(
    ("marked", "name", "country"),
    [
        ("The guests said that [Castro] had invited them.", "Xiomara Castro", "HND"),
        ("The guests said that [Aznar] had invited them.", "Aznar", None),
        ("Sheriff [Castro] arrested nobody.", "Sheriff Castro", None),
        ("The driver, Maria Castro, fled. Police said that [Castro] was hurt.", "Maria Castro", None),
    ],
)
def test_whom_the_page_does_not_introduce_heads_a_state_on_its_day(
    meant: Meant, marked: str, name: str, country: str | None
) -> None:
    found = meant(marked)
    assert (found.name, found.country) == (name, country)


def test_the_name_of_a_ship_is_nobody(parse_text: Callable[[str], Sentences]) -> None:
    text = (
        "The Navy stopped the Soviet tanker Bucharest. The destroyers John R. Pierce and Joseph Kennedy searched the "
        "freighter Marucla. Sailors left the Marucla at noon."
    )
    cast = who_is_who(Article(id="x", text=text), parse_text(text), (), load_actors())
    names = {actor.name for actor in cast.actors}
    assert "Soviet tanker" in names
    assert not names & {"Bucharest", "John R. Pierce", "Joseph Kennedy", "Marucla"}
    assert not {actor.country for actor in cast.actors} & {"ROU"}


def test_two_people_with_one_surname_stay_apart(meant: Meant) -> None:
    text = "Mr. John Carver and his wife, Mrs. Mary Carver, left. {}Carver{} spoke later."
    assert meant(text.format("[", "]")).name == "Carver"


def test_a_page_gives_role_country_and_sector_to_somebody_unknown(meant: Meant) -> None:
    found = meant("[Maria Lindqvist], the Swedish foreign minister, spoke.")
    assert (found.country, found.sector, found.kind) == ("SWE", "GOV", "person")
    assert found.role == "Swedish foreign minister"


def test_a_pronoun_that_nothing_settles_stays_unresolved(meant: Meant) -> None:
    found = meant("[She] said that nothing had been agreed.")
    assert (found.name, found.country, found.named) == ("She", None, False)


def test_the_object_of_a_verb_is_not_its_subject(meant: Meant) -> None:
    assert meant("Peter Ruud accused [him].").name == "him"


def test_spellings_of_one_name_and_of_two() -> None:
    assert same_person("Volodymyr Zelensky", "Volodymyr Zelenskyy")
    assert same_person("Sergey Lavrov", "Sergei Lavrov")
    assert same_person("John Carver", "Mary Carver") is None
    assert same_person("Burns", "Barnes") is None


def test_acronyms() -> None:
    assert is_acronym("SVR", "Foreign Intelligence Service") is False
    assert is_acronym("GCC", "Gulf Cooperation Council")


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        ("The World Grain Council met. [The council] cut its forecast.", "World Grain Council"),
        ("Gen. Thein Oo promised a vote. [The general] gave no date.", "Thein Oo"),
        ("Anna Berg spoke first. [Her] plan was new.", "Anna Berg"),
        ("A driver named Ion Lupu was held. [Lupu] denied the charge.", "Ion Lupu"),
    ],
)
def test_who_is_meant_by_more_than_the_nearest(meant: Meant, marked: str, name: str) -> None:
    assert meant(marked).name == name


def test_a_country_is_not_the_person_of_its_name(meant: Meant) -> None:
    text = "Jordan's king received the businessman Jordan Price. [Price] left early."
    assert meant(text).name == "Jordan Price"
