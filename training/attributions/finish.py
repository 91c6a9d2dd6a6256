"""What follows the export of a reader: a threshold for each piece, and attention in the fewest steps.

``python -m training.attributions.finish src/sayso/models`` does so to a reader that was exported before, and writes the
digest and the encoding into its settings. What is finished already stays as it is.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import onnx

from sayso.models.attribution_reader import NETWORK, SETTINGS, Tuning
from training.attributions.export import write_settings
from training.lean import lean


def by_piece(network: onnx.ModelProto) -> None:
    """Let the threshold above which a cue may begin be given for each piece, so that no anchor is asked for in vain."""
    threshold = next(given for given in network.graph.input if given.name == "threshold")
    shape = threshold.type.tensor_type.shape
    del shape.dim[:]
    shape.dim.add().dim_param = "pieces"


def finish(path: Path) -> None:
    """Finish the network at ``path``."""
    network = onnx.load(str(path))
    by_piece(network)
    lean(network)
    path.write_bytes(network.SerializeToString())


def main() -> None:
    """Finish the reader in a folder."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("folder", type=Path)
    folder = options.parse_args().folder
    finish(folder / NETWORK)
    fitted = json.loads((folder / SETTINGS).read_text("utf-8"))["tuning"]
    write_settings(folder, Tuning(**{**fitted, "weights": tuple(fitted["weights"])}))


if __name__ == "__main__":
    main()
