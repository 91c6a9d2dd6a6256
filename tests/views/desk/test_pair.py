from __future__ import annotations

from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pytest

from sayso.errors import StoreError
from sayso.types import RedLine
from sayso.views.desk.pair import events_within, pair_address, pair_of, series_of
from tests.stories.makers import claim, dated, entity, event, record
from tests.views.desk.pictures import picture

US, RU = entity("Washington", "USA"), entity("Moscow", "RUS")
TEXT = "Washington accused Moscow. If the ships go on, they will be stopped. Moscow said nothing."


@pytest.fixture(scope="module")
def found():
    line = RedLine("r1", US, RU, ((30, 45),), ((47, 67),), None, 1)
    first = replace(record("a", "1962-10-01", TEXT, events=(event(US, RU),)), red_lines=(line,))
    second = record("b", "1962-10-01", events=(event(RU, US, "CONSULT"),))
    third = record("c", "1962-10-24", events=(event(RU, US, "ASSAULT", "planned"),))
    fourth = record(
        "d", "1962-10-25", events=(event(US, RU, "ASSAULT", "negated"), event(entity("Cuba"), US))
    )
    return picture(first, second, third, fourth)


def series(found, **query):
    address = pair_address("USA", "RUS", query)
    return series_of(found, address.pair, address.by), address


def test_every_event_between_the_two_stands_behind_the_line_with_what_it_adds(found):
    whole, _ = series(found)
    assert [(one.page, one.counts) for one in whole.events] == [
        ("d", ""),
        ("c", "threat"),
        ("a", "level"),
        ("b", "level"),
    ]
    level = whole.points[0]
    adds = [one.adds for one in whole.events if one.counts == "level"]
    assert level.level == pytest.approx(sum(adds) / level.reports)
    assert whole.events[2].sentence == "Washington accused Moscow."


def test_a_stretch_narrows_the_events_and_leaves_the_line(found):
    whole, address = series(found, by="day", since="1962-10-20", until="1962-10-24")
    view = pair_of(whole, address)
    assert [one.page for one in view.events] == ["c"] and view.total == 1
    assert len(view.series.points) == 25
    assert view.series.points[0].start == view.series.points[0].end == "1962-10-01"
    assert events_within(whole, pair_address("USA", "RUS", {})) == whole.events


def test_weeks_without_a_page_are_a_gap_and_lines_stand_on_their_day(found):
    whole, _ = series(found)
    assert [(gap.start, gap.end) for gap in whole.gaps] == [("1962-10-08", "1962-10-21")]
    [sign] = whole.signs
    assert (sign.kind, sign.day, sign.href) == ("red line", "1962-10-01", "/read/a?focus=r1")
    assert "the ships go on" in sign.words


def test_one_direction_only_counts_what_the_first_does(found):
    whole, address = series(found, directed="yes")
    assert address.href().endswith("?directed=yes")
    assert {one.page for one in whole.events} == {"a", "d"}


def test_a_line_that_would_be_too_long_is_drawn_by_a_coarser_unit():
    old = record("old", "1901-01-01", events=(event(US, RU),))
    whole, _ = series(picture(old, record("new", "1962-10-24")), by="day")
    assert whole.by == "month" and len(whole.points) == 12 * 61 + 10
    assert any("too long" in note for note in whole.notes)


def test_an_event_counts_on_its_own_day(found):
    late = record("e", "1962-10-25", events=(dated(event(US, RU), "1962-10-20"),))
    whole, _ = series(picture(late, record("f", "1962-10-19")), by="day")
    assert [one.day for one in whole.events] == ["1962-10-20"]


@pytest.mark.parametrize(
    ("first", "second", "query", "told"),
    [
        ("USA", "usa", {}, "A pair is two"),
        ("USA", "…", {}, "one is missing"),
        ("USA", "RUS", {"by": "hour"}, "day, week, month"),
        ("USA", "RUS", {"since": "soon"}, "not a day"),
        ("USA", "RUS", {"directed": "perhaps"}, "yes or no"),
    ],
)
def test_what_makes_no_sense_is_refused(first, second, query, told):
    with pytest.raises(StoreError, match=told):
        pair_address(first, second, query)


def test_the_state_of_the_page_is_its_address():
    query = {"by": "day", "directed": "yes", "since": "1962-10-22", "until": "1962-10-24"}
    address = pair_address("usa", "Nikita Khrushchev", query)
    assert address.path == "/pair/USA/Nikita%20Khrushchev"
    given = {name: values[0] for name, values in parse_qs(urlsplit(address.href()).query).items()}
    assert given == query
    assert urlsplit(address.twin("csv", "/events")).path == "/pair/USA/Nikita%20Khrushchev/events.csv"


def test_who_says_it_is_told(found):
    spoken = record(
        "g", "1962-10-25", TEXT, claims=(claim(TEXT, "accused Moscow", US),), events=(event(US, RU, claims=("c1",)),)
    )  # fmt: skip
    whole, _ = series(picture(spoken))
    assert whole.events[0].source == "Washington"
