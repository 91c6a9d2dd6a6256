"""Which words tell of an event, and of which type."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.lexicons.events import EventWords, Pattern
from sayso.syntax import children_by_dep
from sayso.types import Sentence, Sentences, Spans

# Longer ones are lists or lost bounds, whose parse is worth nothing.
LONGEST_SENTENCE = 120  # tokens
SHOUTING = 0.6  # share of capital letters from which a sentence is a headline
FINITE = {"VBD", "VBZ", "VBP", "MD"}
MODIFIERS = ("compound", "amod", "nmod")


@dataclass(frozen=True, slots=True)
class Trigger:
    """The token that tells of an event, with the verb or object that belongs to it."""

    token: int
    pattern: Pattern
    object: int | None  # the "sanctions" of "impose sanctions"
    spans: Spans


def find_triggers(parsed: Sentences, words: EventWords) -> list[Trigger]:
    """All triggers in sentences that can tell of a political event, in text order."""
    found: list[Trigger] = []
    for sentence in parsed.sentences:
        if readable(parsed, sentence, words):
            found += [t for n in range(sentence.first, sentence.last) if (t := trigger_at(parsed, n, words))]
    taken = {trigger.object for trigger in found}
    return [trigger for trigger in found if trigger.token not in taken]


def readable(parsed: Sentences, sentence: Sentence, words: EventWords) -> bool:
    """Whether this is running text with a finite verb, not a headline, a list, sport, weather or business."""
    tokens = parsed.tokens[sentence.first : sentence.last]
    letters = [c for c in parsed.text[sentence.start : sentence.end] if c.isalpha()]
    shouted = sum(c.isupper() for c in letters) > SHOUTING * len(letters)
    finite = any(token.tag in FINITE for token in tokens)
    political = words.unpolitical.isdisjoint(token.text.lower() for token in tokens)
    return len(tokens) <= LONGEST_SENTENCE and finite and political and not shouted


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
