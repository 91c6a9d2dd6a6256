"""The training loop: steps, a running average of the weights, checkpoints from which it resumes."""

from __future__ import annotations

import copy
import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from sayso.models.attribution_encoding import MASK
from training.attributions.data import Batch, Labelled, batches
from training.attributions.loss import loss
from training.attributions.network import Network


@dataclass(frozen=True)
class Plan:
    """How long and how fast. The rate rises, stays, and falls to nothing over the last ``cooldown`` steps."""

    steps: int = 1700
    cooldown: int = 800
    warmup: int = 100
    pieces: int = 4096  # in a batch
    rate: float = 4e-4  # of the encoder's last layer; each layer below learns ``decay`` times as fast
    head_rate: float = 1e-3
    decay: float = 0.9
    average: float = 0.997
    masked: float = 0.05  # of the pieces, hidden from the encoder
    plain: float = 0.1  # of the windows, read without capitals and quotation marks
    seed: int = 20261124
    every: int = 100  # steps between checkpoints
    score_every: int = 400

    def speed(self, step: int) -> float:
        """The share of the full rate at ``step``."""
        left = (self.steps - step) / self.cooldown if self.cooldown else 1.0
        return max(0.0, min(1.0, (step + 1) / self.warmup, left))


def train(
    network: Network,
    data: Sequence[Labelled],
    plan: Plan,
    folder: Path,
    device: torch.device,
    score: Callable[[Network], str],
) -> Network:
    """Train, or go on from ``folder``/checkpoint.pt; returns the network with averaged weights."""
    network.to(device)
    average = copy.deepcopy(network).eval()
    optimizer = torch.optim.AdamW(parameter_groups(network, plan), weight_decay=0.01, fused=True)
    step = _resume(folder, network, average, optimizer, device)
    began = time.monotonic()
    for number, batch in _stream(data, plan, step):
        optimizer_step(network, optimizer, batch.to(device), plan, number, began)
        follow(average, network, min(plan.average, (number + 1) / (number + 10)))
        if (number + 1) % plan.every == 0:
            _save(folder, network, average, optimizer, number + 1)
        if (number + 1) % plan.score_every == 0:
            print(f"step {number + 1}: {score(average)}", flush=True)
    return average


def optimizer_step(
    network: Network, optimizer: torch.optim.Optimizer, batch: Batch, plan: Plan, step: int, began: float
) -> None:
    """One step of the optimizer; the loss is printed every twenty steps."""
    torch.manual_seed(plan.seed + step)
    network.train()
    for group in optimizer.param_groups:
        group["lr"] = group["full"] * plan.speed(step)
    with torch.autocast(batch.ids.device.type, dtype=torch.bfloat16):
        summands = loss(network, _disturbed(batch, plan))
    total = torch.stack(list(summands.values())).sum()
    optimizer.zero_grad()
    total.backward()
    nn.utils.clip_grad_norm_(network.parameters(), 5.0)
    optimizer.step()
    if step % 20 == 0:
        parts = " ".join(f"{name} {value.item():.3f}" for name, value in summands.items())
        print(f"{time.monotonic() - began:.0f}s step {step} loss {total.item():.3f} {parts}", flush=True)


def _disturbed(batch: Batch, plan: Plan) -> Batch:
    hide = (torch.rand(batch.ids.shape) < plan.masked).to(batch.ids.device) & (batch.ids > MASK)
    plain = (torch.rand(len(batch.ids), 1) < plan.plain).to(batch.ids.device)
    changed = {"ids": batch.ids.masked_fill(hide, MASK), "features": batch.features.masked_fill(plain, 0)}
    return Batch(**(vars(batch) | changed))


def _stream(data: Sequence[Labelled], plan: Plan, start: int) -> Iterator[tuple[int, Batch]]:
    """Batches with their step numbers; what a resumed training has seen before is passed over."""
    number = 0
    for epoch in range(plan.steps):
        for batch in batches(data, plan.pieces, random.Random(plan.seed + epoch)):
            if number >= plan.steps:
                return
            if number >= start:
                yield number, batch
            number += 1


def parameter_groups(network: nn.Module, plan: Plan) -> list[dict[str, Any]]:
    """The parameters of a network with an ``encoder``, each group with its full rate: lower layers learn slower."""
    layers = list(network.encoder.layers)
    deep = [
        (layer, plan.rate * plan.decay ** (len(layers) - 1 - place)) for place, layer in enumerate(layers)
    ]
    taken = {id(parameter) for layer in layers for parameter in layer.parameters()}
    rest = [parameter for parameter in network.encoder.parameters() if id(parameter) not in taken]
    heads = [value for name, value in network.named_parameters() if not name.startswith("encoder.")]
    groups: list[dict[str, Any]] = [
        {"params": list(layer.parameters()), "full": rate} for layer, rate in deep
    ]
    groups.append({"params": rest, "full": plan.rate * plan.decay ** len(layers)})
    return [*groups, {"params": heads, "full": plan.head_rate}]


@torch.no_grad()
def follow(average: nn.Module, network: nn.Module, keep: float) -> None:
    """Move the averaged weights towards those of the network; ``keep`` is the share of the old ones."""
    for mean, value in zip(average.parameters(), network.parameters(), strict=True):
        mean.lerp_(value, 1 - keep)


def _save(folder: Path, network: Network, average: Network, optimizer: Any, step: int) -> None:
    state = {"network": network.state_dict(), "average": average.state_dict()}
    fresh = folder / "checkpoint.part"
    torch.save(state | {"optimizer": optimizer.state_dict(), "step": step}, fresh)
    fresh.replace(folder / "checkpoint.pt")


def _resume(folder: Path, network: Network, average: Network, optimizer: Any, device: torch.device) -> int:
    path = folder / "checkpoint.pt"
    if not path.exists():
        return 0
    state: dict[str, Any] = torch.load(path, map_location=device, weights_only=True)
    network.load_state_dict(state["network"])
    average.load_state_dict(state["average"])
    optimizer.load_state_dict(state["optimizer"])
    step: int = state["step"]
    return step


def weights(network: Network) -> dict[str, Tensor]:
    """The weights to be kept, on the processor."""
    return {name: value.detach().cpu().contiguous() for name, value in network.state_dict().items()}
