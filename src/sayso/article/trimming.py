"""What trafilatura leaves of a page's furniture at the edges of the body: bylines above, appeals below."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.article.draft import Kind
from sayso.article.lines import SENTENCE_END, WORD
from sayso.lexicons.furniture import Furniture

LONGEST_BYLINE = 12  # words
LONGEST_APPEAL = 30  # words
TOP, BOTTOM = 2, 4  # blocks in which a byline is looked for, and an appeal

Blocks = Sequence[tuple[Kind, str]]


def trimmed(blocks: Blocks, authors: Sequence[str], phrases: Furniture) -> list[tuple[Kind, str]]:
    """The blocks without bylines on top, without appeals at the bottom and without pleas anywhere."""
    kept = [(kind, text) for kind, text in blocks if not phrases.is_plea(text)]
    start = _after_byline(kept[:TOP], authors)
    return kept[start : _before_appeals(kept, start, phrases)]


def _after_byline(top: Blocks, authors: Sequence[str]) -> int:
    bylines = [n for n, (_, text) in enumerate(top) if _is_byline(text, authors)]
    return bylines[-1] + 1 if bylines else 0


def _is_byline(text: str, authors: Sequence[str]) -> bool:
    short = len(WORD.findall(text)) <= LONGEST_BYLINE and not SENTENCE_END.search(text)
    return short and any(author.casefold() in text.casefold() for author in authors)


def _before_appeals(blocks: Blocks, start: int, phrases: Furniture) -> int:
    """Where the body ends: before a heading that appeals, and before what appeals or has no words at the end."""
    stop = len(blocks)
    for n in range(max(start + 1, stop - BOTTOM), stop):
        if blocks[n][0] == "heading" and _appeals(blocks[n][1], phrases):
            stop = n
            break
    while stop > start + 1 and (blocks[stop - 1][0] == "heading" or _appeals(blocks[stop - 1][1], phrases)):
        stop -= 1
    return stop


def _appeals(text: str, phrases: Furniture) -> bool:
    words = len(WORD.findall(text))
    return not words or (words <= LONGEST_APPEAL and phrases.is_appeal(text))
