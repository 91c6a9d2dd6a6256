"""Disputes inside a page: a claim and the denial or confirmation that answers it."""

from __future__ import annotations

from typing import Literal

from sayso.attributions.questions import is_question
from sayso.lexicons.reporting import Reporting
from sayso.syntax import children_by_dep, head_of, tokens_in
from sayso.types import Claim, Dispute, Entity, Sentences, Spans

NEAR = 6  # sentences between an accusation and its answer; beyond, a page has usually moved on
NEXT = 1  # sentences between a claim and a denial that takes up its words
SPEAKS_FOR_COUNTRY = {"GOV", "MIL", "SPY", None}


def find_disputes(claims: tuple[Claim, ...], parsed: Sentences, lexicon: Reporting) -> tuple[Dispute, ...]:
    """Each denial or confirmation with the nearest earlier claim that it answers, if any.

    A denial answers an accusation whose addressee, or whose addressee's country, denies; else a claim of somebody
    else whose content names the denier; else the claim just before it whose words it takes up. The explanation
    of a denial ("denied the charge, saying ...") answers with it. A confirmation answers only a claim of
    somebody else that names who confirms. A question claims nothing that could be
    denied, and a denial does not answer who says himself that it is not so.
    """
    found = []
    claims = tuple(one for one in claims if not is_question(one.content, one.cue, parsed, lexicon))
    for answer in claims:
        if answer.act in {"deny", "confirm"} and (claim := _answered(answer, claims, parsed, lexicon)):
            kind: Literal["denies", "confirms"] = "denies" if answer.act == "deny" else "confirms"
            answers = [answer, *_explanations(answer, claims, parsed)]
            found += [Dispute(claim.id, one.id, kind) for one in answers if one.id != claim.id]
    return tuple(found)


def _answered(
    answer: Claim, claims: tuple[Claim, ...], parsed: Sentences, lexicon: Reporting
) -> Claim | None:
    near = [c for c in claims if c.id != answer.id and 0 <= answer.sentence - c.sentence <= NEAR]
    near = [c for c in near if c.content < answer.content and not _same(c.source, answer.source)]
    accused = [c for c in near if c.act in lexicon.accusing and _speaks_for(answer.source, c.addressee)]
    contrary = [c for c in near if _is_contrary(c, answer, parsed, lexicon)]
    naming = [c for c in contrary if c.act in lexicon.disputable and _names(c, answer, parsed)]
    before = [
        c for c in contrary if answer.sentence - c.sentence <= NEXT and _shares_words(c, answer, parsed)
    ]
    return next(iter((*reversed(accused), *reversed(naming), *reversed(before))), None)


def _is_contrary(claim: Claim, answer: Claim, parsed: Sentences, lexicon: Reporting) -> bool:
    """Can the two be at odds? Who denies a threat agrees with who says that there was none."""
    if answer.act != "deny" or _takes_up(answer, parsed, lexicon):
        return True
    return not _is_negative(claim, parsed, lexicon) or _is_negative(answer, parsed, lexicon)


def _takes_up(answer: Claim, parsed: Sentences, lexicon: Reporting) -> bool:
    """Whether the answer only points to what was said: "it", "the charge"."""
    head = head_of(parsed, answer.content)
    return head is not None and parsed.tokens[head].lemma.lower() in lexicon.taking_up


def _is_negative(claim: Claim, parsed: Sentences, lexicon: Reporting) -> bool:
    """Whether a claim's own clause says that something is not so: "had threatened nothing", "signed no treaty"."""
    head = head_of(parsed, claim.content)
    if head is None:
        return False
    near = [
        head,
        *parsed.children[head],
        *(n for child in parsed.children[head] for n in _words_of(parsed, child)),
    ]
    return any(parsed.tokens[n].text.lower() in lexicon.negations for n in near)


def _words_of(parsed: Sentences, number: int) -> list[int]:
    """What stands by a noun: its "no"."""
    return children_by_dep(parsed, number, "det", "neg", "preconj")


def _explanations(answer: Claim, claims: tuple[Claim, ...], parsed: Sentences) -> list[Claim]:
    """What the answerer adds in a participle: "denied the charge, saying ..."."""
    cue = set(tokens_in(parsed, answer.cue))
    return [
        claim
        for claim in claims
        if claim.id != answer.id
        and claim.sentence == answer.sentence
        and any(
            parsed.tokens[n].tag == "VBG" and parsed.tokens[n].head in cue
            for n in tokens_in(parsed, claim.cue)
        )
    ]


def _speaks_for(source: Entity | None, accused: Entity | None) -> bool:
    """Is the source the accused, or does it speak for the accused country?"""
    if source is None or accused is None:
        return False
    same_country = source.country is not None and source.country == accused.country
    return source.name == accused.name or (
        same_country and source.sector in SPEAKS_FOR_COUNTRY and accused.sector in SPEAKS_FOR_COUNTRY
    )


def _same(one: Entity | None, other: Entity | None) -> bool:
    return one is not None and other is not None and one.name == other.name


def _names(claim: Claim, answer: Claim, parsed: Sentences) -> bool:
    """Whether somebody else's claim names who answers."""
    if answer.source is None or claim.source is None:
        return False
    words = " ".join(parsed.text[start:end] for start, end in claim.content)
    return bool(answer.source.name) and answer.source.name.split()[-1] in words


def _shares_words(claim: Claim, answer: Claim, parsed: Sentences) -> bool:
    """Do both contents speak of the same thing, by a common noun?"""
    return claim.source is not None and bool(_nouns(claim.content, parsed) & _nouns(answer.content, parsed))


def _nouns(content: Spans, parsed: Sentences) -> set[str]:
    return {parsed.tokens[n].lemma for n in tokens_in(parsed, content) if parsed.tokens[n].pos == "NOUN"}
