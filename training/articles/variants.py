"""The same page with less around it: texts reach us copied out of their page, cut short, or whole.

A page that has all its furniture on teaches that the first and the last line are never the story's. These
variants teach when they are.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

EXCERPTS = (2, 4, 7)  # lines
ROUND = (1, 3, 6)  # lines of furniture left above or below the story

Labelled = tuple[list[str], list[bool]]  # lines, and which of them are of the article


def variants(lines: Sequence[str], labels: Sequence[bool], title: str | None) -> list[Labelled]:
    """A page without what stands above the story, below it, around it and within it, and in excerpts.

    Each comes with the title on top and without it.
    """
    story = [n for n, label in enumerate(labels) if label]
    if not story:
        return []
    start, stop = story[0], story[-1] + 1
    body = [lines[n] for n in story]
    parts: list[Labelled] = [
        (list(lines[start:]), list(labels[start:])),
        (list(lines[start:stop]), list(labels[start:stop])),
        (body, [True] * len(body)),
        *excerpts(body),
        *dressed(body, [line for line, label in zip(lines[stop:], labels[stop:], strict=True) if not label]),
    ]
    head = [title] if title else []
    titled = [(head + part, [False] * len(head) + told) for part, told in parts]
    whole_top = (list(lines[:stop]), list(labels[:stop]))
    return [part for part in (whole_top, *parts, *titled) if len(part[0]) > 1]


def excerpts(body: Sequence[str]) -> Iterator[Labelled]:
    """The first lines of a story, and as many from within it."""
    chance = random.Random(len(body))
    for count in EXCERPTS:
        if len(body) > count:
            start = chance.randrange(len(body) - count)
            yield list(body[:count]), [True] * count
            yield list(body[start : start + count]), [True] * count


def dressed(body: Sequence[str], furniture: Sequence[str]) -> Iterator[Labelled]:
    """A story, and its first lines, with a little of the furniture that followed it, from here and there."""
    chance = random.Random(len(furniture))
    for count in ROUND:
        for story in (body, body[: 2 * count]):
            start = chance.randrange(max(1, len(furniture) - count))
            left = list(furniture[start : start + count])
            yield [*story, *left], [True] * len(story) + [False] * len(left)
