"""The trained attribution reader: from windows of pieces to potentials of cues and of their spans."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from sayso.errors import ModelError
from sayso.models import files
from sayso.models.attribution_encoding import (
    MARGIN,
    REACH,
    ROLES,
    WINDOW,
    EncodedText,
    Ints,
    Window,
    encode,
    framed,
)
from sayso.models.sessions import open_session

NETWORK, TOKENIZER, SETTINGS = "attributions.onnx", "attributions.tokenizer.json", "attributions.json"
ENCODING = {"reach": REACH, "window": WINDOW, "margin": MARGIN, "roles": list(ROLES)}

Floats = NDArray[np.float32]
Run = Callable[[Ints, Ints, Floats], tuple[Ints, Floats, Floats, Floats]]


@dataclass(frozen=True, slots=True)
class Tuning:
    """What was fitted on articles held out of training."""

    begins: float  # logit above which a piece may begin a cue
    threshold: float  # confidence below which an attribution is not reported
    weights: tuple[float, ...]  # of the evidence, see ``sayso.attributions.spans``
    bias: float


@dataclass(frozen=True, slots=True)
class Links:
    """What the network says of one window: one entry for each anchor, a piece where a cue may begin."""

    anchors: Ints  # numbers of pieces of the whole text
    begins: Floats  # [n] logits: a cue begins here
    judged: Floats  # [n] logits: it is a cue indeed, all things considered
    potentials: Floats  # [n, 2 REACH + 1, roles, (inside, opening, closing)], centred on the anchor


@dataclass(frozen=True, slots=True)
class AttributionReader:
    """A loaded network with its tokenizer. ``run`` takes ids, features [1, pieces] and a threshold."""

    tokenizer: Tokenizer
    run: Run
    tuning: Tuning
    digest: str

    def encode(self, text: str) -> EncodedText:
        """The text as pieces, paragraphs parted by blank lines."""
        return encode(text, self.tokenizer)

    def links(self, encoded: EncodedText, window: Window) -> Links:
        """Anchors among the window's own pieces, with their potentials."""
        pieces = slice(window.start, window.end)
        ids, features = framed(encoded.ids[pieces]), np.concatenate(([0], encoded.features[pieces], [0]))
        thresholds = np.full(
            len(ids), np.inf, np.float32
        )  # no cue begins in what is lent from the neighbours
        thresholds[window.first - window.start + 1 : window.last - window.start + 1] = self.tuning.begins
        anchors, begins, potentials, judged = self.run(ids[None], features[None], thresholds)
        return Links(anchors + window.start - 1, begins, judged, potentials)


def load_attribution_reader(path: Path | None = None, threads: int = 1) -> AttributionReader:
    """Load the reader from a folder, by default the one that ships.

    ``threads`` is for one call of the network. Raises ModelError where a file is missing, damaged or of
    another version.
    """
    folder = path or files.HERE
    settings = files.settings(folder / SETTINGS)
    digests, tuning = _understood(settings, folder / SETTINGS)
    network = files.verified(folder / NETWORK, digests[NETWORK])
    tokenizer = Tokenizer.from_str(files.verified(folder / TOKENIZER, digests[TOKENIZER]).decode("utf-8"))
    return AttributionReader(tokenizer, _session(network, threads), tuning, digests[NETWORK])


def _understood(settings: dict[str, Any], path: Path) -> tuple[dict[str, str], Tuning]:
    if settings.get("encoding") != ENCODING:
        raise ModelError(
            f"{path} belongs to another version of sayso: its encoding differs. Install it again."
        )
    try:
        fitted = settings["tuning"]
        tuning = Tuning(fitted["begins"], fitted["threshold"], tuple(fitted["weights"]), fitted["bias"])
        return {name: settings["files"][name] for name in (NETWORK, TOKENIZER)}, tuning
    except (KeyError, TypeError) as error:
        raise ModelError(
            f"{path} lacks what the attribution reader needs: {error}. Install sayso again."
        ) from error


def _session(network: bytes, threads: int) -> Run:
    session = open_session(network, threads)

    def run(ids: Ints, features: Ints, thresholds: Floats) -> tuple[Ints, Floats, Floats, Floats]:
        given = {"ids": ids, "features": features, "threshold": thresholds}
        anchors, begins, potentials, judged = session.run(None, given)
        return anchors, begins, potentials, judged

    return run
