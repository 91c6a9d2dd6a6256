"""Who did it and to whom, by syntax: token numbers of the heads of the parties' noun phrases."""

from __future__ import annotations

from sayso.events.phrases import (
    antecedent,
    clause_of,
    conjoined,
    direct_objects,
    lemma,
    objects_of_preposition,
)
from sayso.events.triggers import Trigger
from sayso.lexicons.events import EventWords
from sayso.syntax import ancestors, children_by_dep, subtree
from sayso.types import Sentences

Heads = list[int]


def parties_of(parsed: Sentences, trigger: Trigger, words: EventWords) -> tuple[Heads, Heads]:
    """Heads of the actors and of the recipients of ``trigger``; either may be empty."""
    of_noun = parsed.tokens[trigger.token].pos == "NOUN"
    actors, recipients = (noun_parties if of_noun else verb_parties)(parsed, trigger, words)
    return ([antecedent(parsed, n) for n in actors], [antecedent(parsed, n) for n in recipients])


def verb_parties(parsed: Sentences, trigger: Trigger, words: EventWords) -> tuple[Heads, Heads]:
    """Parties of a verb, active, passive or as a participle after a noun."""
    verb, pattern = trigger.token, trigger.pattern
    if not is_passive(parsed, verb):
        recipients = captors(parsed, verb, words) or recipients_of_verb(parsed, trigger)
        return subjects(parsed, verb), recipients
    agents = objects_of_preposition(parsed, verb, ("by",))
    if not agents and pattern.held_in:
        agents = objects_of_preposition(parsed, verb, tuple(words.parties["inside"]))
    patients = subjects(parsed, verb) if "object" in pattern.recipient else []
    return agents, patients or recipients_of_verb(parsed, trigger)


def captors(parsed: Sentences, verb: int, words: EventWords) -> Heads:
    """Who is asked in "men held in Russia whom Washington has been pressing to release": who holds them."""
    to_release = any(tells_of_release(parsed, n, words) for n in subtree(parsed, verb) if n != verb)
    if parsed.tokens[verb].dep != "relcl" or not to_release:
        return []
    found: Heads = []
    noun = parsed.tokens[verb].head
    # Parsers hang the relative clause on the nearer noun, "Russia", as often as on "men".
    around = [a for a in ancestors(parsed, noun) if parsed.tokens[a].dep == "acl"]
    for held in [*children_by_dep(parsed, noun, "acl"), *around]:
        if any(pattern.held_in for pattern in words.verbs.get(lemma(parsed, held), ())):
            found += objects_of_preposition(parsed, held, ("by", *words.parties["inside"]))
    return found


def tells_of_release(parsed: Sentences, token: int, words: EventWords) -> bool:
    """Whether ``token``, verb or noun, has the lemma of a verb of release."""
    return any(pattern.mode == "release" for pattern in words.verbs.get(lemma(parsed, token), ()))


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
        return asked(parsed, token.head) or subjects(parsed, token.head)
    return subjects(parsed, token.head) if token.dep in {"conj", "advcl"} else []


def described(parsed: Sentences, noun: int) -> Heads:
    """Whom a participle after ``noun`` describes: the noun, and what the noun is set beside or joined to."""
    found = [noun]
    while parsed.tokens[noun].dep in {"appos", "conj"}:
        noun = parsed.tokens[noun].head
        found.insert(0, noun)
    return list(dict.fromkeys(n for head in found for n in conjoined(parsed, head)))


def asked(parsed: Sentences, verb: int) -> Heads:
    """Who is to act when ``verb`` has an infinitive below it: its object, or that of "call on"."""
    return direct_objects(parsed, verb) or objects_of_preposition(parsed, verb, ("on", "upon"))


def recipients_of_verb(parsed: Sentences, trigger: Trigger) -> Heads:
    """Heads found in the first of the pattern's slots that is filled."""
    for slot in trigger.pattern.recipient:
        found = slot_of_verb(parsed, trigger, slot)
        if found:
            return found
    return []


def slot_of_verb(parsed: Sentences, trigger: Trigger, slot: str) -> Heads:
    """What fills one slot: the object, the dative, or a preposition of the verb or of its object."""
    verb = trigger.token
    if slot == "object":
        return direct_objects(parsed, verb) or persons_asked(parsed, verb)
    if slot == "dative":
        return children_by_dep(parsed, verb, "dative")
    below = [verb] if trigger.object is None else [verb, trigger.object]
    return [n for head in below for n in objects_of_preposition(parsed, head, (slot,))]


def persons_asked(parsed: Sentences, verb: int) -> Heads:
    """The subject of the infinitive or clause below: "urged *Israel* to stop"."""
    for clause in children_by_dep(parsed, verb, "ccomp", "xcomp"):
        if children_by_dep(parsed, clause, "aux") and not children_by_dep(parsed, clause, "mark"):
            return [n for s in children_by_dep(parsed, clause, "nsubj") for n in conjoined(parsed, s)]
    return []


def noun_parties(parsed: Sentences, trigger: Trigger, words: EventWords) -> tuple[Heads, Heads]:
    """Parties of a noun: its possessor, its prepositions, else the subject of the verb it hangs on."""
    noun = trigger.token
    actors = [n for p in children_by_dep(parsed, noun, "poss") for n in conjoined(parsed, p)]
    actors += objects_of_preposition(parsed, noun, tuple(words.parties["agents"]))
    actors += children_by_dep(parsed, noun, "amod", "compound")
    recipients = objects_of_preposition(parsed, noun, trigger.pattern.recipient)
    above = governing_verb(parsed, noun, words)
    if above is None:
        return actors, recipients
    recipients = recipients or objects_of_preposition(parsed, above, trigger.pattern.recipient)
    return [*actors, *subjects_above(parsed, above, noun)], recipients


def governing_verb(parsed: Sentences, noun: int, words: EventWords) -> int | None:
    """The light verb or verb of command whose subject does what ``noun`` tells of."""
    token = parsed.tokens[noun]
    while token.dep in {"pobj", "prep"} and parsed.tokens[token.head].pos not in {"NOUN", "PROPN"}:
        noun, token = token.head, parsed.tokens[token.head]
    verb = token.head
    return (
        verb
        if token.dep in {"dobj", "prep", "nsubjpass"} and lemma(parsed, verb) in words.parties["light"]
        else None
    )


def subjects_above(parsed: Sentences, verb: int, noun: int) -> Heads:
    """Who does it by that verb: its subject, or in the passive its agent."""
    if is_passive(parsed, verb):
        return objects_of_preposition(parsed, verb, ("by",))
    return [n for n in subjects(parsed, verb) if n != noun]
