"""Which lines of a plain-text page are the story: two logistic regressions, one after the other.

The first looks at each line and its neighbours (after Kohlschütter, Fankhauser and Nejdl, WSDM 2010: text is
told from furniture by the length and wording of a block and of those around it); the second at what the first
says of the lines around and of the whole page: a short last line is the story's where no furniture surrounds
the story, and doubtful where much of it follows. The weights are data, ``body_lines.json``, made by
``python -m training.articles``.
"""

from __future__ import annotations

import json
import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from sayso.article.draft import squeezed
from sayso.lexicons.furniture import Furniture

Row = tuple[float, ...]
REACH = 3  # neighbours seen on each side
WINDOW = 8  # lines on each side that make up the surroundings
EDGE = 0.02  # share of the story before the first line, or after the last
WORD = re.compile(r"\w+(?:['’]\w+)*")
SENTENCE_END = re.compile(r"[.!?…。！？][\"'”’»)\]]*$")
INNER_END = re.compile(r"[.!?…][\"'”’»)\]]*\s+\S|[。！？]")
LINKISH = re.compile(r"https?://|www\.|[@#|»›→▶👉•]|^[-–—·]")


@dataclass(frozen=True, slots=True)
class Weights:
    """The weights of the regression over lines and of that over the page."""

    first: Row
    second: Row


@cache
def load_weights() -> Weights:
    """The weights that ship with Sayso."""
    data = json.loads(resources.files("sayso.article").joinpath("body_lines.json").read_text("utf-8"))
    return Weights(tuple(data["first"]), tuple(data["second"]))


def body_chances(
    lines: Sequence[str], title: str | None, phrases: Furniture, weights: Weights
) -> list[float]:
    """For each line, which is not blank, how likely it is part of the story: 0..1."""
    first = chances(line_rows(lines, title, phrases), weights.first)
    return chances(page_rows(lines, first), weights.second)


def chances(rows: Sequence[Row], weights: Row) -> list[float]:
    """The logistic function of each row's weighted sum."""
    sums = (sum(w * x for w, x in zip(weights, row, strict=True)) for row in rows)
    return [1 / (1 + math.exp(-max(-30.0, min(30.0, total)))) for total in sums]


def line_rows(lines: Sequence[str], title: str | None, phrases: Furniture) -> list[Row]:
    """What the first regression sees of each line: itself, and length and punctuation of its neighbours."""
    repeated = Counter(map(squeezed, lines))
    script = _script("".join(lines))
    own = [_own(line, repeated[squeezed(line)] > 1, title, script, phrases) for line in lines]
    brief = [row[1:4] for row in own]
    return [
        (*row, *_around(brief, n, (0.0, 0.0, 0.0)), *_surroundings(brief, n), *_edges(n, len(own)))
        for n, row in enumerate(own)
    ]


def page_rows(lines: Sequence[str], first: Sequence[float]) -> list[Row]:
    """What the second regression sees: the first one's findings here, around, and over the whole page."""
    lengths = [len(WORD.findall(line)) or 1 for line in lines]
    mass = [chance * length for chance, length in zip(first, lengths, strict=True)]
    singles = [(chance,) for chance in first]
    page = zip(_places(mass), _furniture_beside(first), strict=True)
    return [
        (
            *(own := _own_finding(first[n], lengths[n])),
            *place,
            *_share(mass, n),
            *_around(singles, n, (0.0,)),
            *beside,
            place[3] * beside[0],
            place[4] * beside[1],
            *_page_finding(first, own[1]),
        )
        for n, (place, beside) in enumerate(page)
    ]


def _own_finding(chance: float, length: int) -> Row:
    return (1.0, math.log((chance + 1e-6) / (1 - chance + 1e-6)), math.log(length + 1))


def _places(mass: Sequence[float]) -> Iterator[Row]:
    """Where each line stands in the story: how much of the story is behind it, how much ahead."""
    total, before = sum(mass) or 1.0, 0.0
    for here in mass:
        behind = before / total
        ahead = 1 - behind - here / total
        yield (behind, ahead, min(behind, ahead) * 2, float(behind < EDGE), float(ahead < EDGE))
        before += here


def _share(mass: Sequence[float], at: int) -> Row:
    """How much of the story stands around a line, and in it."""
    total = sum(mass) or 1.0
    near = sum(mass[max(0, at - WINDOW) : at]) + sum(mass[at + 1 : at + 1 + WINDOW])
    return (math.log1p(near), near / total, mass[at] / total)


def _furniture_beside(first: Sequence[float]) -> Iterator[Row]:
    """How many lines of furniture stand before each line, and how many after, as logarithms."""
    total, before = sum(1 - chance for chance in first), 0.0
    for chance in first:
        after = max(0.0, total - before - (1 - chance))
        yield (math.log1p(before), math.log1p(after))
        before += 1 - chance


def _page_finding(first: Sequence[float], logit: float) -> Row:
    """How much of the page is story, by itself and for the line's own finding, and how long the page is."""
    mean = sum(first) / len(first)
    return (mean, mean * logit, math.log1p(len(first)))


def _own(line: str, repeated: bool, title: str | None, script: str, phrases: Furniture) -> Row:
    words = WORD.findall(line)
    count = len(words) or 1
    small = squeezed(line).casefold()
    capitals = sum(word[0].isupper() for word in words)
    asked = sum(request in small for request in phrases.requests)
    return (
        1.0,
        math.log(count),
        float(bool(SENTENCE_END.search(line.rstrip()))),
        sum(word.casefold() in phrases.stop_words for word in words) / count,
        min(len(INNER_END.findall(line)), 4.0),
        float(len(words) <= 3),
        float(len(words) >= 20),
        float("," in line),
        float(any(quote in line for quote in '"“”«„')),
        capitals / count,
        sum(character.isdigit() for character in line) / len(line),
        float(bool(LINKISH.search(line))),
        float(count < 15 and small.startswith(phrases.openings)),
        min(float(asked), 3.0),
        float(phrases.is_credit(line)),
        float(phrases.ends_in_credit(line)),
        float(repeated),
        float(_same(small, title)),
        float(line[:1].islower()),
        float(_script(line) not in {script, ""}),
        float(line.rstrip().endswith(":")),
        float(line.isupper()),
    )


def _around(rows: Sequence[Row], at: int, edge: Row) -> Row:
    near: Row = ()
    for step in range(1, REACH + 1):
        near += rows[at - step] if at >= step else edge
        near += rows[at + step] if at + step < len(rows) else edge
    return near


def _surroundings(rows: Sequence[Row], at: int) -> Row:
    """The mean length and punctuation of the lines before, and of those after."""
    means: Row = ()
    for part in (rows[max(0, at - WINDOW) : at], rows[at + 1 : at + 1 + WINDOW]):
        means += tuple(sum(row[k] for row in part) / WINDOW for k in range(2))
    return means


def _edges(at: int, count: int) -> Row:
    """Is the page's first line fewer than 1, 2, 3 lines away, and its last?"""
    behind, ahead = at, count - 1 - at
    return tuple(float(distance < step) for distance in (behind, ahead) for step in range(1, REACH + 1))


def _same(small: str, title: str | None) -> bool:
    other = squeezed(title or "").casefold()
    return small == other or (len(small) > 20 and (other.startswith(small) or small.startswith(other)))


def _script(text: str) -> str:
    """The script of most of the first letters, as the Unicode names tell it: "LATIN", "ARABIC"."""
    letters = [character for character in text[:2000] if character.isalpha()]
    scripts = Counter(unicodedata.name(letter, "").partition(" ")[0] for letter in letters)
    return max(scripts, key=lambda name: scripts[name], default="")
