"""Attributions, cast, events -> Record: sources get their names, everything is put together."""

from __future__ import annotations

from dataclasses import replace

from sayso.syntax import entity_at, text_of
from sayso.types import (
    Article,
    Attribution,
    Cast,
    Claim,
    Dispute,
    Entity,
    Event,
    Record,
    RedLine,
    Sentences,
    Spans,
)


def name_sources(attributions: tuple[Attribution, ...], cast: Cast, parsed: Sentences) -> tuple[Claim, ...]:
    """The claims of the record: each attribution with its source, chain and addressee resolved."""
    return tuple(_claim(attribution, cast, parsed) for attribution in attributions)


def put_together(
    article: Article,
    cast: Cast,
    claims: tuple[Claim, ...],
    events: tuple[Event, ...],
    red_lines: tuple[RedLine, ...],
    disputes: tuple[Dispute, ...],
    models: dict[str, str],
) -> Record:
    """The record of one page."""
    return Record(article, claims, events, red_lines, disputes, cast.actors, models)


def _claim(attribution: Attribution, cast: Cast, parsed: Sentences) -> Claim:
    source = _entity(attribution.source, cast, parsed)
    if source is not None and attribution.anonymity:
        source = replace(source, anonymity=attribution.anonymity)
    return Claim(
        id=attribution.id,
        content=attribution.content,
        cue=attribution.cue,
        source=source,
        via=tuple(e for spans in attribution.via if (e := _passer_on(spans, cast, parsed)) is not None),
        manner=attribution.manner,
        act=attribution.act,
        addressee=_entity(attribution.addressee, cast, parsed),
        hedges=attribution.hedges,
        within=attribution.within,
        sentence=attribution.sentence,
        confidence=attribution.confidence,
    )


def _entity(spans: Spans, cast: Cast, parsed: Sentences) -> Entity | None:
    """Who stands at ``spans``; somebody the cast does not know keeps the words of the page as a name."""
    if not spans:
        return None
    words = text_of(parsed.text, spans)
    return entity_at(cast, parsed, spans) or Entity(mention=spans, name=words, kind="unnamed", named=False)


def _passer_on(spans: Spans, cast: Cast, parsed: Sentences) -> Entity | None:
    """Who stands at ``spans`` of a chain. An outlet goes by the whole of its name, not by a place in it.

    The cast knows "Sky News Australia" maybe by one of its words; the chain knows that it is an outlet.
    """
    who = _entity(spans, cast, parsed)
    words = text_of(parsed.text, spans).removeprefix("the ").removeprefix("The ")
    named = any(letter.isupper() for letter in words)
    if who is None or who.kind == "outlet" or not named or set(words.split()) <= set(who.name.split()):
        return who
    return replace(who, name=words, kind="outlet", named=True, role=None, sector="JRN")
