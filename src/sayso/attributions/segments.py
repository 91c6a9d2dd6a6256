"""The best spans in a row of pieces, and how sure they are, under a two-state conditional random field.

Potentials are [rows, pieces, 3]: the score of being inside a span, of opening one here, of closing one here.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

NEVER = -1e4

Scores = NDArray[np.float64]
Run = tuple[int, int]  # first and last piece


def best_runs(potentials: Scores, most: int) -> tuple[list[list[Run]], Scores]:
    """For each row its best non-adjacent runs of pieces, at most ``most``, and their score [rows].

    No run at all has the score 0. Works in time linear in pieces times ``most``.
    """
    total = np.cumsum(potentials[..., 0], 1)
    enter = potentials[..., 1] - total + potentials[..., 0]
    leave = total + potentials[..., 2]
    level = np.zeros_like(total)
    levels, choices = [level], []
    for _ in range(most):
        start_score, start = _running_best(enter + _before(level))
        level, end = _running_best(leave + start_score)
        levels.append(level)
        choices.append((start, end))
    return [_trace(row, levels, choices) for row in range(len(total))], _highest(levels)


def log_partition(potentials: Scores) -> Scores:
    """The log of the summed exponential of the scores of all ways to place runs in each row; [rows]."""
    out, within = np.zeros(len(potentials)), np.full(len(potentials), NEVER)
    closed = within
    for inside, opening, closing in np.ascontiguousarray(potentials.transpose(1, 2, 0)):
        entered = np.logaddexp(within, out + opening) + inside
        out, within = np.logaddexp(out, closed), entered
        closed = within + closing
    total: Scores = np.logaddexp(out, closed)
    return total


def _before(level: Scores) -> Scores:
    """The best score of the runs that end at least two pieces earlier."""
    return np.pad(level, ((0, 0), (2, 0)))[:, : level.shape[1]]


def _running_best(values: Scores) -> tuple[Scores, NDArray[np.int64]]:
    best = np.maximum.accumulate(values, 1)
    places = np.where(values == best, np.arange(values.shape[1]), 0)
    return best, np.maximum.accumulate(places, 1)


def _highest(levels: list[Scores]) -> Scores:
    best: Scores = np.max([level[:, -1] for level in levels], 0)
    return best


def _trace(
    row: int, levels: list[Scores], choices: list[tuple[NDArray[np.int64], NDArray[np.int64]]]
) -> list[Run]:
    number = int(np.argmax([level[row, -1] for level in levels]))
    piece, runs = levels[0].shape[1] - 1, []
    for starts, ends in reversed(choices[:number]):
        if piece < 0:
            break
        last = int(ends[row, piece])
        first = int(starts[row, last])
        runs.append((first, last))
        piece = first - 2
    return runs[::-1]
