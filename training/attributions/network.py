"""The attribution reader as a network.

A BERT encoder reads a window of word pieces. A first head marks where cues begin. From each such place,
called an anchor, a small linker then looks at the pieces within reach and scores, for cue, source and content
alike, three things about every piece: that it is part of the span, that it opens it, that it closes it. These
are the potentials of a two-state conditional random field, so that whole spans are learned, and not pieces
(Lafferty, McCallum, Pereira 2001). The linker also judges whether the anchor is a cue at all.

The encoder keeps the names of BERT's weights, so that a larger teacher can be put in its place.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import torch
import torch.nn.functional as F  # noqa: N812
from safetensors.torch import load_file
from torch import Tensor, nn

from sayso.models.attribution_encoding import FEATURES, REACH, ROLES


@dataclass(frozen=True)
class Shape:
    """Sizes of the network; the defaults of the first six are MiniLM-L6's."""

    hidden: int = 384
    layers: int = 6
    heads: int = 12
    inner: int = 1536
    vocabulary: int = 30522
    positions: int = 512
    features: int = FEATURES
    link: int = 128
    link_heads: int = 4
    dropout: float = 0.1


class Layer(nn.Module):
    """One transformer layer with its norms after the sums, as in BERT."""

    def __init__(self, width: int, heads: int, inner: int, dropout: float) -> None:
        super().__init__()
        self.heads, self.dropout = heads, nn.Dropout(dropout)
        self.query, self.key, self.value = (nn.Linear(width, width) for _ in range(3))
        self.mixed, self.mixed_norm = nn.Linear(width, width), nn.LayerNorm(width, eps=1e-12)
        self.widen, self.narrow = nn.Linear(width, inner), nn.Linear(inner, width)
        self.norm = nn.LayerNorm(width, eps=1e-12)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        """``x`` [rows, pieces, width]; ``mask`` [rows, 1, 1, pieces], true where there is a piece."""
        rows, pieces, width = x.shape
        split = [
            part(x).view(rows, pieces, self.heads, width // self.heads).transpose(1, 2)
            for part in (self.query, self.key, self.value)
        ]
        seen = F.scaled_dot_product_attention(*split, attn_mask=mask).transpose(1, 2)
        x = self.mixed_norm(x + self.dropout(self.mixed(seen.reshape(rows, pieces, width))))
        return self.norm(x + self.dropout(self.narrow(F.gelu(self.widen(x)))))


class Encoder(nn.Module):
    """BERT without its pooler; an embedding of capitals and quotation marks is added to the words'."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.words = nn.Embedding(shape.vocabulary, shape.hidden)
        self.positions = nn.Embedding(shape.positions, shape.hidden)
        self.types = nn.Embedding(2, shape.hidden)
        self.features = nn.Embedding(shape.features, shape.hidden)
        nn.init.zeros_(self.features.weight)
        self.norm, self.dropout = nn.LayerNorm(shape.hidden, eps=1e-12), nn.Dropout(shape.dropout)
        self.layers = nn.ModuleList(
            Layer(shape.hidden, shape.heads, shape.inner, shape.dropout) for _ in range(shape.layers)
        )

    def forward(self, ids: Tensor, features: Tensor, mask: Tensor | None) -> Tensor:
        """All [rows, pieces] -> [rows, pieces, hidden]; no mask: all the rows are full."""
        places = torch.arange(ids.shape[1], device=ids.device)
        x = self.words(ids) + self.positions(places) + self.types.weight[0] + self.features(features)
        x = self.dropout(self.norm(x))
        for layer in self.layers:
            x = layer(x, None if mask is None else mask[:, None, None, :])
        return x


class Nearby(nn.Module):
    """Adds to each piece what a linear map makes of it and its two neighbours."""

    def __init__(self, width: int, dropout: float) -> None:
        super().__init__()
        self.mix, self.norm, self.dropout = (
            nn.Linear(3 * width, width),
            nn.LayerNorm(width),
            nn.Dropout(dropout),
        )

    def forward(self, x: Tensor) -> Tensor:
        """[rows, pieces, width] -> the same."""
        padded = F.pad(x, (0, 0, 1, 1))
        three = torch.cat((padded[:, :-2], x, padded[:, 2:]), -1)
        return self.norm(x + self.dropout(F.gelu(self.mix(three))))


class Linker(nn.Module):
    """For each anchor: potentials of the pieces within reach, and whether the anchor is a cue."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        width = shape.link
        self.piece, self.anchor, self.gate = (nn.Linear(shape.hidden, width) for _ in range(3))
        self.distance = nn.Embedding(2 * REACH + 1, width)
        nn.init.normal_(self.distance.weight, std=0.02)
        self.norm = nn.LayerNorm(width)
        self.before, self.after = Nearby(width, shape.dropout), Nearby(width, shape.dropout)
        self.across = Layer(width, shape.link_heads, 2 * width, shape.dropout)
        self.potentials = nn.Linear(width, 3 * len(ROLES))
        self.judge = nn.Sequential(nn.Linear(width, width), nn.GELU(), nn.Linear(width, 1))

    def forward(self, hidden: Tensor, mask: Tensor, rows: Tensor, anchors: Tensor) -> tuple[Tensor, Tensor]:
        """``rows``, ``anchors`` [n] -> potentials [n, 2 REACH + 1, roles, 3], judgement [n] (a logit)."""
        places = anchors[:, None] + torch.arange(2 * REACH + 1, device=anchors.device)
        pieces = F.pad(self.piece(hidden), (0, 0, REACH, REACH))[rows[:, None], places]
        seen = F.pad(mask, (REACH, REACH))[rows[:, None], places]
        cue = hidden[rows, anchors]
        x = pieces * (1 + self.gate(cue))[:, None] + self.anchor(cue)[:, None] + self.distance.weight
        x = self.before(self.norm(x))
        x = self.after(self.across(x, seen[:, None, None, :]))
        potentials = self.potentials(x).unflatten(-1, (len(ROLES), 3))
        return potentials.float(), self.judge(x[:, REACH]).float().squeeze(-1)


class Network(nn.Module):
    """Encoder, cue head, linker; ``parts`` is an auxiliary head that only training looks at."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        self.encoder, self.linker = Encoder(shape), Linker(shape)
        self.begins = nn.Linear(shape.hidden, 1)
        self.parts = nn.Linear(shape.hidden, len(ROLES))

    def forward(
        self, ids: Tensor, features: Tensor, threshold: Tensor
    ) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """One window, ids and features [1, pieces] -> anchors [n], their scores, potentials, judgements.

        An anchor is a piece whose score is above its ``threshold`` [pieces].
        """
        mask = torch.ones_like(ids, dtype=torch.bool)
        hidden = self.encoder(ids, features, None)
        scores = self.begins(hidden)[0, :, 0]
        anchors = torch.nonzero(scores > threshold)[:, 0]
        potentials, judged = self.linker(hidden, mask, torch.zeros_like(anchors), anchors)
        return anchors, scores[anchors].float(), potentials, judged


def pretrained(folder: Path, shape: Shape) -> Network:
    """A network whose encoder has BERT's weights as ``folder``/model.safetensors holds them."""
    network = Network(shape)
    load_encoder(network.encoder, folder)
    return network


def load_encoder(encoder: Encoder, folder: Path) -> None:
    """Give an encoder BERT's weights as ``folder``/model.safetensors holds them; ValueError if they do not fit it."""
    found = load_file(folder / "model.safetensors")
    missing, unexpected = encoder.load_state_dict(_renamed(found, len(encoder.layers)), strict=False)
    if unexpected or missing != ["features.weight"]:
        raise ValueError(f"The weights in {folder} are not those of this encoder: {missing} {unexpected}.")


def _renamed(found: dict[str, Tensor], layers: int) -> dict[str, Tensor]:
    names = {
        "embeddings.word_embeddings": "words",
        "embeddings.position_embeddings": "positions",
        "embeddings.token_type_embeddings": "types",
        "embeddings.LayerNorm": "norm",
    }
    inside = {
        "attention.self.query": "query",
        "attention.self.key": "key",
        "attention.self.value": "value",
        "attention.output.dense": "mixed",
        "attention.output.LayerNorm": "mixed_norm",
        "intermediate.dense": "widen",
        "output.dense": "narrow",
        "output.LayerNorm": "norm",
    }
    for number in range(layers):
        names |= {f"encoder.layer.{number}.{old}": f"layers.{number}.{new}" for old, new in inside.items()}
    parameters = {(old, new, kind) for old, new in names.items() for kind in ("weight", "bias")}
    return {
        f"{new}.{kind}": found[f"{old}.{kind}"] for old, new, kind in parameters if f"{old}.{kind}" in found
    }
