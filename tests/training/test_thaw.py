from pathlib import Path

import pytest

pytest.importorskip("torch", reason="training needs torch: pip install --group training")
onnx = pytest.importorskip("onnx", reason="training needs onnx: pip install --group training")

MODELS = Path("src/sayso/models")


def test_the_file_that_ships_gives_its_weights_back() -> None:
    import torch

    from sayso.models.event_coder import load_event_coder
    from sayso.models.event_encoding import ROLES, TRIGGER
    from training.events.network import Network
    from training.events.thaw import thawed

    network = Network().eval()
    network.load_state_dict(thawed(onnx.load(str(MODELS / "events.onnx"))))
    ids = torch.tensor([[101, 5712, 2716, 2665, 2006, 4238, 1012, 102]])
    features = torch.tensor([[0, len(ROLES) + 2, TRIGGER, 0, 0, len(ROLES) + 6, 0, 0]])
    mask = torch.ones_like(ids, dtype=torch.bool)
    with torch.no_grad():
        full = network(ids, features, mask)
    shipped = load_event_coder().run(ids.numpy(), features.numpy(), mask.numpy())
    for one, other in zip(full, shipped, strict=True):
        assert torch.allclose(one, torch.from_numpy(other), atol=0.6)
    assert full[0].argmax() == int(shipped[0].argmax())
