from __future__ import annotations

import random
from pathlib import Path

import pytest

from sayso.errors import LexiconError
from sayso.stories.between import between
from sayso.stories.grading import Reliability, load_reliability
from sayso.stories.picture import picture_of
from sayso.stories.scores import load_scores
from sayso.stories.tension import Pair
from sayso.types import Record
from tests.stories.makers import claim, entity, event, filler, record

RUS, USA = entity("Russia", "RUS"), entity("United States", "USA")
BUILDS = "the Soviet Union was building missile bases in Cuba"
TITLE = "Missile bases in Cuba"


def page(name: str, day: str, before: str, content: str, source: object, **more: object) -> Record:
    text = f"{before} {content}. {TITLE}. {filler(name)}"
    told = (claim(text, content, source, **more),)  # type: ignore[arg-type]
    return record(name, day, text, outlet=f"Outlet {name}", title=TITLE, claims=told)


def accusation(name: str, source: object) -> Record:
    return page(name, "1962-10-22", "It was claimed that", BUILDS, source, act="accuse", addressee=RUS)


def denial(source: object) -> Record:
    return page("no", "1962-10-23", "He denied that", BUILDS, source, act="deny")


def test_one_speaker_in_three_outlets_is_one_source() -> None:
    kennedy = entity("John Kennedy", "USA")
    found = picture_of([accusation(name, kennedy) for name in "abc"]).claims
    assert [(len(one.tellings), one.origins) for one in found] == [(3, ("name:john kennedy",))]
    assert found[0].grade.credibility == 3
    assert "3 outlets, 1 independent source" in found[0].grade.reasons[0]


def test_officials_who_cannot_be_told_apart_are_one_source_that_cannot_be_judged() -> None:
    officials = [accusation(name, entity(f"official {name}", "USA", named=False)) for name in "abc"]
    (found,) = picture_of(officials).claims
    assert found.grade.credibility == 6
    assert "1 independent source, 1 of them unnamed" in found.grade.reasons[0]


def test_independent_sources_raise_and_denials_lower_the_credibility() -> None:
    speakers = [entity("John Kennedy", "USA"), entity("Kenneth Keating"), entity("Harold Macmillan", "GBR")]
    pages = [accusation(name, speaker) for name, speaker in zip("abc", speakers, strict=True)]
    credibility = [picture_of(pages[:number]).claims[0].grade.credibility for number in (1, 2, 3)]
    assert credibility == [3, 2, 1]
    denied = picture_of([pages[0], denial(entity("Valerian Zorin", "RUS"))]).claims
    told = next(one for one in denied if one.tellings[0].act == "accuse")
    assert (told.grade.credibility, len(told.denials)) == (4, 1)
    assert "denied by Valerian Zorin" in told.grade.reasons


def test_an_accusation_meets_the_denial_of_the_accused() -> None:
    kennedy = accusation("a", entity("John Kennedy", "USA"))
    (dispute,) = picture_of([kennedy, denial(entity("Valerian Zorin", "RUS"))]).disputes
    assert (dispute.claim.source, dispute.answer.source) == ("John Kennedy", "Valerian Zorin")


def test_a_bystander_does_not_answer_an_accusation() -> None:
    kennedy = accusation("a", entity("John Kennedy", "USA"))
    assert picture_of([kennedy, denial(entity("Tage Erlander", "SWE"))]).disputes == ()


def test_events_of_one_day_and_parties_are_one_with_their_tellings() -> None:
    pages = [record(name, "1962-10-22", outlet=name, events=(event(USA, RUS),)) for name in ("Post", "Echo")]
    (found,) = picture_of(pages).events
    assert (len(found.tellings), found.origins) == (2, ("outlet:echo", "outlet:post"))


def test_the_reliability_is_the_users(tmp_path: Path) -> None:
    table = tmp_path / "reliability.toml"
    table.write_text('[reliability]\n"Outlet a" = "B"\n"John Kennedy" = "C"\n')
    pages = [accusation("a", entity("Kenneth Keating")), accusation("b", entity("John Kennedy", "USA"))]
    (found,) = picture_of(pages, load_reliability(table)).claims
    assert (found.grade.reliability, found.grade.reasons[0]) == ("B", "Kenneth Keating: B in your table")
    assert picture_of(pages).claims[0].grade.reliability == "F"


@pytest.mark.parametrize(
    "content", ['[reliability]\n"Post" = "G"', '[reliability]\n"Post" = ', '[reliability]\n"Post" = ["A"]']
)
def test_a_wrong_reliability_table_is_named(tmp_path: Path, content: str) -> None:
    table = tmp_path / "reliability.toml"
    table.write_text(content)
    with pytest.raises(LexiconError, match=r"reliability\.toml"):
        load_reliability(table)


def test_nothing_read_is_an_empty_picture() -> None:
    empty = picture_of([], Reliability())
    assert (empty.reports, empty.stories, empty.claims, empty.events, empty.disputes) == ((), (), (), (), ())


def test_the_order_of_records_changes_nothing() -> None:
    records = [
        accusation("a", entity("John Kennedy", "USA")),
        accusation("b", entity("Kenneth Keating")),
        denial(entity("Valerian Zorin", "RUS")),
        record("x", "1962-10-22", events=(event(USA, RUS),)),
    ]
    one, pair = picture_of(records), Pair("USA", "RUS")
    expected = (one.stories, one.claims, one.disputes, between(one, pair, load_scores(), "day"))
    for seed in range(3):
        again = picture_of(random.Random(seed).sample(records, len(records)))
        found = (again.stories, again.claims, again.disputes, between(again, pair, load_scores(), "day"))
        assert found == expected
