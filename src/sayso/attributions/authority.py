"""On whose authority: the speaker, who passed it on, to whom it was said, and why nobody is named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sayso.attributions.chains import links_of, outlet_of
from sayso.attributions.phrases import noun_phrase
from sayso.lexicons.reporting import Reporting
from sayso.syntax import children_by_dep, head_of, span_of, subtree, tokens_in
from sayso.types import Attribution, FoundAttribution, Sentences, Span, Spans

CITED_WITHIN = (
    8  # tokens behind source and cue within which "citing X" belongs to them, however it was parsed
)
SLACK = 3  # characters by which a hearer may end before the content does and still be all of it


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
    outside = cited is not None and cited not in tokens_in(parsed, hit.content)
    if cited is not None and outside and hit.source and _informs(parsed, cited, hit.source, lexicon):
        return Authority(_described(parsed, cited), (hit.source,))
    passing = [*_citers(parsed, head, lexicon), *_quoters(parsed, cue, head, lexicon)]
    chain = _apart([noun_phrase(parsed, n) for n in passing] + links_of(hit, parsed, lexicon))
    hearers = [_outside(parsed, n, hit.content) for n in _hearers(parsed, cue, lexicon) if n != head]
    others = [hearer for hearer in hearers if hearer and not any(_meet(hearer[0], link) for link in chain)]
    return Authority(hit.source, tuple((link,) for link in chain), others[0] if others else ())


def _apart(links: list[Span]) -> list[Span]:
    """The links without those that overlap an earlier one; neighbours ("the agency" "DPA") are one link."""
    kept: list[Span] = []
    for start, end in links:
        before = next((one for one in kept if 0 <= start - one[1] <= 1), None)
        if before:
            kept[kept.index(before)] = (before[0], end)
        elif not any(_meet((start, end), other) for other in kept):
            kept.append((start, end))
    return kept


def _outside(parsed: Sentences, head: int, content: Spans) -> Spans:
    """The noun phrase of a hearer, up to its head where the content begins in it; nothing where it is all said."""
    start, end = noun_phrase(parsed, head)
    if any(start < low < end for low, _ in content):
        end = parsed.tokens[head].end
    whole = any(low <= start and high - end <= SLACK for low, high in content)
    return () if whole else ((start, end),)


def _meet(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _described(parsed: Sentences, head: int) -> Spans:
    """The noun phrase with what tells the unnamed apart: "people briefed on the talks"."""
    kept = list(subtree(parsed, head))
    commas = [n for n in kept if n > head and parsed.tokens[n].text in {",", "-", "–", "—", '"', "“"}]
    kept = [n for n in kept if n < min([*commas, kept[-1] + 1])]
    return (span_of(parsed, kept),)


def _cited(parsed: Sentences, head: int | None, cue: list[int], lexicon: Reporting) -> int | None:
    """Whom the source cites: the object of a "citing" that hangs on the cue or source, or stands right behind."""
    near = {*([head] if head is not None else []), *cue}
    if not near:
        return None
    sentence = parsed.sentences[parsed.tokens[min(near)].sentence]
    behind = range(min(near), min(max(near) + CITED_WITHIN, sentence.last))
    above = near | {parsed.tokens[n].head for n in near}
    hanging = [n for top in above for n in children_by_dep(parsed, top, "advcl", "acl", "prep", "pcomp")]
    citing = [
        n
        for n in (*behind, *hanging)
        if parsed.tokens[n].lemma in lexicon.passing_on and parsed.tokens[n].tag == "VBG"
    ]
    return next((child for n in citing for child in children_by_dep(parsed, n, "dobj")), None)


def _informs(parsed: Sentences, cited: int, source: Spans, lexicon: Reporting) -> bool:
    """Does the cited stand behind the words? Whoever an outlet cites does, and "sources" cited after anybody."""
    behind = parsed.tokens[cited].start > source[0][0]
    return bool(outlet_of(source, parsed, lexicon)) or (
        behind and parsed.tokens[cited].lemma in lexicon.informants
    )


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
    """Whom it was said to, or against whom: objects of verbs that address or attack, "to reporters", "on X to"."""
    found: list[int] = []
    for verb in cue:
        lemma = parsed.tokens[verb].lemma
        objects = children_by_dep(parsed, verb, "dative", "dobj", "iobj")
        found += [n for n in objects if _may_hear(parsed, n, lemma, lexicon)]
        found += list(_behind_prepositions(parsed, verb, lexicon))
        found += _asked_of(parsed, verb, lexicon)
    return found


def _may_hear(parsed: Sentences, number: int, verb: str, lexicon: Reporting) -> bool:
    pos = parsed.tokens[number].pos
    return (verb in lexicon.addressing and pos in {"PROPN", "PRON", "NOUN"}) or (
        verb in lexicon.attacking and pos in {"PROPN", "PRON"}
    )


def _behind_prepositions(parsed: Sentences, verb: int, lexicon: Reporting) -> list[int]:
    """ "called on Dean to ...", "appealed to Congress", "denied to reporters that ..."."""
    wanted = lexicon.addressing_by.get(parsed.tokens[verb].lemma, frozenset())
    preps = children_by_dep(parsed, verb, "prep", "dative")
    return [
        n
        for prep in preps
        for n in children_by_dep(parsed, prep, "pobj")
        if parsed.tokens[prep].text.lower() in wanted or parsed.tokens[n].lemma in lexicon.hearers
    ]


def _asked_of(parsed: Sentences, verb: int, lexicon: Reporting) -> list[int]:
    """The subject of what is demanded: "demanded that Moscow disclose ..."."""
    if lexicon.verbs.get(parsed.tokens[verb].lemma) not in lexicon.asking:
        return []
    clauses = [n for n in children_by_dep(parsed, verb, "ccomp") if parsed.tokens[n].tag == "VB"]
    return [n for clause in clauses for n in children_by_dep(parsed, clause, "nsubj")]


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
    latest: dict[str, Attribution] = {}  # the last attribution to a noun: "official"
    for one in attributions:
        noun, definite = _common_noun(one, parsed)
        carried.append(_inherit(one, latest[noun]) if definite and noun in latest else one)
        if noun:
            latest[noun] = carried[-1]
    return carried


def _common_noun(one: Attribution, parsed: Sentences) -> tuple[str, bool]:
    """The noun of an unnamed source, and whether it stands with "the"; nothing for names and pronouns."""
    head = head_of(parsed, one.source)
    if head is None or parsed.tokens[head].pos != "NOUN":
        return "", False
    return parsed.tokens[head].lemma, any(
        parsed.tokens[n].text.lower() == "the" for n in parsed.children[head]
    )


def _inherit(one: Attribution, before: Attribution) -> Attribution:
    return replace(one, via=one.via or before.via, anonymity=one.anonymity or before.anonymity)
