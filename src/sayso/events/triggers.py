"""Which words are worth asking the coder about: a quick sieve over verbs and nouns, by what stands around them."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.events.slots import trigger_at
from sayso.lexicons.events import EventWords
from sayso.models.event_coder import Sieve
from sayso.syntax import children_by_dep
from sayso.types import Sentence, Sentences

# Longer ones are lists or lost bounds, whose parse is worth nothing.
LONGEST_SENTENCE = 120  # tokens
SHOUTING = 0.6  # share of capital letters from which a sentence is a headline
FINITE = {"VBD", "VBZ", "VBP", "MD"}
PREDICATES = {"VERB", "NOUN"}
ENDING = 4  # letters at the end of a word, which tell nouns of action
MOST_NAMES = 3


def find_triggers(parsed: Sentences, sieve: Sieve, words: EventWords) -> list[int]:
    """Numbers of the tokens, in text order, that may tell of an event, in sentences of running text.

    Those are the plain words of the lexicon, and what the sieve lets through.
    """
    return [
        number
        for sentence in parsed.sentences
        if readable(parsed, sentence)
        for number in predicates(parsed, sentence)
        if trigger_at(parsed, number, words) or sieve.keeps(features(parsed, number))
    ]


def predicates(parsed: Sentences, sentence: Sentence) -> Iterator[int]:
    """The verbs and nouns of a sentence."""
    return (n for n in range(sentence.first, sentence.last) if parsed.tokens[n].pos in PREDICATES)


def readable(parsed: Sentences, sentence: Sentence) -> bool:
    """Whether this is running text with a finite verb, not a headline or a list."""
    tokens = parsed.tokens[sentence.first : sentence.last]
    letters = [c for c in parsed.text[sentence.start : sentence.end] if c.isalpha()]
    shouted = sum(c.isupper() for c in letters) > SHOUTING * len(letters)
    return len(tokens) <= LONGEST_SENTENCE and any(token.tag in FINITE for token in tokens) and not shouted


def features(parsed: Sentences, number: int) -> list[str]:
    """What the sieve sees of a word: itself, its place in the parse, its dependents, and the names of the sentence."""
    token = parsed.tokens[number]
    word = f"{token.lemma.lower()}/{token.pos}"
    found = [word, f"{token.pos} -{token.text.lower()[-ENDING:]}", f"{token.pos} {token.dep}"]
    found.append(f"{word} < {parsed.tokens[token.head].lemma.lower()}")
    for child in parsed.children[number]:
        below = parsed.tokens[child]
        found.append(f"{word} > {below.dep} {below.lemma.lower() if below.pos != 'PROPN' else 'NAME'}")
        if below.dep in {"nsubj", "nsubjpass", "dobj", "poss", "agent"}:
            found.append(
                f"{token.pos} > {below.dep} {below.lemma.lower() if below.pos != 'PROPN' else 'NAME'}"
            )
    found += [
        f"{word} > {parsed.tokens[p].text.lower()}" for p in children_by_dep(parsed, number, "prep", "prt")
    ]
    sentence = parsed.sentences[token.sentence]
    labels = [name.label for name in parsed.names if sentence.first <= name.first < sentence.last]
    return found + [f"{label} {min(labels.count(label), MOST_NAMES)}" for label in sorted(set(labels))]
