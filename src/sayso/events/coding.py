"""From triggers to events: asked of the coder, parties looked up, setting, and on whose word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sayso.events.contexts import contexts_of
from sayso.events.doubtful import without_doubtful
from sayso.events.merge import merge
from sayso.events.parties import in_apposition, outermost
from sayso.events.past import carried_out, in_its_time, points_back
from sayso.events.phrases import is_ordered, noun_phrase, only_called
from sayso.events.questions import parties, question_at
from sayso.events.settings import date_of, place_of
from sayso.events.slots import parties_of, trigger_at
from sayso.events.triggers import find_triggers, has_standing
from sayso.lexicons.actors import ActorTables, adjective_in
from sayso.lexicons.contexts import ContextWords
from sayso.lexicons.events import EventWords
from sayso.models.event_coder import EventCoder, Judgement
from sayso.ontology import load_plover
from sayso.syntax import entities_at, entity_at, name_at, tokens_in
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

SURELY_NOTHING = 0.85  # chance of no event from which a plain word tells of none
ALONE = 0.6  # confidence that an event needs of which only one party is named
MEETING = "CONSULT"
TIMES = {"DATE", "TIME"}  # labels of names that tell when
VISIT = "visit"  # has a guest and a host; in other meetings everybody is an actor


@dataclass(frozen=True, slots=True)
class Who:
    """Who can be meant by a phrase: everybody on the page, and whom the tables know."""

    cast: Cast
    tables: ActorTables


Entities = tuple[Entity, ...]
Told = tuple[str, str | None, Entities, Entities]  # type, mode, actors, recipients


def find_events(
    article: Article,
    parsed: Sentences,
    attributions: Sequence[Attribution],
    cast: Cast,
    places: Sequence[PlaceMention],
    dates: Sequence[DateMention],
    coder: EventCoder,
    plain_words: EventWords,
    words: ContextWords,
    tables: ActorTables,
) -> tuple[Event, ...]:
    """The political events of an article, each with parties, status and the claim that reports it.

    Left out is what has no party of political standing, and what is doubtful on a page that is about something else.
    ``type`` is that of the words: PLOVER's rule that turns a future CONSULT into AGREE is not applied; ``status``
    says that it is planned (``sayso.ontology.by_rule``).
    """
    today = article.published.value if article.published else None
    triggers = find_triggers(parsed, cast, coder.sieve)
    judgements = coder.judge([question_at(parsed, trigger) for trigger in triggers])
    found: list[Event] = []
    for trigger, judgement in zip(triggers, judgements, strict=True):
        event = event_at(parsed, trigger, judgement, Who(cast, tables), plain_words)
        if event:
            event = in_contexts(event, parsed, words)
            place, when = place_of(parsed, trigger, places, plain_words), date_of(parsed, trigger, dates)
            event = told(replace(event, place=place, when=when), attributions)
            ordered = is_ordered(parsed, trigger, plain_words)
            found.append(in_its_time(carried_out(event, today) if ordered else event, today))
    return merge(without_doubtful(found, len(parsed.sentences)))


def in_contexts(event: Event, parsed: Sentences, words: ContextWords) -> Event:
    """The event with the contexts that its sentence, its parties and its mode tell."""
    parties = (*event.actors, *event.recipients)
    return replace(event, contexts=contexts_of(parsed, event.sentence, parties, event.mode, words))


def event_at(
    parsed: Sentences, trigger: int, judgement: Judgement, who: Who, words: EventWords
) -> Event | None:
    """The event at the trigger, without setting and claims; None where there is none.

    The coder's word counts; that of the lexicon where the coder is not sure and the word is a plain one with all its
    parties, or where it names more parties to an event of the same type.
    """
    told = fuller(
        judged(parsed, trigger, judgement, who, words), plain(parsed, trigger, judgement, who, words)
    )
    if told is None:
        return None
    kind, mode, actors, recipients = told
    if not any(map(has_standing, (*actors, *recipients))):
        return None
    token = parsed.tokens[trigger]
    return Event(
        id="",
        type=kind,
        mode=mode,
        actors=actors,
        recipients=recipients,
        trigger=((token.start, token.end),),
        status=status_of(parsed, trigger, judgement, words),
        place=None,
        when=None,
        claims=(),
        intensity=load_plover().intensity(kind, mode),
        sentence=token.sentence,
        confidence=round(judgement.confidence, 3),
    )


def status_of(parsed: Sentences, trigger: int, judgement: Judgement, words: EventWords) -> Status:
    """The status that the coder tells, unless the parse speaks against it."""
    if only_called(parsed, trigger, words):
        return "conditional"
    if judgement.status == "historical" and not points_back(parsed, trigger):
        return "actual"
    return judgement.status


def fuller(judged: Told | None, plain: Told | None) -> Told | None:
    """What the coder tells, or what the lexicon tells where that is more."""
    if judged is None or plain is None:
        return judged or plain
    lacks = any(there and not here for here, there in zip(judged[2:], plain[2:], strict=True))
    lacks = lacks or len(names_of(judged)) < min(2, len(names_of(plain)))
    return plain if lacks and judged[0] == plain[0] else judged


def names_of(told: Told) -> set[str]:
    """The names of all who take part."""
    return {entity.name for side in told[2:] for entity in side}


def plain(parsed: Sentences, trigger: int, judgement: Judgement, who: Who, words: EventWords) -> Told | None:
    """Type, mode and parties of a plain word of the lexicon that has all the parties its type asks for."""
    found = trigger_at(parsed, trigger, words)
    if found is None or judgement.none > SURELY_NOTHING:
        return None
    pattern = found.pattern
    actors, recipients = (known(parsed, side, who) for side in parties_of(parsed, found, words))
    actors = tuple(a for a in actors if a.name not in {r.name for r in recipients})
    if pattern.mutual:
        actors, recipients = meeting(actors, recipients)
    mode = pattern.mode or (judgement.mode if judgement.best == pattern.type else None)
    has_actor = bool(actors) or (pattern.type in words.parties["actorless"] and bool(recipients))
    has_recipient = bool(recipients) or pattern.type not in words.parties["directed"]
    return (pattern.type, mode, actors, recipients) if has_actor and has_recipient else None


def judged(parsed: Sentences, trigger: int, judgement: Judgement, who: Who, words: EventWords) -> Told | None:
    """Type, mode and parties as the coder has them."""
    if judgement.type is None:
        return None
    sides = parties(parsed, trigger, judgement)
    actors, recipients = (known(parsed, outermost(parsed, heads, words), who) for heads in sides)
    if judgement.type == MEETING and judgement.mode != VISIT:
        actors, recipients = meeting(actors, recipients)
    else:
        recipients = tuple(one for one in recipients if one.name not in {actor.name for actor in actors})
    told = (judgement.type, judgement.mode, actors, recipients)
    return told if len(names_of(told)) > 1 or judgement.confidence >= ALONE else None


def meeting(actors: Entities, recipients: Entities) -> tuple[Entities, Entities]:
    """Everybody who meets is an actor; where nobody is named as met, those who meet are each other's recipients."""
    everybody = tuple({entity.name: entity for entity in (*actors, *recipients)}.values())
    return everybody, recipients or (everybody if len(everybody) > 1 else ())


def known(parsed: Sentences, heads: Sequence[int], who: Who) -> Entities:
    """Who stands at the heads, each entity once; who is not of the cast goes by the words of the page."""
    by_name: dict[str, Entity] = {}
    for head in (named for one in heads for named in in_apposition(parsed, one)):
        token, name = parsed.tokens[head], name_at(parsed, head)
        if name and name.label in TIMES:
            continue
        found = entities_at(who.cast, parsed, ((token.start, token.end),))
        if token.pos == "NUM":
            found = tuple(entity for entity in found if entity.named)
        elif not found and token.pos != "PRON":
            found = (by_its_words(parsed, head, who),)
        for entity in found:
            by_name.setdefault(entity.name, entity)
    return tuple(by_name.values())


def by_its_words(parsed: Sentences, head: int, who: Who) -> Entity:
    """Whom the cast does not know: a country by its adjective, or whoever the page calls so, of a country it names."""
    start, end = noun_phrase(parsed, head, over_hyphens=True)
    name = parsed.text[start:end]
    adjective = adjective_in(name, who.tables)
    if adjective and adjective == adjective_in(parsed.tokens[head].text, who.tables):
        return Entity(((start, end),), adjective.name, "government", named=True, country=adjective.country)
    before = [parsed.tokens[n] for n in tokens_in(parsed, ((start, end),)) if n != head]
    within = (entity_at(who.cast, parsed, ((token.start, token.end),)) for token in before)
    country = next((entity.country for entity in within if entity and entity.country), None)
    country = country or (adjective.country if adjective else None)
    return Entity(mention=((start, end),), name=name, kind="unnamed", named=False, country=country)


def told(event: Event, attributions: Sequence[Attribution]) -> Event:
    """The event with the innermost claim that reports it; negated where that claim denies it."""
    start, end = event.trigger[0]
    around = [a for a in attributions if any(s <= start and end <= e for s, e in a.content)]
    if not around:
        return event
    inner = min(around, key=lambda a: sum(e - s for s, e in a.content))
    status: Status = "negated" if inner.act == "deny" else event.status
    return replace(event, claims=(inner.id,), status=status)
