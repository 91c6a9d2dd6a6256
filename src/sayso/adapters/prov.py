"""Records in the W3C's provenance ontology (PROV-O), as Turtle.

A claim is an entity that was quoted from its page and attributed to its speaker. Each link of the chain is an
entity of its own, what the speaker said, what the agency passed on, attributed to whoever said or passed it on and
derived from the link before; the first is the claim's primary source. Nobody is said to have acted on behalf of anybody
(``prov:actedOnBehalfOf``): that an agency quotes a minister does not make it act for him.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from sayso.adapters.naming import VOCABULARY, iri_of, item_iri, page_iri, party_parts
from sayso.adapters.telling import (
    around,
    claims_by_id,
    event_name,
    passed_on,
    told,
    words,
)
from sayso.types import Article, Claim, Entity, Event, Kind, Record, RedLine

PREFIXES = f"""\
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix sayso: <{VOCABULARY}> .
"""
AGENTS: dict[Kind, str] = {
    "person": "prov:Person",
    "group": "prov:Organization",
    "organization": "prov:Organization",
    "government": "prov:Organization",
    "outlet": "prov:Organization",
    "document": "prov:Agent",
    "unnamed": "prov:Agent",
}
DATES = {"year": "gYear", "month": "gYearMonth", "day": "date", "second": "dateTime"}
ESCAPED = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\x00": "\ufffd"}
TO_ESCAPE = re.compile(r'[\\"\x00-\x1f\x7f-\x9f\u2028\u2029]')
Pairs = Iterable[tuple[str, str | None]]


def lines(records: Iterable[Record]) -> Iterator[str]:
    """The prefixes, then one page after the other."""
    yield PREFIXES
    for record in records:
        yield from statements(record)


def statements(record: Record) -> Iterator[str]:
    """What is stated of one page, a subject at a time."""
    yield from _page(record)
    for claim in record.claims:
        yield from _claim(record, claim)
    for event in record.events:
        yield from _event(record, event)
    for line in record.red_lines:
        yield _red_line(record, line)
    for dispute in record.disputes:
        answered = (f"sayso:{dispute.kind}", _item(record, dispute.claim))
        yield _about(_item(record, dispute.answer), [answered])


def _page(record: Record) -> Iterator[str]:
    article, page = record.article, _iri(page_iri(record.article))
    outlet = _iri(iri_of("outlet", article.outlet)) if article.outlet else None
    software = _iri(iri_of("software", "sayso", record.models.get("sayso", "")))
    yield _about(
        page,
        [
            ("a", "prov:Entity, foaf:Document"),
            ("dcterms:identifier", _text(article.id)),
            ("dcterms:title", _text(article.title)),
            ("dcterms:issued", _issued(article)),
            ("dcterms:language", _text(article.language)),
            *(("dcterms:creator", _text(author)) for author in article.authors),
            ("prov:wasAttributedTo", outlet),
        ],
    )
    if outlet:
        yield _about(outlet, [("a", "prov:Agent, prov:Organization"), ("foaf:name", _text(article.outlet))])
    name = f"sayso {record.models.get('sayso', '')}".strip()
    yield _about(software, [("a", "prov:Agent, prov:SoftwareAgent"), ("foaf:name", _text(name))])
    yield _about(
        _reading(article), [("a", "prov:Activity"), ("prov:used", page), ("prov:wasAssociatedWith", software)]
    )


def _claim(record: Record, claim: Claim) -> Iterator[str]:
    article, claims = record.article, claims_by_id(record)
    chain = [claim.source, *passed_on(claim, claims)]
    links = [_iri(item_iri(record, "link", claim.id, str(place))) for place in range(len(chain))]
    yield from _chain(article, chain, links)
    outer = next((other.id for other in list(around(claim, claims))[1:]), None)
    yield _about(
        _item(record, claim.id),
        [
            *_item_pairs(record, claim.id, "sayso:Claim", words(record, claim.content), told(claim, claims)),
            ("prov:wasAttributedTo", _agent(article, claim.source)),
            ("prov:hadPrimarySource", links[0]),
            ("prov:wasDerivedFrom", links[-1]),
            ("prov:wasDerivedFrom", _item(record, outer) if outer else None),
            ("sayso:act", _text(claim.act)),
            ("sayso:manner", _text(claim.manner)),
            *(("sayso:hedge", _text(words(record, (span,)))) for span in claim.hedges),
            ("sayso:role", _text(claim.source.role if claim.source else None)),
            ("sayso:anonymity", _text(claim.source.anonymity if claim.source else None)),
            ("sayso:addressee", _agent(article, claim.addressee)),
            ("sayso:confidence", str(claim.confidence)),
        ],
    )
    yield from _agents(article, [claim.addressee])


def _chain(article: Article, chain: list[Entity | None], links: list[str]) -> Iterator[str]:
    """What the speaker said, and what each of those who passed it on made of it."""
    yield from _agents(article, chain)
    for place, (entity, link) in enumerate(zip(chain, links, strict=True)):
        yield _about(
            link,
            [
                ("a", "prov:Entity"),
                ("prov:wasAttributedTo", _agent(article, entity)),
                ("prov:wasDerivedFrom", links[place - 1] if place else None),
            ],
        )


def _event(record: Record, event: Event) -> Iterator[str]:
    article, claims = record.article, claims_by_id(record)
    when, place = event.when, event.place
    yield from _agents(article, [*event.actors, *event.recipients])
    yield _about(
        _item(record, event.id),
        [
            *_item_pairs(record, event.id, "sayso:Event", words(record, event.trigger), event_name(event)),
            *(("prov:wasDerivedFrom", _item(record, id)) for id in event.claims if id in claims),
            ("sayso:status", _text(event.status)),
            ("sayso:type", _text(event.type)),
            ("sayso:mode", _text(event.mode)),
            *(("sayso:context", _text(context)) for context in event.contexts),
            *(("sayso:actor", _agent(article, party)) for party in event.actors),
            *(("sayso:recipient", _agent(article, party)) for party in event.recipients),
            ("sayso:place", _text(place.name if place else None)),
            ("sayso:starts", _text(when.start if when else None)),
            ("sayso:ends", _text(when.end if when else None)),
            ("sayso:confidence", str(event.confidence)),
        ],
    )


def _red_line(record: Record, line: RedLine) -> str:
    said = f"if {words(record, line.condition)}: {words(record, line.consequence)}"
    claim = line.claim if line.claim in claims_by_id(record) else None
    return "".join(_agents(record.article, [line.actor, line.addressee])) + _about(
        _item(record, line.id),
        [
            *_item_pairs(record, line.id, "sayso:RedLine", said, f"red line: {said}"),
            ("prov:wasDerivedFrom", _item(record, claim) if claim else None),
            ("sayso:actor", _agent(record.article, line.actor)),
            ("sayso:addressee", _agent(record.article, line.addressee)),
        ],
    )


def _item_pairs(record: Record, id: str, kind: str, value: str, label: str) -> Pairs:
    """What a claim, an event and a red line have in common."""
    return [
        ("a", f"prov:Entity, {kind}"),
        ("dcterms:identifier", _text(id)),
        ("rdfs:label", _text(label)),
        ("prov:value", _text(value)),
        ("prov:wasQuotedFrom", _iri(page_iri(record.article))),
        ("prov:wasGeneratedBy", _reading(record.article)),
    ]


def _agents(article: Article, entities: Iterable[Entity | None]) -> Iterator[str]:
    """Who somebody is; said again wherever somebody is named, which in RDF is the same as once."""
    for entity in entities:
        if entity is not None:
            yield _about(
                _agent(article, entity) or "",
                [
                    ("a", ", ".join(dict.fromkeys(["prov:Agent", AGENTS[entity.kind]]))),
                    ("foaf:name", _text(entity.name)),
                    ("sayso:named", "true" if entity.named else "false"),
                    ("sayso:country", _text(entity.country)),
                ],
            )


def _agent(article: Article, entity: Entity | None) -> str | None:
    return _iri(iri_of(*party_parts(article, entity))) if entity else None


def _item(record: Record, id: str) -> str:
    return _iri(item_iri(record, id))


def _reading(article: Article) -> str:
    return _iri(iri_of("reading", article.id))


def _issued(article: Article) -> str | None:
    """The date in the type of its precision; a moment without zone is one."""
    if article.published is None:
        return None
    value = article.published.value.replace(" ", "T")
    if len(value) == len("2022-11-14T10:00"):
        value += ":00"
    kind = DATES[article.published.precision]
    return f'"{value}"^^xsd:{kind}'


def _about(subject: str, pairs: Pairs) -> str:
    """The statements about one subject; those without an object are not made."""
    told_of = [f"{predicate} {value}" for predicate, value in pairs if value is not None]
    return f"\n{subject} " + " ;\n    ".join(told_of) + " .\n"


def _iri(address: str) -> str:
    return f"<{address}>"


def _text(value: str | None) -> str | None:
    """A literal in which nothing ends the literal."""
    return None if not value else f'"{TO_ESCAPE.sub(_escape, value)}"'


def _escape(found: re.Match[str]) -> str:
    character = found.group()
    return ESCAPED.get(character) or f"\\u{ord(character):04X}"
