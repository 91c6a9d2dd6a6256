"""PolNeAR's articles as windows of pieces with their labels, cut anew in every epoch."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch import Tensor

from sayso.models.attribution_encoding import BREAK, PAD, REACH, ROLES, WINDOW, EncodedText, encode, framed

NEARBY = 2 * REACH + 1


@dataclass(frozen=True)
class Labelled:
    """An encoded article; ``inside`` [attributions, pieces, roles] says which piece belongs to what."""

    encoded: EncodedText
    inside: NDArray[np.bool_]


@dataclass(frozen=True)
class Batch:
    """Rows are windows; ``row``, ``anchor``, ``inside`` have one entry for each attribution in them."""

    ids: Tensor  # [rows, pieces]
    features: Tensor
    mask: Tensor
    begins: Tensor  # [rows, pieces]: a cue begins here
    parts: Tensor  # [rows, pieces, roles]: part of any attribution
    row: Tensor  # [n]
    anchor: Tensor  # [n]
    inside: Tensor  # [n, NEARBY, roles]

    def to(self, device: torch.device) -> Batch:
        """The same batch on another device."""
        return Batch(**{name: value.to(device) for name, value in vars(self).items()})


def articles(path: Path) -> list[dict[str, Any]]:
    """The articles of a file of PolNeAR, in order."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def label(article: dict[str, Any], tokenizer: Tokenizer) -> Labelled:
    """Encode an article and carry its spans over to pieces; an attribution without a cue is left out."""
    encoded = encode(article["text"], tokenizer)
    rows = [
        np.stack([_covered(encoded, attribution.get(role) or []) for role in ROLES], -1)
        for attribution in article["attributions"]
    ]
    inside = np.array([row for row in rows if row[:, 0].any()], bool)
    return Labelled(encoded, inside.reshape(-1, len(encoded.ids), len(ROLES)))


def _covered(encoded: EncodedText, spans: Sequence[Sequence[int]]) -> NDArray[np.bool_]:
    covered = np.zeros(len(encoded.ids), bool)
    for start, end in spans:
        covered |= (encoded.starts < end) & (encoded.ends > start)
    return covered & (encoded.ids != BREAK)


def batches(data: Sequence[Labelled], size: int, chance: random.Random) -> Iterator[Batch]:
    """One epoch: windows cut at random places, of like length together, about ``size`` pieces a batch."""
    cuts = [cut for article in data for cut in _cuts(article, chance)]
    cuts.sort(key=lambda cut: cut[2] - cut[1] + chance.random())
    groups: list[list[tuple[Labelled, int, int]]] = [[]]
    for cut in cuts:
        if (len(groups[-1]) + 1) * (cut[2] - cut[1] + 2) > size:
            groups.append([])
        groups[-1].append(cut)
    chance.shuffle(groups)
    for group in groups:
        yield _batch(group, chance)


def _cuts(article: Labelled, chance: random.Random) -> list[tuple[Labelled, int, int]]:
    size, step = len(article.encoded.ids), WINDOW - 2
    first = chance.randrange(40, step) if size > step else size
    bounds = [0, *range(min(first, size), size, step), size]
    return [(article, start, end) for start, end in pairwise(bounds) if end - start > 3]


def _batch(group: list[tuple[Labelled, int, int]], chance: random.Random) -> Batch:
    longest = max(end - start for _, start, end in group) + 2
    shape = (len(group), longest)
    ids, features, mask = np.full(shape, PAD), np.zeros(shape, np.int64), np.zeros(shape, bool)
    begins, parts = np.zeros(shape, bool), np.zeros((*shape, len(ROLES)), bool)
    found: list[tuple[int, int, NDArray[np.bool_]]] = []
    for row, (article, start, end) in enumerate(group):
        used = slice(0, end - start + 2)
        ids[row, used], mask[row, used] = framed(article.encoded.ids[start:end]), True
        features[row, 1 : end - start + 1] = article.encoded.features[start:end]
        for inside in _framed_labels(article.inside[:, start:end], longest):
            cue = np.flatnonzero(inside[:, 0])
            begins[row, cue[0]] = True
            parts[row] |= inside
            anchor = cue[0] if chance.random() < 0.85 else chance.choice(list(cue))
            found.append((row, int(anchor), _around(inside, int(anchor))))
    return Batch(
        *(torch.from_numpy(array) for array in (ids, features, mask, begins, parts)),
        torch.tensor([row for row, _, _ in found], dtype=torch.long),
        torch.tensor([anchor for _, anchor, _ in found], dtype=torch.long),
        torch.from_numpy(np.array([near for _, _, near in found], bool).reshape(-1, NEARBY, len(ROLES))),
    )


def _framed_labels(inside: NDArray[np.bool_], longest: int) -> NDArray[np.bool_]:
    kept = inside[inside[:, :, 0].any(1)]
    return np.pad(kept, ((0, 0), (1, longest - 1 - inside.shape[1]), (0, 0)))


def _around(inside: NDArray[np.bool_], anchor: int) -> NDArray[np.bool_]:
    return np.pad(inside, ((REACH, REACH), (0, 0)))[anchor : anchor + NEARBY]
