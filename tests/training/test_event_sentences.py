"""The sentences and labels that the event coder learns from keep to their guide."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sayso.ontology import load_plover
from training.events.news import LABELS, load_news, rows_of
from training.events.sentences import STATUSES, Written, load, of_row


def check(one: Written) -> None:
    """The words of an event stand in the sentence, and its type and status exist."""
    for event in one.events:
        assert event.type in load_plover().types
        assert event.status in STATUSES
        for start, end in (event.trigger, *event.actors, *event.recipients):
            assert one.sentence[start:end].strip() == one.sentence[start:end] != ""


def test_every_written_line_keeps_to_the_guide() -> None:
    """``load`` raises where words do not stand in their sentence, or a sentence stands twice."""
    written = load()
    for one in written:
        check(one)
    assert {half for one in written if one.held_out for half in [one.tuned_on]} == {True, False}


def test_labels_on_news_hold_no_text() -> None:
    for row in rows_of(LABELS):
        assert set(row) == {"article", "start", "end", "events"}
        length = row["end"] - row["start"]
        for event in row["events"]:
            spans = [event["trigger"], *event["actors"], *event["recipients"]]
            assert all(0 <= start < end <= length for start, end in spans)


def test_labels_on_news_fit_the_corpus(shared: Path) -> None:
    for one in load_news(shared / "data" / "polnear" / "train.jsonl"):
        check(one)


def test_labels_of_another_corpus_are_refused(tmp_path: Path) -> None:
    (tmp_path / "other.jsonl").write_text(json.dumps({"id": "x", "text": "Nothing."}) + "\n", "utf-8")
    with pytest.raises(ValueError, match="no article"):
        load_news(tmp_path / "other.jsonl")


def test_words_that_do_not_stand_in_the_sentence_are_named() -> None:
    event = {
        "type": "ASSAULT",
        "mode": None,
        "status": "actual",
        "trigger": "bombed",
        "actors": [],
        "recipients": [],
    }
    with pytest.raises(ValueError, match="bombed"):
        of_row({"sentence": "Nothing happened.", "events": [event]}, "test")
