"""Title and outlet of an HTML page as its reader sees them, not as its metadata words them for machines."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlsplit

from sayso.article.draft import squeezed

if TYPE_CHECKING:
    from lxml.html import HtmlElement

SHORTEST_TITLE = 3  # words
PARTING = re.compile(r"\s+(?:[-–—|·•«»:/]|--)\s+")


def shown_title(title: str | None, outlet: str | None, tree: HtmlElement) -> str | None:
    """The headline that stands on the page and in its title; else its metadata's, without the site's name."""
    page, site = _page_title(tree), _bare(outlet or "")
    lines = [line for line in headlines(tree) if len(line.split()) >= SHORTEST_TITLE and _bare(line) != site]
    seen = [
        line for line in lines if _bare(page).startswith(_bare(line)) or _bare(line) == _bare(title or "")
    ]
    if seen:
        return max(seen, key=len)
    named = page if title and _bare(title) == site else title
    return without_site(named, site) if named else None


def _page_title(tree: HtmlElement) -> str:
    return squeezed(" ".join(cast("list[str]", tree.xpath("//head/title[1]//text()"))))


def headlines(tree: HtmlElement) -> list[str]:
    """The page's headings of the first order."""
    found = cast("list[HtmlElement]", tree.xpath("//h1"))
    return [line for line in (squeezed(" ".join(element.itertext())) for element in found) if line]


def without_site(title: str, site: str) -> str:
    """The title without the site's name, given by its letters alone, before or behind a bar or dash."""
    for parting in PARTING.finditer(title):
        before, behind = title[: parting.start()].strip(), title[parting.end() :].strip()
        if site and site in (_bare(before), _bare(behind)):
            return before if _bare(behind) == site else behind
    return title


def shown_outlet(named: str | None, url: str | None, tree: HtmlElement) -> str | None:
    """The site's name; where its metadata have only a piece of the address, the publisher's name or the host."""
    host = host_of(url)
    if named and "://" not in named and not _is_label(named, host, tree):
        return named
    return next(_publishers(tree), None) or host or named


def _is_label(named: str, host: str | None, tree: HtmlElement) -> bool:
    """Is it but a piece of the address with a capital, as "Nj" of nj.com, that the page's title does not name?"""
    label = named.lower() in (host or "").split(".") and named.istitle()
    return label and named not in _page_title(tree)


def host_of(url: str | None) -> str | None:
    """The host of an address, without "www."."""
    return (urlsplit(url).hostname or "").removeprefix("www.") or None if url else None


def _publishers(tree: HtmlElement) -> Iterator[str]:
    """The names of publishers in the page's linked data (schema.org)."""
    for script in cast("list[str]", tree.xpath("//script[@type='application/ld+json']/text()")):
        try:
            data = json.loads(script, strict=False)
        except (ValueError, RecursionError):
            continue
        for item in data if isinstance(data, list) else [data]:
            publisher: Any = item.get("publisher") if isinstance(item, dict) else None
            name = publisher.get("name") if isinstance(publisher, dict) else None
            if isinstance(name, str) and name.strip():
                yield squeezed(name)


def _bare(text: str) -> str:
    return re.sub(r"\W+", "", text).casefold()
