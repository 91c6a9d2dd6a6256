"""Record -> the rows under which it is found. Pure: the same record always gives the same rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from typing import Any, Literal

from sayso.store.keys import Kind
from sayso.store.words import folded
from sayso.types import Actor, Claim, Dispute, Entity, Event, Record, RedLine, Spans

Part = Literal["by", "about", "through"]


@dataclass(frozen=True, slots=True)
class Party:
    """An actor as it is told from others across pages: same name, same country, same kind."""

    folded: str
    country: str
    kind: str
    name: str
    named: bool
    sector: str | None


@dataclass(frozen=True, slots=True)
class Traits:
    """What the filters ask for. Traits of several things are joined by ``|``."""

    by: frozenset[Party] = frozenset()
    about: frozenset[Party] = frozenset()
    through: frozenset[Party] = frozenset()
    country: frozenset[str] = frozenset()
    between: frozenset[str] = frozenset()
    type: frozenset[str] = frozenset()
    status: frozenset[str] = frozenset()
    act: frozenset[str] = frozenset()
    manner: frozenset[str] = frozenset()
    role: frozenset[str] = frozenset()
    unnamed: frozenset[str] = frozenset()
    denied: frozenset[str] = frozenset()
    hedged: frozenset[str] = frozenset()
    passed: frozenset[str] = frozenset()
    outlet: frozenset[str] = frozenset()

    def __or__(self, other: Traits) -> Traits:
        return Traits(*(getattr(self, name) | getattr(other, name) for name in NAMES))

    def parties(self) -> Iterator[tuple[Part, Party]]:
        """Who has which part."""
        for part in PARTS:
            for party in getattr(self, part):
                yield part, party

    def terms(self) -> Iterator[tuple[str, str]]:
        """The coded values, with their fields."""
        for name in CODED:
            for value in getattr(self, name):
                yield name, value


NAMES = tuple(field.name for field in fields(Traits))
PARTS: tuple[Part, ...] = ("by", "about", "through")
CODED = tuple(name for name in NAMES if name not in PARTS)
YES, NO = frozenset({"yes"}), frozenset({"no"})


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to be listed: its row, its traits, and the words that a search finds it by."""

    kind: Kind
    place: int
    row: dict[str, Any]
    traits: Traits
    words: str


def items_of(record: Record) -> tuple[Item, ...]:
    """Everything on a page that can be listed; the page itself comes first."""
    book = _Book(record)
    items = tuple(
        Item(kind, place, row, traits | book.outlet, folded(words))
        for kind, listed in (
            (Kind.CLAIM, map(book.claim, record.claims)),
            (Kind.EVENT, map(book.event, record.events)),
            (Kind.RED_LINE, map(book.red_line, record.red_lines)),
            (Kind.DISPUTE, map(book.dispute, book.disputes)),
        )
        for place, (row, traits, words) in enumerate(listed)
    )
    return (book.page(items), *items)


Row = dict[str, Any]
Described = tuple[Row, Traits, str]


class _Book:
    """A record opened for indexing: claims by id, and which events and denials go with them."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self.claims = {claim.id: claim for claim in record.claims}
        self.disputes = [d for d in record.disputes if d.claim in self.claims and d.answer in self.claims]
        self.denied = {d.claim for d in self.disputes if d.kind == "denies"}
        self.told = {c: [e for e in record.events if c in e.claims] for c in self.claims}
        outlet = folded(record.article.outlet or "")
        self.outlet = Traits(outlet=frozenset({outlet} if outlet else ()))

    def page(self, items: Iterable[Item]) -> Item:
        article = self.record.article
        traits = self.outlet
        for item in items:
            traits |= item.traits
        words = "\n".join(part for part in (article.title, article.deck, article.text) if part)
        return Item(Kind.PAGE, 0, {}, traits, folded(words))

    def claim(self, claim: Claim) -> Described:
        source, addressee = claim.source, claim.addressee
        row: Row = {
            "id": claim.id,
            "content": self._words(claim.content),
            "cue": self._words(claim.cue),
            "source": source.name if source else None,
            "kind": source.kind if source else None,
            "named": source.named if source else None,
            "role": source.role if source else None,
            "country": source.country if source else None,
            "sector": source.sector if source else None,
            "anonymity": source.anonymity if source else None,
            "through": _names(claim.via),
            "manner": claim.manner,
            "act": claim.act,
            "addressee": addressee.name if addressee else None,
            "addressee_country": addressee.country if addressee else None,
            "hedges": [self._words((span,)) for span in claim.hedges],
            "denied": claim.id in self.denied,
            "within": claim.within,
            "sentence": claim.sentence,
            "confidence": claim.confidence,
        }
        names = [entity.name for entity in (source, addressee, *claim.via) if entity]
        return row, self._of_claim(claim) | self._of_told(claim), " ".join([row["content"], *names])

    def event(self, event: Event) -> Described:
        place, when = event.place, event.when
        row: Row = {
            "id": event.id,
            "type": event.type,
            "mode": event.mode,
            "status": event.status,
            "actors": _names(event.actors),
            "actor_countries": _countries(event.actors),
            "recipients": _names(event.recipients),
            "recipient_countries": _countries(event.recipients),
            "trigger": self._words(event.trigger),
            "place": place.name if place else None,
            "country": place.country if place else None,
            "lat": place.lat if place else None,
            "lon": place.lon if place else None,
            "date_text": when.text if when else None,
            "starts": when.start if when else None,
            "ends": when.end if when else None,
            "claims": list(event.claims),
            "denied": any(id in self.denied for id in event.claims),
            "intensity": event.intensity,
            "sentence": event.sentence,
            "confidence": event.confidence,
        }
        names = [entity.name for entity in (*event.actors, *event.recipients)]
        traits = _of_event(event)
        for claim in self._known(event.claims):
            traits |= self._manner_of(claim)
        return row, traits, " ".join([self._around(event.trigger), *names, row["place"] or ""])

    def red_line(self, line: RedLine) -> Described:
        row: Row = {
            "id": line.id,
            "actor": line.actor.name if line.actor else None,
            "actor_country": line.actor.country if line.actor else None,
            "addressee": line.addressee.name if line.addressee else None,
            "addressee_country": line.addressee.country if line.addressee else None,
            "condition": self._words(line.condition),
            "consequence": self._words(line.consequence),
            "claim": line.claim,
            "sentence": line.sentence,
        }
        traits = _of_parties(_some(line.actor), _some(line.addressee))
        for claim in self._known((line.claim,)):
            traits |= self._manner_of(claim) | self._of_told(claim)
        words = (row["condition"], row["consequence"], row["actor"], row["addressee"])
        return row, traits, " ".join(word for word in words if word)

    def dispute(self, dispute: Dispute) -> Described:
        claim, answer = self.claims[dispute.claim], self.claims[dispute.answer]
        first, first_traits, first_words = self.claim(claim)
        second, second_traits, second_words = self.claim(answer)
        row: Row = {
            "kind": dispute.kind,
            "claim": claim.id,
            "claim_source": first["source"],
            "claim_content": first["content"],
            "answer": answer.id,
            "answer_source": second["source"],
            "answer_content": second["content"],
        }
        against = _of_parties(_some(claim.source), _some(answer.source))
        traits = first_traits | second_traits | Traits(between=against.between)
        return row, traits, f"{first_words} {second_words}"

    def _of_claim(self, claim: Claim) -> Traits:
        spoken_of = [actor for actor in self.record.entities if _meet(actor.mentions, claim.content)]
        parties = _of_parties(_some(claim.source), [*_some(claim.addressee), *spoken_of])
        return parties | Traits(through=frozenset(map(_party, claim.via))) | self._manner_of(claim)

    def _manner_of(self, claim: Claim) -> Traits:
        """What a claim gives to whatever it reports."""
        source = claim.source
        return Traits(
            act=frozenset({claim.act}),
            manner=frozenset({claim.manner}),
            role=frozenset({source.role} if source and source.role else ()),
            unnamed=_is(source is None or not source.named),
            denied=_is(claim.id in self.denied),
            hedged=_is(bool(claim.hedges)),
            passed=_is(bool(claim.via)),
        )

    def _of_told(self, claim: Claim) -> Traits:
        """What the events that a claim reports give to it."""
        events = self.told[claim.id]
        return Traits(type=frozenset(e.type for e in events), status=frozenset(e.status for e in events))

    def _known(self, ids: Iterable[str | None]) -> list[Claim]:
        return [self.claims[id] for id in ids if id in self.claims]

    def _words(self, spans: Spans) -> str:
        text = self.record.article.text
        return " … ".join(text[start:end] for start, end in spans)

    def _around(self, spans: Spans) -> str:
        """The blocks of the page in which ``spans`` stand."""
        blocks = [(b.start, b.end) for b in self.record.article.blocks if _meet(((b.start, b.end),), spans)]
        return self._words(tuple(blocks) or spans)


def _of_event(event: Event) -> Traits:
    place = _code(event.place.country) if event.place else None
    return _of_parties(event.actors, event.recipients) | Traits(
        type=frozenset({event.type}),
        status=frozenset({event.status}),
        country=frozenset({place} if place else ()),
    )


def _of_parties(by: Iterable[Entity | Actor], about: Iterable[Entity | Actor]) -> Traits:
    """The traits of somebody who says or does something to somebody else."""
    doers, others = frozenset(map(_party, by)), frozenset(map(_party, about))
    pairs = {tuple(sorted((a.country, b.country))) for a in doers for b in others}
    return Traits(
        by=doers,
        about=others,
        country=frozenset(party.country for party in doers | others if party.country),
        between=frozenset(f"{a} {b}" for a, b in pairs if a and b and a != b),
    )


def _party(entity: Entity | Actor) -> Party:
    return Party(
        folded=folded(entity.name) or entity.name,
        country=_code(entity.country) or "",
        kind=entity.kind,
        name=entity.name,
        named=entity.named,
        sector=entity.sector,
    )


def _code(country: str | None) -> str | None:
    return country.upper() if country else None


def _is(holds: bool) -> frozenset[str]:
    return YES if holds else NO


def _some(entity: Entity | None) -> list[Entity]:
    return [] if entity is None else [entity]


def _names(entities: Iterable[Entity]) -> list[str]:
    return [entity.name for entity in entities]


def _countries(entities: Iterable[Entity]) -> list[str]:
    return sorted({code for entity in entities if (code := _code(entity.country))})


def _meet(some: Spans, others: Spans) -> bool:
    """Do any two of the spans overlap?"""
    return any(a < d and c < b for a, b in some for c, d in others)
