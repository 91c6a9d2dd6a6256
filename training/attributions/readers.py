"""The network in training as a reader, so that the same decoding scores it as reads the news."""

from __future__ import annotations

import numpy as np
import torch
from tokenizers import Tokenizer

from sayso.models.attribution_reader import AttributionReader, Floats, Ints, Tuning
from training.attributions.network import Network

UNTUNED = Tuning(begins=-2.0, threshold=0.5, weights=(0.5, 0.5, 0.0, 0.0, 0.0, 0.0), bias=0.0)


def network_reader(network: Network, tokenizer: Tokenizer, tuning: Tuning = UNTUNED) -> AttributionReader:
    """A reader that runs the network itself, in full precision."""

    @torch.no_grad()
    def run(ids: Ints, features: Ints, thresholds: Floats) -> tuple[Ints, Floats, Floats, Floats]:
        device = next(network.parameters()).device
        given = (torch.from_numpy(array).to(device) for array in (ids, features, thresholds))
        anchors, begins, potentials, judged = network(*given)
        return tuple(np.asarray(value.cpu()) for value in (anchors, begins, potentials, judged))  # type: ignore[return-value]

    return AttributionReader(tokenizer, run, tuning, "untrained")
