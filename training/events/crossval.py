"""PLV by cross-validation, sentences kept together: ``python -m training.events.crossval PLV/train.jsonl OUT``.

Each fold goes through the last course from what the courses on written sentences left in OUT, without the replay of
those, which has no bearing on pairs.
"""

from __future__ import annotations

import argparse
import hashlib
from collections.abc import Sequence
from pathlib import Path

import torch
from safetensors.torch import load_file
from tokenizers import Tokenizer

from evaluation.events import likeliest_root, macro_f1, root
from sayso.models.event_encoding import TYPES, encode
from training.attributions.__main__ import encoder_folder
from training.attributions.tokens import plain_tokenizer
from training.events.data import Example, batch, pairs, written_pairs
from training.events.network import Network
from training.events.train import second

FOLDS = 5


def fold_of(example: Example) -> int:
    """The fold of an example, by its sentence."""
    return int(hashlib.sha256(example.question.sentence.encode()).hexdigest(), 16) % FOLDS


@torch.no_grad()
def answers(network: Network, data: Sequence[Example], tokenizer: Tokenizer) -> list[str]:
    """The likeliest root type of each example."""
    network.eval()
    found = []
    rows = list(zip(data, encode([example.question for example in data], tokenizer), strict=True))
    for start in range(0, len(rows), 16):
        made = batch(rows[start : start + 16])
        chances = network(made.ids, made.features, made.mask)[1].softmax(-1).tolist()
        found += [likeliest_root(dict(zip(TYPES[1:], row[1:], strict=True))) for row in chances]
    return found


def main() -> None:
    """Train and score each fold, then print the scores over all."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("plv", type=Path)
    options.add_argument("out", type=Path, help="folder with again.safetensors of python -m training.events")
    options.add_argument("--folds", type=int, default=FOLDS, help="how many of the five to take")
    options.add_argument("--threads", type=int, default=1)
    given = options.parse_args()
    torch.set_num_threads(given.threads)
    tokenizer = plain_tokenizer(encoder_folder(None))
    data = pairs(given.plv)
    every_right, every_found = [], []
    for fold in range(given.folds):
        network = Network()
        network.load_state_dict(load_file(given.out / "again.safetensors"))
        average = second(network, [*(e for e in data if fold_of(e) != fold), *written_pairs()], {}, tokenizer)
        asked = [example for example in data if fold_of(example) == fold]
        right, found = [root(min(e.rules)) for e in asked], answers(average, asked, tokenizer)
        print(f"fold {fold}: {scores(right, found)}", flush=True)
        every_right, every_found = every_right + right, every_found + found
    print(f"all: {scores(every_right, every_found)}")


def scores(right: Sequence[str], found: Sequence[str]) -> str:
    """Macro-F1 and accuracy in words."""
    same = sum(map(str.__eq__, right, found)) / len(right)
    return f"macro-F1 {macro_f1(right, found):.3f}, accuracy {same:.3f}"


if __name__ == "__main__":
    main()
