"""Stories -> disputes: what one says and another denies, on the same page or on different ones.

An accusation is matched with a denial by content (what is denied is what was said, but for the negation) and by
parties: the one who denies is of the accused's country, or names it in what he denies.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from sayso.stories.corroboration import may_meet
from sayso.stories.matching import ALIKE, ANSWERS, DENIED, SURE, Matcher, cover
from sayso.stories.origins import claims_told
from sayso.stories.statements import DEMANDS, Said, is_said
from sayso.types import OpenDispute, Record, Report, Story

ASSERTS = {"assert", "accuse", "report", "confirm", "believe", "criticize"}


def open_disputes(
    records: Mapping[str, Record],
    reports: Mapping[str, Report],
    story: Story,
    told: Sequence[Said],
    matcher: Matcher,
) -> Iterator[OpenDispute]:
    """The disputes of a story: those of each page, then each denial with what it fits best on other pages."""
    for name in story.reports:
        yield from _on_one_page(records[name], reports[name], matcher)
    said = [one for one in told if one.claim.act in ASSERTS and not one.saying.negated]
    denials = [one for one in told if one.saying.negated and one.claim.act not in DEMANDS]
    if not said:
        return
    vectors = np.stack([one.saying.vector for one in said])
    for denial in sorted(denials, key=lambda one: (one.telling.day or "9", one.telling.told)):
        near = [said[int(place)] for place in np.flatnonzero(vectors @ denial.saying.vector >= ALIKE)]
        found = [pair for one in near if (pair := _answered(one, denial, matcher))]
        if found:
            yield max(found, key=lambda pair: (pair.similarity or 0.0, pair.claim.told))


def _answered(one: Said, denial: Said, matcher: Matcher) -> OpenDispute | None:
    """The dispute of the two, if the one denies what the other says."""
    if not may_meet(one.telling, denial.telling) or one.telling.origin == denial.telling.origin:
        return None
    alike = matcher.contrary(one.saying, denial.saying)
    if not alike or not _reaches(alike, one, denial):
        return None
    return OpenDispute(one.telling, denial.telling, round(alike, 4))


def _reaches(alike: float, one: Said, denial: Said) -> bool:
    """Are the two alike enough: less where the accused denies, never where another country does?

    Where somebody denies outright, what is denied has to be covered: the word of the denial that has the
    least of a counterpart counts by itself, as "found the wreck" beside "shot down the airliner".
    """
    if denial.claim.act != "deny":
        return alike >= SURE
    covered = alike + cover(one.saying, denial.saying)
    accused, denier = one.accused if one.claim.act == "accuse" else None, denial.claim.source
    if accused is None:
        return alike >= SURE or covered >= DENIED
    if denier is not None and denier.country:
        return denier.country == accused and covered >= ANSWERS
    return alike >= SURE or (accused in denial.saying.names and covered >= ANSWERS)


def _on_one_page(record: Record, report: Report, matcher: Matcher) -> Iterator[OpenDispute]:
    """The disputes that the reader of the page has found on it, between two who say something."""
    text, lexicon = record.article.text, matcher.lexicon
    said = {claim.id for claim in record.claims if is_said(claim, text, lexicon)}
    told = {telling.told[1]: telling for telling in claims_told(record, report) if telling.told[1] in said}
    for dispute in record.disputes:
        if dispute.kind == "denies" and dispute.claim in told and dispute.answer in told:
            yield OpenDispute(told[dispute.claim], told[dispute.answer], None)
