"""The mean of the weights of two networks: ``python -m training.events.average ONE TWO OUT`` (all .safetensors).

Two networks that were trained on from the same weights, on other data or in another order, err in other places; their
mean is often better than either (model soups: Wortsman et al., ICML 2022).
"""

from __future__ import annotations

import argparse
from pathlib import Path

from safetensors.torch import load_file, save_file


def main() -> None:
    """Average and save."""
    options = argparse.ArgumentParser(description=__doc__)
    for name in ("one", "two", "out"):
        options.add_argument(name, type=Path)
    given = options.parse_args()
    one, two = load_file(given.one), load_file(given.two)
    if one.keys() != two.keys():
        raise SystemExit(f"{given.one} and {given.two} are networks of different shapes.")
    save_file({name: (one[name] + two[name]) / 2 for name in one}, given.out)


if __name__ == "__main__":
    main()
