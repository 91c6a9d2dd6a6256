"""The trained reader and the rules together: the reader leads, the rules fill what it leaves open.

The reader has learned from one country's political news. Where it is silent at a plain verb of saying, or finds
no source where the syntax shows one, or takes the quoter for the quoted speaker, the rules speak.
"""

from __future__ import annotations

from dataclasses import replace

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
    mended = [_mended(hit, by_rules, parsed) for hit in by_reader]
    kept = tuple(hit for hit in mended if not _repeats(hit, mended, parsed, lexicon))
    return kept + tuple(hit for hit in by_rules if _missing(hit, kept, parsed, lexicon))


def _mended(hit: FoundAttribution, by_rules: Found, parsed: Sentences) -> FoundAttribution:
    """The reader's hit with the rule's speaker, where the rule knows better who speaks.

    That is where the reader takes the speaker for a part of what is said ("TASS quoted Y as saying"), and at
    a participle, whose subject stands with another verb.
    """
    rule = next((one for one in by_rules if one.source and overlap(one.cue, hit.cue)), None)
    if rule is None:
        return hit
    if rule.content and hit.source and shared(rule.source, hit.content) > SAME:
        return replace(rule, confidence=hit.confidence)
    return replace(hit, source=rule.source) if not hit.source and _tags(hit, parsed) & PARTICIPLE else hit


def _repeats(
    hit: FoundAttribution, others: list[FoundAttribution], parsed: Sentences, lexicon: Reporting
) -> bool:
    """Does the hit only say once more, at a word such as "citing", what another hit has as its content?"""
    passing = _lemmas(hit, parsed) & lexicon.passing_on
    return bool(passing) and any(
        other is not hit and not overlap(other.cue, hit.cue) and shared(hit.content, other.content) > SAME
        for other in others
    )


def _missing(hit: FoundAttribution, kept: Found, parsed: Sentences, lexicon: Reporting) -> bool:
    """Is it a rule's hit at a finite verb of saying, where the reader found nothing?"""
    plain = _lemmas(hit, parsed) & lexicon.plain and _tags(hit, parsed) & FINITE
    taken = any(overlap(hit.cue, other.cue) or shared(hit.content, other.content) > SAME for other in kept)
    return bool(hit.source and hit.content and plain and not taken)


def nested(
    found: Found, text: str, reader: AttributionReader, parsed: Sentences, lexicon: Reporting
) -> Found:
    """What the reader finds inside the contents of ``found`` that hold a word of reporting themselves."""
    return tuple(
        inner
        for hit in found
        for span in hit.content
        if any(parsed.tokens[n].lemma.lower() in lexicon.verbs for n in tokens_in(parsed, (span,)))
        for inner in read_within(text, span, reader)
        if not any(overlap(inner.cue, other.cue) for other in found)
    )


def _tags(hit: FoundAttribution, parsed: Sentences) -> set[str]:
    return {parsed.tokens[n].tag for n in tokens_in(parsed, hit.cue)}


def _lemmas(hit: FoundAttribution, parsed: Sentences) -> set[str]:
    return {parsed.tokens[n].lemma.lower() for n in tokens_in(parsed, hit.cue)}


def overlap(one: Spans, other: Spans) -> int:
    """How many characters the spans have in common."""
    return sum(max(0, min(b, d) - max(a, c)) for a, b in one for c, d in other)


def shared(inner: Spans, outer: Spans) -> float:
    """The share of ``inner``'s characters that lie in ``outer``, 0 to 1."""
    length = sum(end - start for start, end in inner)
    return overlap(inner, outer) / length if length else 0.0
