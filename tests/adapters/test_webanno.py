"""Annotations as the W3C's model has them, whose selectors find the words again."""

from __future__ import annotations

from typing import Any

import rdflib
from hypothesis import given, settings
from rdflib import RDF, URIRef

from sayso.types import Record
from tests.adapters.records import json_of, odd_records, odd_words, sample
from tests.views.samples import ankara, bare, hostile

OA = rdflib.Namespace("http://www.w3.org/ns/oa#")
# The terms of http://www.w3.org/ns/anno.jsonld that we use, since the tests fetch nothing.
CONTEXT = {
    "id": "@id",
    "type": "@type",
    "@vocab": str(OA),
    "as": "http://www.w3.org/ns/activitystreams#",
    "AnnotationPage": "as:OrderedCollectionPage",
    "Software": "as:Application",
    "generator": {"@id": "as:generator", "@type": "@id"},
    "items": {"@id": "as:items", "@type": "@id", "@container": "@list"},
    "name": {"@id": "http://xmlns.com/foaf/0.1/name"},
    "body": {"@id": "oa:hasBody", "@type": "@id"},
    "target": {"@id": "oa:hasTarget", "@type": "@id"},
    "source": {"@id": "oa:hasSource", "@type": "@id"},
    "selector": {"@id": "oa:hasSelector", "@type": "@id"},
    "state": {"@id": "oa:hasState", "@type": "@id"},
    "cached": {"@id": "oa:cachedSource", "@type": "@id"},
    "motivation": {"@id": "oa:motivatedBy", "@type": "@vocab"},
    "purpose": {"@id": "oa:hasPurpose", "@type": "@vocab"},
    "value": {"@id": "http://www.w3.org/1999/02/22-rdf-syntax-ns#value"},
    "format": {"@id": "http://purl.org/dc/elements/1.1/format"},
    "language": {"@id": "http://purl.org/dc/elements/1.1/language"},
    "oa": str(OA),
}
MOTIVATIONS = {"describing", "classifying", "replying"}


def graph_of(records: list[Record]) -> rdflib.Graph:
    page = json_of("webanno", records)
    assert page["@context"] == "http://www.w3.org/ns/anno.jsonld"
    return rdflib.Graph().parse(data=page | {"@context": CONTEXT}, format="json-ld")


def annotation_of(record: Record, value: str) -> dict[str, Any]:
    """The first annotation of a page one of whose bodies says so."""
    for annotation in json_of("webanno", [record])["items"]:
        if value in [body["value"] for body in annotation["body"] if isinstance(body, dict)]:
            return annotation  # type: ignore[no-any-return]
    raise AssertionError(value)


def targets(annotation: dict[str, Any]) -> list[Any]:
    found = annotation["target"]
    return found if isinstance(found, list) else [found]


def test_every_annotation_has_what_the_model_says_it_must():
    graph = graph_of(sample())
    found = list(graph.subjects(RDF.type, OA.Annotation))
    expected = sum(len(r.claims) + len(r.events) + len(r.red_lines) + len(r.disputes) for r in sample())
    assert len(found) == len(set(found)) == expected
    for annotation in found:
        assert isinstance(annotation, URIRef)
        assert list(graph.objects(annotation, OA.hasTarget))
        (motivation,) = graph.objects(annotation, OA.motivatedBy)
        assert str(motivation).removeprefix(str(OA)) in MOTIVATIONS
    for resource in graph.subjects(RDF.type, OA.SpecificResource):
        assert len(list(graph.objects(resource, OA.hasSource))) == 1
    for selector in graph.subjects(RDF.type, OA.TextPositionSelector):
        (start,), (end,) = (graph.objects(selector, OA[name]) for name in ("start", "end"))
        assert 0 <= start.toPython() <= end.toPython()


def test_the_annotation_page_has_an_address():
    assert json_of("webanno", [ankara()])["id"].startswith("urn:uuid:")


def test_the_selectors_find_the_words():
    record = ankara()
    found = targets(annotation_of(record, "Dmitry Peskov (Kremlin spokesman, RUS) < TASS [assert]"))
    assert [target["source"] for target in found] == [record.article.url] * 2
    for target, (start, end) in zip(found, record.claims[1].content, strict=True):
        quote, position = target["selector"]
        assert (position["start"], position["end"]) == (start, end)
        assert quote["prefix"] + quote["exact"] + quote["suffix"] in record.article.text
        assert quote["exact"] == record.article.text[start:end]


@settings(max_examples=60, deadline=None)
@given(odd_words, odd_words, odd_words)
def test_offsets_are_code_points_whatever_the_words(before, words, after):
    record = hostile(words)
    text = before + words + after
    moved = Record.from_dict(
        record.to_dict()
        | {"article": record.to_dict()["article"] | {"text": text}}
        | {
            "claims": [
                c | {"content": [[len(before), len(before + words)]]} for c in record.to_dict()["claims"]
            ]
        }
    )
    (target,) = targets(json_of("webanno", [moved])["items"][0])
    quote, position = target["selector"]
    assert list(text)[position["start"] : position["end"]] == list(words)
    assert quote["exact"] == words


def test_what_must_not_be_lost_is_tagged():
    claim = annotation_of(ankara(), "anonymity:not authorized to comment publicly")
    tags = {body["value"] for body in claim["body"] if body["purpose"] == "tagging"}
    assert {"source:unnamed", "passed-on-by:The Associated Press", "act:assert"} <= tags
    assert annotation_of(ankara(), "hedge:reportedly")["motivation"] == "describing"
    assert annotation_of(ankara(), "status:conditional")["motivation"] == "classifying"
    assert annotation_of(ankara(), "denied-by:Vladimir Putin")


def test_an_answer_replies_to_the_claim():
    *_, reply = json_of("webanno", [ankara()])["items"]
    denied = annotation_of(ankara(), "denied-by:Vladimir Putin")
    assert (reply["motivation"], reply["target"]) == ("replying", denied["id"])
    assert reply["body"][0] == annotation_of(ankara(), "denies:c7")["id"]


def test_a_page_without_claims_or_address():
    assert json_of("webanno", [bare()])["items"] == []
    odd = json_of("webanno", [hostile("not an <address>")])["items"][0]
    assert targets(odd)[0]["source"].startswith("urn:uuid:")


@settings(max_examples=40, deadline=None)
@given(odd_records)
def test_no_words_of_a_page_break_the_graph(records):
    graph = graph_of(records)
    exact = {str(value) for value in graph.objects(None, OA.exact)}
    assert {record.article.text for record in records} <= exact
