"""Records -> reports: which articles carry one and the same text.

Near-duplicates by MinHash over shingles of words (Broder 1997), checked exactly after: an article is a copy of
the fullest text that holds most of its shingles. Fuller texts go first, so the result does not depend on the
order of the records, and copies of copies do not chain.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sayso.stories.calendar import published_day
from sayso.types import Article, Record, Report

SHINGLE = 4  # words
HELD = 0.6  # share of a copy's shingles that the fullest text holds; tuned on generated edits
SHORT = 12  # shingles; a text with fewer is a copy only of the very same words
BANDS, ROWS = 64, 2  # a third of the text in common is found with probability 0.999
SEED = 1

_WORD = re.compile(r"\w+")
_DATELINE = re.compile(r"^.{0,60}?\(([A-Z]{2,9})\)\s*[–—-]")
_AGENCIES = frozenset({"agency", "wire", "press", "newswire"})

Shingles = NDArray[np.uint32]


@dataclass(frozen=True, slots=True)
class _Print:
    article: Article
    shingles: Shingles  # sorted, each once


def find_reports(records: Iterable[Record]) -> tuple[Report, ...]:
    """Fold the copies: every article stands in one report, reports in the order of their days."""
    homes: dict[str, list[Article]] = {}
    shelf = _Shelf()
    for one in sorted((_print(record.article) for record in records), key=_fullest_first):
        home = shelf.home_of(one)
        homes.setdefault(home.article.id, []).append(one.article)
    return tuple(sorted(map(_report, homes.values()), key=lambda report: (report.day or "", report.id)))


class _Shelf:
    """The fullest texts so far, found again by the bands of their signatures."""

    def __init__(self) -> None:
        self._bands: dict[tuple[int, bytes], list[_Print]] = {}

    def home_of(self, one: _Print) -> _Print:
        """The text that holds this one; where there is none, itself, and it is put on the shelf."""
        bands = list(_bands(one.shingles))
        near = {found.article.id: found for band in bands for found in self._bands.get(band, ())}
        homes = [(held(one.shingles, other.shingles), name) for name, other in sorted(near.items())]
        share, name = max(homes, default=(0.0, ""))
        if share >= (HELD if len(one.shingles) >= SHORT else 1.0):
            return near[name]
        for band in bands:
            self._bands.setdefault(band, []).append(one)
        return one


def held(part: Shingles, whole: Shingles) -> float:
    """The share of the shingles of ``part`` that ``whole`` has too."""
    if len(part) < SHORT:
        return float(np.array_equal(part, whole))
    return len(np.intersect1d(part, whole, assume_unique=True)) / len(part)


def shingles(text: str) -> Shingles:
    """The shingles of a text as numbers, sorted; case, punctuation and line breaks do not count."""
    words = _WORD.findall(text.lower())
    rows = range(max(1, len(words) - SHINGLE + 1))
    return np.unique(
        np.array([zlib.crc32(" ".join(words[row : row + SHINGLE]).encode()) for row in rows], np.uint32)
    )


def _print(article: Article) -> _Print:
    return _Print(article, shingles(article.text))


def _fullest_first(one: _Print) -> tuple[int, str, str]:
    return -len(one.shingles), published_day(one.article) or "9", one.article.id


def _bands(found: Shingles) -> Iterator[tuple[int, bytes]]:
    from rensa import RMinHash

    signature = RMinHash(num_perm=BANDS * ROWS, seed=SEED)
    signature.update([str(number) for number in found.tolist()])
    rows = np.array(signature.digest(), np.uint32).reshape(BANDS, ROWS)
    return ((number, row.tobytes()) for number, row in enumerate(rows))


def _report(articles: Sequence[Article]) -> Report:
    days = sorted(day for article in articles if (day := published_day(article)))
    return Report(
        id=articles[0].id,
        articles=tuple(article.id for article in articles),
        outlets=tuple(dict.fromkeys(article.outlet for article in articles if article.outlet)),
        agency=next(filter(None, map(_agency, articles)), None),
        day=days[0] if days else None,
    )


def _agency(article: Article) -> str | None:
    """The agency: in the author's line, else the letters in the dateline."""
    for author in article.authors:
        if _AGENCIES & set(author.lower().split()):
            return author
    found = _DATELINE.match(article.text)
    return found.group(1) if found else None
