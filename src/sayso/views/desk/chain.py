"""Who told whom: from the speaker of a claim, over all who passed it on, to the page that has it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from sayso.types import Claim, Entity
from sayso.views.desk.wording import country_name


@dataclass(frozen=True, slots=True)
class Link:
    """One that said it or passed it on."""

    name: str
    part: Literal["speaker", "passed on", "told by", "page"]
    named: bool
    about: str  # office and country, as far as known
    anonymity: str | None  # the stated reason why it is not named
    country: str | None
    claim: str | None  # the claim in which it speaks


def chain_of(claim: Claim, claims: Mapping[str, Claim], outlet: str | None) -> tuple[Link, ...]:
    """The chain behind a claim. A claim inside another one was told by the other's speaker."""
    return (*_told(claim, claims), page_link(outlet))


def page_link(outlet: str | None) -> Link:
    """The end of every chain."""
    return Link(outlet or "this page", "page", True, "", None, None, None)


def link_of(entity: Entity | None, part: Literal["speaker", "passed on", "told by"], claim: str) -> Link:
    """One link; nobody stands behind it where there is no entity."""
    if entity is None:
        return Link("nobody named", part, False, "no source given", None, None, claim)
    about = ", ".join(filter(None, (entity.role, country_name(entity.country))))
    return Link(entity.name, part, entity.named, about, entity.anonymity, entity.country, claim)


def _told(claim: Claim, claims: Mapping[str, Claim]) -> Iterator[Link]:
    seen: set[str] = set()
    part: Literal["speaker", "told by"] = "speaker"
    inner: Claim | None = claim
    while inner is not None and inner.id not in seen:
        seen.add(inner.id)
        yield link_of(inner.source, part, inner.id)
        yield from (link_of(entity, "passed on", inner.id) for entity in inner.via)
        inner, part = claims.get(inner.within or ""), "told by"
