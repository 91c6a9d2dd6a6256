"""A lean attention gives the numbers of the one that the exporter writes."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnxruntime
import pytest

onnx = pytest.importorskip("onnx")
torch = pytest.importorskip("torch")

HEADS, WIDTH, PIECES = 4, 32, 7


class Attending(torch.nn.Module):  # type: ignore[name-defined, misc]
    """Attention under a mask, as the networks have it."""

    def __init__(self) -> None:
        super().__init__()
        self.query, self.key, self.value = (torch.nn.Linear(WIDTH, WIDTH) for _ in range(3))

    def forward(self, x: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        rows, pieces, width = x.shape
        split = [
            part(x).view(rows, pieces, HEADS, width // HEADS).transpose(1, 2)
            for part in (self.query, self.key, self.value)
        ]
        seen = torch.nn.functional.scaled_dot_product_attention(*split, attn_mask=mask[:, None, None, :])
        return seen.transpose(1, 2).reshape(rows, pieces, width)


@pytest.fixture
def exported(tmp_path: Path) -> Path:
    path = tmp_path / "attending.onnx"
    given = (torch.zeros(2, PIECES, WIDTH), torch.ones(2, PIECES, dtype=torch.bool))
    axes = {"x": {0: "rows", 1: "pieces"}, "mask": {0: "rows", 1: "pieces"}}
    torch.onnx.export(
        Attending(), given, str(path), dynamo=False, opset_version=17,
        input_names=["x", "mask"], output_names=["out"], dynamic_axes=axes,
    )  # fmt: skip
    return path


def out(network: bytes, x: np.ndarray, mask: np.ndarray) -> np.ndarray:
    return onnxruntime.InferenceSession(network).run(None, {"x": x, "mask": mask})[0]


def test_it_has_fewer_steps_and_says_the_same(exported: Path) -> None:
    from training.lean import lean

    model = onnx.load(str(exported))
    steps = len(model.graph.node)
    assert lean(model) == 1
    assert len(model.graph.node) < steps / 2
    x = np.random.default_rng(1).normal(size=(3, 11, WIDTH)).astype(np.float32)
    mask = np.arange(11) < np.array([[11], [4], [1]])
    assert np.array_equal(out(exported.read_bytes(), x, mask), out(model.SerializeToString(), x, mask))


def test_what_is_lean_stays_as_it_is(exported: Path) -> None:
    from training.lean import lean

    model = onnx.load(str(exported))
    lean(model)
    before = model.SerializeToString()
    assert lean(model) == 0
    assert model.SerializeToString() == before
