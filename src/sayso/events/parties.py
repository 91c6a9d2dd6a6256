"""Who does it and to whom, by syntax: subjects of a clause, however far above they stand, and who stands for whom.

Answers are token numbers of the heads of noun phrases.
"""

from __future__ import annotations

from collections.abc import Sequence

from sayso.events.phrases import (
    antecedent,
    clause_of,
    conjoined,
    direct_objects,
    noun_phrase,
    objects_of_preposition,
)
from sayso.lexicons.events import EventWords
from sayso.syntax import children_by_dep
from sayso.types import Sentences

Heads = list[int]


def is_passive(parsed: Sentences, verb: int) -> bool:
    """Whether the verb's subject is the one to whom it is done."""
    if children_by_dep(parsed, verb, "nsubjpass", "auxpass"):
        return True
    token = parsed.tokens[verb]
    return token.tag == "VBN" and token.dep == "acl"


def subjects(parsed: Sentences, verb: int) -> Heads:
    """Heads of the subjects of ``verb``, taken from the verb or noun above where it has none of its own."""
    own = children_by_dep(parsed, verb, "nsubj", "nsubjpass")
    if own:
        return [n for noun in own for n in conjoined(parsed, antecedent(parsed, noun))]
    token = parsed.tokens[verb]
    if token.dep == "acl":
        return described(parsed, token.head)
    if token.dep == "pcomp":
        return subjects(parsed, clause_of(parsed, parsed.tokens[token.head].head))
    if token.dep == "xcomp":
        return direct_objects(parsed, token.head) or subjects(parsed, token.head)
    return subjects(parsed, token.head) if token.dep in {"conj", "advcl", "acomp"} else []


def described(parsed: Sentences, noun: int) -> Heads:
    """Whom a participle after ``noun`` describes: the noun, and what the noun is set beside or joined to."""
    found = [noun]
    while parsed.tokens[noun].dep in {"appos", "conj"}:
        noun = parsed.tokens[noun].head
        found.insert(0, noun)
    return list(dict.fromkeys(n for head in found for n in conjoined(parsed, head)))


def in_apposition(parsed: Sentences, noun: int) -> Heads:
    """Whom a plural in apposition sums up, "A and B, two Americans"; any other noun stands for itself."""
    token = parsed.tokens[noun]
    if token.dep != "appos" or token.tag not in {"NNS", "NNPS"}:
        return [noun]
    named = [n for n in described(parsed, noun) if n != noun and parsed.tokens[n].pos == "PROPN"]
    return named or [noun]


def outermost(parsed: Sentences, heads: Sequence[int], words: EventWords) -> Heads:
    """The heads without those that stand within the phrase of another, or after its "of": soldiers of the army."""
    return [
        head
        for head in heads
        if not any(_holds(parsed, other, head, words) for other in heads if other != head)
    ]


def _holds(parsed: Sentences, noun: int, head: int, words: EventWords) -> bool:
    start, end = noun_phrase(parsed, noun)
    before = head < noun and start <= parsed.tokens[head].start < end
    return before or head in objects_of_preposition(parsed, noun, words.parties["owners"])


def persons_asked(parsed: Sentences, verb: int) -> Heads:
    """The subject of the infinitive or clause below: "urged *Israel* to stop"."""
    clauses = children_by_dep(parsed, verb, "ccomp", "xcomp")
    bare = [c for c in clauses if not children_by_dep(parsed, c, "mark")]
    return [n for c in bare for s in children_by_dep(parsed, c, "nsubj") for n in conjoined(parsed, s)]
