"""Values as POLECAT's files write them: "None" for nothing, "; " between several, and nothing that breaks a row."""

from __future__ import annotations

import re
from collections.abc import Iterable

from sayso.types import Span

NONE = "None"
BETWEEN, WITHIN = "; ", "|"  # several values; parts of one value
BREAKING = re.compile(
    r"[\s\x00-\x1f\x7f-\x9f]+"
)  # tabs, ends of lines, whatever else some reader takes for one
FORMULA = ("=", "+", "@")  # a spreadsheet would run it
BOUND = re.compile(r"(\w*)([.!?]+)[\"”’')\]]*\s+(?=[\"“‘'(\[]?[A-Z0-9])")
SHORT = 4  # letters of the longest abbreviation before a full stop: "Mr.", "Gen.", "Sept."


def value(thing: object) -> str:
    """One value of a cell; "None" where there is none."""
    return NONE if thing in (None, "") else str(thing)


def listed(values: Iterable[str | None]) -> str:
    """Several values in one cell, none of which can be mistaken for two."""
    written = [value(one).replace(";", ",").replace(WITHIN, "/") for one in values]
    return BETWEEN.join(written) or NONE


def one_line(cell: str) -> str:
    """The cell without tabs and ends of lines, so that even ``line.split("\\t")`` reads it; no formula."""
    flat = BREAKING.sub(" ", cell).strip()
    return f"'{flat}" if flat.startswith(FORMULA) else flat


def sentence_around(text: str, span: Span) -> str:
    """The sentence in which ``span`` stands. A full stop after a short capitalized word is taken for no end."""
    start = text.rfind("\n\n", 0, span[0]) + 1
    end = text.find("\n\n", span[1])
    bounds = [m.end() for m in BOUND.finditer(text, start, len(text) if end < 0 else end) if _ends(m)]
    first = max([bound for bound in bounds if bound <= span[0]], default=start)
    last = min([bound for bound in bounds if bound >= span[1]], default=len(text) if end < 0 else end)
    return text[first:last].strip()


def _ends(bound: re.Match[str]) -> bool:
    word, stop = bound.groups()
    return stop != "." or not (word[:1].isupper() and len(word) <= SHORT)
