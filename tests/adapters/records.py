"""Records for the tests of the exports: one by hand, made ones, and ones that carry any words at all."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from bench.made_records import made
from sayso.exports import lines_of
from sayso.types import Published, Record
from tests.views.samples import ankara, hostile

# what breaks formats: ends of lines of every kind, quotes, braces, controls, right-to-left, beyond the BMP, formulas
BREAKING = (
    "\n\r\t\x0b\x0c\x1c\x85\u2028\u2029\x00\x1b\x7f"
    "\"'`\\{}[]()<>|;,:#@%&$^_~=+-/*!?\u202e\u2066\u200f\u200b\ufeff€é中𝒳🙂"
)
odd_words = st.text(
    st.one_of(st.sampled_from(BREAKING), st.characters(exclude_categories=["Cs"])), max_size=40
)


def named(record: Record) -> Record:
    """The record with everybody on it a person with a name."""
    plain = json.dumps(record.to_dict())
    told = plain.replace('"kind": "unnamed", "named": false', '"kind": "person", "named": true')
    return Record.from_dict(json.loads(told))


odd_pages = st.one_of(odd_words.map(hostile), odd_words.map(hostile).map(named))
odd_records = st.lists(odd_pages, min_size=1, max_size=2)


def sample() -> list[Record]:
    """One full page, one without a date, two long ones."""
    undated = replace(ankara(), article=replace(ankara().article, id="undated", published=None))
    return [ankara(), undated, made(15), made(16)]


def dated(value: str, precision: Any) -> Record:
    """The page by hand, published then."""
    return replace(ankara(), article=replace(ankara().article, published=Published(value, precision, "page")))


def text_of(name: str, records: list[Record], **more: Any) -> str:
    return "".join(lines_of(name, records, **more))


def json_of(name: str, records: list[Record]) -> Any:
    return json.loads(text_of(name, records))
