"""Sentence vectors: texts that say much the same lie close together (all-MiniLM-L6-v2, int8)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from sayso.errors import ModelError
from sayso.models import files
from sayso.models.sessions import open_session
from sayso.types import Span

NETWORK, SETTINGS = "sentence_vectors.onnx", "sentence_vectors.json"
TOKENIZER = "attributions.tokenizer.json"  # BERT's uncased vocabulary, shared with the attribution reader
WIDTH = 384
LONGEST = 128  # pieces of a text that are looked at; the encoder was trained on no longer ones
START, END = 101, 102
ENCODING = {"longest": LONGEST, "width": WIDTH}

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class InPieces:
    """A text's vector, and those of its pieces in their context, each with the span that it covers."""

    vector: Floats  # [WIDTH]
    pieces: Floats  # [pieces, WIDTH]
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class SentenceVectors:
    """A loaded encoder with its tokenizer. Call it with texts; it gives one row of length one for each."""

    tokenizer: Tokenizer
    run: Callable[[Ints], tuple[Floats, Floats]]
    digest: str

    def __call__(self, texts: Sequence[str]) -> Floats:
        """Vectors [texts, WIDTH]. Each text by itself, so that its vector depends on no other.

        An empty text has a vector too, which is close to nothing in particular.
        """
        rows = [self.in_pieces(text).vector for text in texts]
        return np.stack(rows) if rows else np.zeros((0, WIDTH), np.float32)

    def in_pieces(self, text: str) -> InPieces:
        """The vector of one text together with those of its pieces; what is longer than LONGEST is cut."""
        encoded = self.tokenizer.encode(text, add_special_tokens=False)
        kept = LONGEST - 2
        vector, pieces = self.run(np.array([[START, *encoded.ids[:kept], END]]))
        return InPieces(vector[0], pieces[1:-1], tuple(encoded.offsets[:kept]))


def load_sentence_vectors(path: Path | None = None, threads: int = 1) -> SentenceVectors:
    """Load the encoder from a folder, by default the one that ships.

    ``threads`` is for one call of the network. Raises ModelError where a file is missing, damaged or of
    another version.
    """
    folder = path or files.HERE
    settings = files.settings(folder / SETTINGS)
    if settings.get("encoding") != ENCODING:
        raise ModelError(
            f"{folder / SETTINGS} belongs to another version of sayso: its encoding differs. Install it again."
        )
    digests = settings.get("files", {})
    if not {NETWORK, TOKENIZER} <= set(digests):
        raise ModelError(f"{folder / SETTINGS} lacks the digests of its files. Install sayso again.")
    network = files.verified(folder / NETWORK, digests[NETWORK])
    tokenizer = Tokenizer.from_str(files.verified(files.HERE / TOKENIZER, digests[TOKENIZER]).decode("utf-8"))
    return SentenceVectors(tokenizer, _session(network, threads), digests[NETWORK])


def _session(network: bytes, threads: int) -> Callable[[Ints], tuple[Floats, Floats]]:
    session = open_session(network, threads)

    def run(ids: Ints) -> tuple[Floats, Floats]:
        vectors, pieces = session.run(None, {"ids": ids})
        return vectors, pieces

    return run
