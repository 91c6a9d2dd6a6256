"""The page of one record: plain data in the words in which every view shows it, and its builder."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from sayso.syntax import text_of
from sayso.types import (
    Article,
    Block,
    Claim,
    Dispute,
    Entity,
    Event,
    Place,
    Published,
    Record,
    RedLine,
    Spans,
    Status,
    When,
)
from sayso.views.marks import Piece, marked_spans, pieces

ORIGIN = {"page": "from the page", "given": "given by the user"}
ANSWERED = {
    "denies": "is denied by",
    "contradicts": "is contradicted by",
    "qualifies": "is qualified by",
    "confirms": "is confirmed by",
}
_PARAGRAPH = re.compile(r"\S(?:.*?\S)??(?=\s*\n\s*\n|\s*\Z)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Head:
    """What the page says of itself; None where it does not."""

    title: str | None
    deck: str | None
    outlet: str | None
    authors: tuple[str, ...]
    date: str | None  # with where it is from
    language: str | None
    address: str | None


@dataclass(frozen=True, slots=True)
class Passage:
    """One block of the body, with source, cue and content marked."""

    kind: Literal["paragraph", "quote", "heading", "list"]
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Saying:
    """One claim: who said what, through whom, and in what manner."""

    id: str
    speaker: str | None  # None where nobody stands behind it
    about: str  # office, country and sector of the speaker; "" where not known
    unnamed: str | None  # why the speaker is not named, "no reason given", or None for a named one
    via: tuple[str, ...]  # from the speaker outward
    act: str
    manner: str
    addressee: str | None
    hedges: tuple[str, ...]
    within: str | None
    content: str


@dataclass(frozen=True, slots=True)
class Happening:
    """One event: what happened, between whom, whether it did, and on whose word."""

    id: str
    type: str
    mode: str | None
    trigger: str
    status: Status
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    place: str | None
    when: str | None
    word: tuple[str, ...]  # the claims and speakers that say so; empty: the outlet itself
    disputed: tuple[str, ...]  # who denies or contradicts it


@dataclass(frozen=True, slots=True)
class Limit:
    """One red line: what an actor says it will do, and if what happens."""

    id: str
    actor: str | None
    addressee: str | None
    condition: str
    consequence: str
    word: str | None  # the claim and speaker that say so; None: the outlet itself


@dataclass(frozen=True, slots=True)
class Telling:
    """A claim in a line: its id, its speaker and its words."""

    id: str
    speaker: str
    content: str


@dataclass(frozen=True, slots=True)
class Answer:
    """One dispute: a claim, and the claim that answers it."""

    claim: Telling
    how: str  # "is denied by"
    answer: Telling


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything that one record's page shows."""

    head: Head
    body: tuple[Passage, ...]
    sayings: tuple[Saying, ...]
    happenings: tuple[Happening, ...]
    limits: tuple[Limit, ...]
    answers: tuple[Answer, ...]


def reading_of(record: Record) -> Reading:
    """The page of a record. Its strings are the page's own words as they came: each view must escape them."""
    text = record.article.text
    claims = {claim.id: claim for claim in record.claims}
    return Reading(
        head=_head(record.article),
        body=_body(record.article, record.claims),
        sayings=tuple(_saying(claim, text) for claim in record.claims),
        happenings=tuple(_happening(e, text, claims, record.disputes) for e in record.events),
        limits=tuple(_limit(line, text, claims) for line in record.red_lines),
        answers=tuple(_answer(dispute, text, claims) for dispute in record.disputes),
    )


def _head(article: Article) -> Head:
    return Head(
        title=article.title,
        deck=article.deck,
        outlet=article.outlet,
        authors=article.authors,
        date=_published(article.published),
        language=article.language,
        address=article.url,
    )


def _published(published: Published | None) -> str | None:
    return f"{published.value} ({ORIGIN[published.origin]})" if published else None


def _body(article: Article, claims: Iterable[Claim]) -> tuple[Passage, ...]:
    spans = marked_spans(claims)
    blocks = article.blocks or paragraphs(article.text)
    return tuple(Passage(block.kind, pieces(article.text, block, spans)) for block in blocks)


def paragraphs(text: str) -> tuple[Block, ...]:
    """The blocks of an article that was made by hand, without any."""
    return tuple(Block("paragraph", *found.span()) for found in _PARAGRAPH.finditer(text))


def _saying(claim: Claim, text: str) -> Saying:
    source = claim.source
    return Saying(
        id=claim.id,
        speaker=source.name if source else None,
        about=_about(source) if source else "",
        unnamed=_unnamed(source),
        via=tuple(entity.name for entity in claim.via),
        act=claim.act,
        manner=claim.manner,
        addressee=claim.addressee.name if claim.addressee else None,
        hedges=tuple(text[start:end] for start, end in claim.hedges),
        within=claim.within,
        content=_pieced(text, claim.content),
    )


def _pieced(text: str, spans: Spans) -> str:
    """The words of a content; dots stand where the page has others between its spans."""
    return " … ".join(text[start:end] for start, end in spans)


def _about(entity: Entity) -> str:
    return ", ".join(filter(None, (entity.role, _codes(entity))))


def _codes(entity: Entity) -> str:
    return " ".join(filter(None, (entity.country, entity.sector)))


def _unnamed(entity: Entity | None) -> str | None:
    if entity is None or entity.named:
        return None
    return entity.anonymity or "no reason given"


def _happening(
    event: Event, text: str, claims: Mapping[str, Claim], disputes: Iterable[Dispute]
) -> Happening:
    return Happening(
        id=event.id,
        type=event.type,
        mode=event.mode,
        trigger=text_of(text, event.trigger),
        status=event.status,
        actors=tuple(map(_party, event.actors)),
        recipients=tuple(map(_party, event.recipients)),
        place=_place(event.place),
        when=_when(event.when),
        word=tuple(_named(claim, claims) for claim in event.claims),
        disputed=_disputed(event, claims, disputes),
    )


def _disputed(event: Event, claims: Mapping[str, Claim], disputes: Iterable[Dispute]) -> tuple[str, ...]:
    against = [d for d in disputes if d.claim in event.claims and d.kind in ("denies", "contradicts")]
    return tuple(_named(dispute.answer, claims) for dispute in against)


def _party(entity: Entity) -> str:
    codes = _codes(entity)
    return f"{entity.name} ({codes})" if codes else entity.name


def _place(place: Place | None) -> str | None:
    if place is None or not place.country:
        return place.name if place else None
    return f"{place.name} ({place.country})"


def _when(when: When | None) -> str | None:
    """The interval and the page's own words for it; the words alone where they could not be resolved."""
    if when is None:
        return None
    ends = list(dict.fromkeys(filter(None, (when.start, when.end))))
    return f'{" to ".join(ends)} ("{when.text}")' if ends else f'"{when.text}" (day not known)'


def _limit(line: RedLine, text: str, claims: Mapping[str, Claim]) -> Limit:
    return Limit(
        id=line.id,
        actor=line.actor.name if line.actor else None,
        addressee=line.addressee.name if line.addressee else None,
        condition=text_of(text, line.condition),
        consequence=text_of(text, line.consequence),
        word=_named(line.claim, claims) if line.claim else None,
    )


def _answer(dispute: Dispute, text: str, claims: Mapping[str, Claim]) -> Answer:
    return Answer(
        claim=_telling(dispute.claim, text, claims),
        how=ANSWERED[dispute.kind],
        answer=_telling(dispute.answer, text, claims),
    )


def _telling(claim: str, text: str, claims: Mapping[str, Claim]) -> Telling:
    content = _pieced(text, claims[claim].content) if claim in claims else ""
    return Telling(claim, _speaker(claim, claims), content)


def _named(claim: str, claims: Mapping[str, Claim]) -> str:
    return f"{claim} {_speaker(claim, claims)}"


def _speaker(claim: str, claims: Mapping[str, Claim]) -> str:
    source = claims[claim].source if claim in claims else None
    return source.name if source else "(no source given)"
