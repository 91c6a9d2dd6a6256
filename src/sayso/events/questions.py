"""Triggers as questions to the coder, and its answers about parties as heads of noun phrases."""

from __future__ import annotations

from collections.abc import Container

from sayso.events.phrases import noun_phrase
from sayso.events.proposals import proposed
from sayso.models.event_coder import Judgement
from sayso.models.event_encoding import Question
from sayso.types import Sentence, Sentences, Span

# Set on the even half of the held-out written sentences, where a wide range does as well.
PARTY = 0.6  # chance from which somebody is a party,
ELSEWHERE = 0.9  # and somebody whom the parse does not propose
LEAST = 0.25  # chance from which somebody is one where nobody else is
NOMINAL = {"NOUN", "PROPN", "PRON", "ADJ", "NUM"}


def question_at(parsed: Sentences, trigger: int) -> Question:
    """The question whether the token at ``trigger`` tells of an event, with the parties that the parse proposes."""
    sentence = parsed.sentences[parsed.tokens[trigger].sentence]
    token = parsed.tokens[trigger]
    return Question(
        sentence=parsed.text[sentence.start : sentence.end],
        trigger=(within((token.start, token.end), sentence),),
        parties=tuple(
            (role, within(noun_phrase(parsed, head), sentence))
            for head, role in proposed(parsed, trigger).items()
        ),
    )


def within(span: Span, sentence: Sentence) -> Span:
    """A span of the text as a span of its sentence."""
    return span[0] - sentence.start, span[1] - sentence.start


def parties(parsed: Sentences, trigger: int, judgement: Judgement) -> tuple[list[int], list[int]]:
    """Heads of the phrases that the coder takes for actors, and for recipients, in text order."""
    sentence = parsed.sentences[parsed.tokens[trigger].sentence]
    nominal = (
        n for n in range(sentence.first, sentence.last) if parsed.tokens[n].pos in NOMINAL and n != trigger
    )
    chances = {
        n: judgement.chances(within((parsed.tokens[n].start, parsed.tokens[n].end), sentence))
        for n in nominal
    }
    places = proposed(parsed, trigger)
    actors = {n: actor for n, (actor, recipient) in chances.items() if actor >= recipient}
    recipients = {n: recipient for n, (actor, recipient) in chances.items() if recipient > actor}
    return likely(actors, places), likely(recipients, places)


def likely(chances: dict[int, float], places: Container[int]) -> list[int]:
    """Those who surely take part, else the likeliest in one of the places if there is something to it."""
    sure = [n for n, chance in chances.items() if chance >= (PARTY if n in places else ELSEWHERE)]
    placed = {n: chance for n, chance in chances.items() if n in places and chance >= LEAST}
    return sure or ([max(placed, key=placed.__getitem__)] if placed else [])
