"""The sieve before the event coder: a logistic regression on the written sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import torch

from sayso.events.triggers import features, predicates
from sayso.models.event_coder import Sieve
from training.events.ask import Parsed

RARE = 2  # a feature seen less often is not learned
RIDGE = 3e-5
STEPS = 300
SMALL = 0.05  # weights below it are left out

Rows = list[tuple[list[str], bool]]


def rows(sentences: Sequence[Parsed]) -> Rows:
    """Features of every verb and noun, and whether it is a trigger."""
    found: Rows = []
    for one in sentences:
        triggers = {number for number, _ in one.triggers}
        for sentence in one.parsed.sentences:
            found += [(features(one.parsed, n), n in triggers) for n in predicates(one.parsed, sentence)]
    return found


def fit(data: Rows, recall: float) -> Sieve:
    """Fit the regression; its bias lets ``recall`` of the triggers through that it was fitted on, and as few others."""
    counts = Counter(feature for seen, _ in data for feature in seen)
    names = sorted(feature for feature, times in counts.items() if times >= RARE)
    place = {name: number for number, name in enumerate(names)}
    bags = [[place[f] for f in seen if f in place] for seen, _ in data]
    flat = torch.tensor([number for bag in bags for number in bag])
    starts = torch.tensor([0, *(len(bag) for bag in bags[:-1])]).cumsum(0)
    right = torch.tensor([float(trigger) for _, trigger in data])
    weights, bias = torch.zeros(len(names), 1, requires_grad=True), torch.zeros(1, requires_grad=True)
    optimizer = torch.optim.Adam([weights, bias], lr=0.05)
    for _ in range(STEPS):
        sums = torch.nn.functional.embedding_bag(flat, weights, starts, mode="sum")[:, 0] + bias
        wrong = torch.nn.functional.binary_cross_entropy_with_logits(sums, right)
        total = wrong + RIDGE * weights.square().sum()
        optimizer.zero_grad()
        total.backward()  # type: ignore[no-untyped-call]
        optimizer.step()
    kept = {name: round(w, 3) for name, (w,) in zip(names, weights.tolist(), strict=True) if abs(w) >= SMALL}
    sums = sorted(sum(kept.get(f, 0.0) for f in seen) for seen, trigger in data if trigger)
    return Sieve(kept, round(-sums[int((1 - recall) * len(sums))], 3))
