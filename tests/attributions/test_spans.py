"""From what a network says to spans of the text; a network of a few rules stands in for the trained one."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.attributions.spans import read_spans
from sayso.models.attribution_encoding import BREAK, END, REACH, ROLES, START
from sayso.models.attribution_reader import AttributionReader, Floats, Ints, Tuning
from tests.models.tokenizers_for_tests import WORDS, word_tokenizer

SAID, STOP = 200 + WORDS.index("said"), 200 + WORDS.index(".")
SURE = 3.0
TUNING = Tuning(begins=0.0, threshold=0.5, weights=(1.0, 0.0, 0.0, 0.0, 0.0, 0.0), bias=0.0)


def naive(ids: Ints, _features: Ints, thresholds: Floats) -> tuple[Ints, Floats, Floats, Floats]:
    """ "said" is a cue, the word before it the source, all that follows up to a full stop the content."""
    row = ids[0]
    anchors = np.flatnonzero((row == SAID) & (thresholds < SURE))
    potentials = np.full((len(anchors), 2 * REACH + 1, len(ROLES), 3), 0.0, np.float32)
    potentials[..., 0] = -5.0
    for number, anchor in enumerate(anchors):
        potentials[number, REACH, ROLES.index("cue"), 0] = 5.0
        if row[anchor - 1] not in (START, BREAK, STOP):
            potentials[number, REACH - 1, ROLES.index("source"), 0] = 5.0
        for step in range(1, min(REACH, len(row) - 1 - anchor)):
            if row[anchor + step] in (STOP, END):
                break
            potentials[number, REACH + step, ROLES.index("content"), 0] = 5.0
    sure = np.full(len(anchors), SURE, np.float32)
    return anchors, sure, potentials, sure


READER = AttributionReader(word_tokenizer(), naive, TUNING, "naive")


def words(text: str) -> list[tuple[str, str, list[str]]]:
    return [
        (
            " ".join(text[s:e] for s, e in one.source),
            " ".join(text[s:e] for s, e in one.cue),
            [text[s:e] for s, e in one.content],
        )
        for one in read_spans(text, READER)
    ]


def test_each_cue_has_its_own_source_and_content() -> None:
    text = "Smith said the rain falls. Jones said the sun shines."
    assert words(text) == [("Smith", "said", ["the rain falls"]), ("Jones", "said", ["the sun shines"])]


def test_a_cue_inside_a_content_stays_an_attribution_of_its_own() -> None:
    text = "Smith said Jones said the rain falls."
    assert words(text) == [
        ("Smith", "said", ["Jones said the rain falls"]),
        ("Jones", "said", ["the rain falls"]),
    ]


def test_a_content_that_runs_over_paragraphs_has_a_span_in_each() -> None:
    assert words("Smith said the rain\n\nfalls.") == [("Smith", "said", ["the rain", "falls"])]


def test_nobody_may_stand_behind_it() -> None:
    assert words("said the rain falls.") == [("", "said", ["the rain falls"])]


def test_a_cue_without_content_is_not_reported() -> None:
    assert words("Smith said.") == []


def test_nothing_unlikely_is_reported() -> None:
    unsure = AttributionReader(word_tokenizer(), naive, Tuning(0.0, 0.99, TUNING.weights, 0.0), "unsure")
    assert read_spans("Smith said the rain falls.", unsure) == ()


@settings(deadline=None, max_examples=40)
@given(st.lists(st.sampled_from(["Smith", "said", "rain", ".", "\n\n", "“", '"', "é", "x-y"]), max_size=700))
def test_spans_are_words_of_the_text_in_order(parts: list[str]) -> None:
    text = " ".join(parts)
    found = read_spans(text, READER)
    assert [one.cue for one in found] == sorted(one.cue for one in found)
    for one in found:
        assert 0 <= one.confidence <= 1
        for s, e in (*one.cue, *one.source, *one.content):
            assert 0 <= s < e <= len(text)
            assert text[s:e] == text[s:e].strip()
            assert "\n\n" not in text[s:e]


def test_a_text_reads_the_same_wherever_its_windows_fall() -> None:
    sentence = "Smith said the rain falls."
    for before in range(0, 700, 37):
        text = "\n\n".join(["the sun shines."] * before + [sentence])
        assert words(text) == [("Smith", "said", ["the rain falls"])]
