"""The trained reader and the rules together: the reader leads, the rules fill what it leaves open.

The reader has learned from one country's political news. Where it is silent at a plain verb of saying, or finds
no source where the syntax shows one, or takes the quoter for the quoted speaker, the rules speak.
"""

from __future__ import annotations

from dataclasses import replace

from sayso.attributions.phrases import spans_of
from sayso.attributions.rules import merged
from sayso.attributions.spans import read_within
from sayso.lexicons.reporting import Reporting
from sayso.models.attribution_reader import AttributionReader
from sayso.syntax import tokens_in
from sayso.types import FoundAttribution, Sentences, Spans

FINITE = {"VBD", "VBZ", "VBP"}
PARTICIPLE = {"VBG"}
SAME = 0.5  # share of characters from which two contents count as the same words

Found = tuple[FoundAttribution, ...]


def combined(by_reader: Found, by_rules: Found, parsed: Sentences, lexicon: Reporting) -> Found:
    """What the reader found, mended and completed by what the rules found."""
    whole = _with_participles(tuple(_mended(hit, by_rules, parsed, lexicon) for hit in by_reader), parsed)
    kept = tuple(hit for hit in whole if not _repeats(hit, whole, parsed, lexicon))
    added = [_cut(hit, kept, parsed) for hit in by_rules if _missing(hit, kept, parsed, lexicon)]
    return kept + tuple(hit for hit in added if hit.content)


def _mended(
    hit: FoundAttribution, by_rules: Found, parsed: Sentences, lexicon: Reporting
) -> FoundAttribution:
    """The reader's hit with the rule's speaker or content, where the rule knows better.

    That is where the reader takes the speaker for a part of what is said ("TASS quoted Y as saying"), at a
    participle, whose subject stands with another verb, and in hearsay, whose second half the reader drops.
    """
    rule = next((one for one in by_rules if overlap(one.cue, hit.cue)), None)
    if rule is None or not (rule.source or hit.source):
        return _answering(hit, rule, by_rules, parsed)
    if _quotes(rule, parsed, lexicon) and not overlap(rule.source, hit.source):
        return replace(rule, confidence=hit.confidence)
    if _is_relative(hit, parsed) and rule.content and not overlap(rule.content, hit.content):
        return replace(hit, content=rule.content)
    nearer = not hit.source or hit.source < rule.source < hit.cue
    participle = _tags(hit, parsed) & PARTICIPLE and not _tags(hit, parsed) & FINITE
    return replace(hit, source=rule.source) if participle and nearer and rule.source else hit


def _is_relative(hit: FoundAttribution, parsed: Sentences) -> bool:
    """Is the content but a "which", for which the rule knows the explanation: "which X denied, saying ..."?"""
    return {parsed.tokens[n].tag for n in tokens_in(parsed, hit.content)} == {"WDT"}


def _quotes(rule: FoundAttribution, parsed: Sentences, lexicon: Reporting) -> bool:
    """Is it "quoted ... as saying", of which the reader may take the quoter for the speaker?"""
    return bool(rule.source and len(rule.cue) > 1 and _lemmas(rule, parsed) & lexicon.passing_on)


def _answering(
    hit: FoundAttribution, rule: FoundAttribution | None, by_rules: Found, parsed: Sentences
) -> FoundAttribution:
    """A hit without source: hearsay to its end, or the explanation of who "denied, explaining ..."."""
    if hit.source:
        return hit
    if rule is not None:
        grown = overlap(rule.content, hit.content)
        return replace(hit, content=merged([*hit.content, *rule.content])) if grown else hit
    same = (one for one in by_rules if one.source and shared(hit.content, one.content) > SAME)
    answer = next(same, None) if _tags(hit, parsed) & PARTICIPLE else None
    return replace(answer, cue=(*answer.cue, *hit.cue), confidence=hit.confidence) if answer else hit


def _with_participles(found: Found, parsed: Sentences) -> Found:
    """Give "while citing ..." back to the content whose verb it hangs on, where no comma parts them."""
    grown = list(found)
    for hit in found:
        place = _holder(hit, found, parsed)
        if place is not None:
            holder = grown[place]
            start, end = holder.content[-1][0], max(span[1] for span in hit.content)
            grown[place] = replace(holder, content=(*holder.content[:-1], (start, end)))
            grown = [one if one is not hit else replace(one, content=()) for one in grown]
    return tuple(hit for hit in grown if hit.content)


def _holder(hit: FoundAttribution, found: Found, parsed: Sentences) -> int | None:
    """The place of the attribution in whose last content the head of the hit's lone participle stands."""
    cue = tokens_in(parsed, hit.cue)
    if len(cue) != 1 or parsed.tokens[cue[0]].tag != "VBG" or parsed.tokens[cue[0]].dep != "advcl":
        return None
    before, head = parsed.tokens[cue[0] - 1], parsed.tokens[parsed.tokens[cue[0]].head]
    if before.text == "," or head.start >= parsed.tokens[cue[0]].start:
        return None
    return next(
        (
            place
            for place, one in enumerate(found)
            if one is not hit
            and one.content
            and overlap(((head.start, head.end),), one.content[-1:])
            and one.content[-1][1] <= hit.cue[0][0]
        ),
        None,
    )


def _repeats(hit: FoundAttribution, others: Found, parsed: Sentences, lexicon: Reporting) -> bool:
    """Does the hit only say once more, at a word such as "citing", what another hit has as its content?"""
    passing = _lemmas(hit, parsed) & lexicon.passing_on
    return bool(passing) and any(
        other is not hit and not overlap(other.cue, hit.cue) and shared(hit.content, other.content) > SAME
        for other in others
    )


def _missing(hit: FoundAttribution, kept: Found, parsed: Sentences, lexicon: Reporting) -> bool:
    """Is it a rule's hit at a plain way to attribute, where the reader found nothing?"""
    taken = any(overlap(hit.cue, other.cue) or shared(hit.content, other.content) > SAME for other in kept)
    return bool(hit.source and hit.content and not taken and is_plain(hit, parsed, lexicon))


def is_plain(hit: FoundAttribution, parsed: Sentences, lexicon: Reporting) -> bool:
    """Is the cue a finite verb of saying, "according to", or "quoted ... as saying"?"""
    lemmas = _lemmas(hit, parsed)
    finite = lemmas & lexicon.plain and _tags(hit, parsed) & FINITE
    words = tuple(parsed.tokens[n].text.lower() for n in tokens_in(parsed, hit.cue))
    return bool(finite or _quotes(hit, parsed, lexicon) or words == lexicon.according)


def _cut(hit: FoundAttribution, kept: Found, parsed: Sentences) -> FoundAttribution:
    """A rule's hit without the words that attribute the whole of it: "..., according to TASS"."""
    around = [one for one in kept if overlap(hit.cue, one.content)]
    outside = {n for one in around for n in tokens_in(parsed, (*one.cue, *one.source))}
    inside = set(tokens_in(parsed, hit.content))
    if not outside & inside:
        return hit
    return replace(hit, content=spans_of(parsed, sorted(inside - outside)))


def nested(
    found: Found, by_rules: Found, text: str, reader: AttributionReader, parsed: Sentences, lexicon: Reporting
) -> Found:
    """What the reader, or else a rule, finds inside those contents that hold a word of reporting themselves."""
    reporting = tuple(
        span
        for hit in found
        for span in hit.content
        if any(parsed.tokens[n].lemma.lower() in lexicon.verbs for n in tokens_in(parsed, (span,)))
    )
    inner = tuple(
        one
        for one in read_within(text, reporting, reader)
        if not any(overlap(one.cue, other.cue) for other in found)
    )
    return inner + tuple(
        rule
        for rule in by_rules
        if rule.source
        and is_plain(rule, parsed, lexicon)
        and any(shared((*rule.cue, *rule.content), hit.content) == 1 for hit in found)
        and not any(overlap(rule.cue, other.cue) for other in found + inner)
    )


def _tags(hit: FoundAttribution, parsed: Sentences) -> set[str]:
    return {parsed.tokens[n].tag for n in tokens_in(parsed, hit.cue)}


def _lemmas(hit: FoundAttribution, parsed: Sentences) -> set[str]:
    return {parsed.tokens[n].lemma.lower() for n in tokens_in(parsed, hit.cue)}


def overlap(one: Spans, other: Spans) -> int:
    """How many characters the spans have in common."""
    common = 0
    for a, b in one:
        for c, d in other:
            if a < d and c < b:
                common += min(b, d) - max(a, c)
    return common


def shared(inner: Spans, outer: Spans) -> float:
    """The share of ``inner``'s characters that lie in ``outer``, 0 to 1."""
    length = sum(end - start for start, end in inner)
    return overlap(inner, outer) / length if length else 0.0
