"""From triggers to events: parties looked up, status, setting, and on whose word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sayso.events.merge import merge
from sayso.events.parties import parties_of
from sayso.events.settings import date_of, place_of
from sayso.events.status import status_of
from sayso.events.triggers import Trigger, find_triggers
from sayso.lexicons.events import EventWords
from sayso.ontology import load_plover
from sayso.syntax import entity_at
from sayso.types import (
    Article,
    Attribution,
    Cast,
    DateMention,
    Entity,
    Event,
    PlaceMention,
    Sentences,
    Status,
)

# Not calibrated: both sides read off the parse, or one of them missing.
BOTH_PARTIES, ONE_PARTY = 0.8, 0.6

Entities = tuple[Entity, ...]


def find_events(
    article: Article,
    parsed: Sentences,
    attributions: Sequence[Attribution],
    cast: Cast,
    places: Sequence[PlaceMention],
    dates: Sequence[DateMention],
    words: EventWords,
) -> tuple[Event, ...]:
    """The political events of an article, each with parties, status and the claim that reports it.

    An event without a known actor, or of a directed type without a known recipient, is left out; violence and
    arrest may lack the actor. ``type`` is that of the words: PLOVER's rule that turns a future CONSULT into
    AGREE is not applied; ``status`` says that it is planned.
    """
    year = article.published.value[:4] if article.published else None
    found: list[Event] = []
    for trigger in find_triggers(parsed, words):
        actors, recipients = entities_of(parsed, trigger, cast, words)
        if complete(trigger, actors, recipients, words):
            event = event_at(parsed, trigger, actors, recipients, words)
            event = replace(
                event,
                place=place_of(parsed, trigger.token, places),
                when=date_of(parsed, trigger.token, dates),
            )
            found.append(dated(told(event, attributions), year))
    return merge(found)


def entities_of(
    parsed: Sentences, trigger: Trigger, cast: Cast, words: EventWords
) -> tuple[Entities, Entities]:
    """The parties as entities; in a meeting everybody is on both sides where no recipient is named."""
    heads = parties_of(parsed, trigger, words)
    actors, recipients = (known(parsed, side, cast) for side in heads)
    actors = tuple(a for a in actors if a.name not in {r.name for r in recipients})
    if not trigger.pattern.mutual:
        return actors, recipients
    everybody = actors + recipients
    return everybody, recipients or (actors if len(actors) > 1 else ())


def known(parsed: Sentences, heads: list[int], cast: Cast) -> Entities:
    """Those of the heads that the cast knows, each entity once."""
    by_name: dict[str, Entity] = {}
    for head in heads:
        token = parsed.tokens[head]
        entity = entity_at(cast, parsed, ((token.start, token.end),))
        if entity:
            by_name.setdefault(entity.name, entity)
    return tuple(by_name.values())


def complete(trigger: Trigger, actors: Entities, recipients: Entities, words: EventWords) -> bool:
    """Whether the event has the parties that its type needs, one of them of political standing."""
    kind = trigger.pattern.type
    has_actor = bool(actors) or (kind in words.parties["actorless"] and bool(recipients))
    has_recipient = bool(recipients) or kind not in words.parties["directed"]
    political = any(e.country or e.sector or e.kind == "government" for e in (*actors, *recipients))
    return has_actor and has_recipient and political


def event_at(
    parsed: Sentences, trigger: Trigger, actors: Entities, recipients: Entities, words: EventWords
) -> Event:
    """The event without its setting and its claims."""
    kind, mode = trigger.pattern.type, trigger.pattern.mode
    return Event(
        id="",
        type=kind,
        mode=mode,
        actors=actors,
        recipients=recipients,
        trigger=trigger.spans,
        status=status_of(parsed, trigger.token, words),
        place=None,
        when=None,
        claims=(),
        intensity=load_plover().intensity(kind, mode),
        sentence=parsed.tokens[trigger.token].sentence,
        confidence=BOTH_PARTIES if actors and recipients else ONE_PARTY,
    )


def told(event: Event, attributions: Sequence[Attribution]) -> Event:
    """The event with the innermost claim that reports it; negated where that claim denies it."""
    start, end = event.trigger[0]
    around = [a for a in attributions if any(s <= start and end <= e for s, e in a.content)]
    if not around:
        return event
    inner = min(around, key=lambda a: sum(e - s for s, e in a.content))
    status: Status = "negated" if inner.act == "deny" else event.status
    return replace(event, claims=(inner.id,), status=status)


def dated(event: Event, year: str | None) -> Event:
    """Historical where it happened in a year before the page's own."""
    end = event.when.end if event.when else None
    if event.status == "actual" and year and end and end[:4] < year:
        return replace(event, status="historical")
    return event
