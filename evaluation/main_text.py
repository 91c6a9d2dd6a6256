"""How much of an article's words was found, and how much else: shared runs of four words.

The measure of the article extraction benchmark (Scrapinghub, 2020): multisets of word 4-grams are compared
page by page; precision and recall are means over pages, F1 is theirs.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from statistics import fmean

RUN = 4


def f1(pairs: Iterable[tuple[str, str]]) -> float:
    """F1 over pages, each a pair of the true text and the found one."""
    scores = [compared(true, found) for true, found in pairs]
    precision = fmean(p for p, _ in scores if p is not None)
    recall = fmean(r for _, r in scores if r is not None)
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def compared(true: str, found: str) -> tuple[float | None, float | None]:
    """Precision and recall of one page; None where there is nothing to divide by."""
    wanted, got = runs(true), runs(found)
    both = (wanted & got).total()
    return (
        both / got.total() if got else None,
        both / wanted.total() if wanted else None,
    )


def runs(text: str) -> Counter[tuple[str, ...]]:
    """The runs of four words in a text; a shorter text is one run."""
    words = re.findall(r"\w+", text)
    if not words:
        return Counter()
    return Counter(tuple(words[at : at + RUN]) for at in range(max(1, len(words) - RUN + 1)))


def words_kept(pairs: Iterable[tuple[str, str]]) -> float:
    """The share of the words of true texts that the found ones hold, over all pages together."""
    kept = total = 0
    for true, found in pairs:
        words = Counter(re.findall(r"\w+", true))
        kept += (words & Counter(re.findall(r"\w+", found))).total()
        total += words.total()
    return kept / total if total else 0.0
