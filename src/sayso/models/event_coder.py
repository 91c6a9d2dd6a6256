"""The trained event coder: from questions about triggers to types, modes, statuses and parties."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, repeat
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from sayso.errors import ModelError
from sayso.models import files
from sayso.models.event_encoding import (
    FEATURES,
    MODES,
    PARTIES,
    STATUSES,
    TYPES,
    EncodedQuestion,
    Question,
    encode,
    pieces_under,
)
from sayso.models.sessions import open_session
from sayso.types import Span, Status

NETWORK, TOKENIZER, SETTINGS = "events.onnx", "attributions.tokenizer.json", "events.json"
ENCODING = {
    "features": FEATURES,
    "types": list(TYPES),
    "modes": list(MODES),
    "statuses": list(STATUSES),
    "parties": list(PARTIES),
}
FITTING = {
    kind: [n for n, name in enumerate(MODES) if not name or name.split()[0] == kind] for kind in TYPES
}  # the modes that an event of each type may have, none among them

Floats = NDArray[np.float32]
Run = Callable[[NDArray[np.int64], NDArray[np.int64], NDArray[np.bool_]], tuple[Floats, ...]]


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the coder says of one question."""

    type: str | None  # the likeliest type, as the words tell it; None: no event
    rules: dict[
        str, float
    ]  # chances of all types by PLOVER's rules, by which what is planned counts as agreed
    mode: str | None
    status: Status
    best: str  # the likeliest type if there is an event
    confidence: float  # that there is an event, and of the likeliest type
    none: float  # that there is no event
    actor: Floats  # for each piece, how likely it is part of an actor
    recipient: Floats
    encoded: EncodedQuestion

    def chances(self, span: Span) -> tuple[float, float]:
        """How likely what stands at ``span`` is an actor, and how likely a recipient; 0 for what was not read."""
        under = pieces_under(span, self.encoded.starts, self.encoded.ends)
        pieces = under.stop - under.start
        if pieces <= 0:
            return 0.0, 0.0
        if pieces == 1:
            return float(self.actor[under.start]), float(self.recipient[under.start])
        return float(self.actor[under].mean()), float(self.recipient[under].mean())


@dataclass(frozen=True, slots=True)
class Sieve:
    """A logistic regression over features that are words: which verbs and nouns are worth the network's time."""

    weights: dict[str, float]
    bias: float

    def keeps(self, features: Iterable[str]) -> bool:
        """Whether a word with these features may tell of an event."""
        return self.weigh(features) >= 0

    def weigh(self, features: Iterable[str]) -> float:
        """How much speaks for a word with these features."""
        return self.bias + sum(map(self.weights.get, features, repeat(0.0)))


@dataclass(frozen=True, slots=True)
class EventCoder:
    """A loaded network with its tokenizer. ``run`` takes ids, features and mask [rows, pieces]."""

    tokenizer: Tokenizer
    run: Run
    sieve: Sieve
    threshold: float  # chance of a type below which no event is reported
    digest: str

    def judge(self, questions: Sequence[Question]) -> list[Judgement]:
        """What the network says of each question, in their order.

        Questions about one sentence are read together, and no others: numbers are quantized over all that is read at
        once, so that a verdict would hang on the rest of the page.
        """
        encoded = encode(questions, self.tokenizer)
        judged: list[Judgement] = []
        for _, about in groupby(zip(questions, encoded, strict=True), key=lambda pair: pair[0].sentence):
            judged += self._read([row for _, row in about])
        return judged

    def _read(self, rows: Sequence[EncodedQuestion]) -> Iterator[Judgement]:
        """What the network says of rows about one sentence, which are of one length."""
        ids, features = np.stack([row.ids for row in rows]), np.stack([row.features for row in rows])
        types, rules, modes, statuses, parties = self.run(ids, features, np.ones(ids.shape, bool))
        for number, row in enumerate(rows):
            of_row = [heads[number] for heads in (types, rules, modes, statuses)]
            yield self._judgement(of_row, parties[number], row)

    def _judgement(self, heads: Sequence[Floats], parties: Floats, row: EncodedQuestion) -> Judgement:
        types, rules, modes, statuses = heads
        chances, by_rule, part = softmax(types), softmax(rules), sigmoid(parties)
        best = 1 + int(chances[1:].argmax())
        mode = MODES[max(FITTING[TYPES[best]], key=modes.tolist().__getitem__)]
        return Judgement(
            type=TYPES[best] if chances[best] >= max(self.threshold, chances[0]) else None,
            rules=dict(zip(TYPES[1:], by_rule[1:].tolist(), strict=True)),
            mode=mode.split()[1] if mode else None,
            status=STATUSES[int(statuses.argmax())],
            best=TYPES[best],
            confidence=float(chances[best]),
            none=float(chances[0]),
            actor=part[:, 0],
            recipient=part[:, 1],
            encoded=row,
        )


def softmax(logits: Floats) -> Floats:
    """Chances that sum to 1."""
    raised = np.exp(logits - logits.max())
    chances: Floats = np.asarray(raised / raised.sum(), np.float32)
    return chances


def sigmoid(logits: Floats) -> Floats:
    """Chances, each for itself."""
    chances: Floats = np.asarray(1 / (1 + np.exp(-logits)), np.float32)
    return chances


def load_event_coder(path: Path | None = None, threads: int = 1) -> EventCoder:
    """Load the coder from a folder, by default the one that ships.

    Raises ModelError where a file is missing, damaged or of another version.
    """
    folder = path or files.HERE
    settings = files.settings(folder / SETTINGS)
    digests, sieve, threshold = _understood(settings, folder / SETTINGS)
    network = files.verified(folder / NETWORK, digests[NETWORK])
    tokenizer = Tokenizer.from_str(files.verified(folder / TOKENIZER, digests[TOKENIZER]).decode("utf-8"))
    return EventCoder(tokenizer, _session(network, threads), sieve, threshold, digests[NETWORK])


def _understood(settings: dict[str, Any], path: Path) -> tuple[dict[str, str], Sieve, float]:
    if settings.get("encoding") != ENCODING:
        raise ModelError(
            f"{path} belongs to another version of sayso: its encoding differs. Install it again."
        )
    try:
        digests = {name: settings["files"][name] for name in (NETWORK, TOKENIZER)}
        sieve = Sieve(dict(settings["sieve"]["weights"]), float(settings["sieve"]["bias"]))
        return digests, sieve, float(settings["threshold"])
    except (KeyError, TypeError, ValueError) as error:
        raise ModelError(f"{path} lacks what the event coder needs: {error}. Install sayso again.") from error


def _session(network: bytes, threads: int) -> Run:
    session = open_session(network, threads)

    def run(
        ids: NDArray[np.int64], features: NDArray[np.int64], mask: NDArray[np.bool_]
    ) -> tuple[Floats, ...]:
        return tuple(session.run(None, {"ids": ids, "features": features, "mask": mask}))

    return run
