"""Red lines: what an actor says it will do if something happens."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sayso.events.parties import subjects
from sayso.events.phrases import clause_of, lemma
from sayso.lexicons.red_lines import RedLineWords
from sayso.syntax import ancestors, children_by_dep, entity_at, span_of, subtree, tokens_in
from sayso.types import Attribution, Cast, Entity, RedLine, Sentences, Spans

OPENER = 4  # tokens before a condition that may belong to its opening: "in the event that"
CLAUSES = ("acl", "relcl", "ccomp", "advcl")


def find_red_lines(
    parsed: Sentences, attributions: Sequence[Attribution], cast: Cast, words: RedLineWords
) -> tuple[RedLine, ...]:
    """Conditional commitments and warnings, in order of appearance, numbered "r1", "r2", ..."""
    found = []
    for token in range(len(parsed.tokens)):
        condition = condition_at(parsed, token, words)
        if condition:
            line = red_line(parsed, *condition, attributions, cast, words)
            found += [line] if line else []
    return tuple(replace(line, id=f"r{n}") for n, line in enumerate(found, 1))


def condition_at(parsed: Sentences, token: int, words: RedLineWords) -> tuple[list[int], int] | None:
    """The tokens of the condition that ``token`` opens, and the word to which it is a condition."""
    tokens = parsed.tokens
    if tokens[token].dep == "mark" and tokens[token].text.lower() in words.conditions:
        verb = tokens[token].head
        return [n for n in subtree(parsed, verb) if n != token], tokens[verb].head
    if lemma(parsed, token) in words.events and tokens[token].dep == "pobj":
        clause = children_by_dep(parsed, token, *CLAUSES)
        return (subtree(parsed, clause[0]), tokens[tokens[token].head].head) if clause else None
    if tokens[token].dep == "det" and tokens[token].text.lower() in words.any:
        noun = tokens[token].head
        subject = tokens[noun].dep in {"nsubj", "nsubjpass"} and lemma(parsed, noun) in words.offences
        return (subtree(parsed, noun), tokens[noun].head) if subject else None
    return None


def red_line(
    parsed: Sentences,
    condition: list[int],
    governor: int,
    attributions: Sequence[Attribution],
    cast: Cast,
    words: RedLineWords,
) -> RedLine | None:
    """The red line, where what follows from the condition is a threatened act; else None."""
    top = consequence_top(parsed, governor)
    openers = range(min(condition) - OPENER, min(condition))
    rest = [
        n for n in subtree(parsed, top) if n not in set(condition) and not opens(parsed, n, openers, words)
    ]
    claim = innermost(attributions, parsed.tokens[condition[0]].start)
    rest = said(parsed, top, rest, claim, words)
    if not rest or asked(parsed, top, governor, words) or not threatening(parsed, top, rest, claim, words):
        return None
    return RedLine(
        id="",
        actor=speaker(parsed, claim, top, cast),
        addressee=entity_at(cast, parsed, claim.addressee) if claim else None,
        condition=(span_of(parsed, condition),),
        consequence=pieces(parsed, rest),
        claim=claim.id if claim else None,
        sentence=parsed.tokens[top].sentence,
    )


def said(
    parsed: Sentences, top: int, rest: list[int], claim: Attribution | None, words: RedLineWords
) -> list[int]:
    """The consequence without the words that attribute it, before, behind or amid it: "..., he warned, ..."."""
    own = set(tokens_in(parsed, claim.content)) if claim else set(rest)
    kept = [n for n in rest if n in own]
    if not {lemma(parsed, n) for n in kept} & words.consequences:
        kept = rest
    inserted = {m for n in kept if is_inserted(parsed, n, top) for m in subtree(parsed, n)}
    return [n for n in kept if n not in inserted and not is_opening(parsed, n, words)]


def is_inserted(parsed: Sentences, token: int, top: int) -> bool:
    """Whether a word heads a clause of its own set between marks: ", he warned,"."""
    clause = parsed.tokens[token].dep == "parataxis" and parsed.tokens[token].head == top
    return clause and bool(children_by_dep(parsed, token, "nsubj"))


def is_opening(parsed: Sentences, token: int, words: RedLineWords) -> bool:
    """Whether a word only joins the consequence to what says it: "that"."""
    return parsed.tokens[token].dep == "mark" and parsed.tokens[token].text.lower() in words.openings


def asked(parsed: Sentences, top: int, governor: int, words: RedLineWords) -> bool:
    """Whether the consequence is but asked for: "whether you would respond if", "will you respond if ...?"."""
    verbs = {top, governor, *(n for n in ancestors(parsed, governor))}
    if any(
        parsed.tokens[n].text.lower() in words.asked
        for verb in verbs
        for n in children_by_dep(parsed, verb, "mark")
    ):
        return True
    sentence = parsed.sentences[parsed.tokens[top].sentence]
    ends = next((parsed.tokens[n].text for n in range(top, sentence.last) if parsed.tokens[n].tag == "."), "")
    subjects_of_it = children_by_dep(parsed, top, "nsubj", "nsubjpass")
    helpers = [n for n in parsed.children[top] if parsed.tokens[n].text.lower() in words.modals]
    return ends.startswith("?") and any(helper < noun for helper in helpers for noun in subjects_of_it)


def opens(parsed: Sentences, token: int, openers: range, words: RedLineWords) -> bool:
    """Whether ``token`` belongs to the words that open the condition: "if", "in the event that"."""
    if token not in openers:
        return False
    if parsed.tokens[token].text.lower() in words.conditions:
        return True
    phrase = [n for n in openers if n >= 0 and lemma(parsed, n) in words.events]
    return bool(phrase) and phrase[0] - 2 <= token


def consequence_top(parsed: Sentences, governor: int) -> int:
    """The word that heads the consequence: the clause, or the noun that the clause describes."""
    verb = clause_of(parsed, governor)
    return parsed.tokens[verb].head if parsed.tokens[verb].dep == "relcl" else verb


def threatening(
    parsed: Sentences, top: int, rest: list[int], claim: Attribution | None, words: RedLineWords
) -> bool:
    """Whether the consequence is an act of force or a penalty that somebody will take or warns of."""
    modal = any(parsed.tokens[n].text.lower() in words.modals for n in rest)
    warned = claim is not None and claim.act in words.acts
    near = [top, *parsed.children[top]]
    force = any(lemma(parsed, n) in words.consequences for n in near)
    return force and (modal or warned)


def innermost(attributions: Sequence[Attribution], offset: int) -> Attribution | None:
    """The claim with the shortest content around ``offset``."""
    around = [a for a in attributions if any(start <= offset < end for start, end in a.content)]
    return min(around, key=lambda a: sum(end - start for start, end in a.content), default=None)


def speaker(parsed: Sentences, claim: Attribution | None, top: int, cast: Cast) -> Entity | None:
    """Who draws the line: the source of the claim, else the subject of the consequence."""
    if claim and claim.source:
        return entity_at(cast, parsed, claim.source)
    for noun in subjects(parsed, top):
        token = parsed.tokens[noun]
        entity = entity_at(cast, parsed, ((token.start, token.end),))
        if entity:
            return entity
    return None


def pieces(parsed: Sentences, numbers: list[int]) -> Spans:
    """The spans of unbroken runs of tokens, without punctuation at their edges."""
    runs: list[list[int]] = []
    for number in (n for n in numbers if parsed.tokens[n].pos != "PUNCT"):
        runs = [*runs[:-1], [*runs[-1], number]] if runs and runs[-1][-1] == number - 1 else [*runs, [number]]
    return tuple(span_of(parsed, run) for run in runs)
