"""PLV and the written sentences as questions with their answers, and batches of them."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor

from evaluation.events import marked
from sayso.models.event_encoding import (
    MODES,
    NONE,
    PARTIES,
    STATUSES,
    TYPES,
    EncodedQuestion,
    Question,
    covered,
    encode,
)
from sayso.ontology import by_rule
from sayso.types import Spans
from training.events.sentences import FOLDER, Written, WrittenEvent, is_held_out

UNSPLIT = {"YIELD": ("CONCEDE", "RETREAT")}  # a type of PLV that PLOVER 2.0 splits
UNKNOWN = -1


@dataclass(frozen=True, slots=True)
class Example:
    """A question and what is known of its answer. An empty set of types: nothing is known."""

    question: Question
    types: frozenset[str] = frozenset()  # any of them is right
    rules: frozenset[str] = frozenset()
    mode: int = UNKNOWN
    status: int = UNKNOWN
    parties: tuple[Spans, Spans] | None = (
        None  # the heads of actors and of recipients, as they should be found
    )


@dataclass(frozen=True)
class Batch:
    """Rows are questions. ``types`` and ``rules`` [rows, TYPES] are true where a type is right."""

    ids: Tensor
    features: Tensor
    mask: Tensor
    types: Tensor
    rules: Tensor
    modes: Tensor  # [rows]; UNKNOWN where nothing is known
    statuses: Tensor
    parties: Tensor  # [rows, pieces, PARTIES]
    judged: Tensor  # [rows]: whether the parties are known


def written_pairs() -> list[Example]:
    """Pairs as PLV has them, written for this project, those held out left out."""
    found = [example for path in sorted((FOLDER / "pairs").glob("*.jsonl")) for example in pairs(path)]
    return [example for example in found if not is_held_out(example.question.sentence)]


def pairs(path: Path) -> list[Example]:
    """PLV: the type between a source and a target that are given, the trigger not known."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    return [
        Example(marked(row["marked"]), rules=frozenset(UNSPLIT.get(row["type"], (row["type"],))))
        for row in rows
    ]


def told(event: WrittenEvent, question: Question, parties: tuple[Spans, Spans] | None) -> Example:
    """A written event as the answer to a question about its trigger; ``parties`` are the heads of the phrases."""
    return Example(
        question,
        types=frozenset({event.type}),
        rules=frozenset({by_rule(event.type, event.status)}),
        mode=MODES.index(f"{event.type} {event.mode}") if event.mode else 0,
        status=STATUSES.index(event.status),
        parties=parties,
    )


def nothing(question: Question) -> Example:
    """A question to which the answer is that there is no event."""
    return Example(question, types=frozenset({NONE}), rules=frozenset({NONE}))


def between(written: Written) -> Iterator[Example]:
    """The written events as PLV asks: by their parties, where only one event of the sentence has those."""
    for event in written.events:
        others = [one for one in written.events if one is not event]
        parties = {*event.actors, *event.recipients}
        alone = not any(parties <= {*one.actors, *one.recipients} for one in others)
        if event.actors and event.recipients and alone:
            question = Question.between(written.sentence, event.actors, event.recipients)
            yield told(event, question, None)


def batches(
    data: Sequence[Example], tokenizer: Tokenizer, size: int, chance: random.Random
) -> Iterator[Batch]:
    """One epoch: questions of like length together, about ``size`` pieces a batch."""
    rows = list(zip(data, encode([example.question for example in data], tokenizer), strict=True))
    rows.sort(key=lambda row: len(row[1].ids) + 3 * chance.random())
    groups: list[list[tuple[Example, EncodedQuestion]]] = [[]]
    for row in rows:
        if (len(groups[-1]) + 1) * len(row[1].ids) > size:
            groups.append([])
        groups[-1].append(row)
    chance.shuffle(groups)
    for group in groups:
        if group:
            yield batch(group)


def batch(group: Sequence[tuple[Example, EncodedQuestion]]) -> Batch:
    """Questions padded to one length."""
    shape = (len(group), max(len(encoded.ids) for _, encoded in group))
    ids, features, mask = np.zeros(shape, np.int64), np.zeros(shape, np.int64), np.zeros(shape, bool)
    types, rules = np.zeros((len(group), len(TYPES)), bool), np.zeros((len(group), len(TYPES)), bool)
    parties = np.zeros((*shape, len(PARTIES)), np.float32)
    for number, (example, encoded) in enumerate(group):
        used = slice(0, len(encoded.ids))
        ids[number, used], features[number, used], mask[number, used] = encoded.ids, encoded.features, True
        types[number, [TYPES.index(name) for name in example.types]] = True
        rules[number, [TYPES.index(name) for name in example.rules]] = True
        for party, spans in enumerate(example.parties or ()):
            parties[number, used, party] = covered(spans, encoded.starts, encoded.ends)
    return Batch(
        *(torch.from_numpy(array) for array in (ids, features, mask, types, rules)),
        torch.tensor([example.mode for example, _ in group]),
        torch.tensor([example.status for example, _ in group]),
        torch.from_numpy(parties),
        torch.tensor([example.parties is not None for example, _ in group]),
    )
