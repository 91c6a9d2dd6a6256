"""JSON-LD in the terms of schema.org, read by rdflib."""

from __future__ import annotations

import rdflib
from hypothesis import given, settings
from rdflib import RDF, SDO, Literal

from sayso.types import Record
from tests.adapters.records import json_of, odd_records, sample
from tests.views.samples import ankara

# schema.org's own context says this of the terms that we use; the tests fetch nothing.
CONTEXT = {"@vocab": str(SDO), "url": {"@type": "@id"}}


def graph_of(records: list[Record]) -> rdflib.Graph:
    document = json_of("schemaorg", records)
    assert document["@context"] == "https://schema.org"
    return rdflib.Graph().parse(data=document | {"@context": CONTEXT}, format="json-ld")


def claim_of(graph: rdflib.Graph, id: str) -> rdflib.term.Node:
    (found,) = graph.subjects(SDO.identifier, Literal(id))
    return found


def test_only_terms_that_schema_org_has():
    graph = graph_of(sample())
    terms = {term for _, term, _ in graph} | set(graph.objects(None, RDF.type))
    used = {str(term) for term in terms if term != RDF.type}
    assert len(used) > 10
    assert used <= set(map(str, dir(SDO)))
    assert str(SDO.ClaimReview) not in used


def test_a_claim_its_author_where_it_appears_and_through_whom():
    graph = graph_of([ankara()])
    claim = claim_of(graph, "c4")
    assert graph.value(claim, RDF.type) == SDO.Claim
    assert str(graph.value(claim, SDO.text)).startswith("the consequences Russia would face")
    author = graph.value(claim, SDO.author)
    assert graph.value(author, SDO.name) == Literal("William Burns")
    assert graph.value(graph.value(claim, SDO.appearance), SDO.headline)
    chain, work = [], graph.value(claim, SDO.isBasedOn)
    while work is not None:
        chain.append(str(graph.value(graph.value(work, SDO.author), SDO.name)))
        work = graph.value(work, SDO.isBasedOn)
    assert chain == ["Al Jazeera", "regional sources"]
    assert graph.value(claim, SDO.isPartOf) == claim_of(graph, "c3")


def test_what_has_no_field_is_a_keyword():
    graph = graph_of([ankara()])
    keywords = {str(word) for word in graph.objects(claim_of(graph, "c5"), SDO.keywords)}
    assert {"source:unnamed", "anonymity:not authorized to comment publicly", "act:assert"} <= keywords
    assert graph.value(claim_of(graph, "c6"), SDO.author) is None
    assert Literal("hedge:reportedly") in set(graph.objects(claim_of(graph, "c3"), SDO.keywords))
    official = graph.value(claim_of(graph, "c5"), SDO.author)
    assert graph.value(official, SDO.description) == Literal("not named: not authorized to comment publicly")


@settings(max_examples=40, deadline=None)
@given(odd_records)
def test_no_words_of_a_page_break_the_graph(records):
    texts = {str(text) for text in graph_of(records).objects(None, SDO.text)}
    assert all(record.article.text in texts for record in records if record.article.text)
