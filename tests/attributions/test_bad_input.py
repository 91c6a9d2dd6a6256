"""Pages as they come: marks that nothing closes, text in capitals, no spaces, no end. All made up."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sayso.syntax import text_of
from sayso.types import Sentences
from tests.attributions.test_chains import read

Parse = Callable[[str], Sentences]
REST = (
    "The mayor said that the bridge would stay closed.\n\n"
    '"We have no money," Mrs. Dale said. "We never had."\n\n'
    "The army confirmed that two soldiers had died."
)
SPEAKERS = ["The mayor", "Mrs. Dale", "The army"]


def speakers(text: str, parse_text: Parse) -> list[str]:
    begins = text.index(REST)
    return [text_of(text, one.source) for one in read(text, parse_text) if one.cue[0][0] >= begins]


@pytest.mark.parametrize(
    "broken",
    [
        '"We begin and never end, the general said.',
        "“One mark “ after another “ is open.",
        'An end" without a beginning.',
        "''Two apostrophes'' and ``two others, he said",
        "ALL OF THIS IS SHOUTED, THE GENERAL SAID, AND “NOBODY” IS SPARED.",
        "THE PRESIDENT SAID:\n\nWE WILL NOT GO.",
        "a" * 5000,
        "said " * 400,
        ",".join("“said”" for _ in range(300)),
        ":\n\n:\n\n“:",
    ],
    ids=lambda broken: broken[:20],
)
def test_a_broken_paragraph_does_not_derail_the_rest(broken: str, parse_text: Parse) -> None:
    assert speakers(f"{broken}\n\n{REST}", parse_text) == SPEAKERS


def test_a_text_in_capitals_is_read_as_far_as_it_goes(parse_text: Parse) -> None:
    text = "THE MAYOR SAID THAT THE BRIDGE WOULD STAY CLOSED."
    for claim in read(text, parse_text):
        assert all(0 <= start < end <= len(text) for start, end in (*claim.source, *claim.content))
