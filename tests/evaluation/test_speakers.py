"""The labelled claims are sound, and what counts as right is what a reader would call so."""

from __future__ import annotations

from collections import defaultdict

import pytest

from evaluation.jsonl import lines
from evaluation.speakers import DATA, article_at, chain_is, goes_by, is_speaker
from sayso.types import Entity

LABELS = list(lines(DATA / "speakers.jsonl"))


def who(name: str) -> Entity:
    return Entity(mention=(), name=name, kind="person", named=True)


def test_no_article_is_in_both_halves() -> None:
    halves = defaultdict(set)
    for label in LABELS:
        halves[label["article"]].add(label["half"])
    assert all(len(found) == 1 for found in halves.values())


def test_cues_lie_in_their_articles() -> None:
    ours = [label for label in LABELS if not label["article"].startswith("polnear/")]
    assert ours
    for label in ours:
        text = article_at(label["article"]).text
        assert all(text[start:end].strip() == text[start:end] != "" for start, end in label["cue"])


@pytest.mark.parametrize(
    ("got", "wanted", "right"),
    [
        ("Lt. Gen. Michael Flynn", ["Michael Flynn"], True),
        ("Flynn", ["Michael Flynn"], False),
        ("Mr. King", ["Larry King"], False),
        ("The New York Times", ["New York Times"], True),
        ("Obama administration", ["Obama"], False),
        ("senior UN official", ["official"], True),
    ],
)
def test_a_speaker_is_right_by_the_full_name(got: str, wanted: list[str], right: bool) -> None:
    assert is_speaker(who(got), wanted) is right


def test_a_chain_is_right_link_for_link() -> None:
    assert chain_is([who("Fox News"), who("Reuters")], [["Fox News", "Fox"], ["Reuters"]])
    assert not chain_is([who("Reuters"), who("Fox News")], [["Fox News"], ["Reuters"]])
    assert not chain_is([who("Fox News"), who("CNN")], [["Fox News"]])
    assert not goes_by(None, ["Fox News"])
