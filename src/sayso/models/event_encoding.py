"""A sentence to the numbers that the event coder is fed with; training and coding share this file.

The sentence becomes a row of word pieces between the two marks that the encoder was pretrained with. Beside its number
every piece carries a feature: how it is capitalised (the vocabulary is lower case), and whether it is of the trigger
that is asked about, or of what the parse proposes as actor or recipient.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from sayso.models.attribution_encoding import END, START, Ints, capitals
from sayso.ontology import load_plover
from sayso.types import Span, Spans, Status

NONE = "NONE"  # no political event
TYPES = (NONE, *load_plover().types)
MODES = ("", *(f"{name} {mode}" for name, kind in load_plover().types.items() for mode in kind.modes))
STATUSES: tuple[Status, ...] = ("actual", "historical", "planned", "hypothetical", "conditional", "negated")
PARTIES = ("actor", "recipient")

NOTHING, ACTOR, RECIPIENT, TRIGGER = range(4)
FEATURES = 3 * 4
LONGEST = 256  # pieces; what a sentence has beyond is not read


@dataclass(frozen=True, slots=True)
class Question:
    """A place of a sentence that may tell of an event. Spans are offsets into ``sentence``."""

    sentence: str
    trigger: Spans  # empty: the event between the parties is asked for, wherever it is told
    actors: Spans  # as the parse proposes them
    recipients: Spans


@dataclass(frozen=True, slots=True)
class EncodedQuestion:
    """The question as a row of pieces, the two marks at its ends included; the four arrays are of one length."""

    ids: Ints
    features: Ints
    starts: Ints  # offsets into the sentence, in code points; the marks at the ends cover nothing
    ends: Ints


def encode(questions: Iterable[Question], tokenizer: Tokenizer) -> list[EncodedQuestion]:
    """The questions as rows of pieces; those about one sentence share its splitting into pieces."""
    split: dict[str, tuple[Ints, Ints, Ints, Ints]] = {}
    rows = []
    for question in questions:
        sentence = question.sentence
        if sentence not in split:
            split[sentence] = _pieces(sentence, tokenizer)
        ids, shapes, starts, ends = split[sentence]
        rows.append(EncodedQuestion(ids, shapes * 4 + _roles(question, starts, ends), starts, ends))
    return rows


def covered(spans: Iterable[Span], starts: Ints, ends: Ints) -> NDArray[np.bool_]:
    """Which pieces lie under the spans, wholly or in part."""
    under = np.zeros(len(starts), bool)
    for start, end in spans:
        under |= (starts < end) & (ends > start)
    return under


def _pieces(sentence: str, tokenizer: Tokenizer) -> tuple[Ints, Ints, Ints, Ints]:
    encoding = tokenizer.encode(sentence, add_special_tokens=False)
    offsets = encoding.offsets[: LONGEST - 2]
    ids = np.array([START, *encoding.ids[: LONGEST - 2], END], np.int64)
    shapes = np.array([0, *(capitals(sentence[start:end]) for start, end in offsets), 0], np.int64)
    starts = np.array([0, *(start for start, _ in offsets), len(sentence)], np.int64)
    ends = np.array([0, *(end for _, end in offsets), len(sentence)], np.int64)
    return ids, shapes, starts, ends


def _roles(question: Question, starts: Ints, ends: Ints) -> Ints:
    roles = np.full(len(starts), NOTHING, np.int64)
    roles[covered(question.actors, starts, ends)] = ACTOR
    roles[covered(question.recipients, starts, ends)] = RECIPIENT
    roles[covered(question.trigger, starts, ends)] = TRIGGER
    return roles
