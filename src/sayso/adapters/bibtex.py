"""The pages cited, as BibTeX: one @misc each, which every style knows."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from sayso.adapters.bylines import is_person
from sayso.adapters.naming import address_of
from sayso.types import Article, Record

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# BibTeX counts braces whatever stands before them, so that none may stand alone, not even escaped
SPECIAL = {
    "\\": "\\textbackslash{}",
    "{": "\\textbraceleft{}",
    "}": "\\textbraceright{}",
    "~": "\\textasciitilde{}",
    "^": "\\textasciicircum{}",
    **{character: f"\\{character}" for character in "$&#_%"},
}
BLANK = re.compile(r"[\s\x00-\x1f\x7f-\x9f]+")
SEVERAL_NAMES = re.compile(r",|\band\b|^others$", re.IGNORECASE)


def lines(records: Iterable[Record]) -> Iterator[str]:
    """An entry a page; the same page once."""
    seen: set[str] = set()
    for record in records:
        if record.article.id not in seen:
            seen.add(record.article.id)
            yield entry(record.article)


def entry(article: Article) -> str:
    """The entry of one page."""
    known = {
        "author": " and ".join(_author(name, article) for name in article.authors),
        "title": f"{{{escaped(article.title)}}}" if article.title else "",
        "howpublished": escaped(article.outlet or ""),
        **_date(article),
        "url": address_of(article) or "",
        "language": escaped(article.language or ""),
        "note": escaped(f"Sayso page {article.id}"),
    }
    fields = [f"  {name} = {_value(name, value)}" for name, value in known.items() if value]
    return f"@misc{{{key_of(article)},\n" + ",\n".join(fields) + "\n}\n\n"


def key_of(article: Article) -> str:
    """What one cites it by: outlet, year and id, in plain letters."""
    year = article.published.value[:4] if article.published else ""
    plain = unicodedata.normalize("NFKD", article.outlet or "")
    outlet = "".join(re.findall(r"[a-z]+", plain.lower()))[:20]
    return f"{outlet}{year}:{re.sub(r'[^A-Za-z0-9-]', '', article.id) or 'page'}"


def escaped(text: str) -> str:
    """Text as LaTeX prints it, on one line, its braces in pairs."""
    flat = BLANK.sub(" ", text).strip()
    return "".join(SPECIAL.get(character, character) for character in flat)


def _author(name: str, article: Article) -> str:
    """A name that BibTeX must not take for two, nor part into given and family name, is kept whole."""
    whole = SEVERAL_NAMES.search(name) or not is_person(name, article)
    return f"{{{escaped(name)}}}" if whole else escaped(name)


def _date(article: Article) -> dict[str, str]:
    if article.published is None:
        return {}
    year, *rest = article.published.value[:10].split("-")
    names = {"month": MONTHS[int(rest[0]) - 1]} if rest else {}
    day = {"day": str(int(rest[1]))} if len(rest) > 1 else {}
    return {"year": year, **names, **day}


def _value(name: str, value: str) -> str:
    """Months are names that styles translate, and stand without braces."""
    return value if name == "month" else f"{{{value}}}"
