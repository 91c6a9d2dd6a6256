from __future__ import annotations

from dataclasses import replace

import pytest

from sayso.lexicons.actors import load_actors
from sayso.lexicons.claims import load_claim_words
from sayso.models.sentence_vectors import load_sentence_vectors
from sayso.stories.copies import find_reports
from sayso.stories.matching import Matcher
from sayso.stories.red_lines import find_lines
from sayso.types import Record, RedLine, Story
from tests.stories.makers import entity, event, filler, record

US, RU = entity("Washington", "USA"), entity("Moscow", "RUS")
CROSSED = "Soviet ships passed the quarantine line."


@pytest.fixture(scope="module")
def matcher():
    return Matcher(load_sentence_vectors(), load_claim_words("en"), load_actors("en"))


def drawing(name: str, day: str, condition: str, consequence: str, actor=US, outlet: str = "Daily") -> Record:
    text = f"If {condition}, {consequence}. {filler(name)}"
    first, second = text.index(condition), text.index(consequence)
    line = RedLine(
        "r1", actor, RU, ((first, first + len(condition)),), ((second, second + len(consequence)),), None, 0
    )
    return replace(record(name, day, text, outlet=outlet), red_lines=(line,))


def telling(name: str, day: str, sentence: str, status="actual") -> Record:
    told = replace(event(RU, US, "ASSAULT", status), trigger=((0, 6),))
    return record(name, day, f"{sentence} {filler(name).capitalize()}", events=(told,))


def lines(matcher, *records: Record):
    reports = {report.id: report for report in find_reports(records)}
    ordered = sorted(reports, key=lambda name: (reports[name].day or "", name))
    story = Story("s", "Ships", tuple(ordered), None, None, ())
    return list(
        find_lines({one.article.id: one for one in records}, reports, story, matcher, matcher.encoder)
    )


SHIPS = ("Soviet ships pass the quarantine line", "the Navy will open fire")


def test_a_line_is_one_whoever_voices_it_and_stands_since_the_first_day(matcher):
    one = drawing("one", "1962-10-24", *SHIPS)
    again = drawing(
        "again", "1962-10-22", "Soviet ships passed the quarantine line", "the Navy would open fire"
    )
    other = drawing(
        "other", "1962-10-23", "the bases in Turkey are kept", "the missiles will stay in Cuba", RU
    )
    found = lines(matcher, one, again, other)
    assert sorted((line.since, len(line.voicings)) for line in found) == [
        ("1962-10-22", 2),
        ("1962-10-23", 1),
    ]
    assert [voicing.told for line in found for voicing in line.voicings if line.since == "1962-10-22"] == [
        ("again", "r1"),
        ("one", "r1"),
    ]


@pytest.mark.parametrize(("status", "outcome"), [("actual", "crossed"), ("negated", "held")])
def test_a_later_report_of_what_the_condition_says_is_told(matcher, status, outcome):
    [line] = lines(
        matcher, drawing("one", "1962-10-22", *SHIPS), telling("two", "1962-10-24", CROSSED, status)
    )
    assert [(how, told.told) for how, told in line.reported] == [(outcome, ("two", "e1"))]


@pytest.mark.parametrize(
    "report",
    [
        telling("before", "1962-10-20", CROSSED),
        telling("planned", "1962-10-24", CROSSED, "planned"),
        telling("other", "1962-10-24", "Soviet ships brought grain to the island."),
    ],
    ids=["earlier", "not yet", "about something else"],
)
def test_nothing_else_counts_as_crossing(matcher, report):
    [line] = lines(matcher, drawing("one", "1962-10-22", *SHIPS), report)
    assert line.reported == ()


def test_a_story_without_lines_has_none(matcher):
    assert lines(matcher, telling("two", "1962-10-24", CROSSED)) == []
