from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from sayso.errors import ModelError
from sayso.models import files
from sayso.models.sentence_vectors import (
    NETWORK,
    SETTINGS,
    WIDTH,
    SentenceVectors,
    load_sentence_vectors,
)

NEAR = ("The ministers met in Vienna on Tuesday.", "On Tuesday the ministers held a meeting in Vienna.")
FAR = "The goalkeeper saved two penalties in the rain."


@pytest.fixture(scope="module")
def vectors() -> SentenceVectors:
    return load_sentence_vectors()


def test_what_says_much_the_same_lies_close_together(vectors: SentenceVectors) -> None:
    one, other, far = vectors((*NEAR, FAR))
    assert one @ other > 0.8 > 0.3 > one @ far


def test_vectors_have_length_one_and_depend_on_no_other_text(vectors: SentenceVectors) -> None:
    together = vectors([NEAR[0], FAR, "", "word " * 1000])
    assert np.allclose(np.linalg.norm(together, axis=1), 1, atol=1e-3)
    assert np.allclose(together[0], vectors([NEAR[0]])[0], atol=1e-4)
    assert vectors([]).shape == (0, WIDTH)


def test_pieces_cover_the_words(vectors: SentenceVectors) -> None:
    found = vectors.in_pieces(FAR)
    assert len(found.pieces) == len(found.spans)
    assert FAR[slice(*found.spans[1])] == "goalkeeper"


def test_a_damaged_network_or_another_version_is_refused(tmp_path: Path) -> None:
    shutil.copy(files.HERE / SETTINGS, tmp_path)
    (tmp_path / NETWORK).write_bytes(b"weights")
    with pytest.raises(ModelError, match="damaged"):
        load_sentence_vectors(tmp_path)
    settings = json.loads((tmp_path / SETTINGS).read_text())
    (tmp_path / SETTINGS).write_text(json.dumps(settings | {"encoding": {}}))
    with pytest.raises(ModelError, match="another version"):
        load_sentence_vectors(tmp_path)
