"""What a batch costs: finding where cues begin, judging anchors, and linking them to their spans."""

from __future__ import annotations

import torch
import torch.nn.functional as F  # noqa: N812
from torch import Tensor

from sayso.models.attribution_encoding import REACH
from training.attributions.data import Batch
from training.attributions.field import NEVER, surprise
from training.attributions.network import Network

SPURIOUS = 0.6  # wrong anchors for each right one, the likeliest first
AUXILIARY = 0.1


def loss(network: Network, batch: Batch) -> dict[str, Tensor]:
    """The summands of the loss, each for one cue on average, so that they weigh about the same."""
    hidden = network.encoder(batch.ids, batch.features, batch.mask)
    scores = network.begins(hidden).float().squeeze(-1)
    cues = max(1, len(batch.row))
    spurious = _likeliest_wrong(scores.detach(), batch, int(SPURIOUS * cues) + 1)
    rows, anchors = torch.cat((batch.row, spurious[0])), torch.cat((batch.anchor, spurious[1]))
    potentials, judged = network.linker(hidden, batch.mask, rows, anchors)
    right = torch.arange(len(rows), device=rows.device) < len(batch.row)
    return {
        "begins": _over_pieces(scores, batch.begins, batch.mask) / cues,
        "parts": AUXILIARY * _over_pieces(network.parts(hidden).float(), batch.parts, batch.mask) / cues,
        "judged": F.binary_cross_entropy_with_logits(judged, right.float(), reduction="sum") / cues,
        "linked": _linked(potentials[: len(batch.row)], batch) / cues,
    }


def _over_pieces(scores: Tensor, labels: Tensor, mask: Tensor) -> Tensor:
    each = F.binary_cross_entropy_with_logits(scores, labels.float(), reduction="none")
    return each[mask].sum()


def _linked(potentials: Tensor, batch: Batch) -> Tensor:
    seen = F.pad(batch.mask, (REACH, REACH))[batch.row[:, None], batch.anchor[:, None] + _reach(batch)]
    possible = potentials.masked_fill(~seen[:, :, None, None], NEVER)
    return surprise(possible.transpose(1, 2), batch.inside.transpose(1, 2)).sum()


def _reach(batch: Batch) -> Tensor:
    return torch.arange(batch.inside.shape[1], device=batch.row.device)


def _likeliest_wrong(scores: Tensor, batch: Batch, count: int) -> tuple[Tensor, Tensor]:
    """Rows and anchors of the pieces outside all cues that look most like the beginning of one."""
    outside = batch.mask & ~batch.parts[..., 0]
    ranked = scores.masked_fill(~outside, NEVER).flatten()
    chosen = ranked.topk(min(count, ranked.numel())).indices
    return chosen // scores.shape[1], chosen % scores.shape[1]
