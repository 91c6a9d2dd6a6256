"""Turtle that rdflib reads, in the terms of PROV-O, and that says who said it and who passed it on."""

from __future__ import annotations

import rdflib
from hypothesis import given, settings
from rdflib import PROV, RDF, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, FOAF

from sayso.adapters.naming import VOCABULARY
from sayso.types import Record
from tests.adapters.records import dated, odd_records, sample, text_of
from tests.views.samples import ankara, bare

SAYSO = Namespace(VOCABULARY)
PAGE = URIRef("https://news.example/world/ankara-talks")


def graph_of(records: list[Record]) -> rdflib.Graph:
    return rdflib.Graph().parse(data=text_of("prov", records), format="turtle")


def item(graph: rdflib.Graph, id: str) -> URIRef:
    (found,) = graph.subjects(DCTERMS.identifier, Literal(id))
    assert isinstance(found, URIRef)
    return found


def name_of(graph: rdflib.Graph, entity: object) -> str:
    """The name of the agent to whom something is attributed."""
    agent = graph.value(entity, PROV.wasAttributedTo)  # type: ignore[arg-type]
    return str(graph.value(agent, FOAF.name))


def test_only_terms_that_prov_has_and_the_classes_that_they_ask_for():
    graph = graph_of(sample())
    known = set(map(str, dir(PROV)))
    used = {str(term) for triple in graph for term in triple if str(term).startswith(str(PROV))}
    assert len(used) > 10
    assert used <= known
    for _, agent in graph.subject_objects(PROV.wasAttributedTo):
        assert (agent, RDF.type, PROV.Agent) in graph
    for one, other in graph.subject_objects(PROV.wasDerivedFrom):
        assert (one, RDF.type, PROV.Entity) in graph
        assert (other, RDF.type, PROV.Entity) in graph


def test_the_chain_of_a_claim_is_followed_from_the_page_to_the_speaker():
    graph = graph_of([ankara()])
    claim = item(graph, "c4")
    assert name_of(graph, claim) == "William Burns"
    assert (claim, PROV.wasQuotedFrom, PAGE) in graph
    links = [link for link in graph.objects(claim, PROV.wasDerivedFrom) if link != item(graph, "c3")]
    chain = []
    while links:
        (link,) = links
        chain.append(name_of(graph, link))
        last, links = link, list(graph.objects(link, PROV.wasDerivedFrom))
    assert chain == ["Al Jazeera", "regional sources", "William Burns"]
    assert graph.value(claim, PROV.hadPrimarySource) == last


def test_status_hedges_and_anonymity():
    graph = graph_of([ankara()])
    assert graph.value(item(graph, "e4"), SAYSO.status) == Literal("negated")
    assert graph.value(item(graph, "c3"), SAYSO.hedge) == Literal("reportedly")
    assert graph.value(item(graph, "c5"), SAYSO.anonymity) == Literal("not authorized to comment publicly")
    assert (item(graph, "c8"), SAYSO.denies, item(graph, "c7")) in graph
    assert not list(graph.objects(item(graph, "c6"), PROV.wasAttributedTo))


def test_a_date_has_the_type_of_its_precision():
    for value, precision, kind in (
        ("2022", "year", "gYear"),
        ("2022-11", "month", "gYearMonth"),
        ("2022-11-14", "day", "date"),
        ("2022-11-14 10:00", "second", "dateTime"),
        ("2022-11-14T23:30:00-05:00", "second", "dateTime"),
    ):
        found = graph_of([dated(value, precision)]).value(PAGE, DCTERMS.issued)
        assert isinstance(found, Literal)
        assert str(found.datatype).endswith(f"#{kind}")
        assert not found.ill_typed


def test_a_page_without_anything():
    assert len(graph_of([bare()])) > 3


@settings(max_examples=60, deadline=None)
@given(odd_records)
def test_the_words_come_back_whatever_they_are(records):
    graph = graph_of(records)
    values = {str(value) for value in graph.objects(None, PROV.value)}
    assert all(r.article.text.replace("\x00", "\ufffd") in values for r in records if r.article.text)
