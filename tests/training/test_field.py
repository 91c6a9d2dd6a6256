"""The random field of the training is the one by which the reader decodes."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from sayso.attributions.segments import log_partition

torch = pytest.importorskip("torch", reason="training is tested where torch is installed")
field = pytest.importorskip("training.attributions.field")


@pytest.mark.parametrize("pieces", [1, 2, 7, 33])
def test_both_partitions_agree(pieces: int) -> None:
    potentials = torch.randn(3, pieces, 3, generator=torch.Generator().manual_seed(pieces))
    assert field.partition(potentials).numpy() == pytest.approx(
        log_partition(potentials.double().numpy()), abs=1e-4
    )


def test_the_likelihoods_of_all_labels_sum_to_one() -> None:
    potentials = torch.randn(5, 3, generator=torch.Generator().manual_seed(1))
    labels = itertools.product((0, 1), repeat=5)
    total = sum(float(torch.exp(-field.surprise(potentials, torch.tensor(one)))) for one in labels)
    assert np.isclose(total, 1.0, atol=1e-4)
