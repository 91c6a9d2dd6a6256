"""Plain words of events, whose lexicon says which type they tell of and where their parties stand."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.events.parties import is_passive, subjects
from sayso.events.phrases import (
    antecedent,
    conjoined,
    direct_objects,
    lemma,
    objects_of_preposition,
)
from sayso.lexicons.events import EventWords, Pattern
from sayso.syntax import ancestors, children_by_dep, subtree
from sayso.types import Sentences, Spans

Heads = list[int]
MODIFIERS = ("compound", "amod", "nmod")


@dataclass(frozen=True, slots=True)
class Trigger:
    """The token that tells of an event, with the verb or object that belongs to it."""

    token: int
    pattern: Pattern
    object: int | None  # the "sanctions" of "impose sanctions"
    spans: Spans


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


def trigger_at(parsed: Sentences, number: int, words: EventWords) -> Trigger | None:
    """The trigger that this token is, if it is one."""
    token = parsed.tokens[number]
    by_lemma = {"VERB": words.verbs, "NOUN": words.nouns}.get(token.pos, {})
    for pattern in by_lemma.get(token.lemma.lower(), ()):
        with_it = object_of(parsed, number, pattern)
        if (pattern.objects and with_it is None) or not modified(parsed, number, pattern):
            continue
        numbers = [number] if with_it is None else [number, with_it]
        spans = tuple((parsed.tokens[n].start, parsed.tokens[n].end) for n in sorted(numbers))
        return Trigger(number, pattern, with_it, spans)
    return None


def object_of(parsed: Sentences, verb: int, pattern: Pattern) -> int | None:
    """The object or passive subject whose lemma the pattern asks for."""
    around = children_by_dep(parsed, verb, "dobj", "nsubjpass")
    return next((n for n in around if parsed.tokens[n].lemma.lower() in pattern.objects), None)


def modified(parsed: Sentences, noun: int, pattern: Pattern) -> bool:
    """Whether one of the modifiers that the pattern asks for stands before the noun."""
    before = {parsed.tokens[n].lemma.lower() for n in children_by_dep(parsed, noun, *MODIFIERS)}
    return not pattern.compounds or bool(before & pattern.compounds)
