"""Cue, source and content by rules over the parse: the span finder of the first version.

Each finder takes one token and says which attribution it is the cue of, if any. Quotations that stand free
afterwards go to the speaker before them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from sayso.attributions.phrases import noun_phrase, spans_of, subject_of
from sayso.attributions.quotations import quotations
from sayso.lexicons.reporting import Reporting
from sayso.syntax import ancestors, children_by_dep, sentence_at, subtree
from sayso.types import FoundAttribution, Sentences, Span, Spans

CONFIDENCE = (
    0.5  # nothing is known of a single rule's hit but that about half of them are right on PolNeAR dev
)
Finder = Callable[[Sentences, int, Reporting], FoundAttribution | None]


def find_by_rules(parsed: Sentences, lexicon: Reporting) -> tuple[FoundAttribution, ...]:
    """All attributions that the rules find, in order of their cues."""
    found = [hit for n in _cues(parsed, lexicon) if (hit := _at(parsed, n, lexicon))]
    quoted = quotations(parsed.text)
    grown = [_with_quotations(hit, quoted) for hit in found]
    return tuple(_with_free_quotations(parsed, grown, quoted))


def _cues(parsed: Sentences, lexicon: Reporting) -> Iterator[int]:
    """The tokens at which a rule may find something."""
    lemmas = lexicon.passing_on | lexicon.hearsay | lexicon.verbs.keys() | lexicon.nouns.keys()
    for number, token in enumerate(parsed.tokens):
        if token.lemma in lemmas or token.text.lower() == lexicon.according[0]:
            yield number


def _at(parsed: Sentences, number: int, lexicon: Reporting) -> FoundAttribution | None:
    finders: tuple[Finder, ...] = (_according, _passed_on, _hearsay, _verb, _noun)
    return next((hit for finder in finders if (hit := finder(parsed, number, lexicon))), None)


def _according(parsed: Sentences, number: int, lexicon: Reporting) -> FoundAttribution | None:
    """ "According to X, ...": the rest of the sentence, or the paragraph after a colon, is the content."""
    words = lexicon.according
    following = parsed.tokens[number : number + len(words)]
    if tuple(token.text.lower() for token in following) != words:
        return None
    last = number + len(words) - 1
    objects = children_by_dep(parsed, last, "pobj") or children_by_dep(parsed, number, "pobj")
    if not objects:
        return None
    phrase = set(subtree(parsed, number)) | set(subtree(parsed, objects[0]))
    sentence = parsed.sentences[parsed.tokens[number].sentence]
    rest = [n for n in range(sentence.first, sentence.last) if n not in phrase]
    content = spans_of(parsed, _without_passing_on(parsed, rest, lexicon))
    content = content or _after_colon(parsed, parsed.tokens[number].sentence)
    return _found(parsed, [number, last], (noun_phrase(parsed, objects[0]),), content)


def _without_passing_on(parsed: Sentences, tokens: list[int], lexicon: Reporting) -> list[int]:
    """``tokens`` without a phrase such as "citing regional sources"."""
    among = set(tokens)
    for n in tokens:
        if parsed.tokens[n].lemma in lexicon.passing_on and parsed.tokens[n].tag in {"VBG", "VBN"}:
            objects = children_by_dep(parsed, n, "dobj", "agent")
            for child in objects:
                among -= {n, *subtree(parsed, child)}
    return sorted(among)


def _after_colon(parsed: Sentences, sentence: int) -> Spans:
    """The sentence that follows where ``sentence`` ends in a colon."""
    last = parsed.sentences[sentence]
    ends = parsed.text[last.start : last.end].rstrip().endswith(":")
    if not ends or sentence + 1 >= len(parsed.sentences):
        return ()
    follower = parsed.sentences[sentence + 1]
    return ((follower.start, follower.end),)


def _passed_on(parsed: Sentences, number: int, lexicon: Reporting) -> FoundAttribution | None:
    """ "TASS quoted X as saying ...", "X was quoted as saying ...": X is the source."""
    token = parsed.tokens[number]
    if token.lemma not in lexicon.passing_on or token.pos != "VERB":
        return None
    sayings = [
        child
        for near in (number, *children_by_dep(parsed, number, "dobj"))
        for prep in children_by_dep(parsed, near, "prep")
        for child in children_by_dep(parsed, prep, "pcomp")
        if parsed.tokens[child].lemma in lexicon.verbs
    ]
    speakers = children_by_dep(parsed, number, "nsubjpass") or children_by_dep(parsed, number, "dobj")
    if not sayings or not speakers:
        return None
    saying = sayings[0]
    content = _clauses(parsed, saying, lexicon) or _clauses(parsed, number, lexicon)
    cue = [number, parsed.tokens[saying].head, saying]
    return _found(parsed, cue, (noun_phrase(parsed, speakers[0]),), content or _quoted_before(parsed, number))


def _quoted_before(parsed: Sentences, number: int) -> Spans:
    """Quotations of the sentence in which ``number`` stands."""
    sentence = parsed.sentences[parsed.tokens[number].sentence]
    return tuple(q for q in quotations(parsed.text) if q[0] < sentence.end and q[1] > sentence.start)


def _hearsay(parsed: Sentences, number: int, lexicon: Reporting) -> FoundAttribution | None:
    """ "X are said to ...": nobody stands behind it; the content is what follows the cue."""
    token = parsed.tokens[number]
    if token.lemma not in lexicon.hearsay or token.tag != "VBN":
        return None
    helpers = children_by_dep(parsed, number, "auxpass")
    actions = children_by_dep(parsed, number, "xcomp", "ccomp")
    agents = children_by_dep(parsed, number, "agent")
    if not helpers or not actions or agents:
        return None
    rest = [n for n in subtree(parsed, number) if n > number]
    return _found(parsed, [*helpers, number], (), spans_of(parsed, rest))


def _verb(parsed: Sentences, number: int, lexicon: Reporting) -> FoundAttribution | None:
    """A reporting verb with its subject and its clause, its "of ..." phrase, its object or its quotation."""
    token = parsed.tokens[number]
    if token.lemma not in lexicon.verbs or token.pos != "VERB" or children_by_dep(parsed, number, "auxpass"):
        return None
    if _belongs_to_passing_on(parsed, number, lexicon):
        return None
    subject = _speaker(parsed, number, lexicon)
    content = _content(parsed, number, lexicon)
    if subject is None or not content:
        return None
    source = noun_phrase(parsed, subject)
    return _found(parsed, _verb_cue(parsed, number), (source,), content)


def _speaker(parsed: Sentences, verb: int, lexicon: Reporting) -> int | None:
    """The subject of ``verb``; of ", adding ..." that of the verb above it."""
    if _is_aside(parsed, verb, lexicon):
        above = [n for n in ancestors(parsed, verb) if parsed.tokens[n].lemma in lexicon.verbs]
        return next((s for n in above if (s := subject_of(parsed, n)) is not None), subject_of(parsed, verb))
    return subject_of(parsed, verb)


def _is_aside(parsed: Sentences, verb: int, lexicon: Reporting) -> bool:
    """Whether ``verb`` is a reporting participle behind a comma: ", adding that ..."."""
    token = parsed.tokens[verb]
    reporting = token.tag == "VBG" and token.dep == "advcl" and token.lemma in lexicon.verbs
    return reporting and verb > 0 and parsed.tokens[verb - 1].text == ","


def _belongs_to_passing_on(parsed: Sentences, verb: int, lexicon: Reporting) -> bool:
    """Whether ``verb`` is "citing", or the "saying" of "quoted X as saying"."""
    token = parsed.tokens[verb]
    above = parsed.tokens[parsed.tokens[token.head].head]
    saying = token.dep == "pcomp" and above.lemma in lexicon.passing_on
    return saying or (token.lemma in lexicon.passing_on and token.tag == "VBG")


def _content(parsed: Sentences, verb: int, lexicon: Reporting) -> Spans:
    if parsed.tokens[verb].lemma in lexicon.prepositions:
        content = _prepositional(parsed, verb, lexicon)
        if content:
            return content
    return (
        _clauses(parsed, verb, lexicon) or _object(parsed, verb, lexicon) or _quotation_beside(parsed, verb)
    )


def _clauses(parsed: Sentences, verb: int, lexicon: Reporting) -> Spans:
    """The complement clauses of ``verb``, without the verb's own words where they split the clause."""
    wanted = ["ccomp", "xcomp"] if parsed.tokens[verb].lemma in lexicon.infinitives else ["ccomp"]
    clauses = children_by_dep(parsed, verb, *wanted)
    if clauses:
        whole = [n for clause in clauses for n in subtree(parsed, clause)]
        asides = {m for n in whole if _is_aside(parsed, n, lexicon) for m in subtree(parsed, n)}
        return spans_of(parsed, [n for n in whole if n not in asides])
    token = parsed.tokens[verb]
    if (
        token.dep not in {"parataxis", "ccomp"}
        or token.head == verb
        or not children_by_dep(parsed, verb, "nsubj")
    ):
        return ()
    inserted = token.head > verb and token.dep == "parataxis"
    inside = set(subtree(parsed, verb))
    outside = [n for n in subtree(parsed, token.head) if n not in inside]
    return spans_of(parsed, outside) if inserted else ()


def _prepositional(parsed: Sentences, verb: int, lexicon: Reporting) -> Spans:
    wanted = lexicon.prepositions[parsed.tokens[verb].lemma]
    # The parse often hangs "of ..." on the object of "warned X of ...".
    heads = [verb, *children_by_dep(parsed, verb, "dobj")]
    preps = [n for head in heads for n in children_by_dep(parsed, head, "prep")]
    preps = [n for n in preps if parsed.tokens[n].text.lower() in wanted]
    return spans_of(parsed, subtree(parsed, preps[0])[1:]) if preps else ()


def _object(parsed: Sentences, verb: int, lexicon: Reporting) -> Spans:
    if parsed.tokens[verb].lemma not in lexicon.objects:
        return ()
    objects = children_by_dep(parsed, verb, "dobj")
    if objects and parsed.tokens[objects[0]].tag == "WDT":
        return _explanation(parsed, verb, lexicon) or _subtree_spans(parsed, objects[0])
    return spans_of(parsed, subtree(parsed, objects[0])) if objects else ()


def _explanation(parsed: Sentences, verb: int, lexicon: Reporting) -> Spans:
    """What follows the reporting participle behind ``verb``: "which X denied, explaining ..."."""
    sentence = parsed.sentences[parsed.tokens[verb].sentence]
    for number in range(verb + 1, sentence.last):
        if parsed.tokens[number].tag == "VBG" and parsed.tokens[number].lemma in lexicon.verbs:
            return spans_of(parsed, list(range(number + 1, sentence.last)))
    return ()


def _quotation_beside(parsed: Sentences, verb: int) -> Spans:
    """A quotation in the verb's sentence that the parse hung elsewhere."""
    at = parsed.tokens[verb].start
    return tuple(q for q in _quoted_before(parsed, verb) if not q[0] <= at < q[1])


def _verb_cue(parsed: Sentences, verb: int) -> list[int]:
    """The verb with its auxiliaries, negation and particle where they stand next to it."""
    wanted = {"aux", "neg", "prt", "advmod"}
    near = {n for n in parsed.children[verb] if parsed.tokens[n].dep in wanted}
    first = last = verb
    while first - 1 in near:
        first -= 1
    while last + 1 in near and parsed.tokens[last + 1].dep == "prt":
        last += 1
    return list(range(first, last + 1))


def _noun(parsed: Sentences, number: int, lexicon: Reporting) -> FoundAttribution | None:
    """ "X's claim that ...": the possessor is the source."""
    token = parsed.tokens[number]
    if token.lemma not in lexicon.nouns or token.pos != "NOUN":
        return None
    clauses = children_by_dep(parsed, number, "acl", "ccomp")
    owners = children_by_dep(parsed, number, "poss")
    if not clauses or not owners:
        return None
    source = noun_phrase(parsed, owners[0])
    return _found(
        parsed, [number], (_without_case(parsed, owners[0], source),), _subtree_spans(parsed, clauses[0])
    )


def _without_case(parsed: Sentences, owner: int, phrase: Span) -> Span:
    cases = children_by_dep(parsed, owner, "case")
    return (phrase[0], parsed.tokens[cases[0]].start) if cases else phrase


def _subtree_spans(parsed: Sentences, number: int) -> Spans:
    return spans_of(parsed, subtree(parsed, number))


def _found(parsed: Sentences, cue: list[int], source: Spans, content: Spans) -> FoundAttribution | None:
    if not content:
        return None
    return FoundAttribution(spans_of(parsed, cue), source, content, CONFIDENCE)


def _with_quotations(hit: FoundAttribution, quoted: Spans) -> FoundAttribution:
    """Grow a content to the whole of each quotation that it reaches into, further sentences included."""
    words = [span for part in (hit.cue, hit.source) for span in part]
    spans = list(hit.content)
    for q in quoted:
        touched = [s for s in hit.content if s[0] < q[1] and q[0] < s[1]]
        begun = any(s[0] <= q[0] + 1 or s[1] <= q[1] for s in touched)
        if begun and not any(w[0] < q[1] and q[0] < w[1] for w in words):
            spans.append(q)
    return FoundAttribution(hit.cue, hit.source, merged(spans), hit.confidence)


def _with_free_quotations(
    parsed: Sentences, found: list[FoundAttribution], quoted: Spans
) -> list[FoundAttribution]:
    """Give sentences that are quotations throughout, and nobody's yet, to the speaker before them."""
    taken = [span for hit in found for span in hit.content]
    for q in quoted:
        if any(s[0] < q[1] and q[0] < s[1] for s in taken) or not _stands_free(parsed, q):
            continue
        place = _speaker_before(parsed, found, q)
        if place is not None:
            hit = found[place]
            found[place] = FoundAttribution(hit.cue, hit.source, merged([*hit.content, q]), hit.confidence)
    return found


def _stands_free(parsed: Sentences, quotation: Span) -> bool:
    """Whether the quotation begins a sentence and ends one."""
    sentence = parsed.sentences[sentence_at(parsed, quotation[0])]
    last = parsed.sentences[sentence_at(parsed, quotation[1] - 1)]
    return quotation[0] <= sentence.start + 1 and quotation[1] >= last.end - 1


def _speaker_before(parsed: Sentences, found: list[FoundAttribution], quotation: Span) -> int | None:
    """The place of the nearest attribution in the two sentences before that has a source."""
    number = sentence_at(parsed, quotation[0])
    for place in range(len(found) - 1, -1, -1):
        last = max(end for _, end in (*found[place].cue, *found[place].content))
        if last <= quotation[0] and found[place].source:
            return place if number - sentence_at(parsed, last - 1) <= 2 else None
    return None


def merged(spans: list[Span]) -> Spans:
    """``spans`` in order, overlapping and touching ones joined."""
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)
