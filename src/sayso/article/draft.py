"""What the readers of HTML and of plain text hand on: blocks of text and what stood around them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sayso.types import Block, Caption

Kind = Literal["paragraph", "quote", "heading", "list"]
PARTING = "\n\n"  # between two blocks of a clean text


@dataclass(frozen=True, slots=True)
class Draft:
    """The article as its page gives it, before it has an id and a language."""

    blocks: tuple[tuple[Kind, str], ...]
    title: str | None = None
    deck: str | None = None
    authors: tuple[str, ...] = ()
    outlet: str | None = None
    url: str | None = None
    date: str | None = None  # ISO 8601, as the page itself states it
    captions: tuple[Caption, ...] = ()
    furniture: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The blocks, one after the other."""
        return PARTING.join(text for _, text in self.blocks)


def placed(blocks: tuple[tuple[Kind, str], ...]) -> tuple[Block, ...]:
    """The blocks with their offsets into ``Draft.text``."""
    result, start = [], 0
    for kind, text in blocks:
        result.append(Block(kind, start, start + len(text)))
        start += len(text) + len(PARTING)
    return tuple(result)


def squeezed(text: str) -> str:
    """A line with its white space made single."""
    return " ".join(text.split())


def without_doubles(lines: list[str]) -> tuple[str, ...]:
    """The lines that are not empty, each once, in order."""
    return tuple(dict.fromkeys(line for line in map(squeezed, lines) if line))
