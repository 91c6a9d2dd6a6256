"""FoundAttributions -> Attributions: act, manner, authority, hedges and nesting, whoever found the spans."""

from __future__ import annotations

import re
from dataclasses import replace

from sayso.attributions.authority import anonymity_of, authority_of, carried_over
from sayso.attributions.chains import passed_on
from sayso.attributions.combining import overlap, shared
from sayso.attributions.questions import called_upon, is_asked
from sayso.attributions.quotations import manner_of
from sayso.lexicons.reporting import Reporting
from sayso.syntax import sentence_at, tokens_in
from sayso.types import Act, Article, Attribution, FoundAttribution, Sentences, Spans

# "PARIS, May 16 (Reuters) - ": a town in capitals, maybe a date, maybe an agency, a dash
DATELINE = re.compile(
    r"[A-Z][A-Z .'’-]+(?:, [A-Z][\w. ]+)?(?:, [A-Z][a-z]+\.? \d{1,2})?(?: \([\w. ]+\))? ?[-–—]+ (?=\S)"
)
CITED = 0.8  # share of "citing X" that must be another's source for the two to say the same


def enrich(
    found: tuple[FoundAttribution, ...], article: Article, parsed: Sentences, lexicon: Reporting
) -> tuple[Attribution, ...]:
    """Everything about each attribution but who its people are. Ids follow the order of appearance.

    Attributions without content are left out: there is nothing that anybody could have said.
    """
    meant = (hit for hit in found if hit.content and _attributes(hit, found, parsed, lexicon))
    ordered = sorted(meant, key=_first)
    plain = [_one(f"c{n}", hit, article, parsed, lexicon) for n, hit in enumerate(ordered, 1)]
    nested = [replace(one, within=_outer(one, plain)) for one in carried_over(plain, parsed)]
    return tuple(passed_on(nested, article, parsed, lexicon))


def _first(hit: FoundAttribution) -> tuple[int, int]:
    spans = (*hit.cue, *hit.source, *hit.content)
    return min(start for start, _ in spans), -max(end for _, end in hit.content)


def _one(
    number: str, hit: FoundAttribution, article: Article, parsed: Sentences, lexicon: Reporting
) -> Attribution:
    authority = authority_of(hit, parsed, lexicon)
    anchor = (hit.cue or hit.content)[0][0]
    content = _without_dateline(_without_addressee(hit, authority.addressee, parsed, lexicon), article.text)
    return Attribution(
        id=number,
        content=content,
        cue=hit.cue,
        source=authority.source,
        via=authority.via,
        addressee=_addressee(authority.addressee, content, parsed, lexicon),
        manner=manner_of(article.text, content),
        act=act_of(replace(hit, content=content), parsed, lexicon),
        hedges=hedges_of(hit, parsed, lexicon),
        anonymity=anonymity_of(authority.source, parsed, lexicon),
        within=None,
        sentence=sentence_at(parsed, anchor),
        confidence=hit.confidence,
    )


def _addressee(told: Spans, content: Spans, parsed: Sentences, lexicon: Reporting) -> Spans:
    """Whom the cue names as hearer, unless the words themselves call somebody by name."""
    called = called_upon(parsed, content, lexicon)
    if called is None or (told and not called[1]):
        return told
    return (called[0],)


def _without_addressee(
    hit: FoundAttribution, addressee: Spans, parsed: Sentences, lexicon: Reporting
) -> Spans:
    """What is claimed, without "Mali of" in "accused Mali of breaking the truce", "Dean" in "asked Dean to"."""
    (start, end), *others = hit.content
    if not addressee or addressee[0][0] != start or addressee[0][1] >= end:
        return hit.content
    follower = next(iter(tokens_in(parsed, ((addressee[0][1], end),))), None)
    if follower is None or parsed.tokens[follower].end >= end:
        return hit.content
    if parsed.tokens[follower].tag == "TO":
        return ((parsed.tokens[follower].start, end), *others)
    links = {
        word for n in tokens_in(parsed, hit.cue) for word in lexicon.prepositions.get(_lemma(parsed, n), ())
    }
    if parsed.tokens[follower].text.lower() not in links:
        return hit.content
    return ((parsed.tokens[follower + 1].start, end), *others)


def _without_dateline(content: Spans, text: str) -> Spans:
    """What is claimed, without the dateline in front of it: "HARARE (Reuters) - "."""
    (start, end), *others = content
    match = DATELINE.match(text, start)
    return ((match.end(), end), *others) if match and match.end() < end else content


def _lemma(parsed: Sentences, number: int) -> str:
    return parsed.tokens[number].lemma.lower()


def act_of(hit: FoundAttribution, parsed: Sentences, lexicon: Reporting) -> Act:
    """The act of the cue's most telling word: the first that is no mere assertion, else ``assert``."""
    acts = [_act_of_word(n, hit, parsed, lexicon) for n in tokens_in(parsed, hit.cue)]
    return next((act for act in acts if act not in (None, "assert")), None) or "assert"


def _act_of_word(number: int, hit: FoundAttribution, parsed: Sentences, lexicon: Reporting) -> Act | None:
    token, lemma = parsed.tokens[number], _lemma(parsed, number)
    if token.pos == "PROPN":
        return None  # the "News" of "said on Fox News" is no news
    needed = lexicon.act_needs.get(lemma)
    if needed and needed.isdisjoint(_words_beside(number, hit, parsed)):
        return "assert"
    first = next(iter(tokens_in(parsed, hit.content)), None)
    if lemma in lexicon.act_with_infinitive and first is not None and parsed.tokens[first].tag == "TO":
        return lexicon.act_with_infinitive[lemma]
    return lexicon.verbs.get(lemma) or lexicon.nouns.get(lemma)


def _words_beside(number: int, hit: FoundAttribution, parsed: Sentences) -> set[str]:
    """The prepositions that hang on a token of the cue, and the cue's own words."""
    hanging = [n for n in parsed.children[number] if parsed.tokens[n].dep in {"prep", "prt"}]
    return {parsed.tokens[n].text.lower() for n in (*hanging, *tokens_in(parsed, hit.cue))}


def hedges_of(hit: FoundAttribution, parsed: Sentences, lexicon: Reporting) -> Spans:
    """Hedge words in content and cue; the whole cue where nobody stands behind the content."""
    words = [parsed.tokens[n] for n in tokens_in(parsed, tuple(sorted((*hit.cue, *hit.content))))]
    hedges = [(w.start, w.end) for w in words if w.text.lower() in lexicon.hedges and w.pos != "PROPN"]
    return tuple(sorted({*hedges, *(() if hit.source else hit.cue)}))


def _attributes(
    hit: FoundAttribution, others: tuple[FoundAttribution, ...], parsed: Sentences, lexicon: Reporting
) -> bool:
    """Is it an attribution at all? Not in a question, or where "citing X" names another's source."""
    cue = tokens_in(parsed, hit.cue)
    lemmas = {_lemma(parsed, n) for n in cue}
    if not hit.source and (lemmas & lexicon.questions or not _is_hearsay(hit, lemmas, parsed, lexicon)):
        return False
    if is_purpose(parsed, cue) or is_asked(parsed, cue, lexicon):
        return False
    citing = lemmas & lexicon.passing_on and all(parsed.tokens[n].tag == "VBG" for n in cue)
    verbless = not any(parsed.tokens[n].pos in {"VERB", "AUX"} for n in tokens_in(parsed, hit.content))
    sources = (
        {authority_of(other, parsed, lexicon).source for other in others} if citing and verbless else set()
    )
    return not any(shared(hit.content, source) > CITED for source in sources if source)


def _holds(one: Attribution, other: Attribution) -> bool:
    """Does ``one`` hold the cue of ``other``, with the longer content?"""
    longer = sum(e - s for s, e in one.content) > sum(e - s for s, e in other.content)
    return longer and overlap(other.cue, one.content) > 0


def _is_hearsay(hit: FoundAttribution, lemmas: set[str], parsed: Sentences, lexicon: Reporting) -> bool:
    """Does the cue of an attribution to nobody say that somebody holds it: "is expected", "allegedly"?"""
    words = {parsed.tokens[n].text.lower() for n in tokens_in(parsed, hit.cue)}
    return bool(lemmas & (lexicon.hearsay | lexicon.nouns.keys()) or words & lexicon.hedges)


def is_purpose(parsed: Sentences, cue: list[int]) -> bool:
    """Is the cue what somebody did something else for: "met to discuss the border"?"""
    if not cue or parsed.tokens[cue[0]].tag != "TO":
        return False
    verb = next((n for n in cue if parsed.tokens[n].tag == "VB"), cue[0])
    return parsed.tokens[verb].dep in {"advcl", "acl"}


def _outer(one: Attribution, everyone: list[Attribution]) -> str | None:
    """The id of the smallest content that holds this attribution's cue."""
    if not one.cue:
        return None
    start, end = one.cue[0]
    around = [
        (high - low, other.id)
        for other in everyone
        for low, high in other.content
        if other.id != one.id and low <= start and end <= high and not _holds(one, other)
    ]
    return min(around)[1] if around else None
