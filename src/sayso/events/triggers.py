"""Which words are worth asking the coder about: a quick sieve over verbs and nouns, by what stands around them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sayso.models.event_coder import Sieve
from sayso.syntax import names_in
from sayso.types import Actor, Cast, Entity, Sentence, Sentences, Token

# Longer ones are lists or lost bounds, whose parse is worth nothing.
LONGEST_SENTENCE = 120  # tokens
SHOUTING = 0.6  # share of capital letters from which a sentence is a headline
FINITE = {"VBD", "VBZ", "VBP", "MD"}
PREDICATES = {"VERB", "NOUN"}
ENDING = 4  # letters at the end of a word, which tell nouns of action
MOST_NAMES = 3
PARTIES = {"nsubj", "nsubjpass", "dobj", "poss", "agent"}
COUNTRIES = {"GPE", "NORP"}  # places with a government, and their people
LINKS = {"prep", "prt", "agent"}


def find_triggers(parsed: Sentences, cast: Cast, sieve: Sieve) -> list[int]:
    """Numbers of the tokens, in text order, that may tell of an event.

    They stand in sentences of running text that mention somebody of political standing.
    """
    of_standing = sentences_of_standing(parsed, cast)
    return [
        number
        for place, sentence in enumerate(parsed.sentences)
        if place in of_standing and readable(parsed, sentence)
        for number, seen in words_seen(parsed, sentence)
        if sieve.keeps(seen)
    ]


def sentences_of_standing(parsed: Sentences, cast: Cast) -> set[int]:
    """Numbers of the sentences that mention somebody who can make an event a political one, or any country."""
    actors = {
        place
        for place, _ in enumerate(cast.actors)
        if any(has_standing(cast.actors[member]) for member in cast.members.get(place, (place,)))
    }
    heads = [mention.head for mention in cast.mentions if mention.actor in actors]
    heads += [name.first for name in parsed.names if name.label in COUNTRIES]
    return {parsed.tokens[head].sentence for head in heads}


def has_standing(one: Actor | Entity) -> bool:
    """Whether somebody is a government, or of a country or a sector."""
    return bool(one.country or one.sector or one.kind == "government")


def predicates(parsed: Sentences, sentence: Sentence) -> Iterator[int]:
    """The verbs and nouns of a sentence; the parser takes some dashes for nouns, too."""
    return (
        n
        for n in range(sentence.first, sentence.last)
        if parsed.tokens[n].pos in PREDICATES and parsed.tokens[n].text[0].isalnum()
    )


def readable(parsed: Sentences, sentence: Sentence) -> bool:
    """Whether this is running text with a finite verb, not a headline or a list."""
    tokens = parsed.tokens[sentence.first : sentence.last]
    letters = "".join(filter(str.isalpha, parsed.text[sentence.start : sentence.end]))
    shouted = sum(map(str.isupper, letters)) > SHOUTING * len(letters)
    return len(tokens) <= LONGEST_SENTENCE and any(token.tag in FINITE for token in tokens) and not shouted


def words_seen(parsed: Sentences, sentence: Sentence) -> Iterator[tuple[int, list[str]]]:
    """The verbs and nouns of a sentence, each with what the sieve sees of it."""
    names = names_in(parsed, sentence)
    labels = {n: name.label for name in names for n in range(name.first, name.last)}
    every = [name.label for name in names]
    of_all = [f"{label} {min(every.count(label), MOST_NAMES)}" for label in sorted(set(every))]
    countries = {parsed.text[n.start : n.end].lower() for n in names if n.label in COUNTRIES}
    of_all += [f"in {country}" for country in sorted(countries)]
    for number in predicates(parsed, sentence):
        yield number, [*of_word(parsed, number), *of_dependents(parsed, number, labels), *of_all]


def of_word(parsed: Sentences, number: int) -> Iterator[str]:
    """The word itself, its place in the parse, and its neighbours."""
    token = parsed.tokens[number]
    sentence, word = parsed.sentences[token.sentence], lexeme(token)
    yield word
    yield f"{word} {token.dep}"
    yield f"{word} {token.tag}"
    yield f"{token.pos} -{token.text.lower()[-ENDING:]}"
    yield f"{token.pos} {token.dep}"
    yield f"{token.pos} {token.tag}"
    yield f"{word} < {parsed.tokens[token.head].lemma.lower()}"
    if number > sentence.first:
        yield f"{parsed.tokens[number - 1].lemma.lower()} _"
    if number + 1 < sentence.last:
        yield f"_ {parsed.tokens[number + 1].lemma.lower()}"


def of_dependents(parsed: Sentences, number: int, labels: Mapping[int, str]) -> Iterator[str]:
    """What hangs on the word, and what hangs on its prepositions; names count by their labels."""
    token = parsed.tokens[number]
    word = lexeme(token)
    for child in parsed.children[number]:
        below = parsed.tokens[child]
        what = "NAME" if below.pos == "PROPN" else below.lemma.lower()
        yield f"{word} > {below.dep} {what}"
        if below.dep in PARTIES:
            yield f"{token.pos} > {below.dep} {what}"
        if child in labels:
            yield f"{token.pos} > {below.dep} {labels[child]}"
            yield f"{word} > {below.dep} {labels[child]}"
        if below.dep in LINKS:
            yield f"{word} > {below.text.lower()}"
            for beyond in parsed.children[child]:
                end = labels.get(beyond) or parsed.tokens[beyond].pos
                yield f"{token.pos} > {below.lemma.lower()} {end}"
                yield f"{word} > {below.lemma.lower()} {end}"


def lexeme(token: Token) -> str:
    """Lemma and part of speech, as one word."""
    return f"{token.lemma.lower()}/{token.pos}"
