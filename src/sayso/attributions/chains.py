"""Who passed it on: the outlets through which the words reached the page, from the speaker outward.

The links stand in the sentence of the cue, outside of what is said: "told Reuters", "on CNN", "in an interview
with ...", "a Bloomberg interview", "cited by The Guardian", "asked by ...". An outlet that says what another says
("..., Xinhua reported") and the agency of the dateline, "(AP)", come after; the page's own outlet is implied.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sayso.attributions.outlets import Run, outlets_in
from sayso.attributions.phrases import noun_phrase
from sayso.lexicons.reporting import Reporting
from sayso.syntax import head_of, span_of, tokens_in
from sayso.types import Article, Attribution, FoundAttribution, Sentences, Span, Spans

BACK = 8  # tokens in front of an outlet among which its link is looked for
NEAR = 4  # tokens in front of "by" among which its participle is looked for
PHRASE = {"DET", "ADJ", "PROPN", "NOUN", "PART", "PRON", "NUM", "X"}
PHRASE_DEPS = {"prep", "pobj", "npadvmod", "compound"}  # of words between a preposition and its verb
QUOTES = {'"', "“", "”", "‘", "’", "-"}
DATELINE = re.compile(r"\(([A-Z][\w. ]*)\)\s*[-–—]")
DATELINE_REACH = 150  # characters at the beginning of a text in which its dateline stands


@dataclass(frozen=True, slots=True)
class _Telling:
    """The tokens of one attribution that a link may hang on, and those that it may not stand in."""

    cue: frozenset[int]
    source: frozenset[int]
    free: tuple[int, ...]  # of the cue's sentence, without what is said


def links_of(hit: FoundAttribution, parsed: Sentences, lexicon: Reporting) -> list[Span]:
    """The outlets that the sentence of the cue names as having passed the words on."""
    telling = _telling(hit, parsed)
    speaker = head_of(parsed, hit.source)
    runs = [*outlets_in(parsed, telling.free, lexicon), *_interviewers(parsed, telling.free, lexicon)]
    others = [run for run in runs if speaker is None or not run[0] <= speaker <= run[1]]
    linked = [run for run in others if _is_link(parsed, run, telling, lexicon)]
    return [_phrase(parsed, run, lexicon) for run in sorted(linked)]


def _telling(hit: FoundAttribution, parsed: Sentences) -> _Telling:
    cue, source = tokens_in(parsed, hit.cue or hit.source), tokens_in(parsed, hit.source)
    if not cue:
        return _Telling(frozenset(), frozenset(), ())
    sentence = parsed.sentences[parsed.tokens[cue[0]].sentence]
    said = set(tokens_in(parsed, hit.content))
    free = tuple(n for n in range(sentence.first, sentence.last) if n not in said)
    return _Telling(frozenset(cue), frozenset(source), free)


def _interviewers(parsed: Sentences, free: Sequence[int], lexicon: Reporting) -> list[Run]:
    """Whoever an interview was given to, known as an outlet or not: "in an interview with Trending Today"."""
    found: list[Run] = []
    for first, number in itertools.pairwise(free):
        before, token = parsed.tokens[first], parsed.tokens[number]
        if before.lemma in lexicon.interviews and token.text in lexicon.linking:
            names = [n for n in free if number < n <= number + BACK and parsed.tokens[n].pos == "PROPN"]
            found += [(names[0], names[0])] if names else []
    return [run for run in found if not outlets_in(parsed, _around(parsed, run), lexicon)]


def _around(parsed: Sentences, run: Run) -> range:
    """The tokens of a run, the one before it and some behind it."""
    return range(max(0, run[0] - 1), min(len(parsed.tokens), run[1] + BACK))


def _is_link(parsed: Sentences, run: Run, telling: _Telling, lexicon: Reporting) -> bool:
    """Do the words around an outlet say that it passed the words on?"""
    follower = parsed.tokens[min(run[1] + 1, len(parsed.tokens) - 1)]
    inside_source = run[0] in telling.source
    if not inside_source and follower.lemma in lexicon.interviews:
        return True
    number = _in_front(parsed, run[0])
    if parsed.tokens[number].text == "of":
        number = _in_front(parsed, number)
    word = parsed.tokens[number].text.lower()
    near = {parsed.tokens[n].lemma for n in range(max(0, number - NEAR), number)}
    if word in lexicon.linking_agent and near & lexicon.carrying:
        return True
    if inside_source and parsed.tokens[number].head not in telling.cue:
        return False
    told = number in telling.cue and parsed.tokens[number].lemma in lexicon.telling
    return told or (word in lexicon.linking and _hangs_on_telling(parsed, number, telling, lexicon))


def _hangs_on_telling(parsed: Sentences, link: int, telling: _Telling, lexicon: Reporting) -> bool:
    """Does the preposition belong to the cue, to a talk, or to the speaker behind it ("wrote X for Y")?"""
    head = parsed.tokens[link].head
    if parsed.tokens[head].text.lower() == lexicon.according[0]:
        return False  # an attribution of its own, within which this one stands
    while head not in telling.cue and parsed.tokens[head].dep in PHRASE_DEPS:
        if parsed.tokens[head].lemma in lexicon.talks:
            return True
        head = parsed.tokens[head].head
    behind = head in telling.source and head > min(telling.cue)
    return head in telling.cue or parsed.tokens[head].lemma in lexicon.talks or behind


def _in_front(parsed: Sentences, number: int) -> int:
    """The token in front of the noun phrase in which ``number`` stands, by the words alone."""
    first = parsed.sentences[parsed.tokens[number].sentence].first
    least = max(first, number - BACK)
    number -= 1
    while number > least and (parsed.tokens[number].pos in PHRASE or parsed.tokens[number].text in QUOTES):
        number -= 1
    return max(number, first)


def _phrase(parsed: Sentences, run: Run, lexicon: Reporting) -> Span:
    """The noun phrase of a run: "the Fars news agency" of "Fars"; the run where it is but a part of another."""
    span = span_of(parsed, list(run))
    head = head_of(parsed, (span,))
    if head is None or parsed.tokens[head].dep == "poss":
        return span
    above = parsed.tokens[head].head if parsed.tokens[head].dep in {"compound", "nmod"} else head
    if above != head and parsed.tokens[above].text not in lexicon.outlet_nouns:
        return span
    phrase = noun_phrase(parsed, above)
    return phrase if phrase[0] <= span[0] and span[1] <= phrase[1] else span


def passed_on(
    attributions: Sequence[Attribution], article: Article, parsed: Sentences, lexicon: Reporting
) -> list[Attribution]:
    """Add to each chain the outlets whose words the attribution lies in, and the agency of the dateline."""
    by_id = {one.id: one for one in attributions}
    dateline = _dateline(article, lexicon)
    chains = {one.id: _whole_chain(one, by_id, parsed, lexicon) + dateline for one in attributions}
    return [replace(one, via=_others(chains[one.id], one, article)) for one in attributions]


def _whole_chain(
    one: Attribution, by_id: dict[str, Attribution], parsed: Sentences, lexicon: Reporting
) -> tuple[Spans, ...]:
    via, outer = one.via, by_id.get(one.within or "")
    while outer is not None and (outlet := outlet_of(outer.source, parsed, lexicon)):
        via += (outlet, *outer.via)
        outer = by_id.get(outer.within or "")
    return via


def outlet_of(source: Spans, parsed: Sentences, lexicon: Reporting) -> Spans:
    """The outlet that a source is, or whose piece it is: "state broadcaster VTV", "a translation by the BBC"."""
    runs = outlets_in(parsed, tokens_in(parsed, source), lexicon)
    head = head_of(parsed, source)
    if head is None or not runs:
        return ()
    if parsed.tokens[head].lemma in lexicon.pieces:
        return (_phrase(parsed, runs[0], lexicon),)
    return source if any(run[0] <= head <= run[1] + 1 for run in runs) else ()


def _dateline(article: Article, lexicon: Reporting) -> tuple[Spans, ...]:
    match = DATELINE.search(article.text[:DATELINE_REACH])
    return ((match.span(1),),) if match and match[1] in lexicon.outlet_names else ()


def _others(chain: Sequence[Spans], one: Attribution, article: Article) -> tuple[Spans, ...]:
    """The chain without repetitions, the source itself and the page's own outlet."""
    kept: dict[str, Spans] = {}
    for spans in chain:
        words = _bare(" ".join(article.text[start:end] for start, end in spans))
        if words != _bare(article.outlet or "") and spans != one.source:
            kept.setdefault(words, spans)
    return tuple(kept.values())


def _bare(name: str) -> str:
    return name.lower().removeprefix("the ")
