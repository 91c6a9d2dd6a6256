"""How much of what a careful analyst takes from a page its record holds, fact by fact.

``python -m evaluation.facts EXPECTED.json RECORD.json`` prints the facts that are missing or wrong, then the
counts by kind. EXPECTED has the form of the expectations in examples/ (words in lists are alternatives);
RECORD is what ``sayso read --format json`` prints. A content or condition counts as found where it shares
half of its words (of all words of both) with the record's span, a consequence where it shares three tenths.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evaluation.wording import go_by_any, goes_by, overlap, same_words, words_at
from sayso.types import Actor, Claim, Event, Record, RedLine

Expected = dict[str, Any]
CONTENT_OVERLAP = 0.5
CONSEQUENCE_OVERLAP = 0.3
SOURCE_BONUS = 0.3  # of two contents that overlap alike, the one with the right source is meant


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing to be known from the page: its kind, whether the record has it right, and what it is."""

    kind: str
    right: bool
    what: str


def hold(record: Record, expected: Expected) -> list[Fact]:
    """Every fact of ``expected``, held against ``record``."""
    matched = match_claims(record, expected["claims"])
    return [
        *article_facts(record, expected["article"]),
        *claim_facts(record, expected["claims"], matched),
        *event_facts(record, expected["events"], expected.get("optional_events", [])),
        *never_actual_facts(record, expected.get("never_actual", [])),
        *red_line_facts(record, expected.get("red_lines", [])),
        *dispute_facts(record, expected.get("disputes", []), matched),
        *identity_facts(record, expected.get("same_entity", [])),
    ]


# --- the article --------------------------------------------------------------------------------------------


def article_facts(record: Record, wanted: Expected) -> Iterator[Fact]:
    """Title, language, what must be in the text and what must not."""
    article = record.article
    yield Fact("article", same_words(article.title, wanted["title"]), f"title: {article.title!r}")
    language = (article.language or "").split("-")[0]
    yield Fact("article", language == wanted["language"], f"language: {article.language!r}")
    for words in wanted["keep"]:
        yield Fact("article", words in article.text, f"lost from the text: {words!r}")
    for words in wanted["drop"]:
        yield Fact("article", words not in article.text, f"left in the text: {words!r}")


# --- who said what ------------------------------------------------------------------------------------------


def match_claims(record: Record, wanted: list[Expected]) -> dict[str, Claim]:
    """The record's claim for each expected one, by its id there; best overlaps first, one to one."""
    pairs = []
    for at, one in enumerate(wanted):
        for number, claim in enumerate(record.claims):
            shared = overlap(one["content"], words_at(record.article.text, claim.content))
            if shared >= CONTENT_OVERLAP:
                pairs.append((shared + SOURCE_BONUS * right_source(claim, one), at, number))
    found: dict[str, Claim] = {}
    taken: set[int] = set()
    for _, at, number in sorted(pairs, reverse=True):
        if wanted[at]["id"] not in found and number not in taken:
            found[wanted[at]["id"]] = record.claims[number]
            taken.add(number)
    return found


def right_source(claim: Claim, wanted: Expected) -> bool:
    """Does the right one stand behind the claim, or nobody where nobody does?"""
    return claim.source is None if wanted["source"] is None else goes_by(claim.source, wanted["source"])


def claim_facts(record: Record, wanted: list[Expected], matched: dict[str, Claim]) -> Iterator[Fact]:
    """Which claims are found, and what is said of each that is."""
    for one in wanted:
        claim = matched.get(one["id"])
        yield Fact("claim found", claim is not None, f"{one['id']}: {one['content'][:80]!r}")
        if claim is not None:
            yield from _facts_of_claim(record, claim, one, matched)


def _facts_of_claim(
    record: Record, claim: Claim, wanted: Expected, matched: dict[str, Claim]
) -> Iterator[Fact]:
    source = claim.source
    outer = matched.get(wanted.get("within", ""))
    answers: dict[str, tuple[bool, object]] = {
        "source": (right_source(claim, wanted), source and source.name),
        "via": (go_by_any(claim.via, wanted.get("via", [])), [one.name for one in claim.via]),
        "manner": (claim.manner == wanted.get("manner"), claim.manner),
        "act": (claim.act in wanted.get("act", []), claim.act),
        "named": (source is not None and source.named == wanted.get("named"), source and source.named),
        "anonymity": _contains(source.anonymity if source else None, [wanted.get("anonymity", "")]),
        "role": _contains(source.role if source else None, wanted.get("role", [])),
        "hedges": _hedged(record, claim, wanted.get("hedges", [])),
        "addressee": (
            goes_by(claim.addressee, wanted.get("addressee", [])),
            claim.addressee and claim.addressee.name,
        ),
        "within": (outer is not None and claim.within == outer.id, claim.within),
    }
    for field, (right, got) in answers.items():
        if field in wanted:
            yield Fact(f"claim {field}", right, f"{wanted['id']}: {wanted[field]} but {got!r}")


def _contains(got: str | None, wanted: list[str]) -> tuple[bool, object]:
    return any(one.lower() in (got or "").lower() for one in wanted), got


def _hedged(record: Record, claim: Claim, wanted: list[str]) -> tuple[bool, object]:
    got = [words_at(record.article.text, [span]).lower() for span in claim.hedges]
    return any(a in b or b in a for a in wanted for b in got if b), got


# --- what happened ------------------------------------------------------------------------------------------


def event_facts(record: Record, wanted: list[Expected], optional: list[Expected]) -> Iterator[Fact]:
    """The expected events, and that no other is told as having happened."""
    meant: set[str] = set()
    for one in wanted:
        hits = [event for event in record.events if is_event(event, one)]
        hits.sort(key=lambda event: (event.status in one["status"], event.place is not None), reverse=True)
        meant.update(event.id for event in hits)
        what = f"{one['id']}: {one['type']} {one['actors']} -> {one['recipients']}"
        yield Fact("event found", bool(hits), what)
        if hits:
            yield from _facts_of_event(hits, one)
    for event in record.events:
        if event.id not in meant and event.status == "actual":
            right = _is_allowed(event, wanted, optional)
            yield Fact("no false event", right, _told(record, event))


def is_event(event: Event, wanted: Expected) -> bool:
    """Is it of a right type between the right parties (either way round where it is symmetric)?"""
    every = event.actors + event.recipients
    actors, recipients = (every, every) if wanted.get("symmetric") else (event.actors, event.recipients)
    parties = go_by_any(actors, wanted["actors"]) and go_by_any(recipients, wanted["recipients"])
    return parties and event.type in wanted["type"]


def _facts_of_event(hits: list[Event], wanted: Expected) -> Iterator[Fact]:
    best, name = hits[0], wanted["id"]
    countries = _countries(best)
    yield Fact("event status", best.status in wanted["status"], f"{name}: {wanted['status']}, {best.status}")
    right = set(wanted["countries"]) <= countries
    yield Fact("event countries", right, f"{name}: {wanted['countries']}, {sorted(map(str, countries))}")
    if "place" in wanted:
        where = (wanted["place"]["name"], wanted["place"]["country"])
        right = any(hit.place and (hit.place.name, hit.place.country) == where for hit in hits)
        yield Fact("event place", right, f"{name}: {where} but {best.place}")
    if "when" in wanted:
        right = any(hit.when and (hit.when.start or "")[:10] == wanted["when"] for hit in hits)
        yield Fact("event when", right, f"{name}: {wanted['when']} but {best.when}")
    if wanted.get("claimed"):
        yield Fact("event claimed", bool(best.claims), f"{name}: no claim behind it")


def _countries(event: Event) -> set[str | None]:
    return {party.country for party in event.actors + event.recipients}


def _is_allowed(event: Event, wanted: list[Expected], optional: list[Expected]) -> bool:
    got = _countries(event)
    same = any(event.type in one["type"] and set(one["countries"]) <= got for one in wanted)
    return same or any(event.type in one["type"] and got & set(one["countries"]) for one in optional)


def _told(record: Record, event: Event) -> str:
    actors, recipients = ([one.name for one in side] for side in (event.actors, event.recipients))
    return f"{event.type} {actors} -> {recipients} ({words_at(record.article.text, event.trigger)!r})"


def never_actual_facts(record: Record, wanted: list[str]) -> Iterator[Fact]:
    """Words at which no event may be told as having happened."""
    text = record.article.text
    for words in wanted:
        starts = [at for at in range(len(text)) if text.startswith(words, at)]
        told = [
            event.type
            for event in record.events
            if event.status == "actual"
            and any(at <= start < at + len(words) for at in starts for start, _ in event.trigger)
        ]
        yield Fact("never actual", not told, f"{words!r} told as {told}")


# --- red lines, disputes, who is who ------------------------------------------------------------------------


def red_line_facts(record: Record, wanted: list[Expected]) -> Iterator[Fact]:
    """The conditional commitments."""
    for one in wanted:
        right = any(_is_red_line(record.article.text, line, one) for line in record.red_lines)
        yield Fact("red line", right, f"{one['actor'][0]}: if {one['condition']!r}")


def _is_red_line(text: str, line: RedLine, wanted: Expected) -> bool:
    return (
        overlap(wanted["condition"], words_at(text, line.condition)) >= CONTENT_OVERLAP
        and overlap(wanted["consequence"], words_at(text, line.consequence)) >= CONSEQUENCE_OVERLAP
        and goes_by(line.actor, wanted["actor"])
    )


def dispute_facts(record: Record, wanted: list[Expected], matched: dict[str, Claim]) -> Iterator[Fact]:
    """Which claims answer each other."""
    for one in wanted:
        claims = [matched.get(one[side]) for side in ("claim", "answer")]
        ids = {claim.id for claim in claims if claim is not None}
        right = len(ids) == len(claims) and any(
            {dispute.claim, dispute.answer} == ids and dispute.kind in one["kind"]
            for dispute in record.disputes
        )
        yield Fact("dispute", right, f"{one['claim']} / {one['answer']}")


def identity_facts(record: Record, wanted: list[list[str]]) -> Iterator[Fact]:
    """Which spellings are one actor."""
    spellings = [_spellings(record.article.text, actor) for actor in record.entities]
    for pair in wanted:
        right = any(set(pair) <= known for known in spellings)
        yield Fact("same entity", right, " = ".join(pair))


def _spellings(text: str, actor: Actor) -> set[str]:
    return {actor.name, *actor.aliases, *(text[start:end] for start, end in actor.mentions)}


# --- the command --------------------------------------------------------------------------------------------


def summary(facts: list[Fact]) -> list[str]:
    """The missing facts, the counts by kind, and the total, line by line."""
    held = Counter(fact.kind for fact in facts if fact.right)
    total = Counter(fact.kind for fact in facts)
    missing = [f"missing  {fact.kind:16} {fact.what}" for fact in facts if not fact.right]
    counts = [f"{kind:16} {held[kind]}/{number}" for kind, number in total.items()]
    return [*missing, *counts, f"facts {held.total()}/{total.total()}"]


def main() -> None:
    """Hold one record against its expectation and print what is missing."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("expected", type=Path)
    options.add_argument("record", type=Path)
    given = options.parse_args()
    expected = json.loads(given.expected.read_text(encoding="utf-8"))
    record = Record.from_dict(json.loads(given.record.read_text(encoding="utf-8")))
    print("\n".join(summary(hold(record, expected))))


if __name__ == "__main__":
    main()
