"""Text to the numbers that the attribution reader is fed with; training and reading share this file.

A text becomes one long row of word pieces. A paragraph break is a piece of its own, and beside its number
every piece carries a feature: how it is capitalised (the vocabulary is lower case) and whether it stands in
quotation marks. The row is then cut into windows, so that the cost of a page grows with its length and no
faster.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

ROLES = ("cue", "source", "content")
REACH = 80  # pieces on each side of a cue among which its source and content are sought
WINDOW = 320  # pieces in one window, the two marks at its ends included
MARGIN = 32  # pieces of context that a window lends from its neighbours, on each side

PAD, BREAK, START, END, MASK = 0, 1, 101, 102, 103  # numbers in BERT's vocabulary; BREAK is its [unused0]

LOWER, TITLE, UPPER = range(3)
OUTSIDE, INSIDE, OPENING, CLOSING = range(4)
FEATURES = 3 * 4

Ints = NDArray[np.int64]

_MARK = re.compile(r"[\"“”„«»]|''|``")
_GAP = re.compile(r"\n[^\S\n]*\n\s*")
_OPENS_AFTER = frozenset(" \t\n\u00a0([{—–-‘'/")


@dataclass(frozen=True, slots=True)
class EncodedText:
    """A text as a row of pieces; the four arrays have one entry for each piece."""

    ids: Ints
    features: Ints
    starts: Ints  # offsets into the text, in code points; a paragraph break covers nothing
    ends: Ints


@dataclass(frozen=True, slots=True)
class Window:
    """Pieces ``start`` to ``end`` are read; the cues among ``first`` to ``last`` are this window's own."""

    start: int
    end: int
    first: int
    last: int


def encode(text: str, tokenizer: Tokenizer) -> EncodedText:
    """Encode a text whose paragraphs are parted by blank lines. Works in time linear in its length."""
    rows = [_encode_paragraph(text, span, tokenizer) for span in _paragraphs(text)]
    ids, features, starts, ends = (
        (np.concatenate(column) for column in zip(*rows, strict=True)) if rows else _empty()
    )
    return EncodedText(ids, features, starts, ends)


def windows(encoded: EncodedText) -> Iterator[Window]:
    """Cut into windows: whole paragraphs as far as they fit, with some context on both sides."""
    size = len(encoded.ids)
    breaks = np.flatnonzero(encoded.ids == BREAK) + 1
    first = 0
    while first < size:
        last = _core_end(first, size, breaks)
        yield Window(max(0, first - MARGIN), min(size, last + MARGIN), first, last)
        first = last


def framed(ids: Ints) -> Ints:
    """The pieces of one window between the two marks that the encoder was pretrained with."""
    return np.concatenate(([START], ids, [END]))


def _core_end(first: int, size: int, breaks: Ints) -> int:
    limit = first + WINDOW - 2 - 2 * MARGIN
    if limit >= size:
        return size
    fitting = breaks[np.searchsorted(breaks, first, "right") : np.searchsorted(breaks, limit, "right")]
    return int(fitting[-1]) if len(fitting) else limit


def _paragraphs(text: str) -> list[tuple[int, int]]:
    gaps = [match.span() for match in _GAP.finditer(text)]
    bounds = [0, *(edge for gap in gaps for edge in gap), len(text)]
    return [(s, e) for s, e in zip(bounds[::2], bounds[1::2], strict=True) if text[s:e].strip()]


def _empty() -> tuple[Ints, Ints, Ints, Ints]:
    nothing = np.zeros(0, np.int64)
    return nothing, nothing, nothing, nothing


def _encode_paragraph(
    text: str, span: tuple[int, int], tokenizer: Tokenizer
) -> tuple[Ints, Ints, Ints, Ints]:
    start, end = span
    paragraph = text[start:end]
    encoding = tokenizer.encode(paragraph, add_special_tokens=False)
    offsets = np.array(encoding.offsets, np.int64).reshape(-1, 2)
    quoted = _quotation(paragraph)
    features = [capitals(paragraph[s:e]) * 4 + quoted[s] for s, e in encoding.offsets]
    return (
        np.array([*encoding.ids, BREAK], np.int64),
        np.array([*features, 0], np.int64),
        np.append(offsets[:, 0] + start, end),
        np.append(offsets[:, 1] + start, end),
    )


def capitals(piece: str) -> int:
    """How a piece is capitalised: LOWER, TITLE or UPPER."""
    if not piece[:1].isupper():
        return LOWER
    return UPPER if len(piece) > 1 and piece.isupper() else TITLE


def _quotation(paragraph: str) -> list[int]:
    """The quotation state of each letter. A mark that never closes ends with its paragraph."""
    state, done = OUTSIDE, 0
    states: list[int] = []
    for mark in _MARK.finditer(paragraph):
        states += [state] * (mark.start() - done)
        opens = _opens(paragraph, mark)
        states += [OPENING if opens else CLOSING] * (mark.end() - mark.start())
        state, done = INSIDE if opens else OUTSIDE, mark.end()
    return states + [state] * (len(paragraph) - done)


def _opens(paragraph: str, mark: re.Match[str]) -> bool:
    if mark.group() in "“„«``":
        return True
    if mark.group() in "”»":
        return False
    before, after = paragraph[: mark.start()][-1:], paragraph[mark.end() :][:1]
    return (not before or before in _OPENS_AFTER) and bool(after) and not after.isspace()
