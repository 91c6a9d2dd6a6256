"""Where quotations stand. Each paragraph is read by itself: an unbalanced mark derails one at most."""

from __future__ import annotations

import functools
import re

from sayso.types import Manner, Span, Spans

OPENING, CLOSING, STRAIGHT = "“«„", "”»", '"'
MARKS = re.compile(r"[“«„”»\"]|''|``")  # two apostrophes and two graves are typewriters' marks
PARAGRAPH = re.compile(r"\S(?:(?!\n\n).)*", re.DOTALL)


@functools.lru_cache(maxsize=4)  # asked for sentence by sentence of the same text
def quotations(text: str) -> Spans:
    """Spans of all quotations, marks included, in order.

    A mark that nothing closes runs to the end of its paragraph where the next paragraph opens with a mark
    again (the printers' rule for long quotations); elsewhere it is taken for a slip and quotes nothing.
    """
    paragraphs = [match.span() for match in PARAGRAPH.finditer(text)]
    found: list[Span] = []
    for number, (start, end) in enumerate(paragraphs):
        follower = paragraphs[number + 1][0] if number + 1 < len(paragraphs) else len(text)
        goes_on = text[follower : follower + 1] in tuple(OPENING + STRAIGHT)
        found += _in_paragraph(text, start, end, goes_on)
    return tuple(found)


def _in_paragraph(text: str, start: int, end: int, goes_on: bool) -> list[Span]:
    found: list[Span] = []
    opened: int | None = None
    for match in MARKS.finditer(text, start, end):
        mark = match.group()
        if opened is None and mark not in CLOSING:
            opened = match.start()
        elif opened is not None and mark not in OPENING:
            found.append((opened, match.end()))
            opened = None
    if opened is not None and goes_on:
        found.append((opened, end))
    return found


def manner_of(text: str, spans: Spans) -> Manner:
    """``direct`` where all words stand in quotation marks, ``mixed`` where some do, else ``indirect``."""
    pieces = [re.sub("''|``", STRAIGHT, text[start:end]).strip() for start, end in spans]
    if not any(MARKS.search(piece) for piece in pieces):
        return "indirect"
    # Paragraphs of one quotation each open with a mark; a quotation split by its cue may open with one only.
    quoted = all(map(_is_quoted, pieces)) or _is_quoted(" ".join(pieces))
    return "direct" if quoted else "mixed"


def _is_quoted(words: str) -> bool:
    rest = re.sub(r'[“«„"][^“«„”»"]*[”»"]?', "", words).strip(" ,.;:—–-\n")
    return words[:1] in tuple(OPENING + STRAIGHT) and not rest
