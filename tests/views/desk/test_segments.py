from __future__ import annotations

from dataclasses import replace

from sayso.views.desk.chain import chain_of
from sayso.views.desk.reader import ClaimCard, reading_for
from sayso.views.desk.segments import orphans, passages
from tests.views.samples import ankara

RECORD = ankara()
TEXT = RECORD.article.text


def words_of(item: str, role: str) -> str:
    """The words that the segments show as one role of one item."""
    found = passages(RECORD, RECORD.article.blocks)
    return " ".join(
        segment.text.strip()
        for passage in found
        for segment in passage.segments
        if any((part.item, part.role) == (item, role) for part in segment.parts)
    )


def test_segments_put_together_are_the_text():
    found = passages(RECORD, RECORD.article.blocks)
    assert "\n\n".join("".join(s.text for s in passage.segments) for passage in found) == TEXT


def test_every_span_is_shown_as_what_it_is():
    for claim in RECORD.claims:
        for role, spans in (("content", claim.content), ("cue", claim.cue)):
            expected = " ".join(TEXT[start:end] for start, end in spans)
            assert "".join(words_of(claim.id, role).split()) == "".join(expected.split())


def test_a_span_opens_once():
    opened = [
        part
        for passage in passages(RECORD, RECORD.article.blocks)
        for segment in passage.segments
        for part in segment.opens
        if part.role == "cue"
    ]
    assert len(opened) == sum(len(claim.cue) for claim in RECORD.claims)


def test_a_span_that_does_not_fit_is_an_orphan():
    first, *others = RECORD.claims
    lost = replace(first, content=((len(TEXT) - 2, len(TEXT) + 40),))
    record = replace(RECORD, claims=(lost, *others))
    assert [orphan.part.item for orphan in orphans(record)] == [first.id]
    assert reading_for(record).orphans


def test_a_chain_runs_from_the_speaker_to_the_page():
    claims = {claim.id: claim for claim in RECORD.claims}
    passed_on = next(claim for claim in RECORD.claims if claim.via)
    chain = chain_of(passed_on, claims, RECORD.article.outlet)
    assert [link.name for link in chain] == [
        passed_on.source.name if passed_on.source else "nobody named",
        *(entity.name for entity in passed_on.via),
        RECORD.article.outlet,
    ]


def test_claims_within_each_other_in_a_ring_end():
    first, second, *_ = RECORD.claims
    ring = {first.id: replace(first, within=second.id), second.id: replace(second, within=first.id)}
    assert len(chain_of(ring[first.id], ring, None)) <= 8


def test_cards_come_in_the_order_of_the_text():
    cards = reading_for(RECORD).cards
    assert [card.sentence for card in cards] == sorted(card.sentence for card in cards)
    assert sum(isinstance(card, ClaimCard) for card in cards) == len(RECORD.claims)
