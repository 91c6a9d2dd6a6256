"""The pages cited: BibTeX that pybtex reads, CSL-JSON that citeproc sets, and the words back from both."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any

import pytest
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from hypothesis import given, settings
from pybtex.database import parse_string

from sayso.adapters.bibtex import SPECIAL
from sayso.types import Record
from tests.adapters.records import dated, json_of, odd_records, odd_words, sample, text_of
from tests.views.samples import ankara, hostile

PRINTED = {latex: character for character, latex in SPECIAL.items()}
LATEX = re.compile("|".join(re.escape(latex) for latex in sorted(PRINTED, key=len, reverse=True)))
BLANK = re.compile(r"[\s\x00-\x1f\x7f-\x9f]+")


def entries(records: list[Record]) -> dict[str, Any]:
    return dict(parse_string(text_of("bibtex", records), "bibtex").entries)


def printed(field: str) -> str:
    """What LaTeX prints of a field whose text we escaped."""
    return LATEX.sub(lambda found: PRINTED[found.group()], field)


def by(*authors: str) -> Record:
    return replace(ankara(), article=replace(ankara().article, authors=authors))


def test_an_entry():
    (entry,) = entries([ankara()]).values()
    assert entry.type == "misc"
    assert entry.fields["title"].startswith("{CIA and Russian Spy Chiefs Hold")
    assert entry.fields["howpublished"] == "The Daily Example"
    assert (entry.fields["year"], entry.fields["month"], entry.fields["day"]) == ("2022", "November", "14")
    assert entry.fields["url"] == ankara().article.url
    assert [str(person) for person in entry.persons["author"]] == ["Writer, A."]


def test_a_page_is_cited_once_and_keys_differ():
    assert (
        len(entries([*sample(), *sample()])) == len(sample()) == len(json_of("csl", [*sample(), *sample()]))
    )


def test_an_author_is_one_author():
    (entry,) = entries([by("Smith and Sons", "Doe, Jane and others", "others", "A. Writer")]).values()
    assert len(entry.persons["author"]) == 4


@settings(max_examples=150, deadline=None)
@given(odd_words, odd_words)
def test_title_and_authors_come_back_from_bibtex(title, author):
    record = hostile(title)
    record = replace(record, article=replace(record.article, authors=(author,), outlet="Odd {News}"))
    (entry,) = entries([record]).values()
    flat = BLANK.sub(" ", title).strip()
    assert printed(entry.fields.get("title", "{}")[1:-1]) == flat
    assert printed(entry.fields["howpublished"]) == "Odd {News}"


@settings(max_examples=60, deadline=None)
@given(odd_records)
def test_no_words_break_an_entry(records):
    assert len(entries(records)) == len({record.article.id for record in records})


@pytest.mark.parametrize(
    ("value", "parts"), [("2022", [2022]), ("2022-11", [2022, 11]), ("2022-11-14", [2022, 11, 14])]
)
def test_a_date_is_as_exact_as_it_is(value, parts):
    precision = {1: "year", 2: "month", 3: "day"}[len(parts)]
    (item,) = json_of("csl", [dated(value, precision)])
    assert item["issued"] == {"date-parts": [parts]}
    (entry,) = entries([dated(value, precision)]).values()
    assert len([name for name in ("year", "month", "day") if name in entry.fields]) == len(parts)


def set_by_citeproc(records: list[Record]) -> str:
    """The bibliography as citeproc sets it in a style that ships with it."""
    items = json.loads(text_of("csl", records))
    style = CitationStylesStyle("harvard-cite-them-right", validate=False)
    bibliography = CitationStylesBibliography(style, CiteProcJSON(items), formatter.plain)
    bibliography.register(Citation([CitationItem(item["id"]) for item in items]))
    return "\n".join(map(str, bibliography.bibliography()))


def test_citeproc_sets_the_pages():
    text = set_by_citeproc([ankara()])
    assert "Writer" in text
    assert "2022" in text
    assert "The Daily Example" in text
    assert "https://news.example/world/ankara-talks" in text


@settings(max_examples=60, deadline=None)
@given(odd_words)
def test_the_words_come_back_from_csl(words):
    (item,) = json_of("csl", [hostile(words)])
    assert item.get("title", "") == words
    assert item.get("author", [{"literal": ""}]) == [{"literal": words}] if words else True


def test_a_moment_is_cited_by_its_day():
    assert json_of("csl", [dated("2022-11-14T10:00:00Z", "second")])[0]["issued"] == {
        "date-parts": [[2022, 11, 14]]
    }
