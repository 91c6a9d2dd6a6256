"""Records as FollowTheMoney entities, one JSON object a line, as Aleph and the ``ftm`` command read them.

The page is an Article; who has a name is a Person, PublicBody or Organization, with a Mention for each spelling; what
happened is an Event, and what did not (denied, planned, feared) a Note, as every claim is: FollowTheMoney has no field
for status, and nobody who counts Events shall count those. The unnamed are never entities, or Aleph would match one
"White House official" with the next; they stand in the Note of what they said. Nor is "Kennedy and Khrushchev" one:
each of the two is.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Iterable, Iterator, Mapping

from sayso.adapters.countries import two_letters
from sayso.adapters.moments import in_utc
from sayso.adapters.naming import address_of, item_uuid, party_parts, uuid_of
from sayso.adapters.streaming import Json
from sayso.adapters.telling import (
    claim_marks,
    claims_by_id,
    event_marks,
    event_name,
    happened,
    passed_on,
    red_line_marks,
    told,
    words,
)
from sayso.lexicons.actors import load_grammar
from sayso.types import Actor, Article, Claim, Entity, Event, Kind, Record, RedLine

SCHEMATA: dict[Kind, str] = {
    "person": "Person",
    "government": "PublicBody",
    "organization": "Organization",
    "group": "Organization",
    "outlet": "Organization",
    "document": "LegalEntity",
    "unnamed": "LegalEntity",
}
LONGEST_NAME = 200
Values = Iterable[str | None]


def lines(records: Iterable[Record]) -> Iterator[str]:
    """An entity a line. Somebody on many pages comes once for each; ``ftm aggregate`` folds them."""
    for record in records:
        for entity in entities(record):
            yield json.dumps(entity, ensure_ascii=False) + "\n"


def entities(record: Record) -> Iterator[Json]:
    """The entities of one page, the page first."""
    yield _article(record)
    for party in named_parties(record):
        yield _party(record.article, party)
    for actor in record.entities:
        if is_entity(actor):
            yield from _mentions(record.article, actor)
    yield from (_claim(record, claim) for claim in record.claims)
    yield from (_event(record, event) for event in record.events)
    yield from (_red_line(record, line) for line in record.red_lines)


def named_parties(record: Record) -> list[Actor | Entity]:
    """Everybody with a name who has a part in anything, once; the actors of the page first, who know more."""
    claims, events = record.claims, record.events
    parts: list[Actor | Entity | None] = [*record.entities]
    parts += [entity for claim in claims for entity in (claim.source, claim.addressee, *claim.via)]
    parts += [entity for event in events for entity in (*event.actors, *event.recipients)]
    parts += [entity for line in record.red_lines for entity in (line.actor, line.addressee)]
    told = [one for part in parts if part for one in members_of(record, part)]
    known = {_party_id(record.article, one): one for one in reversed(told)}
    return list(reversed(known.values()))


def members_of(record: Record, party: Actor | Entity) -> list[Actor | Entity]:
    """Who of a party another page may name again: itself; of several who are named together, each of them."""
    known = {actor.name: actor for actor in record.entities}
    actor = known.get(party.name)
    own: list[Actor | Entity] = [party]
    if actor is not None and is_put_together(actor):
        own = [known[name] for name in party.name.split(_together()) if name in known]
    return [one for one in own if is_entity(one)]


def is_put_together(actor: Actor) -> bool:
    """Whether it is several in one phrase, "Kennedy and Khrushchev": such a group has no spelling of its own."""
    return actor.kind == "group" and not actor.aliases and _together() in actor.name


def is_entity(party: Actor | Entity) -> bool:
    """Whether it is somebody whom another page may name again."""
    put_together = isinstance(party, Actor) and is_put_together(party)
    return party.named and party.kind not in ("unnamed", "document") and not put_together


def _article(record: Record) -> Json:
    article = record.article
    published = article.published.value if article.published else None
    return _entity(
        "Article",
        _page_id(article),
        {
            "title": [article.title],
            "fileName": [f"{article.id}.txt"],
            "sourceUrl": [address_of(article)],
            "author": article.authors,
            "publisher": [article.outlet],
            "publishedAt": [in_utc(published)],
            "language": [_language(article.language)],
            "mimeType": ["text/plain"],
            "bodyText": [article.text],
            "summary": [article.deck],
            "processingAgent": [f"sayso {record.models.get('sayso', '')}".strip()],
        },
    )


def _party(article: Article, party: Actor | Entity) -> Json:
    person = party.kind == "person"
    return _entity(
        SCHEMATA[party.kind],
        _party_id(article, party),
        {
            "name": [party.name],
            "alias": [alias for alias in getattr(party, "aliases", ()) if alias != party.name],
            "country": [two_letters(party.country)],
            "position" if person else "notes": [party.role],
            "keywords": [f"sector:{party.sector}" if party.sector else None, f"kind:{party.kind}"],
            "proof": [_page_id(article)],
        },
    )


def _mentions(article: Article, actor: Actor) -> Iterator[Json]:
    for name in dict.fromkeys((actor.name, *actor.aliases)):
        yield _entity(
            "Mention",
            uuid_of("mention", article.id, actor.id, name),
            {
                "document": [_page_id(article)],
                "name": [name],
                "resolved": [_party_id(article, actor)],
                "detectedSchema": [SCHEMATA[actor.kind]],
                "contextCountry": [two_letters(actor.country)],
            },
        )


def _claim(record: Record, claim: Claim) -> Json:
    claims = claims_by_id(record)
    parties = [claim.source, *passed_on(claim, claims), claim.addressee]
    properties = {
        "description": [words(record, claim.content)],
        "summary": [told(claim, claims)],
        "keywords": claim_marks(record, claim),
    }
    return _note(record, claim.id, f"{claim.act}: {words(record, claim.content)}", parties, properties)


def _event(record: Record, event: Event) -> Json:
    parties: list[Entity | None] = [*event.actors, *event.recipients]
    properties: dict[str, Values] = {
        "description": [words(record, event.trigger)],
        "keywords": event_marks(record, event),
    }
    if not happened(event):
        return _note(record, event.id, event_name(event), parties, properties)
    when, place = event.when, event.place
    properties |= {
        "name": [shortened(event_name(event))],
        "startDate": [when.start if when else None],
        "endDate": [when.end if when else None],
        "location": [place.name if place else None],
        "country": [two_letters(place.country) if place else None],
        "involved": _ids(record, parties),
        **_proof(record.article),
    }
    return _entity("Event", _item_id(record, event.id), properties)


def _red_line(record: Record, line: RedLine) -> Json:
    condition, consequence = words(record, line.condition), words(record, line.consequence)
    said = f"if {condition}: {consequence}"
    properties = {"description": [said], "keywords": red_line_marks(record, line)}
    return _note(record, line.id, f"red line: {said}", [line.actor, line.addressee], properties)


def _note(
    record: Record, item: str, name: str, parties: list[Entity | None], properties: Mapping[str, Values]
) -> Json:
    about = {"name": [shortened(name)], "entity": _ids(record, parties), **_proof(record.article)}
    return _entity("Note", _item_id(record, item), {**about, **properties})


def shortened(name: str) -> str:
    """A name that FollowTheMoney takes; the whole of it stands in the description."""
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1].rstrip()}…"


def _proof(article: Article) -> dict[str, Values]:
    return {
        "proof": [_page_id(article)],
        "sourceUrl": [address_of(article)],
        "publisher": [article.outlet],
    }


def _ids(record: Record, parties: Iterable[Entity | None]) -> list[str]:
    told = [one for party in parties if party for one in members_of(record, party)]
    return [_party_id(record.article, one) for one in told]


def _entity(schema: str, id: str, properties: Mapping[str, Values]) -> Json:
    """An entity; its values stand once, without blanks at their ends, and those that are nothing not at all."""
    bare = {name: [value.strip() for value in values if value] for name, values in properties.items()}
    kept = {name: list(dict.fromkeys(filter(None, values))) for name, values in bare.items()}
    return {"id": id, "schema": schema, "properties": {name: v for name, v in kept.items() if v}}


def _page_id(article: Article) -> str:
    return uuid_of("page", article.id)


def _item_id(record: Record, item: str) -> str:
    return item_uuid(record, item)


def _party_id(article: Article, party: Actor | Entity) -> str:
    return uuid_of(*party_parts(article, party))


@functools.cache
def _language(tag: str | None) -> str | None:
    """FollowTheMoney's three letters for a BCP 47 tag."""
    return {"en": "eng"}.get((tag or "").partition("-")[0].lower())


@functools.cache
def _together() -> str:
    """What stands between the names of those whom a page names together."""
    return f" {load_grammar().together} "
