"""Records as one STIX 2.1 bundle: Report, Note, Opinion, Identity, Location, and who passed what on.

A page is a Report, or a Grouping where nobody knows when it was published: a Report must say. A claim, event or red
line is a Note; who answers a claim gives an Opinion on it; speakers and parties are Identities. ``authors`` of a Note
are the chain, from the speaker outward. An extension of properties holds what STIX has no field for, and ``labels``
say it again for whoever does not read the extension.

Ids and times depend on the records alone, so that the same selection is the same bundle. A Note is "created" when its
page was published, as STIX leaves to its maker (3.2, created); undated, and identities, at the beginning of Unix time.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator

from sayso.adapters.countries import two_letters
from sayso.adapters.moments import timestamp
from sayso.adapters.naming import address_of, item_uuid, party_parts, uuid_of
from sayso.adapters.streaming import Json, document, without_nothing
from sayso.adapters.telling import (
    NOBODY,
    claim_marks,
    claims_by_id,
    event_marks,
    event_name,
    passed_on,
    red_line_marks,
    told,
    words,
)
from sayso.types import Article, Claim, Dispute, Entity, Event, Kind, Place, Record, RedLine

SHARED = {"identity", "location"}
LONG_AGO = "1970-01-01T00:00:00Z"
CLASSES: dict[Kind, str] = {
    "person": "individual",
    "group": "group",
    "organization": "organization",
    "government": "organization",
    "outlet": "organization",
    "document": "unknown",
    "unnamed": "class",
}
OPINIONS = {
    "denies": "strongly-disagree",
    "contradicts": "disagree",
    "qualifies": "neutral",
    "confirms": "agree",
}
OURSELVES = f"identity--{uuid_of('software', 'sayso')}"
EXTENSION = f"extension-definition--{uuid_of('extension', '1')}"
SCHEMA = (
    "Properties of a Note that Sayso wrote. kind: claim, event or red-line; page, item: ids; act, manner, cue, "
    "hedges, anonymity: of a claim; source_ref, via_refs (from the speaker outward), addressee_ref, within_ref: its "
    "chain; type, mode, status, contexts, starts, ends: of an event in the PLOVER ontology, actor_refs, "
    "recipient_refs, claim_refs: its parties and the claims that report it; spans: code point offsets into the clean "
    "text of the page."
)


def lines(records: Iterable[Record]) -> Iterator[str]:
    """One bundle, an object a line; whoever comes again stands there once."""
    seen: set[str] = set()  # pages, and what several pages may name; all else is of one page
    digest = hashlib.sha256()

    def all_of() -> Iterator[Json]:
        yield from (_ourselves(), _extension())
        for thing in (thing for record in _once(records, seen) for thing in objects(record)):
            if thing["id"] not in seen:
                seen.update([thing["id"]] if thing["type"] in SHARED else [])
                digest.update(thing["id"].encode())
                yield thing

    yield from document(
        {"type": "bundle"},
        "objects",
        all_of(),
        lambda: {"id": f"bundle--{uuid_of('bundle', digest.hexdigest())}"},
    )


def _once(records: Iterable[Record], seen: set[str]) -> Iterator[Record]:
    """The records without those that were there already."""
    for record in records:
        page = item_uuid(record, "page")
        if page not in seen:
            seen.add(page)
            yield record


def objects(record: Record) -> Iterator[Json]:
    """The objects of one page; the report last, for it names the others."""
    book = _Book(record)
    made = [
        *map(book.claim, record.claims),
        *map(book.event, record.events),
        *map(book.red_line, record.red_lines),
        *map(book.opinion, record.disputes),
    ]
    others = [*book.identities.values(), *book.places.values(), *made]
    yield from others
    yield book.report([other["id"] for other in others])


class _Book:
    """A record opened for writing; collects the identities and places that its objects name."""

    def __init__(self, record: Record) -> None:
        self.record, self.article = record, record.article
        self.claims = claims_by_id(record)
        self.identities: dict[str, Json] = {}
        self.places: dict[str, Json] = {}
        published = self.article.published
        self.created = timestamp(published.value) if published else LONG_AGO

    def claim(self, claim: Claim) -> Json:
        via = passed_on(claim, self.claims)
        authors = [claim.source.name if claim.source else NOBODY, *(entity.name for entity in via)]
        within = self.note_id(claim.within) if claim.within in self.claims else None
        more = {
            "act": claim.act,
            "manner": claim.manner,
            "cue": words(self.record, claim.cue),
            "hedges": [words(self.record, (span,)) for span in claim.hedges],
            "anonymity": claim.source.anonymity if claim.source else None,
            "source_ref": self._ref(claim.source),
            "via_refs": self._refs(via),
            "addressee_ref": self._ref(claim.addressee),
            "within_ref": within,
            "spans": claim.content,
        }
        refs = [*self._refs([claim.source, *via, claim.addressee]), *([within] if within else [])]
        return self._note(
            "claim", claim.id, told(claim, self.claims), words(self.record, claim.content), refs
        ) | {
            "authors": authors,
            "labels": claim_marks(self.record, claim),
            "confidence": round(claim.confidence * 100),
            "extensions": self._extended("claim", claim.id, more),
        }

    def event(self, event: Event) -> Json:
        actors, recipients = self._refs(event.actors), self._refs(event.recipients)
        claims = [self.note_id(id) for id in event.claims if id in self.claims]
        place = [self._place(event.place)] if event.place else []
        when = event.when
        more = {
            "type": event.type,
            "mode": event.mode,
            "status": event.status,
            "contexts": list(event.contexts),
            "starts": when.start if when else None,
            "ends": when.end if when else None,
            "actor_refs": actors,
            "recipient_refs": recipients,
            "claim_refs": claims,
            "spans": event.trigger,
        }
        refs = [*actors, *recipients, *place, *claims]
        note = self._note("event", event.id, event_name(event), words(self.record, event.trigger), refs)
        return note | {
            "labels": event_marks(self.record, event),
            "confidence": round(event.confidence * 100),
            "extensions": self._extended("event", event.id, more),
        }

    def red_line(self, line: RedLine) -> Json:
        condition, consequence = (words(self.record, spans) for spans in (line.condition, line.consequence))
        claim = self.note_id(line.claim) if line.claim in self.claims else None
        refs = [*self._refs([line.actor, line.addressee]), *([claim] if claim else [])]
        more = {
            "actor_refs": self._refs([line.actor]),
            "addressee_ref": self._ref(line.addressee),
            "claim_refs": [claim] if claim else [],
            "spans": line.condition + line.consequence,
        }
        return self._note("red-line", line.id, "red line", f"if {condition}: {consequence}", refs) | {
            "labels": red_line_marks(self.record, line),
            "extensions": self._extended("red-line", line.id, more),
        }

    def opinion(self, dispute: Dispute) -> Json:
        answer = self.claims.get(dispute.answer)
        author = answer.source.name if answer and answer.source else NOBODY
        refs = [self.note_id(dispute.claim)] if dispute.claim in self.claims else [self.report_id]
        id = f"opinion--{item_uuid(self.record, dispute.claim, dispute.kind, dispute.answer)}"
        return self._common("opinion", id) | without_nothing(
            {
                "opinion": OPINIONS[dispute.kind],
                "explanation": words(self.record, answer.content) if answer else None,
                "authors": [author],
                "object_refs": refs,
                "labels": [dispute.kind],
            }
        )

    def report(self, refs: list[str]) -> Json:
        article, published = self.article, self.article.published
        name = article.title or article.id
        about = {
            "name": name,
            "description": article.deck,
            "external_references": self._references(),
            "object_refs": refs or [OURSELVES],
        }
        if published is None:
            shown = {"context": "unspecified", "labels": ["undated"]}
        else:
            marks = [f"published:{published.value}", f"precision:{published.precision}"]
            shown = {"published": self.created, "report_types": ["observed-data"], "labels": marks}
        return self._common(self.report_id.partition("--")[0], self.report_id) | without_nothing(
            about | shown
        )

    @property
    def report_id(self) -> str:
        kind = "report" if self.article.published else "grouping"
        return f"{kind}--{item_uuid(self.record, 'page')}"

    def note_id(self, item: str | None) -> str:
        return f"note--{item_uuid(self.record, item or '')}"

    def _note(self, kind: str, item: str, abstract: str, content: str, refs: list[str]) -> Json:
        return self._common("note", self.note_id(item)) | {
            "abstract": abstract,
            "content": content or kind,
            "object_refs": list(dict.fromkeys(refs)) or [self.report_id],
            **without_nothing({"external_references": self._references()}),
        }

    def _common(self, kind: str, id: str) -> Json:
        head = {"type": kind, "spec_version": "2.1", "id": id, "created_by_ref": OURSELVES}
        return without_nothing(
            head | {"created": self.created, "modified": self.created, "lang": self.article.language}
        )

    def _extended(self, kind: str, item: str, more: Json) -> Json:
        known = without_nothing(more | {"spans": [list(span) for span in more["spans"]]})
        names = {"kind": kind, "page": self.article.id, "item": item}
        return {EXTENSION: {"extension_type": "property-extension", **names, **known}}

    def _references(self) -> list[Json]:
        """Where the page is; its outlet, or "page", is what STIX calls the source."""
        url = address_of(self.article)
        known = {"source_name": self.article.outlet or "page", "url": url, "external_id": self.article.id}
        return [without_nothing(known)]

    def _ref(self, entity: Entity | None) -> str | None:
        if entity is None:
            return None
        identity = _identity(self.article, entity)
        self.identities[identity["id"]] = identity
        return str(identity["id"])

    def _refs(self, entities: Iterable[Entity | None]) -> list[str]:
        return [ref for entity in entities if (ref := self._ref(entity))]

    def _place(self, place: Place) -> str:
        location = _location(place)
        self.places[location["id"]] = location
        return str(location["id"])


def _identity(article: Article, entity: Entity) -> Json:
    """Somebody. What only one page says (office, reason for anonymity) is left to its notes: an id has one content."""
    marks = [
        f"kind:{entity.kind}",
        "named" if entity.named else "unnamed",
        *([f"country:{entity.country}"] if entity.country else []),
    ]
    known = {
        "name": entity.name or "?",
        "identity_class": CLASSES[entity.kind] if entity.named else "class",
        "description": None if entity.named else "Somebody whom the page does not name.",
        "labels": marks,
    }
    return _fixed("identity", f"identity--{uuid_of(*party_parts(article, entity))}") | without_nothing(known)


def _location(place: Place) -> Json:
    id = f"location--{uuid_of('place', place.name, place.country or '', str(place.geonames_id or ''))}"
    country = two_letters(place.country)
    point = place.lat is not None and place.lon is not None
    known = {
        "name": place.name,
        "country": country.upper() if country else None,
        "latitude": place.lat if point else None,
        "longitude": place.lon if point else None,
        "region": None if country or point else "unknown",
    }
    return _fixed("location", id) | without_nothing(known)


def _fixed(kind: str, id: str) -> Json:
    """What an object has that depends on no page."""
    head = {"type": kind, "spec_version": "2.1", "id": id, "created_by_ref": OURSELVES}
    return head | {"created": LONG_AGO, "modified": LONG_AGO}


def _ourselves() -> Json:
    known = {
        "name": "Sayso",
        "identity_class": "system",
        "description": "Reads news pages; says nothing of its own.",
    }
    return {
        key: value for key, value in _fixed("identity", OURSELVES).items() if key != "created_by_ref"
    } | known


def _extension() -> Json:
    return _fixed("extension-definition", EXTENSION) | {
        "name": "Claims and events read from news pages",
        "schema": SCHEMA,
        "version": "1.0.0",
        "extension_types": ["property-extension"],
    }
