"""The training loop of the event coder: steps over examples, a running average of the weights.

Three courses follow each other: the written sentences and pairs, which teach every answer, twice, the second time more
slowly; then pairs, those of PLV and written ones, with some of the written sentences again, so that the rest is not
forgotten.
"""

from __future__ import annotations

import copy
import random
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import torch
import torch.nn.functional as F  # noqa: N812
from tokenizers import Tokenizer
from torch import Tensor

from sayso.models.attribution_encoding import MASK
from sayso.models.event_encoding import ROLES, TRIGGER
from training.attributions.train import Plan, follow, parameter_groups
from training.events.data import UNKNOWN, Batch, Example, batches
from training.events.network import Answers, Network


@dataclass(frozen=True)
class Course:
    """How long and how fast the event coder learns."""

    epochs: int = 8
    pieces: int = 2048  # in a batch
    rate: float = 2e-4
    head_rate: float = 1e-3
    decay: float = 0.9
    average: float = 0.99
    masked: float = 0.2  # of the pieces, hidden from the encoder
    renamed: float = 0.4  # of the questions, asked with the names of others or with none
    unmarked: float = 0.15  # of the questions, asked without what the parse proposes
    smoothing: float = 0.05
    seed: int = 20261125


FIRST = Course(epochs=8)
AGAIN = Course(epochs=3, rate=1.5e-4, seed=20261126)
SECOND = Course(epochs=6, rate=1.5e-4, head_rate=7e-4)
ON = Course(epochs=4, rate=1.2e-4, head_rate=6e-4, seed=20261130)
PARTIES_COUNT = 2.0  # how much parties weigh beside types, statuses ...
REPLAYED = 700  # examples of each file


def second(
    network: Network, pairs: Sequence[Example], written: Mapping[str, Sequence[Example]], tokenizer: Tokenizer
) -> Network:
    """The last course: pairs, and REPLAYED of the written examples of each file, so that short files count as much."""
    chance = random.Random(SECOND.seed)
    some = [e for examples in written.values() for e in chance.sample(examples, min(REPLAYED, len(examples)))]
    return train(network, [*pairs, *some], tokenizer, SECOND)


def train(network: Network, data: Sequence[Example], tokenizer: Tokenizer, course: Course) -> Network:
    """Train on the examples; returns the network with averaged weights."""
    torch.manual_seed(course.seed)
    chance = random.Random(course.seed)
    average = copy.deepcopy(network).eval()
    plan = Plan(rate=course.rate, head_rate=course.head_rate, decay=course.decay)
    optimizer = torch.optim.AdamW(parameter_groups(network, plan), weight_decay=0.01, fused=True)
    began, step = time.monotonic(), 0
    for epoch in range(course.epochs):
        total, parts = 0, list(batches(data, tokenizer, course.pieces, chance))
        for number, batch in enumerate(parts):
            share = (epoch + number / len(parts)) / course.epochs
            for group in optimizer.param_groups:
                group["lr"] = group["full"] * min(1.0, (step + 1) / 50, (1 - share) / 0.6)
            total += _step(network, optimizer, disturbed(batch, course), course)
            follow(average, network, min(course.average, (step + 1) / (step + 10)))
            step += 1
            if step % 20 == 0:
                print(f"{time.monotonic() - began:.0f}s step {step} of {len(parts)} an epoch", flush=True)
        print(f"{time.monotonic() - began:.0f}s epoch {epoch + 1} loss {total / len(parts):.3f}", flush=True)
    return average


def _step(network: Network, optimizer: torch.optim.Optimizer, batch: Batch, course: Course) -> float:
    network.train()
    with torch.autocast("cpu", dtype=torch.bfloat16):
        total = loss(network, batch, course.smoothing)
    optimizer.zero_grad()
    total.backward()
    torch.nn.utils.clip_grad_norm_(network.parameters(), 5.0)
    optimizer.step()
    return total.item()


def disturbed(batch: Batch, course: Course) -> Batch:
    """The batch with some pieces hidden, some names exchanged, and some questions asked without proposed parties."""
    roles = batch.features % len(ROLES)
    marked = roles > 0
    hide = (torch.rand(batch.ids.shape) < course.masked) & (batch.ids > MASK) & ~marked
    bare = (torch.rand(len(batch.ids), 1) < course.unmarked) & (roles == TRIGGER).any(1, keepdim=True)
    features = torch.where(bare & (roles > TRIGGER), batch.features - roles, batch.features)
    return replace(batch, ids=renamed(batch, course).masked_fill(hide, MASK), features=features)


def renamed(batch: Batch, course: Course) -> Tensor:
    """The pieces, in some questions those in capitals exchanged for others of the batch or hidden, triggers left.

    Who takes part is to be told by what is done, not by who is used to doing it.
    """
    capital = (batch.features >= len(ROLES)) & (batch.features % len(ROLES) != TRIGGER) & batch.mask
    chance = torch.rand(len(batch.ids), 1)
    others = batch.ids.clone()
    others[capital] = batch.ids[capital][torch.randperm(int(capital.sum()))]
    hidden = batch.ids.masked_fill(capital, MASK)
    other = torch.where(chance < course.renamed / 2, hidden, others)
    return torch.where(chance < course.renamed, other, batch.ids)


def loss(network: Network, batch: Batch, smoothing: float) -> Tensor:
    """The sum of what is wrong with type, mode, status and parties, each over the questions where it is known."""
    found = Answers(*network(batch.ids, batch.features, batch.mask))
    total = among(found.types, batch.types, smoothing) + among(found.rules, batch.rules, smoothing)
    for logits, right, weight in ((found.modes, batch.modes, 0.5), (found.statuses, batch.statuses, 1.0)):
        if (right != UNKNOWN).any():
            total = total + weight * F.cross_entropy(
                logits, right, ignore_index=UNKNOWN, label_smoothing=smoothing
            )
    if batch.judged.any():
        known = batch.mask & batch.judged[:, None]
        wrong = F.binary_cross_entropy_with_logits(found.parties, batch.parties, reduction="none").sum(-1)
        total = total + PARTIES_COUNT * (wrong * known).sum() / batch.judged.sum()
    return total


def among(logits: Tensor, right: Tensor, smoothing: float) -> Tensor:
    """Cross entropy where any of several classes is right, over the rows where any is known."""
    known = right.any(1)
    if not known.any():
        return logits.sum() * 0
    chances = F.log_softmax(logits[known], -1)
    hit = torch.logsumexp(chances.masked_fill(~right[known], float("-inf")), -1)
    return -((1 - smoothing) * hit + smoothing * chances.mean(-1)).mean()
