"""Claims and events in words and marks: what a format has no place for still reaches its reader.

A mark is a short "name:value" that any program may show or filter by, whatever the format calls it: tag, keyword,
label.
"""

from __future__ import annotations

from collections.abc import Iterator

from sayso.types import Claim, Dispute, Entity, Event, Record, RedLine, Spans

NOBODY = "nobody named"
ANSWERED = {
    "denies": "denied",
    "contradicts": "contradicted",
    "qualifies": "qualified",
    "confirms": "confirmed",
}
BETWEEN = " … "  # pieces of one content


def words(record: Record, spans: Spans) -> str:
    """The words of the page under ``spans``."""
    return BETWEEN.join(record.article.text[start:end] for start, end in spans)


def claims_by_id(record: Record) -> dict[str, Claim]:
    """The claims of a record by their ids."""
    return {claim.id: claim for claim in record.claims}


def around(claim: Claim, claims: dict[str, Claim]) -> Iterator[Claim]:
    """The claim, the claim that it is nested in, and so on outward."""
    seen: set[str] = set()
    nearest: Claim | None = claim
    while nearest and nearest.id not in seen:
        seen.add(nearest.id)
        yield nearest
        nearest = claims.get(nearest.within or "")


def passed_on(claim: Claim, claims: dict[str, Claim]) -> list[Entity]:
    """Who passed the claim on, from the speaker outward: its own chain, then those who speak around it."""
    via = list(claim.via)
    for outer in list(around(claim, claims))[1:]:
        via += [entity for entity in (outer.source, *outer.via) if entity is not None]
    return via


def described(entity: Entity) -> str:
    """Somebody as a reader would be told of them: name, office, country; for the unnamed, why."""
    known = ", ".join(part for part in (entity.role, entity.country) if part and part != entity.name)
    if not entity.named:
        known = "; ".join(
            filter(None, (f"not named: {entity.anonymity}" if entity.anonymity else "not named", known))
        )
    return f"{entity.name} ({known})" if known else entity.name


def teller(claim: Claim, claims: dict[str, Claim]) -> str:
    """Who stands behind the claim, and who passed it on: "Dmitry Peskov < TASS"."""
    source = described(claim.source) if claim.source else NOBODY
    return " < ".join([source, *(entity.name for entity in passed_on(claim, claims))])


def told(claim: Claim, claims: dict[str, Claim]) -> str:
    """The claim but for its content: who says it, through whom, what they do by it, to whom."""
    to = f", to {described(claim.addressee)}" if claim.addressee else ""
    return f"{teller(claim, claims)} [{claim.act}{to}]"


def claim_marks(record: Record, claim: Claim) -> list[str]:
    """What must not be lost of a claim: act, manner, hedges, anonymity, chain, nesting, who answers it."""
    claims = claims_by_id(record)
    return [
        "claim",
        f"act:{claim.act}",
        f"manner:{claim.manner}",
        *_source_marks(claim.source),
        *(f"passed-on-by:{entity.name}" for entity in passed_on(claim, claims)),
        *(f"hedge:{words(record, (span,))}" for span in claim.hedges),
        *([f"within:{claim.within}"] if claim.within else []),
        *_answers(record, claim, claims),
    ]


def event_marks(record: Record, event: Event) -> list[str]:
    """What must not be lost of an event: type, mode, status, contexts, and on whose word it is told."""
    claims = claims_by_id(record)
    tellers = [teller(claims[id], claims) for id in event.claims if id in claims]
    return [
        "event",
        f"status:{event.status}",
        f"type:{event.type}",
        *([f"mode:{event.mode}"] if event.mode else []),
        *(f"context:{context}" for context in event.contexts),
        *(f"told-by:{who}" for who in tellers),
        *(
            f"{ANSWERED[dispute.kind]}-by:{_answerer(dispute, claims)}"
            for dispute in _disputes_of(record, event.claims)
        ),
    ]


def red_line_marks(record: Record, line: RedLine) -> list[str]:
    """What must not be lost of a red line: who draws it for whom, and on whose word."""
    claims = claims_by_id(record)
    claim = claims.get(line.claim or "")
    return [
        "red-line",
        *([f"actor:{described(line.actor)}"] if line.actor else []),
        *([f"addressee:{described(line.addressee)}"] if line.addressee else []),
        *([f"told-by:{teller(claim, claims)}"] if claim else []),
    ]


def happened(event: Event) -> bool:
    """Whether the page tells the event as one that took place, now or earlier."""
    return event.status in ("actual", "historical")


def event_name(event: Event) -> str:
    """The event in a line; one that did not happen says so first."""
    doubt = "" if happened(event) else f"[{event.status}] "
    kind = f"{event.type} ({event.mode})" if event.mode else event.type
    sides = [", ".join(party.name for party in side) for side in (event.actors, event.recipients)]
    return f"{doubt}{kind}: {' > '.join(side or '?' for side in sides)}"


def _source_marks(source: Entity | None) -> list[str]:
    if source is None:
        return ["source:nobody-named"]
    if source.named:
        return ["source:named"]
    return ["source:unnamed", *([f"anonymity:{source.anonymity}"] if source.anonymity else [])]


def _answers(record: Record, claim: Claim, claims: dict[str, Claim]) -> Iterator[str]:
    for dispute in _disputes_of(record, (claim.id,)):
        yield f"{ANSWERED[dispute.kind]}-by:{_answerer(dispute, claims)}"
    for dispute in record.disputes:
        if dispute.answer == claim.id:
            yield f"{dispute.kind}:{dispute.claim}"


def _disputes_of(record: Record, ids: tuple[str, ...]) -> list[Dispute]:
    return [dispute for dispute in record.disputes if dispute.claim in ids]


def _answerer(dispute: Dispute, claims: dict[str, Claim]) -> str:
    answer = claims.get(dispute.answer)
    return answer.source.name if answer and answer.source else dispute.answer
