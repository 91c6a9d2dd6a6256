"""A conditional random field with two states, inside a span and outside, over rows of pieces.

Potentials are [..., pieces, 3]: being inside, opening a span here, closing a span here.
"""

from __future__ import annotations

import torch
from torch import Tensor

NEVER = -1e4


def surprise(potentials: Tensor, labels: Tensor) -> Tensor:
    """The negative log-likelihood of each row; ``labels`` [..., pieces] are 0 or 1."""
    return partition(potentials) - path_score(potentials, labels)


def path_score(potentials: Tensor, labels: Tensor) -> Tensor:
    """The unnormalised score of each row's labels."""
    inside = labels.to(potentials.dtype)
    before = torch.nn.functional.pad(inside, (1, 0))[..., :-1]
    after = torch.nn.functional.pad(inside, (0, 1))[..., 1:]
    chosen = torch.stack((inside, inside * (1 - before), inside * (1 - after)), -1)
    return (potentials * chosen).sum((-1, -2))


def partition(potentials: Tensor) -> Tensor:
    """The log of the summed exponential of all paths' scores, by halving: log2(pieces) steps."""
    steps = _steps(potentials)
    while steps.shape[-3] > 1:
        if steps.shape[-3] % 2:
            steps = torch.cat((steps, _identity(steps)), -3)
        left, right = steps[..., 0::2, :, :], steps[..., 1::2, :, :]
        steps = torch.logsumexp(left[..., :, :, None] + right[..., None, :, :], -2)
    return steps[..., 0, 0, 0]


def _steps(potentials: Tensor) -> Tensor:
    """[..., pieces + 1, from, to]: the score of each step; the last one only leads out of a span."""
    inside, opening, closing = potentials.unbind(-1)
    stay = torch.zeros_like(inside[..., :1])
    enter = torch.cat((opening + inside, stay + NEVER), -1)
    remain = torch.cat((inside, stay + NEVER), -1)
    leave = torch.cat((stay + NEVER, closing), -1)
    out = torch.zeros_like(enter)
    return torch.stack((torch.stack((out, enter), -1), torch.stack((leave, remain), -1)), -2)


def _identity(steps: Tensor) -> Tensor:
    eye = torch.full((2, 2), NEVER, dtype=steps.dtype, device=steps.device).fill_diagonal_(0.0)
    return eye.expand(*steps.shape[:-3], 1, 2, 2)
