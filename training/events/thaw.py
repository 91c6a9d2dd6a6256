"""Weights back from the file that ships: ``python -m training.events.thaw src/sayso/models OUT/first.safetensors``.

For training on where the weights in full precision are not at hand. What int8 rounded away stays lost; a course from
there makes up for it. Roles that the file did not know begin as those of a piece without a role.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator
from pathlib import Path

import onnx
import torch
from onnx import numpy_helper
from safetensors.torch import save_file
from torch import Tensor

from sayso.models.event_coder import NETWORK
from sayso.models.event_encoding import ROLES
from training.events.network import Network

LETTERS = 3  # ways to be capitalised, each with a row of features for every role
FEATURES, KINDS = "encoder.features.weight", "encoder.types.weight"
Stored = dict[str, Tensor]
PRODUCT = re.compile(r"/(?P<scope>.+?)/(Gemm_)?MatMul(_quant)?$")


def main() -> None:
    """Thaw and save."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("models", type=Path, help=f"folder with {NETWORK}")
    options.add_argument("out", type=Path)
    given = options.parse_args()
    save_file(thawed(onnx.load(str(given.models / NETWORK))), given.out)


def thawed(model: onnx.ModelProto) -> Stored:
    """The weights of ``Network``, by name, from its exported and quantized form."""
    stored = {
        one.name: torch.from_numpy(numpy_helper.to_array(one).copy()) for one in model.graph.initializer
    }
    network = Network()
    found = {name: weights for name, weights in stored.items() if name in network.state_dict()}
    tables = [name for name in stored if name.endswith(".weight_quantized")]
    found |= {name.removesuffix("_quantized"): _full(stored, name) for name in tables}
    found |= dict(_products(model, stored))
    found[FEATURES] = _with_roles(found[FEATURES])
    kind = _kind(stored, found[FEATURES][0].shape)
    found[KINDS] = torch.stack((kind, torch.zeros_like(kind)))
    network.load_state_dict(found)
    return {name: weights.contiguous() for name, weights in network.state_dict().items()}


def _products(model: onnx.ModelProto, stored: Stored) -> Iterator[tuple[str, Tensor]]:
    for node in model.graph.node:
        product = PRODUCT.fullmatch(node.name)
        weights = [name for name in node.input if name in stored and stored[name].dim() == 2]
        if product and weights:
            yield f"{_module(product['scope'])}.weight", _full(stored, weights[0]).T


def _module(scope: str) -> str:
    """The name of the module at a place of the graph: "parties/parties.0" is "parties.0"."""
    return re.sub(r"\b(\w+)/(?=\1\.)", "", scope).replace("/", ".")


def _full(stored: Stored, name: str) -> Tensor:
    base = name.removesuffix("_quantized")
    if base == name:
        return stored[name]
    zero, scale = stored[f"{base}_zero_point"].float(), stored[f"{base}_scale"]
    return (stored[name].float() - zero) * scale


def _kind(stored: Stored, width: torch.Size) -> Tensor:
    """The row that every piece gets, which the export makes a constant without a name."""
    return next(
        found for name, found in stored.items() if name.startswith("onnx::Add") and found.shape == width
    )


def _with_roles(rows: Tensor) -> Tensor:
    known = rows.view(LETTERS, -1, rows.shape[1])
    missing = len(ROLES) - known.shape[1]
    return torch.cat((known, known[:, :1].expand(-1, missing, -1)), 1).reshape(-1, rows.shape[1])


if __name__ == "__main__":
    main()
