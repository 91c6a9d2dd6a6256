"""Bundles that the STIX library takes in, and that say what the records say."""

from __future__ import annotations

from typing import Any

import pytest
import stix2
from hypothesis import given, settings

from sayso.types import Record
from tests.adapters.records import dated, json_of, odd_records, sample, text_of
from tests.views.samples import ankara, bare

STIX_EXTENSION = "extension-definition--"


def bundle_of(records: list[Record]) -> Any:
    """The bundle as the library reads it, strictly."""
    return stix2.parse(text_of("stix", records), allow_custom=False)


def things(records: list[Record], kind: str) -> list[Any]:
    return [thing for thing in bundle_of(records).objects if thing.type == kind]


def note_of(item: str) -> tuple[Any, dict[str, Any]]:
    """The note of an item of the page by hand, and what its extension says."""
    for note in things([ankara()], "note"):
        (extension,) = (value for key, value in note.extensions.items() if key.startswith(STIX_EXTENSION))
        if extension["item"] == item:
            return note, extension
    raise AssertionError(item)


def names_by_id() -> dict[str, str]:
    return {thing.id: thing.name for thing in things([ankara()], "identity")}


def test_the_library_takes_in_everything_and_gives_it_back():
    bundle = bundle_of(sample())
    kinds = {thing.type for thing in bundle.objects}
    assert kinds == {
        "identity", "extension-definition", "location", "note", "opinion", "report", "grouping",
    }  # fmt: skip
    again = stix2.parse(bundle.serialize(), allow_custom=False)
    assert again.serialize() == bundle.serialize()


def test_every_reference_leads_to_an_object_of_the_bundle():
    bundle = json_of("stix", sample())
    ids = [thing["id"] for thing in bundle["objects"]]
    assert len(ids) == len(set(ids))
    named = [ref for thing in bundle["objects"] for ref in refs_in(thing)]
    assert len(named) > len(ids)
    assert set(named) <= set(ids)


def refs_in(thing: dict[str, Any]) -> list[str]:
    found: list[str] = []
    for key, value in thing.items():
        if key.endswith("_ref"):
            found.append(value)
        elif key.endswith("_refs"):
            found += value
        elif isinstance(value, dict):
            found += refs_in(value)
    return found


def test_the_same_records_are_the_same_bundle():
    assert text_of("stix", sample()) == text_of("stix", sample())
    assert json_of("stix", sample())["id"] != json_of("stix", [ankara()])["id"]


def test_a_page_that_comes_twice_stands_there_once():
    assert text_of("stix", [ankara(), ankara()]) == text_of("stix", [ankara()])


def test_the_chain_of_a_claim_from_the_speaker_outward():
    note, extension = note_of("c4")
    assert list(note.authors) == ["William Burns", "regional sources", "Al Jazeera"]
    assert note.content.startswith("the consequences Russia would face")
    names = names_by_id()
    assert names[extension["source_ref"]] == "William Burns"
    assert [names[ref] for ref in extension["via_refs"]] == ["regional sources", "Al Jazeera"]
    assert extension["within_ref"] == note_of("c3")[0].id
    assert names[extension["addressee_ref"]] == "Sergey Naryshkin"
    text = ankara().article.text
    assert " … ".join(text[start:end] for start, end in extension["spans"]) == note.content


def test_hedges_anonymity_and_status_are_in_labels_too():
    assert "hedge:reportedly" in note_of("c3")[0].labels
    assert {"source:unnamed", "anonymity:not authorized to comment publicly"} <= set(note_of("c5")[0].labels)
    assert "source:nobody-named" in note_of("c6")[0].labels
    assert "status:negated" in note_of("e4")[0].labels
    assert note_of("e4")[0].abstract.startswith("[negated]")
    assert note_of("e4")[1]["status"] == "negated"
    assert note_of("c5")[1]["anonymity"] == "not authorized to comment publicly"


def test_a_denial_is_the_deniers_opinion_on_the_claim():
    (opinion,) = things([ankara()], "opinion")
    assert opinion.opinion == "strongly-disagree"
    assert list(opinion.authors) == ["Vladimir Putin"]
    assert list(opinion.object_refs) == [note_of("c7")[0].id]
    assert opinion.explanation == "his words were taken out of context"


def test_the_unnamed_of_two_pages_are_two_and_the_named_are_one():
    other = Record.from_dict(
        ankara().to_dict() | {"article": ankara().to_dict()["article"] | {"id": "other"}}
    )
    identities = things([ankara(), other], "identity")
    assert [i.name for i in identities].count("White House official") == 2
    assert [i.name for i in identities].count("Dmitry Peskov") == 1


@pytest.mark.parametrize(
    ("value", "precision", "expected"),
    [
        ("2022", "year", "2022-01-01T00:00:00"),
        ("2022-11", "month", "2022-11-01T00:00:00"),
        ("2022-11-14", "day", "2022-11-14T00:00:00"),
        ("2022-11-14T23:30:00-05:00", "second", "2022-11-15T04:30:00"),
        ("2022-11-14 10:00", "second", "2022-11-14T10:00:00"),
    ],
)
def test_when_a_page_was_published(value, precision, expected):
    (report,) = things([dated(value, precision)], "report")
    assert report.published.strftime("%Y-%m-%dT%H:%M:%S") == expected
    assert f"precision:{precision}" in report.labels


def test_a_page_without_a_date_is_no_report_and_one_without_anything_is_still_there():
    assert [thing.type for thing in bundle_of([bare()]).objects][-1] == "grouping"


@settings(max_examples=60, deadline=None)
@given(odd_records)
def test_no_words_of_a_page_break_the_bundle(records):
    bundle = bundle_of(records)
    contents = {note.content for note in bundle.objects if note.type == "note"}
    assert all((record.article.text or "claim") in contents for record in records)
