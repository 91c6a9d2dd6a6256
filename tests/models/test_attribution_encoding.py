"""Texts become rows of pieces whose offsets are true, cut into windows that cover every piece once."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from sayso.models.attribution_encoding import (
    BREAK,
    CLOSING,
    INSIDE,
    OPENING,
    OUTSIDE,
    WINDOW,
    encode,
    framed,
    windows,
)
from tests.models.tokenizers_for_tests import word_tokenizer

TOKENIZER = word_tokenizer()
WORDS = st.sampled_from(
    ["said", "Smith", "RAIN", '"', "“", "”", ".", " ", "\n\n", "\n", " \n \n ", "é", "𝔸", "''"]
)
TEXTS = st.lists(WORDS, max_size=60).map(" ".join)


@given(TEXTS)
def test_offsets_run_through_the_text_in_order(text: str) -> None:
    encoded = encode(text, TOKENIZER)
    assert len(encoded.ids) == len(encoded.features) == len(encoded.starts) == len(encoded.ends)
    assert (encoded.starts <= encoded.ends).all()
    assert (np.diff(encoded.starts) >= 0).all()
    covered = "".join(text[s:e] for s, e in zip(encoded.starts, encoded.ends, strict=True))
    assert covered == "".join(text.split())


@given(TEXTS, st.integers(1, 60))
def test_each_piece_belongs_to_one_window_that_is_short_enough(text: str, times: int) -> None:
    encoded = encode("\n\n".join([text] * times), TOKENIZER)
    cut = list(windows(encoded))
    assert [piece for one in cut for piece in range(one.first, one.last)] == list(range(len(encoded.ids)))
    assert all(one.start <= one.first < one.last <= one.end for one in cut)
    assert all(len(framed(encoded.ids[one.start : one.end])) <= WINDOW for one in cut)


def quotation(text: str) -> list[int]:
    return (encode(text, TOKENIZER).features % 4).tolist()


def test_straight_and_curly_marks_open_and_close() -> None:
    expected = [OPENING, INSIDE, CLOSING, OUTSIDE, OUTSIDE]
    assert quotation('"rain" said') == expected
    assert quotation("“rain” said") == expected


def test_a_mark_that_never_closes_ends_with_its_paragraph() -> None:
    assert quotation('"rain falls\n\nSmith said')[-3:] == [OUTSIDE] * 3
    assert quotation('rain falls" said\n\n"rain" said')[5:] == quotation('"rain" said')


def test_paragraph_breaks_are_pieces_of_their_own() -> None:
    encoded = encode("rain falls\n \nSmith said", TOKENIZER)
    assert (encoded.ids == BREAK).tolist() == [False, False, True, False, False, True]
