"""Who may be a party to an event, by where they stand in the parse. The coder chooses among them.

Answers are token numbers of the heads of noun phrases, with the place where each stands.
"""

from __future__ import annotations

from collections.abc import Iterator

from sayso.events.parties import is_passive, persons_asked, subjects
from sayso.events.phrases import (
    antecedent,
    clause_of,
    conjoined,
    direct_objects,
    objects_of_any_preposition,
)
from sayso.models.event_encoding import Role
from sayso.syntax import children_by_dep
from sayso.types import Sentences

Heads = list[int]
WITHIN = ("amod", "compound", "nmod", "poss")


def proposed(parsed: Sentences, trigger: int) -> dict[int, Role]:
    """Heads of those who can be parties to the event at ``trigger``, each with the first place where it stands."""
    near = of_a_verb if parsed.tokens[trigger].pos == "VERB" else of_a_noun
    found: dict[int, Role] = {}
    for role, heads in (*near(parsed, trigger), ("elsewhere", subjects_of_sentence(parsed, trigger))):
        for head in heads:
            found.setdefault(antecedent(parsed, head), role)
    return {head: role for head, role in found.items() if head != trigger}


def subjects_of_sentence(parsed: Sentences, trigger: int) -> Heads:
    """Heads of the subjects of all clauses in the sentence of ``trigger``."""
    sentence = parsed.sentences[parsed.tokens[trigger].sentence]
    inside = range(sentence.first, sentence.last)
    own = [n for n in inside if parsed.tokens[n].dep in {"nsubj", "nsubjpass"}]
    return [n for noun in own for n in conjoined(parsed, noun)]


def of_a_verb(parsed: Sentences, verb: int) -> Iterator[tuple[Role, Heads]]:
    """Of a verb, active, passive or as a participle before or after a noun."""
    token, passive = parsed.tokens[verb], is_passive(parsed, verb)
    objects = direct_objects(parsed, verb)
    if passive:
        yield "doer", objects_of_any_preposition(parsed, verb, only="agent")
        yield "done-to", subjects(parsed, verb)
    elif token.dep == "amod":
        yield "done-to" if token.tag == "VBN" else "doer", [token.head]
    else:
        own = bool(children_by_dep(parsed, verb, "nsubj"))
        yield "doer" if own else "above", subjects(parsed, verb)
        yield "above", [] if own else controllers(parsed, verb)
    yield "done-to", [*objects, *children_by_dep(parsed, verb, "dative"), *persons_asked(parsed, verb)]
    within = objects_of_any_preposition(parsed, verb)
    yield "preposition", within
    yield "beside", around(parsed, [*(subjects(parsed, verb) if passive else objects), *within])
    yield "doer", [] if passive else summed_up(parsed, subjects(parsed, verb))
    yield "beside", [n for clause in children_by_dep(parsed, verb, "xcomp") for n in acted_on(parsed, clause)]


def controllers(parsed: Sentences, verb: int) -> Heads:
    """Who else may do what an infinitive or gerund tells: "a *Russian* plan to", "accused *Moscow* of"."""
    token = parsed.tokens[verb]
    if token.dep == "acl":
        noun, above = token.head, clause_of(parsed, token.head)
        return [*around(parsed, [noun]), *(subjects(parsed, above) if above != noun else [])]
    if token.dep == "pcomp":
        return direct_objects(parsed, clause_of(parsed, parsed.tokens[token.head].head))
    return objects_of_any_preposition(parsed, token.head) if token.dep == "xcomp" else []


def acted_on(parsed: Sentences, verb: int) -> Heads:
    """Who stands after a verb: its objects, those within them, and those after its prepositions."""
    objects = direct_objects(parsed, verb)
    return [*objects, *around(parsed, objects), *objects_of_any_preposition(parsed, verb)]


def summed_up(parsed: Sentences, nouns: Heads) -> Heads:
    """Several who share a noun: "*Polish* and *Czech* officials", "police from *Germany* and *Belgium*"."""
    inside = [n for noun in nouns for n in around(parsed, [noun])]
    return inside if len(inside) > 1 else []


def around(parsed: Sentences, nouns: Heads) -> Heads:
    """Who stands within nouns: after their prepositions, as possessor or adjective."""
    after = [n for noun in nouns for n in objects_of_any_preposition(parsed, noun)]
    modifiers = [m for noun in nouns for m in children_by_dep(parsed, noun, *WITHIN)]
    return after + [n for modifier in modifiers for n in conjoined(parsed, modifier)]


def of_a_noun(parsed: Sentences, noun: int) -> Iterator[tuple[Role, Heads]]:
    """Of a noun: its possessor and modifiers, its prepositions, and those of the verb or noun it hangs on."""
    participles = children_by_dep(parsed, noun, "acl")
    yield "doer", objects_of_any_preposition(parsed, noun, only="by")
    yield "doer", [n for verb in participles for n in objects_of_any_preposition(parsed, verb, only="agent")]
    yield "doer", [n for own in children_by_dep(parsed, noun, "nsubj") for n in conjoined(parsed, own)]
    modifiers = children_by_dep(parsed, noun, *WITHIN)
    yield "modifier", [n for modifier in modifiers for n in conjoined(parsed, modifier)]
    within = objects_of_any_preposition(parsed, noun)
    yield "preposition", within
    verb = clause_of(parsed, noun)
    if verb != noun:
        yield "above", subjects(parsed, verb)
        yield "beside", [*direct_objects(parsed, verb), *children_by_dep(parsed, verb, "dative")]
        yield "beside", objects_of_any_preposition(parsed, verb)
    yield "beside", around(parsed, within)
    if parsed.tokens[noun].dep == "pobj":
        yield "above", around(parsed, [parsed.tokens[parsed.tokens[noun].head].head])
