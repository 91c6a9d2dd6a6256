"""Records -> the same records, with the countries of actors that one page alone does not give.

A page may call somebody only by the surname, or tell of "an American plane" that is nobody on its cast. Other pages
give the full name with its country, and the adjective gives it by itself. Nothing that a page says is changed; where
pages give one name different countries, none is taken over.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from sayso.lexicons.actors import ActorTables, adjective_in, name_key
from sayso.types import Claim, Entity, Event, Record, RedLine

AGREED = 0.9  # share of the pages which give a name a country that must give it the same


@dataclass(frozen=True, slots=True)
class Known:
    """Persons by full name and by surname, each with how many pages give which country."""

    full: Mapping[str, Counter[str]]
    surnames: Mapping[str, Counter[str]]
    tables: ActorTables

    def country(self, entity: Entity) -> str | None:
        """The country of an entity that has none on its page."""
        if not entity.named:
            adjective = adjective_in(entity.name, self.tables)
            return adjective.country if adjective else self._of_name(entity.name)
        return self._of_name(entity.name)

    def _of_name(self, name: str) -> str | None:
        key = name_key(name)
        return _agreed(self.full.get(key) or self.surnames.get(key))


def with_countries(records: Mapping[str, Record], tables: ActorTables) -> dict[str, Record]:
    """The records, those of them changed in which a source or party gets a country."""
    known = known_persons(records.values(), tables)
    return {name: _settled(record, known) for name, record in records.items()}


def known_persons(records: Iterable[Record], tables: ActorTables) -> Known:
    """Who the persons on these pages are."""
    full, surnames = dict[str, Counter[str]](), dict[str, Counter[str]]()
    for record in records:
        for actor in record.entities:
            if actor.kind == "person" and actor.country and " " in actor.name:
                key = name_key(actor.name)
                full.setdefault(key, Counter())[actor.country] += 1
                surnames.setdefault(key.rpartition(" ")[2], Counter())[actor.country] += 1
    return Known(full, surnames, tables)


def _agreed(countries: Counter[str] | None) -> str | None:
    if not countries:
        return None
    country, pages = countries.most_common(1)[0]
    return country if pages >= AGREED * countries.total() else None


def _settled(record: Record, known: Known) -> Record:
    claims = tuple(_claim(claim, known) for claim in record.claims)
    events = tuple(_event(event, known) for event in record.events)
    lines = tuple(_red_line(line, known) for line in record.red_lines)
    if claims == record.claims and events == record.events and lines == record.red_lines:
        return record
    return replace(record, claims=claims, events=events, red_lines=lines)


def _claim(claim: Claim, known: Known) -> Claim:
    source, addressee = _entity(claim.source, known), _entity(claim.addressee, known)
    if source is claim.source and addressee is claim.addressee:
        return claim
    return replace(claim, source=source, addressee=addressee)


def _event(event: Event, known: Known) -> Event:
    actors = tuple(_sure(entity, known) for entity in event.actors)
    recipients = tuple(_sure(entity, known) for entity in event.recipients)
    if actors == event.actors and recipients == event.recipients:
        return event
    return replace(event, actors=actors, recipients=recipients)


def _red_line(line: RedLine, known: Known) -> RedLine:
    actor, addressee = _entity(line.actor, known), _entity(line.addressee, known)
    if actor is line.actor and addressee is line.addressee:
        return line
    return replace(line, actor=actor, addressee=addressee)


def _entity(entity: Entity | None, known: Known) -> Entity | None:
    return None if entity is None else _sure(entity, known)


def _sure(entity: Entity, known: Known) -> Entity:
    country = None if entity.country else known.country(entity)
    return replace(entity, country=country) if country else entity
