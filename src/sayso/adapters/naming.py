"""Ids and addresses that are the same for the same page in every export, today and tomorrow."""

from __future__ import annotations

import re
import uuid

from sayso.types import Actor, Article, Entity, Record

SPACE = uuid.UUID("13a4889b-b5ec-44f4-86bf-f7d48d53e026")  # of all ids that Sayso makes
VOCABULARY = f"urn:uuid:{SPACE}#"  # of the few terms that no vocabulary has; we own no domain
ADDRESS = re.compile(r"https?://[^\s<>\"{}|\\^`\x00-\x20\x7f-\x9f]+", re.IGNORECASE)


def uuid_of(*parts: str) -> str:
    """A UUID that depends on ``parts`` alone."""
    return str(uuid.uuid5(SPACE, "\x1f".join(parts).encode("utf-8", "replace").decode("utf-8")))


def iri_of(*parts: str) -> str:
    """The same as an IRI."""
    return f"urn:uuid:{uuid_of(*parts)}"


def address_of(article: Article) -> str | None:
    """The address of a page where it is one that may stand in an IRI; else None."""
    return article.url if article.url and ADDRESS.fullmatch(article.url) else None


def page_iri(article: Article) -> str:
    """The page: its address, or an IRI made from its id."""
    return address_of(article) or iri_of("page", article.id)


def item_uuid(record: Record, *item: str) -> str:
    """A claim, event, red line or dispute of a page. Another text or other models may number others so: other ids."""
    models = (f"{name} {digest}" for name, digest in sorted(record.models.items()))
    return uuid_of("item", record.article.id, record.article.text, *models, *item)


def item_iri(record: Record, *item: str) -> str:
    """The same as an IRI."""
    return f"urn:uuid:{item_uuid(record, *item)}"


def party_parts(article: Article, party: Entity | Actor) -> tuple[str, ...]:
    """What tells a party from others.

    Somebody with a name is the same on every page; "a White House official" is somebody else on each.
    """
    known = ("party", party.name, party.kind, party.country or "")
    return known if party.named else (*known, article.id)
