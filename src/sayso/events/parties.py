"""Who can have done it and to whom, by syntax. The parse proposes everybody; the coder chooses.

Answers are token numbers of the heads of noun phrases.
"""

from __future__ import annotations

from sayso.events.phrases import antecedent, clause_of, conjoined, direct_objects, objects_of_any_preposition
from sayso.syntax import children_by_dep
from sayso.types import Sentences

Heads = list[int]
WITHIN = ("amod", "compound", "nmod", "poss")


def proposed(parsed: Sentences, trigger: int) -> tuple[Heads, Heads]:
    """Heads of those who stand where an actor, and where a recipient, of the event at ``trigger`` can stand."""
    of_noun = parsed.tokens[trigger].pos != "VERB"
    actors, recipients = (of_a_noun if of_noun else of_a_verb)(parsed, trigger)
    return (
        [antecedent(parsed, n) for n in dict.fromkeys(actors)],
        [antecedent(parsed, n) for n in dict.fromkeys(recipients) if n not in actors],
    )


def of_a_verb(parsed: Sentences, verb: int) -> tuple[Heads, Heads]:
    """Of a verb, active, passive or as a participle after a noun."""
    if is_passive(parsed, verb):
        agents = objects_of_any_preposition(parsed, verb, only="agent")
        return agents, [*subjects(parsed, verb), *objects_of_any_preposition(parsed, verb)]
    return subjects(parsed, verb), below(parsed, verb)


def below(parsed: Sentences, verb: int) -> Heads:
    """Objects, those asked to do something, and what hangs on a preposition of the verb or of its object."""
    objects = direct_objects(parsed, verb)
    found = [*objects, *children_by_dep(parsed, verb, "dative"), *persons_asked(parsed, verb)]
    for head in (verb, *objects):
        found += objects_of_any_preposition(parsed, head)
    return found + [n for noun in objects for n in children_by_dep(parsed, noun, *WITHIN)]


def of_a_noun(parsed: Sentences, noun: int) -> tuple[Heads, Heads]:
    """Of a noun: its possessor and modifiers, its prepositions, and the subject of the verb it hangs on."""
    actors = [n for p in children_by_dep(parsed, noun, *WITHIN) for n in conjoined(parsed, p)]
    actors += objects_of_any_preposition(parsed, noun, only="by")
    recipients = objects_of_any_preposition(parsed, noun)
    verb = clause_of(parsed, noun)
    if verb != noun and parsed.tokens[noun].dep not in {"nsubj", "nsubjpass"}:
        actors += [n for n in subjects(parsed, verb) if n != noun]
        recipients += objects_of_any_preposition(parsed, verb)
    return actors, [n for n in recipients if n != noun]


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


def persons_asked(parsed: Sentences, verb: int) -> Heads:
    """The subject of the infinitive or clause below: "urged *Israel* to stop"."""
    clauses = children_by_dep(parsed, verb, "ccomp", "xcomp")
    bare = [c for c in clauses if not children_by_dep(parsed, c, "mark")]
    return [n for c in bare for s in children_by_dep(parsed, c, "nsubj") for n in conjoined(parsed, s)]
