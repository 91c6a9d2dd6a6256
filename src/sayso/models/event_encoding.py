"""A sentence to the numbers that the event coder is fed with; training and coding share this file.

The sentence becomes a row of word pieces between the two marks that the encoder was pretrained with. Beside its number
every piece carries a feature: how it is capitalised (the vocabulary is lower case), and whether it is of the trigger
that is asked about, or where a possible party to it stands in the parse.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, get_args

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

# Where a possible party stands, seen from the trigger: three places of an actor, three of a recipient, and any other.
Role = Literal[
    "doer",  # subject of an active verb, "by" after a passive or a noun
    "modifier",  # possessor or adjective of a noun
    "above",  # subject of the verb that the trigger hangs on
    "done-to",  # object, subject of a passive, whoever is asked to do something
    "preposition",  # after a preposition of the trigger
    "beside",  # after a preposition or as the object of the verb above, or within the object
    "elsewhere",  # subject of another clause
]
ROLES: tuple[str, ...] = ("", "trigger", *get_args(Role))
NUMBERS = {role: number for number, role in enumerate(ROLES)}
TRIGGER = NUMBERS["trigger"]
OF_ACTOR = tuple(NUMBERS[role] for role in ("doer", "modifier", "above"))
OF_RECIPIENT = tuple(NUMBERS[role] for role in ("done-to", "preposition", "beside"))
FEATURES = 3 * len(ROLES)
LONGEST = 256  # pieces; what a sentence has beyond is not read


@dataclass(frozen=True, slots=True)
class Question:
    """A place of a sentence that may tell of an event. Spans are offsets into ``sentence``."""

    sentence: str
    trigger: Spans  # empty: the event between the parties is asked for, wherever it is told
    parties: tuple[tuple[Role, Span], ...] = ()  # as the parse proposes them

    @classmethod
    def between(cls, sentence: str, sources: Spans, targets: Spans) -> Question:
        """The question what the sources do to the targets."""
        doers: list[tuple[Role, Span]] = [("doer", span) for span in sources]
        return cls(sentence, (), (*doers, *(("done-to", span) for span in targets)))


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
        rows.append(EncodedQuestion(ids, shapes * len(ROLES) + _roles(question, starts, ends), starts, ends))
    return rows


def covered(spans: Iterable[Span], starts: Ints, ends: Ints) -> NDArray[np.bool_]:
    """Which pieces lie under the spans, wholly or in part."""
    under = np.zeros(len(starts), bool)
    for span in spans:
        under[pieces_under(span, starts, ends)] = True
    return under


def pieces_under(span: Span, starts: Ints, ends: Ints) -> slice:
    """The run of pieces that lie under a span, wholly or in part."""
    return slice(int(ends.searchsorted(span[0], "right")), int(starts.searchsorted(span[1], "left")))


def _pieces(sentence: str, tokenizer: Tokenizer) -> tuple[Ints, Ints, Ints, Ints]:
    encoding = tokenizer.encode(sentence, add_special_tokens=False)
    offsets = encoding.offsets[: LONGEST - 2]
    ids = np.array([START, *encoding.ids[: LONGEST - 2], END], np.int64)
    shapes = np.array([0, *(capitals(sentence[start:end]) for start, end in offsets), 0], np.int64)
    starts = np.array([0, *(start for start, _ in offsets), len(sentence)], np.int64)
    ends = np.array([0, *(end for _, end in offsets), len(sentence)], np.int64)
    return ids, shapes, starts, ends


def _roles(question: Question, starts: Ints, ends: Ints) -> Ints:
    roles = np.zeros(len(starts), np.int64)
    for role, span in reversed(question.parties):
        roles[pieces_under(span, starts, ends)] = NUMBERS[role]
    for span in question.trigger:
        roles[pieces_under(span, starts, ends)] = TRIGGER
    return roles
