from __future__ import annotations

from sayso import Failure, Page, Record, read_many

STORY = b"""Talks end in Oslo

The Norwegian foreign minister met a delegation of the rebels in Oslo on Friday, her office said.

"We did not discuss a ceasefire," the minister told reporters after the meeting in the old town hall, and
she added that both sides would meet again before the end of the month if the guns stayed silent.
"""


def page(data: bytes, name: str) -> Page:
    return Page(data=data, name=name, media="text")


def test_a_failure_stands_where_its_record_would_stand(models):
    pages = [page(STORY, "one"), page(b"", "two"), page(b"\x00\x01\x02" * 50, "three"), page(STORY, "four")]
    first, empty, binary, last = read_many(pages, models)
    assert isinstance(first, Record)
    assert isinstance(last, Record)
    assert isinstance(empty, Failure)
    assert (empty.page, empty.stage) == ("two", "article")
    assert isinstance(binary, Failure)
    assert binary.reason.endswith(".")


def test_pages_are_read_as_they_are_asked_for(models):
    taken = []

    def pages():
        for name in ("one", "two"):
            taken.append(name)
            yield page(STORY, name)

    records = read_many(pages(), models)
    next(records)
    assert taken == ["one"]


def test_any_map_will_do(models):
    def backwards(function, pages):
        return [function(one) for one in reversed(list(pages))]

    names = [r.page for r in read_many([page(b"", "one"), page(b"", "two")], models, map=backwards)]
    assert names == ["two", "one"]


def test_a_page_in_another_language_is_named(models):
    french = (
        "Le président a rencontré mardi à Paris le ministre des affaires étrangères pour parler de la "
        "guerre. Selon un porte-parole, les deux hommes ont discuté pendant plusieurs heures des "
        "négociations et des prisonniers, sans parvenir à un accord sur le retrait des troupes qui "
        "occupent encore le nord du pays."
    )
    (failure,) = read_many([page(french.encode(), "page.txt")], models)
    assert isinstance(failure, Failure)
    assert failure.stage == "language"
    assert "fr" in failure.reason
