"""Disputes inside a page: a claim and the denial or confirmation that answers it."""

from __future__ import annotations

from typing import Literal

from sayso.lexicons.reporting import Reporting
from sayso.types import Claim, Dispute, Entity, Sentences

NEAR = 6  # sentences between an accusation and its answer; beyond, a page has usually moved on


def find_disputes(claims: tuple[Claim, ...], parsed: Sentences, lexicon: Reporting) -> tuple[Dispute, ...]:
    """Each denial or confirmation with the nearest earlier claim that it answers, if any.

    A denial answers an accusation whose addressee denies, else a claim of somebody else whose content names
    the denier. A confirmation answers only a claim of somebody else that names who confirms.
    """
    found = [
        _answered(answer, claims, parsed, lexicon) for answer in claims if answer.act in {"deny", "confirm"}
    ]
    return tuple(dispute for dispute in found if dispute is not None)


def _answered(
    answer: Claim, claims: tuple[Claim, ...], parsed: Sentences, lexicon: Reporting
) -> Dispute | None:
    kind: Literal["denies", "confirms"] = "denies" if answer.act == "deny" else "confirms"
    near = [c for c in claims if c.id != answer.id and 0 <= answer.sentence - c.sentence <= NEAR]
    accused = [c for c in near if _same(c.addressee, answer.source) and c.act in lexicon.accusing]
    naming = [c for c in near if c.act in lexicon.disputable and _names(c, answer, parsed)]
    for claim in (*reversed(accused), *reversed(naming)):
        return Dispute(claim.id, answer.id, kind)
    return None


def _same(one: Entity | None, other: Entity | None) -> bool:
    return one is not None and other is not None and one.name == other.name


def _names(claim: Claim, answer: Claim, parsed: Sentences) -> bool:
    """Whether somebody else's claim names who answers."""
    if answer.source is None or claim.source is None or _same(claim.source, answer.source):
        return False
    words = " ".join(parsed.text[start:end] for start, end in claim.content)
    return bool(answer.source.name) and answer.source.name.split()[-1] in words
