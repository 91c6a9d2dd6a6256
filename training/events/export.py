"""Weights -> the files that ship: ``python -m training.events.export OUT/network.safetensors src/sayso/models``.

Writes the int8 ONNX network and, beside it, digests, the sieve and the threshold. The sieve is fitted on what the
network itself finds in --texts: see ``training.events.sieve``, which fits it alone.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from pathlib import Path
from tempfile import TemporaryDirectory

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from safetensors.torch import load_file

from sayso.models.event_coder import ENCODING, NETWORK, SETTINGS, TOKENIZER, Sieve
from training.events.network import Network
from training.events.sieve import ARTICLES, RECALL, refit
from training.lean import lean

ALL = Sieve({}, 0.0)  # keeps every word
FULL = (
    "types",
    "rules",
    "modes",
    "statuses",
    "parties",
    "toward",
)  # last layers: small, and every decision hangs on them


def to_onnx(network: Network, path: Path) -> None:
    """Write the network in full precision; any number of rows and pieces."""
    ids = torch.full((2, 12), 1996)
    given = (ids, torch.zeros_like(ids), torch.ones_like(ids, dtype=torch.bool))
    names = ["types", "rules", "modes", "statuses", "parties"]
    axes = {name: {0: "rows", 1: "pieces"} for name in ("ids", "features", "mask", "parties")}
    torch.onnx.export(
        network.eval(),
        given,
        str(path),
        dynamo=False,
        opset_version=17,
        input_names=["ids", "features", "mask"],
        output_names=names,
        dynamic_axes=axes | {name: {0: "rows"} for name in names[:-1]},
    )


def quantize(full: Path, small: Path) -> None:
    """Quantize weights to int8, a scale for each channel; the last layers stay as they are, attention is made lean."""
    nodes = onnx.load(str(full)).graph.node
    last = [node.name for node in nodes if node.name.split("/")[1:2] and node.name.split("/")[1] in FULL]
    spared = [*last, *(f"{name}_MatMul" for name in last)]  # as the quantizer renames a Gemm
    quantize_dynamic(
        str(full), str(small), per_channel=True, weight_type=QuantType.QInt8, nodes_to_exclude=spared
    )
    network = onnx.load(str(small))
    lean(network)
    onnx.save(network, str(small))


def write_settings(folder: Path, sieve: Sieve, threshold: float) -> None:
    """Write what belongs to the network and the tokenizer in ``folder``."""
    digests = {
        name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in (NETWORK, TOKENIZER)
    }
    settings = {
        "files": digests,
        "encoding": ENCODING,
        "threshold": threshold,
        "sieve": {"weights": sieve.weights, "bias": sieve.bias},
    }
    (folder / SETTINGS).write_text(json.dumps(settings, ensure_ascii=False) + "\n", "utf-8")


def main() -> None:
    """Export, then fit the sieve on what the exported network finds."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("weights", type=Path)
    options.add_argument("out", type=Path)
    options.add_argument("--texts", type=Path, required=True)
    options.add_argument("--articles", type=int, default=ARTICLES)
    options.add_argument("--recall", type=float, default=RECALL)
    options.add_argument("--threshold", type=float, default=0.4)
    options.add_argument("--full-precision", action="store_true")
    given = options.parse_args()
    network = Network()
    network.load_state_dict(load_file(given.weights))
    with TemporaryDirectory() as scratch:
        full = Path(scratch) / "full.onnx"
        to_onnx(network, full)
        if given.full_precision:
            (given.out / NETWORK).write_bytes(full.read_bytes())
        else:
            quantize(full, given.out / NETWORK)
    write_settings(given.out, ALL, given.threshold)
    refit(given.out, given.texts, given.articles, given.recall)


if __name__ == "__main__":
    main()
