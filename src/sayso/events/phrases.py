"""Small questions about clauses and noun phrases that parties and status both ask."""

from __future__ import annotations

from collections.abc import Collection

from sayso.lexicons.events import EventWords
from sayso.syntax import ancestors, children_by_dep, subtree
from sayso.types import Sentences

VERBAL = {"VERB", "AUX"}
PAST = {"VBD", "VBN"}


def lemma(parsed: Sentences, token: int) -> str:
    """The lemma in lower case, as the lexicons have it."""
    return parsed.tokens[token].lemma.lower()


def conjoined(parsed: Sentences, noun: int) -> list[int]:
    """The head and everything joined to it by "and": a, b and c."""
    found = [noun]
    for other in children_by_dep(parsed, noun, "conj"):
        found += conjoined(parsed, other)
    return found


def objects_of_any_preposition(parsed: Sentences, head: int, only: str | None = None) -> list[int]:
    """Heads of what follows a preposition below ``head``, conjuncts included; ``only`` is a lemma or "agent"."""
    return [
        noun
        for preposition in prepositions(parsed, head)
        if only in {None, lemma(parsed, preposition), parsed.tokens[preposition].dep}
        for noun in after(parsed, preposition)
    ]


def objects_of_preposition(parsed: Sentences, head: int, wanted: Collection[str]) -> list[int]:
    """Heads of what follows one of the ``wanted`` prepositions below ``head``, conjuncts included."""
    return [
        noun
        for preposition in prepositions(parsed, head)
        if lemma(parsed, preposition) in wanted
        for noun in after(parsed, preposition)
    ]


def prepositions(parsed: Sentences, head: int) -> list[int]:
    """The prepositions below ``head``."""
    return children_by_dep(parsed, head, "prep", "agent", "dative")


def after(parsed: Sentences, preposition: int) -> list[int]:
    """Heads of what follows a preposition, also after a second one: "from A and then from B", "out of A"."""
    found = [n for noun in children_by_dep(parsed, preposition, "pobj") for n in conjoined(parsed, noun)]
    for further in children_by_dep(parsed, preposition, "prep", "conj"):
        found += after(parsed, further)
    return found


def direct_objects(parsed: Sentences, verb: int) -> list[int]:
    """Heads of the direct objects of ``verb``, conjuncts included."""
    return [n for noun in children_by_dep(parsed, verb, "dobj") for n in conjoined(parsed, noun)]


def clause_of(parsed: Sentences, token: int) -> int:
    """The nearest verb at or above ``token``; the root where there is none."""
    while parsed.tokens[token].pos not in VERBAL and parsed.tokens[token].head != token:
        token = parsed.tokens[token].head
    return token


def antecedent(parsed: Sentences, pronoun: int) -> int:
    """What a relative pronoun stands for; any other token stands for itself."""
    if not parsed.tokens[pronoun].tag.startswith(("WP", "WDT")):
        return pronoun
    verb = clause_of(parsed, pronoun)
    while parsed.tokens[verb].dep in {"conj", "xcomp", "ccomp"}:
        verb = parsed.tokens[verb].head
    return parsed.tokens[verb].head if parsed.tokens[verb].dep == "relcl" else pronoun


def noun_phrase(parsed: Sentences, head: int, over_hyphens: bool = False) -> tuple[int, int]:
    """The span of the noun at ``head`` with what stands before it in its phrase, without clauses and what follows.

    It begins after the last mark in it, as the coder learned it; with ``over_hyphens`` those within a word are none.
    """
    before = [n for child in parsed.children[head] if child < head for n in subtree(parsed, child)]
    first = head
    while first - 1 in before and not _ends_phrase(parsed, first - 1, over_hyphens):
        first -= 1
    return parsed.tokens[first].start, parsed.tokens[head].end


def _ends_phrase(parsed: Sentences, mark: int, over_hyphens: bool) -> bool:
    """Whether a mark stands here, other than that of "Chinese-run" where those may stand."""
    token, then = parsed.tokens[mark : mark + 2]
    if token.pos != "PUNCT":
        return False
    spaced = token.end < then.start or parsed.text[token.start - 1 : token.start].isspace()
    return spaced or token.start == 0 or not over_hyphens


def only_called(parsed: Sentences, noun: int, words: EventWords) -> bool:
    """Whether something that may come would be called by this noun: "will treat any raid as an *attack*"."""
    token = parsed.tokens[noun]
    if token.dep == "pobj" and lemma(parsed, token.head) in words.parties["called"]:
        above = list(ancestors(parsed, token.head))
    elif token.dep in {"oprd", "attr"}:
        above = [token.head]
    else:
        return False
    calling = [verb for verb in above if lemma(parsed, verb) in words.parties["calling"]]
    helpers = [lemma(parsed, n) for verb in calling for n in children_by_dep(parsed, verb, "aux")]
    return any(helper in words.parties["supposing"] for helper in helpers)


def is_ordered(parsed: Sentences, noun: int, words: EventWords) -> bool:
    """Whether this is what somebody ordered, as the page tells in the past: "ordered the *invasion*"."""
    verb = parsed.tokens[noun].head
    ordered = parsed.tokens[noun].dep == "dobj" and lemma(parsed, verb) in words.parties["ordering"]
    return ordered and parsed.tokens[verb].tag in PAST
