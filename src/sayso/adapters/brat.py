"""Records as brat standoff: a .txt and an .ann a page, and the annotation.conf that brat shows them by.

brat counts code points, as Sayso does. It lets no annotation run across the end of a line: such a one goes out in
pieces.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import get_args

from sayso.adapters.naming import uuid_of
from sayso.adapters.telling import claims_by_id, described, told
from sayso.ontology import load_plover
from sayso.types import Act, Claim, Entity, Event, Manner, Record, RedLine, Span, Spans, Status

SAFE_NAME = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9_.-]{0,99}")
ENTITIES = ("Claim", "Cue", "Party", "Hedge", "Condition", "Consequence")
RELATIONS = {
    "SaidBy": ("Claim", "Party"),
    "PassedOnBy": ("Claim", "Party"),
    "SaidTo": ("Claim", "Party"),
    "CuedBy": ("Claim", "Cue"),
    "HedgedBy": ("Claim", "Hedge"),
    "Within": ("Claim", "Claim"),
    "LeadsTo": ("Condition", "Consequence"),
    **{kind.title(): ("Claim", "Claim") for kind in ("denies", "contradicts", "qualifies", "confirms")},
}


def files(record: Record) -> Iterator[tuple[str, str]]:
    """Name and text of each file of one page."""
    name = record.article.id if SAFE_NAME.fullmatch(record.article.id) else uuid_of("page", record.article.id)
    yield f"{name}.txt", record.article.text
    yield f"{name}.ann", "".join(f"{line}\n" for line in lines_of(record))


def lines_of(record: Record) -> list[str]:
    """The lines of the .ann of one page."""
    book = _Book(record)
    for claim in record.claims:
        book.claim(claim)
    for claim in record.claims:
        book.chain(claim)
    for event in record.events:
        book.event(event)
    for line in record.red_lines:
        book.red_line(line)
    for dispute in record.disputes:
        book.relation(dispute.kind.title(), book.claims.get(dispute.answer), book.claims.get(dispute.claim))
    return book.lines


def configuration() -> str:
    """annotation.conf: what may be annotated."""
    types = sorted(load_plover().types)
    relations = [f"{name} Arg1:{one}, Arg2:{other}" for name, (one, other) in RELATIONS.items()]
    events = [f"{_token(name)} Actor*:Party, Recipient*:Party" for name in types]
    values = {"Act": Act, "Manner": Manner, "Status": Status}
    bearers = {"Act": "Claim", "Manner": "Claim", "Status": "<EVENT>"}
    attributes = [
        f"{name} Arg:{bearers[name]}, Value:{'|'.join(get_args(of))}" for name, of in values.items()
    ]
    marks = ["Unnamed Arg:Party", "NobodyNamed Arg:Claim", "Hedged Arg:Claim"]
    parts = {
        "entities": ENTITIES,
        "relations": [*relations, "<OVERLAP> Arg1:<ANY>, Arg2:<ANY>, <OVL-TYPE>:<ANY>"],
        "events": events,
        "attributes": [*attributes, *marks],
    }
    return "".join(
        f"[{name}]\n" + "".join(f"{line}\n" for line in lines) + "\n" for name, lines in parts.items()
    )


class _Book:
    """The lines of a page as they grow; each piece of text and each pair stands there once."""

    def __init__(self, record: Record) -> None:
        self.record, self.text = record, record.article.text
        self.lines: list[str] = []
        self.numbers = dict.fromkeys("TREA#", 0)
        self.marked: dict[tuple[str, tuple[Span, ...]], str] = {}
        self.claims: dict[str, str] = {}
        self.stated: set[tuple[str, ...]] = set()

    def claim(self, claim: Claim) -> None:
        """Content with act, manner, hedges and, as a note, who says it through whom."""
        id = self.mark("Claim", claim.content)
        if id is None:
            return
        self.claims[claim.id] = id
        self.attribute("Act", id, claim.act)
        self.attribute("Manner", id, claim.manner)
        self.note(id, f"{claim.id} {told(claim, claims_by_id(self.record))}")
        self.relation("CuedBy", id, self.mark("Cue", claim.cue))
        for span in claim.hedges:
            self.relation("HedgedBy", id, self.mark("Hedge", (span,)))
        for name, holds in (("Hedged", claim.hedges), ("NobodyNamed", claim.source is None)):
            if holds:
                self.attribute(name, id)

    def chain(self, claim: Claim) -> None:
        """Who says it, to whom, who passed it on, and what it is nested in."""
        id = self.claims.get(claim.id)
        self.relation("SaidBy", id, self.party(claim.source))
        self.relation("SaidTo", id, self.party(claim.addressee))
        for entity in claim.via:
            self.relation("PassedOnBy", id, self.party(entity))
        self.relation("Within", id, self.claims.get(claim.within or ""))

    def event(self, event: Event) -> None:
        """Trigger, parties and status; the claims that report it as a note."""
        trigger = self.mark(_token(event.type), event.trigger)
        if trigger is None:
            return
        sides = (("Actor", event.actors), ("Recipient", event.recipients))
        roles = [(role, party) for role, side in sides for party in side]
        id = self.number("E")
        self.lines.append(" ".join([f"{id}\t{_token(event.type)}:{trigger}", *self._arguments(roles)]))
        self.attribute("Status", id, event.status)
        mode = f" ({event.mode})" if event.mode else ""
        tellers = ", ".join(event.claims) or "the outlet"
        self.note(id, f"{event.id} {event.status} {event.type}{mode}; told by {tellers}")

    def red_line(self, line: RedLine) -> None:
        """Condition and consequence."""
        condition = self.mark("Condition", line.condition)
        self.relation("LeadsTo", condition, self.mark("Consequence", line.consequence))
        if condition:
            sides = [described(party) if party else "?" for party in (line.actor, line.addressee)]
            self.note(condition, f"{line.id} red line: {sides[0]} to {sides[1]}")

    def party(self, entity: Entity | None) -> str | None:
        """Somebody where the page names them, with the full name as a note."""
        id = self.mark("Party", entity.mention) if entity else None
        if entity is None or id is None or ("party", id) in self.stated:
            return id
        self.stated.add(("party", id))
        self.note(id, described(entity))
        if not entity.named:
            self.attribute("Unnamed", id)
        return id

    def mark(self, kind: str, spans: Spans) -> str | None:
        """The id of a stretch of text; None where there is none."""
        pieces = tuple(piece for span in spans for piece in _pieces(self.text, span))
        if not pieces:
            return None
        if (kind, pieces) not in self.marked:
            id = self.marked[kind, pieces] = self.number("T")
            offsets = ";".join(f"{start} {end}" for start, end in pieces)
            self.lines.append(
                f"{id}\t{kind} {offsets}\t{' '.join(self.text[start:end] for start, end in pieces)}"
            )
        return self.marked[kind, pieces]

    def relation(self, kind: str, one: str | None, other: str | None) -> None:
        """A relation, where both ends are on the page; once."""
        if one and other and one != other and (kind, one, other) not in self.stated:
            self.stated.add((kind, one, other))
            self.lines.append(f"{self.number('R')}\t{kind} Arg1:{one} Arg2:{other}")

    def attribute(self, kind: str, of: str, value: str = "") -> None:
        """An attribute, with a value or without."""
        self.lines.append(f"{self.number('A')}\t{kind} {of} {_token(value) if value else ''}".rstrip())

    def note(self, of: str, words: str) -> None:
        """What brat shows when the mouse rests there."""
        self.lines.append(f"{self.number('#')}\tAnnotatorNotes {of}\t{_one_line(words)}")

    def number(self, kind: str) -> str:
        """The next id of a kind."""
        self.numbers[kind] += 1
        return f"{kind}{self.numbers[kind]}"

    def _arguments(self, roles: list[tuple[str, Entity]]) -> Iterator[str]:
        """Parties that stand on the page; the second of a role is Actor2, as brat has it."""
        counts: dict[str, int] = {}
        for role, entity in roles:
            id = self.party(entity)
            if id is not None:
                counts[role] = counts.get(role, 0) + 1
                yield f"{role}{counts[role] if counts[role] > 1 else ''}:{id}"


def _pieces(text: str, span: Span) -> Iterator[Span]:
    """The parts of a span that lie on one line each, without white space at their ends."""
    start = span[0]
    for part in re.split(r"([\t\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+)", text[span[0] : span[1]]):
        bare = part.strip()
        if bare:
            first = start + part.index(bare)
            yield first, first + len(bare)
        start += len(part)


def _token(word: str) -> str:
    """A name as brat has them."""
    return re.sub(r"[^A-Za-z0-9_-]+", "_", word) or "_"


def _one_line(words: str) -> str:
    return re.sub(r"[\s\x00-\x1f\x7f-\x9f]+", " ", words).strip()
