"""The demo: what the picture of October 1962 must show, and what must not move it."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import Any

import numpy as np
import pytest

from sayso.cli import main
from sayso.commands.demo import pages_of_demo
from sayso.commands.tension import read_now
from sayso.models.sentence_vectors import load_sentence_vectors
from sayso.stories.clusters import Floats
from sayso.stories.copies import find_reports
from sayso.stories.picture import Picture, picture_of
from sayso.stories.scores import load_scores
from sayso.stories.tension import Pair, tension
from sayso.types import Record

OUTLETS = 6
ENCODER = load_sentence_vectors()


@pytest.fixture(scope="module")
def records() -> list[Record]:
    return read_now([str(pages_of_demo())])


@pytest.fixture(scope="module")
def picture(records: list[Record]) -> Picture:
    return picture_of(records)


@cache
def vector(text: str) -> Floats:
    found: Floats = ENCODER([text])[0]
    return found


def levels(records: Sequence[Record], by: str = "week") -> dict[str, float]:
    by_id = {record.article.id: record for record in records}
    vectors: Any = lambda texts: np.stack([vector(text) for text in texts])  # noqa: E731
    picture = Picture(by_id, find_reports(records), vectors)
    whole = picture.records.values(), picture.reports, picture.stories
    found = tension(*whole, Pair("USA", "RUS"), load_scores(), by)  # type: ignore[arg-type]
    return {period.start: period.level or 0.0 for period in found.periods}


def renamed(page: Record, name: str) -> Record:
    return replace(page, article=replace(page.article, id=name))


def test_some_forty_pages_are_read_with_outlet_and_day(records: list[Record]) -> None:
    assert len(records) >= 40
    assert len({record.article.outlet for record in records}) == OUTLETS
    days = sorted({record.article.published.value for record in records if record.article.published})
    assert days == [f"1962-10-{day}" for day in range(14, 30)]


def test_agency_copies_are_folded(picture: Picture) -> None:
    wires = [report for report in picture.reports if len(report.articles) > 1]
    assert {report.agency for report in wires} == {"Continental Press Agency"}
    assert sorted(len(report.articles) for report in wires) == [2, 2, 2, 3, 3, 3]


def test_the_weekly_peak_is_that_of_22_to_28_october(records: list[Record]) -> None:
    weeks = levels(records)
    assert max(weeks, key=lambda week: weeks[week]) == "1962-10-22"
    assert weeks["1962-10-29"] < weeks["1962-10-22"] > weeks["1962-10-15"]


def test_the_daily_peak_is_black_saturday(records: list[Record]) -> None:
    days = levels(records, "day")
    assert max(days, key=lambda day: days[day]) == "1962-10-27"


def test_the_charge_of_offensive_weapons_meets_its_denial(picture: Picture) -> None:
    pairs = [(dispute.claim.words, dispute.answer.words) for dispute in picture.disputes]
    assert any(
        "building bases for nuclear missiles" in said and "offensive weapons" in no for said, no in pairs
    )


def test_copies_and_order_do_not_move_the_series(records: list[Record]) -> None:
    for by in ("day", "week"):
        once = levels(records, by)
        assert levels([*records, *(renamed(page, f"{page.article.id}-2") for page in records)], by) == once
        wires = [renamed(records[-1], f"wire-{number}") for number in range(10)]
        assert levels([*records, *wires], by) == once
        assert levels(random.Random(1).sample(records, len(records)), by) == once


def test_no_outlet_alone_makes_the_peak(records: list[Record]) -> None:
    for outlet in {record.article.outlet for record in records}:
        weeks = levels([record for record in records if record.article.outlet != outlet])
        assert max(weeks, key=lambda week: weeks[week]) == "1962-10-22"


def test_the_demo_tells_it(
    records: list[Record], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sayso.commands.tension.read_now", lambda _: records)
    assert main(["demo"]) == 0
    told = capsys.readouterr().out
    for words in (
        "46 pages, 37 reports",
        "3 articles, one origin: Continental Press Agency",
        "DISPUTED",
        "building bases for nuclear missiles",
        "WHO STANDS BEHIND WHAT",
        "red line",
        "Tension USA – RUS by week",
    ):
        assert words in told
