"""Who can have done it and to whom, by syntax. The parse proposes everybody and where they stand; the coder chooses.

Answers are token numbers of the heads of noun phrases.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sayso.events.phrases import (
    antecedent,
    clause_of,
    conjoined,
    direct_objects,
    noun_phrase,
    objects_of_any_preposition,
    objects_of_preposition,
)
from sayso.lexicons.events import EventWords
from sayso.models.event_encoding import Role
from sayso.syntax import children_by_dep
from sayso.types import Sentences

Heads = list[int]
WITHIN = ("amod", "compound", "nmod", "poss")


def proposed(parsed: Sentences, trigger: int) -> dict[int, Role]:
    """Heads of those who can be parties to the event at ``trigger``, each with the first place where it stands."""
    of_noun = parsed.tokens[trigger].pos != "VERB"
    found: dict[int, Role] = {}
    for role, heads in (of_a_noun if of_noun else of_a_verb)(parsed, trigger):
        for head in heads:
            if head != trigger:
                found.setdefault(antecedent(parsed, head), role)
    return found


def of_a_verb(parsed: Sentences, verb: int) -> Iterator[tuple[Role, Heads]]:
    """Of a verb, active, passive or as a participle after a noun."""
    own = bool(children_by_dep(parsed, verb, "nsubj"))
    if is_passive(parsed, verb):
        yield "doer", objects_of_any_preposition(parsed, verb, only="agent")
        yield "done-to", subjects(parsed, verb)
    else:
        yield "doer" if own else "above", subjects(parsed, verb)
    objects = direct_objects(parsed, verb)
    yield "done-to", [*objects, *children_by_dep(parsed, verb, "dative"), *persons_asked(parsed, verb)]
    yield "preposition", objects_of_any_preposition(parsed, verb)
    yield "beside", around(parsed, objects)


def around(parsed: Sentences, objects: Heads) -> Heads:
    """Who stands within the objects of a verb: after their prepositions, as possessor or adjective."""
    after = [n for noun in objects for n in objects_of_any_preposition(parsed, noun)]
    return after + [n for noun in objects for n in children_by_dep(parsed, noun, *WITHIN)]


def of_a_noun(parsed: Sentences, noun: int) -> Iterator[tuple[Role, Heads]]:
    """Of a noun: its possessor and modifiers, its prepositions, and those of the verb it hangs on."""
    yield "doer", objects_of_any_preposition(parsed, noun, only="by")
    modifiers = children_by_dep(parsed, noun, *WITHIN)
    yield "modifier", [n for modifier in modifiers for n in conjoined(parsed, modifier)]
    yield "preposition", objects_of_any_preposition(parsed, noun)
    verb = clause_of(parsed, noun)
    if verb != noun:
        yield "above", subjects(parsed, verb)
        yield "beside", [*direct_objects(parsed, verb), *objects_of_any_preposition(parsed, verb)]


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
    return subjects(parsed, token.head) if token.dep in {"conj", "advcl"} else []


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
