"""FoundAttributions -> Attributions: act, manner, authority, hedges and nesting, whoever found the spans."""

from __future__ import annotations

from dataclasses import replace

from sayso.attributions.authority import anonymity_of, authority_of, carried_over
from sayso.attributions.quotations import manner_of
from sayso.lexicons.reporting import Reporting
from sayso.syntax import sentence_at, tokens_in
from sayso.types import Act, Article, Attribution, FoundAttribution, Sentences, Spans


def enrich(
    found: tuple[FoundAttribution, ...], article: Article, parsed: Sentences, lexicon: Reporting
) -> tuple[Attribution, ...]:
    """Everything about each attribution but who its people are. Ids follow the order of appearance.

    Attributions without content are left out: there is nothing that anybody could have said.
    """
    ordered = sorted((hit for hit in found if hit.content), key=_first)
    plain = [_one(f"c{n}", hit, article, parsed, lexicon) for n, hit in enumerate(ordered, 1)]
    return tuple(replace(one, within=_outer(one, plain)) for one in carried_over(plain, parsed))


def _first(hit: FoundAttribution) -> tuple[int, int]:
    spans = (*hit.cue, *hit.source, *hit.content)
    return min(start for start, _ in spans), -max(end for _, end in hit.content)


def _one(
    number: str, hit: FoundAttribution, article: Article, parsed: Sentences, lexicon: Reporting
) -> Attribution:
    authority = authority_of(hit, parsed, lexicon)
    anchor = (hit.cue or hit.content)[0][0]
    content = _without_addressee(hit, authority.addressee, parsed, lexicon)
    return Attribution(
        id=number,
        content=content,
        cue=hit.cue,
        source=authority.source,
        via=authority.via,
        addressee=authority.addressee,
        manner=manner_of(article.text, content),
        act=act_of(hit, parsed, lexicon),
        hedges=hedges_of(hit, parsed, lexicon),
        anonymity=anonymity_of(authority.source, parsed, lexicon),
        within=None,
        sentence=sentence_at(parsed, anchor),
        confidence=hit.confidence,
    )


def _without_addressee(
    hit: FoundAttribution, addressee: Spans, parsed: Sentences, lexicon: Reporting
) -> Spans:
    """What is claimed of somebody, without "Mali of" in "accused Mali of breaking the truce"."""
    (start, end), *others = hit.content
    if not addressee or addressee[0][0] != start or addressee[0][1] >= end:
        return hit.content
    follower = tokens_in(parsed, ((addressee[0][1], end),))[0]
    links = {
        word for n in tokens_in(parsed, hit.cue) for word in lexicon.prepositions.get(_lemma(parsed, n), ())
    }
    if parsed.tokens[follower].text.lower() not in links or parsed.tokens[follower].end >= end:
        return hit.content
    return ((parsed.tokens[follower + 1].start, end), *others)


def _lemma(parsed: Sentences, number: int) -> str:
    return parsed.tokens[number].lemma.lower()


def act_of(hit: FoundAttribution, parsed: Sentences, lexicon: Reporting) -> Act:
    """The act of the cue's most telling word: the first that is no mere assertion, else ``assert``."""
    lemmas = [_lemma(parsed, n) for n in tokens_in(parsed, hit.cue)]
    acts = [lexicon.verbs.get(lemma) or lexicon.nouns.get(lemma) for lemma in lemmas]
    return next((act for act in acts if act not in (None, "assert")), None) or "assert"


def hedges_of(hit: FoundAttribution, parsed: Sentences, lexicon: Reporting) -> Spans:
    """Hedge words in content and cue; the whole cue where nobody stands behind the content."""
    words = [parsed.tokens[n] for n in tokens_in(parsed, tuple(sorted((*hit.cue, *hit.content))))]
    hedges = [(word.start, word.end) for word in words if word.text.lower() in lexicon.hedges]
    return tuple(sorted({*hedges, *(() if hit.source else hit.cue)}))


def _outer(one: Attribution, everyone: list[Attribution]) -> str | None:
    """The id of the smallest content that holds this attribution's cue."""
    if not one.cue:
        return None
    start, end = one.cue[0]
    around = [
        (high - low, other.id)
        for other in everyone
        for low, high in other.content
        if other.id != one.id and low <= start and end <= high
    ]
    return min(around)[1] if around else None
