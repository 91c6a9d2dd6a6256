"""The pages cited, as CSL-JSON, which Zotero, pandoc and citeproc read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sayso.adapters.bibtex import key_of
from sayso.adapters.naming import address_of
from sayso.adapters.streaming import Json, listed, without_nothing
from sayso.types import Article, Record


def lines(records: Iterable[Record]) -> Iterator[str]:
    """One list, a page a line; the same page once."""
    seen: set[str] = set()

    def items() -> Iterator[Json]:
        for record in records:
            if record.article.id not in seen:
                seen.add(record.article.id)
                yield item(record.article)

    yield "["
    yield from listed(items())
    yield "]\n"


def item(article: Article) -> Json:
    """One page. Authors are literal: which of their names is the family's, the page does not say."""
    published = article.published.value[:10] if article.published else None
    return without_nothing(
        {
            "id": key_of(article),
            "type": "article-newspaper" if article.outlet else "webpage",
            "title": article.title,
            "container-title": article.outlet,
            "author": [{"literal": author} for author in article.authors],
            "issued": {"date-parts": [[int(part) for part in published.split("-")]]} if published else None,
            "URL": address_of(article),
            "language": article.language,
            "note": f"Sayso page {article.id}",
        }
    )
