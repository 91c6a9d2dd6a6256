"""Claims as schema.org Claim (JSON-LD): their words, who makes them, where they appear, through whom.

There is no ClaimReview in it: Sayso says who said what, never whether it is true. Events have no place here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sayso.adapters.bylines import is_person
from sayso.adapters.naming import address_of, iri_of, item_iri, page_iri, party_parts
from sayso.adapters.streaming import Json, document, without_nothing
from sayso.adapters.telling import claim_marks, claims_by_id, passed_on, told, words
from sayso.types import Article, Claim, Entity, Record

CONTEXT = "https://schema.org"


def lines(records: Iterable[Record]) -> Iterator[str]:
    """One graph, an article or a claim a line."""
    nodes = (node for record in records for node in graph(record))
    yield from document({"@context": CONTEXT}, "@graph", nodes)


def graph(record: Record) -> Iterator[Json]:
    """The article, then its claims."""
    yield _article(record.article)
    yield from (_claim(record, claim) for claim in record.claims)


def _article(article: Article) -> Json:
    return without_nothing(
        {
            "@type": "NewsArticle",
            "@id": page_iri(article),
            "headline": article.title,
            "url": address_of(article),
            "identifier": article.id,
            "datePublished": article.published.value if article.published else None,
            "inLanguage": article.language,
            "publisher": {"@type": "Organization", "name": article.outlet} if article.outlet else None,
            "author": [_author(name, article) for name in article.authors],
        }
    )


def _author(name: str, article: Article) -> Json:
    return {"@type": "Person" if is_person(name, article) else "Organization", "name": name}


def _claim(record: Record, claim: Claim) -> Json:
    claims = claims_by_id(record)
    article = record.article
    within = claim.within if claim.within in claims else None
    return without_nothing(
        {
            "@type": "Claim",
            "@id": item_iri(record, claim.id),
            "identifier": claim.id,
            "text": words(record, claim.content),
            "abstract": told(claim, claims),
            "author": _party(article, claim.source) if claim.source else None,
            "audience": _audience(claim.addressee),
            "appearance": {"@id": page_iri(article)},
            "isBasedOn": _chain(article, passed_on(claim, claims)),
            "isPartOf": {"@id": item_iri(record, within)} if within else None,
            "inLanguage": article.language,
            "keywords": claim_marks(record, claim),
        }
    )


def _chain(article: Article, via: list[Entity]) -> Json | None:
    """What the outermost of those who passed it on published, based on what the next one inward did."""
    based: Json | None = None
    for entity in via:
        based = without_nothing(
            {"@type": "CreativeWork", "author": _party(article, entity), "isBasedOn": based}
        )
    return based


def _party(article: Article, entity: Entity) -> Json:
    """Somebody; schema.org lets persons and organizations be authors, and the unnamed count as the former."""
    person = entity.kind in ("person", "unnamed", "document")
    return without_nothing(
        {
            "@type": "Person" if person else "Organization",
            "@id": iri_of(*party_parts(article, entity)),
            "name": entity.name,
            "jobTitle": entity.role if person else None,
            "description": None if entity.named else _unnamed(entity),
        }
    )


def _unnamed(entity: Entity) -> str:
    return f"not named: {entity.anonymity}" if entity.anonymity else "not named"


def _audience(entity: Entity | None) -> Json | None:
    return {"@type": "Audience", "name": entity.name} if entity else None
