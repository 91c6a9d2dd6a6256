"""The written sentences as questions: each trigger, and words that could be one and are none."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sayso.events.questions import question_at
from sayso.sentences import load_parser, parse
from sayso.syntax import head_of, tokens_in
from sayso.types import Article, Sentences, Spans
from training.events.data import Example, between, nothing, told
from training.events.news import load_news
from training.events.sentences import Written, WrittenEvent, load

NEGATIVES = 3  # questions about other words, for each sentence, at most
PREDICATES = {"VERB", "NOUN"}
SEED = 20261125


@dataclass(frozen=True)
class Parsed:
    """A written sentence with its parse, and the token that heads each trigger."""

    written: Written
    parsed: Sentences
    triggers: tuple[tuple[int, WrittenEvent], ...]

    def others(self) -> list[int]:
        """Tokens of predicates that belong to no trigger."""
        taken = {n for event in self.written.events for n in tokens_in(self.parsed, (event.trigger,))}
        return [n for n, t in enumerate(self.parsed.tokens) if t.pos in PREDICATES and n not in taken]


def parsed(sentences: Sequence[Written]) -> list[Parsed]:
    """Parse the written sentences."""
    parser = load_parser("en")
    return [_parsed(one, parse(Article(id="", text=one.sentence), parser)) for one in sentences]


def _parsed(written: Written, found: Sentences) -> Parsed:
    heads = [(head_of(found, (event.trigger,)), event) for event in written.events]
    return Parsed(written, found, tuple((head, event) for head, event in heads if head is not None))


def examples(one: Parsed, lemmas: Mapping[str, int], chance: random.Random) -> Iterator[Example]:
    """Every trigger with its answer; of the other words some, rather those whose lemmas are triggers elsewhere."""
    for number, event in one.triggers:
        heads = (headed(one.parsed, event.actors), headed(one.parsed, event.recipients))
        yield told(event, question_at(one.parsed, number), heads)
    others = sorted(one.others(), key=lambda n: -lemmas[one.parsed.tokens[n].lemma.lower()] - chance.random())
    for number in others[:NEGATIVES]:
        yield nothing(question_at(one.parsed, number))


def headed(parsed: Sentences, phrases: Spans) -> Spans:
    """The spans of the tokens that head the phrases."""
    heads = [head_of(parsed, (phrase,)) for phrase in phrases]
    return tuple((parsed.tokens[n].start, parsed.tokens[n].end) for n in heads if n is not None)


def written_examples(news: Path | None = None) -> dict[str, list[Example]]:
    """All that the sentences of each file teach, those held out left out: by triggers, and by parties as PLV asks.

    ``news`` is the corpus whose labelled sentences are taken in too.
    """
    every = [*load(), *(load_news(news) if news else ())]
    learned = [one for one in every if not one.held_out]
    ready = parsed(learned)
    lemmas = Counter(one.parsed.tokens[n].lemma.lower() for one in ready for n, _ in one.triggers)
    chance, found = random.Random(SEED), defaultdict[str, list[Example]](list)
    for one in ready:
        found[one.written.file] += [*examples(one, lemmas, chance), *between(one.written)]
    return found
