"""Confidence and threshold, fitted on articles that were held out of training."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sayso.models.attribution_reader import AttributionReader, Tuning
from training.attributions.evidence import judged, reading, total_score

UNLIKELY = 0.02  # what is less confident than this plays no part in the fit
RIDGE = 0.3
THRESHOLDS = tuple(float(t) for t in np.arange(0.2, 0.56, 0.025).round(3))


def tuned(reader: AttributionReader, held_out: Sequence[dict[str, Any]]) -> Tuning:
    """Confidence fitted to being right, twice as it also decides what is found; best threshold."""
    readings = [reading(reader, article) for article in held_out]
    tuning = reader.tuning
    for _ in range(2):
        pairs = judged(readings, replace(tuning, threshold=UNLIKELY))
        evidence = np.array([evidence for evidence, _ in pairs], np.float64)
        weights, bias = logistic(evidence, np.array([right for _, right in pairs], np.float64))
        tuning = replace(tuning, weights=tuple(weights.tolist()), bias=bias)
    scores = [total_score(readings, replace(tuning, threshold=threshold)).f1 for threshold in THRESHOLDS]
    print({threshold: round(100 * f1, 1) for threshold, f1 in zip(THRESHOLDS, scores, strict=True)})
    smooth = np.convolve(np.pad(scores, 1, "edge"), (0.25, 0.5, 0.25), "valid")
    return replace(tuning, threshold=THRESHOLDS[int(np.argmax(smooth))])


def logistic(evidence: NDArray[np.float64], right: NDArray[np.float64]) -> tuple[NDArray[np.float64], float]:
    """Weights and bias of a ridge logistic regression, by Newton's method."""
    rows = np.column_stack((evidence, np.ones(len(evidence))))
    found = np.zeros(rows.shape[1])
    penalty = np.diag([RIDGE] * evidence.shape[1] + [0.0])
    for _ in range(30):
        sure = 1 / (1 + np.exp(-(rows @ found)))
        slope = rows.T @ (right - sure) - penalty @ found
        found = found + np.linalg.solve((rows * (sure * (1 - sure))[:, None]).T @ rows + penalty, slope)
    return found[:-1], float(found[-1])
