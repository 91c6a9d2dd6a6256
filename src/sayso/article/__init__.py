"""Page -> Article: the clean body, its head, and what was taken off."""

from __future__ import annotations

import re
from functools import cache

from sayso.article.dates import published
from sayso.article.decoding import decode
from sayso.article.draft import Draft, placed, squeezed
from sayso.article.html import read_html
from sayso.article.identity import article_id
from sayso.article.markdown import read_markdown
from sayso.article.plain import read_plain
from sayso.errors import PageError
from sayso.lexicons.furniture import Furniture, load_furniture
from sayso.types import Article, Block, Page

__all__ = ["article_of", "extract", "from_text"]

LANGUAGES = {"en"}
FEWEST_WORDS = 40  # of running text; a menu or the stub before a paywall has fewer
FEWEST_TO_TELL = 15  # words by which a language can be told
MOST_WORDS = 100_000  # a long book has as many
LONGEST_STUB = 150  # words that a paywall may leave to be seen
SAMPLE = 10_000  # characters by which the language is told
ANOTHER = "Give the article's own page, or its whole text as a .txt file."
GAP = re.compile(r"\n[^\S\n]*\n\s*")


def article_of(page: Page) -> Article:
    """The article on a page, ready to be read.

    Raises PageError with stage "article" where there is no article (nothing but a menu, a stub, a binary
    file) and with stage "language" where it is not in a language that Sayso reads.
    """
    article = extract(page)
    count = len(article.text.split())
    if count >= FEWEST_TO_TELL and article.language not in LANGUAGES:
        raise PageError(
            f"The text seems to be in {article.language or 'no known language'}; "
            f"Sayso reads {', '.join(sorted(LANGUAGES))} only. Give a translation.",
            stage="language",
        )
    if count > MOST_WORDS:
        raise PageError(f"The text has {count:,} words, which no article has. {ANOTHER}", stage="article")
    if count < FEWEST_WORDS:
        raise PageError(
            f"There is too little running text here: a menu, or a stub? {ANOTHER}", stage="article"
        )
    if count < LONGEST_STUB and _furniture().at_paywall((*article.furniture, article.text)):
        raise PageError(f"This is only the stub before a paywall. {ANOTHER}", stage="article")
    return article


def extract(page: Page) -> Article:
    """The article on a page in any language and of any length; text is never empty.

    Raises PageError (stage "article") where nothing is found that reads like an article.
    """
    draft = _draft(page)
    if not draft.blocks:
        raise PageError(
            "No article was found on the page. Give the article's own page, not a front page or a menu.",
            stage="article",
        )
    url = page.url or draft.url
    return Article(
        id=article_id(url, draft.text),
        url=url,
        outlet=page.outlet or draft.outlet,
        title=page.title or draft.title,
        deck=draft.deck,
        authors=draft.authors,
        published=published(draft.date, page.date),
        language=_language(draft.text),
        text=draft.text,
        blocks=placed(draft.blocks),
        captions=draft.captions,
        furniture=draft.furniture,
    )


def from_text(text: str, *, id: str, date: str | None = None, title: str | None = None) -> Article:
    """An article of running text with no page around it; the text is kept exactly as it is.

    Its blocks are the stretches between blank lines, or the lines where there are no blank lines.
    """
    return Article(
        id=id, text=text, title=title, published=published(None, date), language="en", blocks=_stretches(text)
    )


def _draft(page: Page) -> Draft:
    text = decode(page)
    if page.media == "html":
        return read_html(text, page.url, _furniture())
    reader = read_markdown if page.media == "markdown" else read_plain
    return reader(text, page.title, _furniture())


@cache
def _furniture() -> Furniture:
    return load_furniture()


def _language(text: str) -> str | None:
    from py3langid import classify

    sample = squeezed(text[:SAMPLE])
    return str(classify(sample)[0]) if sample else None


def _stretches(text: str) -> tuple[Block, ...]:
    gap = GAP if GAP.search(text.strip()) else re.compile(r"\n")
    edges = [0, *(edge for found in gap.finditer(text) for edge in found.span()), len(text)]
    pairs = zip(edges[::2], edges[1::2], strict=True)
    return tuple(Block("paragraph", start, end) for start, end in pairs if text[start:end].strip())
