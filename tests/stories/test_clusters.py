from __future__ import annotations

import numpy as np

from evaluation import stories as labelled
from sayso.stories.clusters import Stories, find_stories
from sayso.stories.copies import find_reports
from tests.stories.makers import flat_vectors, record

NORTH, SOUTH = np.array([1, 0], np.float32), np.array([0, 1], np.float32)


def test_like_reports_of_near_days_are_one_story_and_far_ones_are_not() -> None:
    stories = Stories()
    stories.add("a", "2021-03-01", NORTH)
    stories.add("b", "2021-03-02", NORTH)
    stories.add("c", "2021-03-02", SOUTH)
    stories.add("d", "2021-05-02", NORTH)
    assert sorted(stories.groups()) == [["a", "b"], ["c"], ["d"]]


def test_a_report_without_a_day_stays_by_itself() -> None:
    stories = Stories()
    stories.add("a", "2021-03-01", NORTH)
    stories.add("b", None, NORTH)
    assert sorted(stories.groups()) == [["a"], ["b"]]


def test_adding_more_changes_only_what_it_touches() -> None:
    stories = Stories()
    stories.add("a", "2021-03-01", NORTH)
    assert stories.groups() == [["a"]]
    stories.add("b", "2021-03-03", NORTH)
    assert stories.groups() == [["a", "b"]]


def test_a_chain_of_links_is_cut_where_its_ends_differ() -> None:
    """Each is like the next one, and the first is nothing like the last."""
    turns = [np.array([np.cos(step), np.sin(step)], np.float32) for step in np.linspace(0, np.pi, 7)]
    stories = Stories()
    for number, vector in enumerate(turns):
        stories.add(str(number), "2021-03-01", vector)
    groups = stories.groups()
    assert len(groups) > 1
    assert not any("0" in group and "6" in group for group in groups)


def test_a_story_has_name_span_and_actors() -> None:
    records = [record("a", "2021-03-02", title="Envoys meet"), record("b", title="Storm")]
    found = find_stories(records, find_reports(records), flat_vectors)
    assert [(story.name, story.first, story.last, story.reports) for story in found] == [
        ("Storm", None, None, ("b",)),
        ("Envoys meet", "2021-03-02", "2021-03-02", ("a",)),
    ]
    assert find_stories([], [], flat_vectors) == ()


def test_labelled_stories_are_found_whatever_the_order() -> None:
    assert labelled.f1("test") >= 0.85
    assert labelled.moved("test", tries=3) <= 0.02
