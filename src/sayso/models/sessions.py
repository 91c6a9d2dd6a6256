"""Opening a network for the processor."""

from __future__ import annotations

import onnxruntime

# Fusions that cost time: on processors a sum and its norm are twice to ten times as quick apart as in one step.
SLOWER = ["SkipLayerNormFusion"]


def open_session(network: bytes, threads: int) -> onnxruntime.InferenceSession:
    """The network, ready to run; ``threads`` is for one call of it."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(
        network, options, providers=["CPUExecutionProvider"], disabled_optimizers=SLOWER
    )
