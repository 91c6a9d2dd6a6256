"""What is asked and not said, and whom a quotation addresses by name."""

from __future__ import annotations

from sayso.attributions.phrases import noun_phrase
from sayso.attributions.quotations import quotations
from sayso.lexicons.reporting import Reporting
from sayso.syntax import children_by_dep, name_at, tokens_in
from sayso.types import Sentences, Span, Spans

SET_OFF = {",", "?", "!", ".", ";", "…", "--", "–", "—", '"', "“", "”", "«", "»", "„", "''", "``"}
WH = {"WRB", "WP", "WP$", "WDT"}
SUBJECTS = ("nsubj", "nsubjpass")
NOT_CALLED = {"conj", "poss", "compound", "nmod", "attr"}  # what no vocative is parsed as


def is_asked(parsed: Sentences, cue: list[int], lexicon: Reporting) -> bool:
    """Does the cue stand in a question that leaves open whether anybody said it?

    "Did he deny ...?", "do you say ...?", "asked whether Moscow denied ...". "Why did he deny it?" takes for
    granted that he did.
    """
    return any(_inverted(parsed, n, lexicon) or _is_left_open(parsed, n, lexicon) for n in cue)


def _inverted(parsed: Sentences, verb: int, lexicon: Reporting) -> bool:
    subjects = children_by_dep(parsed, verb, *SUBJECTS)
    if not subjects or not _before_question_mark(parsed, verb):
        return False
    sentence = parsed.sentences[parsed.tokens[verb].sentence]
    if any(parsed.tokens[n].tag in WH for n in range(sentence.first, verb) if n < subjects[0]):
        return False
    helpers = children_by_dep(parsed, verb, "aux", "auxpass")
    hearer = parsed.tokens[subjects[0]].text.lower() in lexicon.hearer
    return hearer or any(n < subjects[0] < verb for n in helpers)


def _before_question_mark(parsed: Sentences, verb: int) -> bool:
    """Whether the clause of ``verb`` ends in a question mark: the first mark behind it that ends a sentence."""
    sentence = parsed.sentences[parsed.tokens[verb].sentence]
    ends = (parsed.tokens[n].text for n in range(verb, sentence.last) if parsed.tokens[n].tag == ".")
    return next(ends, "").startswith("?")


def _is_left_open(parsed: Sentences, verb: int, lexicon: Reporting) -> bool:
    """ "Whether he denied it"; "if he denied it" behind a verb of asking."""
    marks = {parsed.tokens[n].text.lower() for n in children_by_dep(parsed, verb, "mark")}
    above = parsed.tokens[parsed.tokens[verb].head].lemma.lower()
    asked = above in lexicon.questions and parsed.tokens[verb].dep in {"ccomp", "advcl"}
    return bool(marks & lexicon.undecided) or (asked and bool(marks & lexicon.undecided_behind_asking))


def is_question(content: Spans, cue: Spans, parsed: Sentences, lexicon: Reporting) -> bool:
    """Is what somebody is said to have said but a question, which claims nothing?"""
    inside = tokens_in(parsed, content)
    ends = [parsed.tokens[n].text[:1] for n in inside if parsed.tokens[n].tag == "."]
    if ends:
        return all(end == "?" for end in ends)
    first = parsed.tokens[inside[0]].text.lower() if inside else ""
    asks = any(parsed.tokens[n].lemma.lower() in lexicon.questions for n in tokens_in(parsed, cue))
    return first in lexicon.undecided or (asks and first in lexicon.undecided_behind_asking)


def called_upon(parsed: Sentences, content: Spans, lexicon: Reporting) -> tuple[Span, bool] | None:
    """Whom direct speech calls by name or title, and whether it is a name: "Do you, Ambassador Zorin, ..."."""
    quoted = [q for q in quotations(parsed.text) if any(a < q[1] and q[0] < b for a, b in content)]
    found = [n for q in quoted for n in tokens_in(parsed, (q,)) if _is_called(parsed, n, lexicon)]
    if not found:
        return None
    named = [n for n in found if (name := name_at(parsed, n)) and name.label == "PERSON"]
    first = (named or found)[0]
    return noun_phrase(parsed, first), first in named


def _is_called(parsed: Sentences, number: int, lexicon: Reporting) -> bool:
    """Whether a name stands between marks and is no part of the clause around it."""
    token = parsed.tokens[number]
    if token.pos != "PROPN" or token.dep in NOT_CALLED:
        return False
    name = name_at(parsed, number)
    if name and name.label != "PERSON":
        return False
    first = number
    while (
        first - 1 >= 0 and parsed.tokens[first - 1].pos == "PROPN" and parsed.tokens[first - 1].head == number
    ):
        first -= 1
    before, after = parsed.tokens[first - 1].text if first else '"', _text(parsed, number + 1)
    if before not in SET_OFF or after not in SET_OFF:
        return False
    if token.dep == "appos" and parsed.tokens[token.head].text.lower() not in lexicon.hearer:
        titled = name is not None and first < number and name_at(parsed, first) is None
        ends = after != "," or _text(parsed, number + 2) in SET_OFF
        return titled and ends and _speaks_to_somebody(parsed, number, lexicon)
    return token.dep in {"npadvmod", "appos"} or _speaks_to_somebody(parsed, number, lexicon)


def _text(parsed: Sentences, number: int) -> str:
    return parsed.tokens[number].text if number < len(parsed.tokens) else '"'


def _speaks_to_somebody(parsed: Sentences, number: int, lexicon: Reporting) -> bool:
    """Whether the sentence has a "you", so that a name between commas is the one who is meant."""
    sentence = parsed.sentences[parsed.tokens[number].sentence]
    return any(parsed.tokens[n].text.lower() in lexicon.hearer for n in range(sentence.first, sentence.last))
