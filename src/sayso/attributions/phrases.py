"""Phrases out of the parse: who the source is, and what belongs to a content."""

from __future__ import annotations

from sayso.syntax import children_by_dep, span_of, subtree
from sayso.types import Sentences, Span, Spans

LOOSE = {"PUNCT", "SPACE"}
TRAILING = {"relcl", "advcl"}


def noun_phrase(parsed: Sentences, head: int) -> Span:
    """The noun phrase of ``head`` with its modifiers, without trailing clauses ("who ...")."""
    kept = set(subtree(parsed, head))
    for child in parsed.children[head]:
        token = parsed.tokens[child]
        if token.dep in TRAILING or (token.dep == "acl" and child > head):
            kept -= set(subtree(parsed, child))
    return span_of(parsed, trimmed(parsed, _run_around(sorted(kept), head)))


def subject_of(parsed: Sentences, verb: int) -> int | None:
    """The subject of ``verb``: its own, or that of the clause it is joined to."""
    seen: set[int] = set()
    while verb not in seen:
        seen.add(verb)
        subjects = children_by_dep(parsed, verb, "nsubj", "nsubjpass")
        if subjects:
            return _antecedent(parsed, verb, subjects[0])
        token = parsed.tokens[verb]
        if token.dep in {"acl", "relcl"} and parsed.tokens[token.head].pos in {"NOUN", "PROPN", "PRON"}:
            return token.head
        if token.dep not in {"advcl", "conj", "xcomp", "dep", "pcomp", "prep"}:
            return None
        verb = token.head
    return None


def _antecedent(parsed: Sentences, verb: int, subject: int) -> int:
    """The noun behind a relative pronoun; any other subject is itself."""
    relative = parsed.tokens[subject].tag in {"WP", "WDT"} and parsed.tokens[verb].dep == "relcl"
    return parsed.tokens[verb].head if relative else subject


def spans_of(parsed: Sentences, tokens: list[int]) -> Spans:
    """Spans over the runs of consecutive ``tokens``, without loose punctuation at their edges."""
    runs: list[list[int]] = []
    for number in sorted(set(tokens)):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    trimmed_runs = [trimmed(parsed, run) for run in runs]
    return tuple(span_of(parsed, run) for run in trimmed_runs if run)


def trimmed(parsed: Sentences, run: list[int]) -> list[int]:
    """``run`` without commas, stops and dashes at its edges; quotation marks stay."""
    marks = {'"', "“", "”", "«", "»", "„"}
    while run and parsed.tokens[run[0]].pos in LOOSE and parsed.tokens[run[0]].text not in marks:
        run = run[1:]
    while run and parsed.tokens[run[-1]].pos in LOOSE and parsed.tokens[run[-1]].text not in marks:
        run = run[:-1]
    return run


def _run_around(tokens: list[int], head: int) -> list[int]:
    """The consecutive stretch of ``tokens`` that holds ``head``."""
    among = set(tokens)
    first = last = head
    while first - 1 in among:
        first -= 1
    while last + 1 in among:
        last += 1
    return list(range(first, last + 1))
