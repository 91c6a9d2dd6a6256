from __future__ import annotations

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso import Record, read_article
from sayso.article import from_text
from sayso.errors import RecordError

WORDS = st.lists(
    st.sampled_from(
        [
            "Putin", "the Kremlin", "a senior official", "said", "denied", "warned", "that", "if", "he",
            "Ukraine", "attacked", '"', "“", "”", "Monday", "according to", "Reuters", ",", ".", "\n\n",
            "not", "will", "accused", "of", "Kyiv", "would", "troops", "who", "and", "reportedly", ":",
            "Feb. 30", "é", "👉", "محمد",
        ]
    ),
    max_size=60,
)  # fmt: skip


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.one_of(st.text(min_size=1, max_size=400), WORDS.map(" ".join)).filter(str.strip))
def test_any_text_reads_to_spans_within_it_twice_the_same(models, text):
    record = read_article(from_text(text, id="any", date="2022-11-14"), models)
    assert record == read_article(from_text(text, id="any", date="2022-11-14"), models)
    plain = record.to_dict()
    assert Record.from_dict(json.loads(json.dumps(plain))) == record
    assert all(0 <= start < end <= len(text) for start, end in spans_of(plain))
    check_references(plain)


def spans_of(value):
    """Every [start, end] anywhere in a plain record."""
    if isinstance(value, list):
        if len(value) == 2 and all(type(item) is int for item in value):
            yield value
        for item in value:
            yield from spans_of(item)
    elif isinstance(value, dict):
        if "start" in value and type(value["start"]) is int:
            yield [value["start"], value["end"]]
        for item in value.values():
            yield from spans_of(item)


def check_references(plain):
    claims = [claim["id"] for claim in plain["claims"]]
    assert claims == [f"c{number}" for number in range(1, len(claims) + 1)]
    assert all(claim["within"] is None or claim["within"] in claims for claim in plain["claims"])
    assert all(set(event["claims"]) <= set(claims) for event in plain["events"])
    assert all(line["claim"] is None or line["claim"] in claims for line in plain["red_lines"])
    assert all({pair["claim"], pair["answer"]} <= set(claims) for pair in plain["disputes"])


def test_the_record_names_every_model_and_lexicon(models):
    record = read_article(from_text("The minister resigned.", id="x"), models)
    assert {"sayso", "parser", "reporting", "actors", "places", "dates", "events"} <= record.models.keys()
    assert all(record.models.values())


@pytest.mark.parametrize("broken", [{}, {"article": 1}, {"article": {"id": "x"}}])
def test_what_is_no_record_is_told(broken):
    with pytest.raises(RecordError, match="not a record"):
        Record.from_dict(broken)
