"""HTML -> Draft: main text by trafilatura (Barbaresi, ACL 2021), its structure kept."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, cast

from sayso.article.draft import Draft, Kind, squeezed, without_doubles
from sayso.article.heads import headlines, shown_outlet, shown_title
from sayso.article.trimming import trimmed
from sayso.lexicons.furniture import Furniture
from sayso.types import Caption

if TYPE_CHECKING:
    from lxml.html import HtmlElement

KINDS: dict[str, Kind] = {"head": "heading", "quote": "quote", "list": "list"}
UNSEEN = {"script", "style", "noscript", "template", "head", "title", "svg", "iframe", "select", "textarea"}
INLINE = {"a", "abbr", "b", "bdi", "bdo", "cite", "code", "del", "em", "font", "i", "ins", "mark", "q", "s"}
INLINE |= {"small", "span", "strong", "sub", "sup", "time", "u", "wbr"}
CAPTION_PATH = (
    "//figcaption | //*[self::p or self::div or self::span or self::dd]"
    "[contains(concat(' ', normalize-space(@class), ' '), ' wp-caption-text ')]"
)
DATE_OPTIONS = {
    "original_date": True, "extensive_search": False, "outputformat": "%Y-%m-%d", "min_date": "1900-01-01",
}  # fmt: skip


def read_html(html: str, url: str | None, phrases: Furniture) -> Draft:
    """The article on an HTML page; the blocks are empty where trafilatura finds none.

    The date is only what the page states in its metadata or time elements: trafilatura and htmldate are told
    not to search the text for one.
    """
    from trafilatura import bare_extraction
    from trafilatura.settings import Document
    from trafilatura.utils import load_html

    tree = load_html(html)
    if tree is None:
        return Draft(blocks=())
    lines, captions = visible_lines(tree), tuple(_captions(tree, phrases))
    document = bare_extraction(
        html, url=url, favor_precision=True, include_comments=False, with_metadata=True,
        date_extraction_params=DATE_OPTIONS,
    )  # fmt: skip
    if not isinstance(document, Document):
        return Draft(blocks=())
    outlet = shown_outlet(document.sitename, document.url, tree)
    title = shown_title(document.title, outlet, tree)
    authors = tuple(name.strip() for name in (document.author or "").split(";") if name.strip())
    found = _without(_blocks(document.body), (title, document.title), {caption.text for caption in captions})
    blocks = tuple(trimmed(without_headline(list(found), headlines(tree)), authors, phrases))
    return Draft(
        blocks=blocks,
        title=title,
        deck=document.description if (document.description or "") in lines else None,
        authors=authors,
        outlet=outlet,
        url=document.url,
        date=document.date,
        captions=captions,
        furniture=_left_over(lines, blocks, captions),
    )


def _blocks(body: Any) -> Iterator[tuple[Kind, str]]:
    for element in body:
        text = squeezed(" ".join(element.itertext()))
        if text:
            yield KINDS.get(element.tag, "paragraph"), text
        if element.tail and element.tail.strip():  # paragraphs that the page parts by line breaks alone
            yield "paragraph", squeezed(element.tail)


def _without(
    blocks: Iterator[tuple[Kind, str]], titles: Sequence[str | None], captions: set[str]
) -> Iterator[tuple[Kind, str]]:
    """The blocks but the title said again and what stood under pictures."""
    said = {_bare(title) for title in titles if title}
    for kind, text in blocks:
        if text not in captions and _bare(text) not in said:
            yield kind, text


def without_headline(blocks: list[tuple[Kind, str]], headlines: Sequence[str]) -> list[tuple[Kind, str]]:
    """The blocks without a first one that is a headline of the page, though not the title that it is known by."""
    return blocks[1:] if blocks and _bare(blocks[0][1]) in map(_bare, headlines) else blocks


def _captions(tree: HtmlElement, phrases: Furniture) -> Iterator[Caption]:
    found = cast("list[HtmlElement]", tree.xpath(CAPTION_PATH))
    for text in without_doubles([" ".join(element.itertext()) for element in found]):
        yield phrases.caption(text)


def _left_over(
    lines: list[str], blocks: tuple[tuple[Kind, str], ...], captions: tuple[Caption, ...]
) -> tuple[str, ...]:
    """The visible lines that are neither in the text nor captions."""
    kept = _bare(" ".join([text for _, text in blocks] + [caption.text for caption in captions]))
    return without_doubles([line for line in lines if _bare(line) not in kept])


def visible_lines(tree: HtmlElement) -> list[str]:
    """What a reader sees, an element a line."""
    lines = [""]
    for text, breaks in _walk(tree):
        if breaks:
            lines.append("")
        lines[-1] += text
    return [squeezed(line) for line in lines if line.strip()]


def _walk(element: HtmlElement) -> Iterator[tuple[str, bool]]:
    """Each piece of text, and whether a new line begins with it. Goes by events, as pages nest deeply."""
    from lxml import etree

    walker = etree.iterwalk(element, events=("start", "end", "comment", "pi"))
    for event, node in walker:
        if event == "start":
            if node.tag in UNSEEN:
                walker.skip_subtree()
            else:
                yield node.text or "", node.tag not in INLINE
        else:
            yield node.tail or "", event == "end" and node.tag not in INLINE


def _bare(text: str) -> str:
    return re.sub(r"\W+", "", text).casefold()
