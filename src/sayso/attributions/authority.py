"""On whose authority: the speaker, who passed it on, to whom it was said, and why nobody is named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sayso.attributions.phrases import noun_phrase
from sayso.lexicons.reporting import Reporting
from sayso.syntax import children_by_dep, head_of, span_of, subtree, tokens_in
from sayso.types import Attribution, FoundAttribution, Sentences, Spans


@dataclass(frozen=True, slots=True)
class Authority:
    """Who stands behind a content: the speaker, the chain from the speaker outward, and the hearer."""

    source: Spans
    via: tuple[Spans, ...] = ()
    addressee: Spans = ()


def authority_of(hit: FoundAttribution, parsed: Sentences, lexicon: Reporting) -> Authority:
    """Who speaks, through whom and to whom, as far as cue and source and what hangs on them tell."""
    head = head_of(parsed, hit.source)
    cue = tokens_in(parsed, hit.cue)
    cited = _cited(parsed, head, cue, lexicon)
    if cited is not None and hit.source and cited not in tokens_in(parsed, hit.content):
        return Authority(_phrase(parsed, cited), (hit.source,))
    hearers = _hearers(parsed, cue, lexicon)
    outlets = [n for n in hearers + _talks(parsed, cue, lexicon) if is_outlet(parsed, n, lexicon)]
    chain = [*_citers(parsed, head, lexicon), *_quoters(parsed, cue, head, lexicon), *outlets]
    others = [n for n in hearers if n not in chain and n != head]
    return Authority(
        hit.source,
        tuple(_phrase(parsed, n) for n in dict.fromkeys(chain)),
        _phrase(parsed, others[0]) if others else (),
    )


def _phrase(parsed: Sentences, head: int) -> Spans:
    return (noun_phrase(parsed, head),)


def _cited(parsed: Sentences, head: int | None, cue: list[int], lexicon: Reporting) -> int | None:
    """Whom the source cites: the object of "citing" right behind the source or the cue."""
    near = [*([head] if head is not None else []), *cue]
    if not near:
        return None
    sentence = parsed.sentences[parsed.tokens[near[0]].sentence]
    after = range(min(near), min(max(near) + 8, sentence.last))
    citing = [
        n for n in after if parsed.tokens[n].lemma in lexicon.passing_on and parsed.tokens[n].tag == "VBG"
    ]
    return next((child for n in citing for child in children_by_dep(parsed, n, "dobj")), None)


def _citers(parsed: Sentences, head: int | None, lexicon: Reporting) -> list[int]:
    """Who cites the source: "an official cited by The Associated Press"."""
    clauses = children_by_dep(parsed, head, "acl") if head is not None else []
    passing = [n for n in clauses if parsed.tokens[n].lemma in lexicon.passing_on]
    agents = [agent for n in passing for agent in children_by_dep(parsed, n, "agent", "prep")]
    return [child for agent in agents for child in children_by_dep(parsed, agent, "pobj")]


def _quoters(parsed: Sentences, cue: list[int], head: int | None, lexicon: Reporting) -> list[int]:
    """Who quotes the source: the subject of "quoted ... as saying", or its agent in the passive."""
    quoting = [n for n in cue if parsed.tokens[n].lemma in lexicon.passing_on]
    subjects = [child for n in quoting for child in children_by_dep(parsed, n, "nsubj")]
    agents = [agent for n in quoting for agent in children_by_dep(parsed, n, "agent")]
    quoters = subjects + [child for agent in agents for child in children_by_dep(parsed, agent, "pobj")]
    return [n for n in quoters if n != head]


def _hearers(parsed: Sentences, cue: list[int], lexicon: Reporting) -> list[int]:
    """Whom it was said to: objects of verbs that address somebody."""
    verbs = [n for n in cue if parsed.tokens[n].lemma in lexicon.addressing]
    objects = [c for n in verbs for c in children_by_dep(parsed, n, "dative", "dobj", "iobj")]
    return [n for n in objects if parsed.tokens[n].pos in {"PROPN", "PRON", "NOUN"}]


def _talks(parsed: Sentences, cue: list[int], lexicon: Reporting) -> list[int]:
    """Objects of "with" and "to" in "in an interview with Reuters"."""
    preps = [p for n in cue for p in children_by_dep(parsed, n, "prep")]
    talks = [t for p in preps for t in children_by_dep(parsed, p, "pobj")]
    talks = [t for t in talks if parsed.tokens[t].lemma in lexicon.talks_given]
    return [
        o
        for t in talks
        for p in children_by_dep(parsed, t, "prep")
        for o in children_by_dep(parsed, p, "pobj")
    ]


def is_outlet(parsed: Sentences, head: int, lexicon: Reporting) -> bool:
    """Whether the noun phrase of ``head`` is the name or a description of an outlet."""
    start, end = noun_phrase(parsed, head)
    words = [word.lower() for word in parsed.text[start:end].split()]
    names = {" ".join(words), " ".join(words[1:])}
    return bool(names & lexicon.outlet_names) or (bool(words) and words[-1] in lexicon.outlet_endings)


def anonymity_of(source: Spans, parsed: Sentences, lexicon: Reporting) -> str | None:
    """The clause behind the source that says why it is not named, without its "who"."""
    head = head_of(parsed, source)
    if head is None:
        return None
    for clause in children_by_dep(parsed, head, "relcl", "acl", "advcl"):
        words = [n for n in subtree(parsed, clause) if parsed.tokens[n].tag not in {"WP", "WDT"}]
        start, end = span_of(parsed, words)
        if any(phrase in parsed.text[start:end].lower() for phrase in lexicon.anonymity):
            return parsed.text[start:end]
    return None


def carried_over(attributions: Sequence[Attribution], parsed: Sentences) -> list[Attribution]:
    """Give "the official" the via and the anonymity under which that official came in just before."""
    carried: list[Attribution] = []
    for one in attributions:
        before = next((b for b in reversed(carried) if _same_unnamed(b, one, parsed)), None)
        carried.append(_inherit(one, before) if before else one)
    return carried


def _same_unnamed(before: Attribution, one: Attribution, parsed: Sentences) -> bool:
    first, second = head_of(parsed, before.source), head_of(parsed, one.source)
    if first is None or second is None:
        return False
    common = parsed.tokens[second].pos == "NOUN" and parsed.tokens[first].lemma == parsed.tokens[second].lemma
    definite = any(parsed.tokens[n].text.lower() == "the" for n in parsed.children[second])
    return common and definite


def _inherit(one: Attribution, before: Attribution) -> Attribution:
    return replace(one, via=one.via or before.via, anonymity=one.anonymity or before.anonymity)
