"""Stories -> disputes: what one says and another denies, on the same page or on different ones.

An accusation is matched with a denial by content (what is denied is what was said, but for the negation) and by
parties: the one who denies is of the accused's country, or names it in what he denies.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from sayso.stories.corroboration import DEMANDS, DENIES, may_meet, says_enough
from sayso.stories.matching import ALIKE, ANSWERS, SURE, Matcher, Saying
from sayso.stories.origins import claims_told
from sayso.types import Claim, OpenDispute, Record, Report, Story, Telling

ASSERTS = {"assert", "accuse", "report", "confirm", "believe", "criticize"}

One = tuple[Telling, Claim, Saying]


def open_disputes(
    records: Mapping[str, Record], reports: Mapping[str, Report], story: Story, matcher: Matcher
) -> Iterator[OpenDispute]:
    """The disputes of a story: those of each page, then each denial with what it fits best on other pages."""
    for name in story.reports:
        yield from _on_one_page(records[name], reports[name])
    told = [one for name in story.reports for one in _told(records[name], reports[name], matcher)]
    said = [one for one in told if one[1].act in ASSERTS and not one[2].negated]
    denials = [one for one in told if one[2].negated and one[1].act not in DEMANDS]
    for denial in sorted(denials, key=lambda one: (one[0].day or "9", one[0].told)):
        found = list(_answered(denial, said, matcher))
        if found:
            yield max(found, key=lambda pair: (pair.similarity or 0.0, pair.claim.told))


def _told(record: Record, report: Report, matcher: Matcher) -> Iterator[One]:
    claims = {claim.id: claim for claim in record.claims}
    for telling in claims_told(record, report):
        if says_enough(telling.words, matcher):
            saying = matcher.saying(telling.words, denied=telling.act in DENIES)
            yield telling, claims[telling.told[1]], saying


def _answered(denial: One, said: Sequence[One], matcher: Matcher) -> Iterator[OpenDispute]:
    if not said:
        return
    near = np.stack([saying.vector for _, _, saying in said]) @ denial[2].vector >= ALIKE
    for place in np.flatnonzero(near):
        telling, claim, saying = said[int(place)]
        if not may_meet(telling, denial[0]) or telling.origin == denial[0].origin:
            continue
        bar = _bar(claim, denial)
        alike = matcher.contrary(saying, denial[2])
        if bar is not None and alike >= bar:
            yield OpenDispute(telling, denial[0], round(alike, 4))


def _bar(claim: Claim, denial: One) -> float | None:
    """How alike the two must be: less where the accused denies, and never where another country does."""
    accused, denier = claim.addressee, denial[1].source
    if claim.act != "accuse" or denial[1].act != "deny" or accused is None or accused.country is None:
        return SURE
    if denier is not None and denier.country:
        return ANSWERS if denier.country == accused.country else None
    return ANSWERS if accused.country in denial[2].names else SURE


def _on_one_page(record: Record, report: Report) -> Iterator[OpenDispute]:
    """The disputes that the reader of the page has found on it."""
    told = {telling.told[1]: telling for telling in claims_told(record, report)}
    for dispute in record.disputes:
        if dispute.kind == "denies" and dispute.claim in told and dispute.answer in told:
            yield OpenDispute(told[dispute.claim], told[dispute.answer], None)
