"""Weights -> the files that ship: an int8 ONNX network, its tokenizer, its settings and digests."""

from __future__ import annotations

import argparse
import hashlib
import json
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from safetensors.torch import load_file
from tokenizers import Tokenizer

from sayso.models.attribution_reader import (
    ENCODING,
    NETWORK,
    SETTINGS,
    TOKENIZER,
    AttributionReader,
    Tuning,
    load_attribution_reader,
)
from training.attributions.data import articles
from training.attributions.network import Network, Shape
from training.attributions.readers import UNTUNED
from training.attributions.tokens import plain_tokenizer
from training.attributions.tune import tuned
from training.lean import lean

FULL = ("begins", "linker.potentials", "linker.judge")  # last layers: small, and every decision hangs on them


def to_onnx(network: Network, path: Path) -> None:
    """Write the network in full precision; one window a call, of any length."""
    ids = torch.full((1, 12), 1996)
    given = (ids, torch.zeros_like(ids), torch.full((12,), -100.0))
    torch.onnx.export(
        network.eval(),
        given,
        str(path),
        dynamo=False,
        opset_version=17,
        input_names=["ids", "features", "threshold"],
        output_names=["anchors", "begins", "potentials", "judged"],
        dynamic_axes={
            "ids": {1: "pieces"},
            "features": {1: "pieces"},
            "threshold": {0: "pieces"},
            "anchors": {0: "found"},
            "begins": {0: "found"},
            "potentials": {0: "found"},
            "judged": {0: "found"},
        },
    )


def quantize(full: Path, small: Path) -> None:
    """Quantize weights to int8, a scale for each channel; activations are quantized as they come."""
    nodes = onnx.load(str(full)).graph.node
    spared = [node.name for node in nodes if any(f"/{name.replace('.', '/')}" in node.name for name in FULL)]
    quantize_dynamic(
        str(full), str(small), per_channel=True, weight_type=QuantType.QInt8, nodes_to_exclude=spared
    )
    network = onnx.load(str(small))
    lean(network)
    small.write_bytes(network.SerializeToString())


def write(
    network: Network, tokenizer: Tokenizer, folder: Path, tuning: Tuning, full_precision: bool = False
) -> None:
    """Write network, tokenizer and settings into ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as scratch:
        full = Path(scratch) / "full.onnx"
        to_onnx(network, full)
        if full_precision:
            (folder / NETWORK).write_bytes(full.read_bytes())
        else:
            quantize(full, folder / NETWORK)
    (folder / TOKENIZER).write_text(tokenizer.to_str(), "utf-8")
    write_settings(folder, tuning)


def write_settings(folder: Path, tuning: Tuning) -> None:
    """Write the settings that belong to the network and the tokenizer in ``folder``."""
    digests = {
        name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in (NETWORK, TOKENIZER)
    }
    settings = {"files": digests, "encoding": ENCODING, "tuning": asdict(tuning)}
    (folder / SETTINGS).write_text(json.dumps(settings, indent=1) + "\n", "utf-8")


def _reader(network: Network, tokenizer: Tokenizer, folder: Path, full_precision: bool) -> AttributionReader:
    write(network, tokenizer, folder, UNTUNED, full_precision)
    return load_attribution_reader(folder)


def main() -> None:
    """Export, then tune the exported reader on the held-out articles."""
    from training.attributions.__main__ import HELD_OUT, encoder_folder

    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("polnear", type=Path)
    options.add_argument("weights", type=Path, help="network.safetensors of the training")
    options.add_argument("out", type=Path)
    options.add_argument("--encoder", type=Path)
    options.add_argument("--full-precision", action="store_true")
    given = options.parse_args()
    network = Network(Shape())
    network.load_state_dict(load_file(given.weights))
    tokenizer = plain_tokenizer(encoder_folder(given.encoder))
    held_out = articles(given.polnear / "train.jsonl")[::HELD_OUT]
    reader = _reader(network, tokenizer, given.out, given.full_precision)
    tuning = tuned(reader, held_out)
    write_settings(given.out, tuning)
    size = (given.out / NETWORK).stat().st_size / 1e6
    print(f"{size:.1f} MB; {np.round(tuning.weights, 3)}, threshold {tuning.threshold:.3f}")


if __name__ == "__main__":
    main()
