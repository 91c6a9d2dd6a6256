from __future__ import annotations

from datetime import date, timedelta

import pytest

from sayso.stories.picture import picture_of
from sayso.web.picturing import Picturing
from tests.web.api.conftest import client_of, plain


@pytest.fixture(scope="module")
def whole(many_store):
    api = client_of(many_store)
    api.app.state.desk.picturing.shown(patience=60)
    return api


@pytest.fixture(scope="module")
def picture(many_store):
    return picture_of(list(many_store.selection()))


def test_stories_come_latest_first_and_each_once(whole, picture):
    rows, after = [], None
    while True:
        query = {"limit": 7} | ({"after": after} if after else {})
        some = whole.get("stories", params=query).json()
        rows += some["rows"]
        after = some["next"]
        if after is None:
            break
    assert sorted(row["id"] for row in rows) == sorted(story.id for story in picture.stories)
    days = [row["first"] or "" for row in rows]
    assert days == sorted(days, reverse=True)


def test_stories_are_narrowed_by_day_and_by_name(whole, picture):
    story = next(story for story in picture.stories if story.first and story.actors)
    found = whole.get(
        "stories", params={"since": story.first, "until": story.first, "actor": story.actors[0]}
    ).json()
    assert story.id in [row["id"] for row in found["rows"]]
    before = (date.fromisoformat(story.first) - timedelta(days=1)).isoformat()
    assert story.id not in [
        row["id"] for row in whole.get("stories", params={"until": before}).json()["rows"]
    ]
    assert whole.get("stories", params={"actor": "Nobody At All"}).json()["rows"] == []
    assert whole.get("stories", params={"since": "someday"}).status_code == 400


def test_a_story_has_its_reports_and_disputes(whole, picture):
    story = picture.stories[0]
    found = whole.get(f"stories/{story.id}").json()
    assert found["story"] == plain(story)
    assert [report["id"] for report in found["reports"]] == [
        r.id for r in picture.reports if r.id in story.reports
    ]
    assert whole.get("stories/nothing").status_code == 404


def test_tension_is_the_one_that_the_command_line_draws(whole, picture):
    from sayso.stories.between import between
    from sayso.stories.scores import load_scores
    from sayso.stories.tension import Pair

    found = whole.get("tension", params={"first": "usa", "second": "RUS", "by": "month", "directed": True})
    assert found.json() == plain(between(picture, Pair("USA", "RUS", True), load_scores(), "month"))
    for query in (
        {"first": "USA"},
        {"first": "USA", "second": "usa"},
        {"first": "A", "second": "B", "by": "hour"},
    ):
        assert whole.get("tension", params=query).status_code == 400


def test_a_picture_that_is_not_there_yet_is_told_with_when_to_ask_again(store, monkeypatch):
    monkeypatch.setattr(Picturing, "shown", lambda _: None)
    answer = client_of(store).get("stories")
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")
