"""Markdown -> Draft: its marks tell title, headings, quotes, lists and pictures; furniture is told as in plain text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sayso.article.draft import Draft, Kind, squeezed
from sayso.article.plain import read_lines
from sayso.lexicons.furniture import Furniture
from sayso.types import Caption

if TYPE_CHECKING:
    from markdown_it.token import Token

FRONT_MATTER = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)
FIELD = re.compile(r"^(title|date|author|url)\s*:\s*(.+?)\s*$", re.MULTILINE | re.IGNORECASE)
ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
CONTAINERS: dict[str, Kind] = {"blockquote_open": "quote", "list_item_open": "list"}


@dataclass(frozen=True, slots=True)
class Piece:
    """A block of the file: its kind, its words without marks, and the captions of its pictures."""

    kind: Kind
    level: int  # of a heading; 0 for other blocks
    words: str
    captions: tuple[str, ...] = ()


def read_markdown(text: str, title: str | None, phrases: Furniture) -> Draft:
    """The article in a markdown file. Its title is the given one, that of its front matter, or its first heading."""
    said = _front_matter(text)
    pieces = list(_pieces(FRONT_MATTER.sub("", text, count=1)))
    heading = next((piece.words for piece in pieces if piece.level == 1), None)
    first = title or said.get("title") or heading
    blocks = [(piece.words, piece.kind) for piece in pieces if piece.words]
    draft = read_lines([words for words, _ in blocks], first, phrases)
    kinds = dict(blocks)
    captions = [phrases.caption(words) for piece in pieces for words in piece.captions]
    return replace(
        draft,
        blocks=tuple((kinds.get(words, kind), words) for kind, words in draft.blocks),
        title=draft.title,
        authors=(said["author"],) if "author" in said else (),
        url=said.get("url"),
        date=_day(said.get("date")),
        captions=(*draft.captions, *(caption for caption in captions if caption != Caption(""))),
    )


def _front_matter(text: str) -> dict[str, str]:
    found = FRONT_MATTER.match(text)
    fields = FIELD.findall(found[1]) if found else []
    return {name.lower(): value.strip("\"'") for name, value in fields if value.strip("\"'")}


def _day(date: str | None) -> str | None:
    found = ISO_DAY.match(date or "")
    return found[0] if found else None


def _pieces(text: str) -> Iterator[Piece]:
    """The blocks in order; what stands in a quote or a list item has that kind."""
    from markdown_it import MarkdownIt

    around: list[Kind] = []
    level = 0
    for token in MarkdownIt("commonmark", {"html": False}).parse(text):
        if token.type in CONTAINERS:
            around.append(CONTAINERS[token.type])
        elif token.type.replace("_close", "_open") in CONTAINERS:
            around.pop()
        elif token.type in ("heading_open", "heading_close"):
            level = int(token.tag[1:]) if token.nesting == 1 else 0
        elif token.type == "inline":
            kind: Kind = "heading" if level else (around[-1] if around else "paragraph")
            yield Piece(kind, level, _words(token), _pictures(token))


def _words(inline: Token) -> str:
    """The words of a block without its marks; a picture's stand in its caption."""
    shown = {"softbreak": " ", "hardbreak": " "}
    kept = [shown.get(child.type, child.content) for child in inline.children or [] if child.type != "image"]
    return squeezed("".join(kept))


def _pictures(inline: Token) -> tuple[str, ...]:
    return tuple(squeezed(child.content) for child in inline.children or [] if child.type == "image")
