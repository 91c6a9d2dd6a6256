"""Model files are read only if they are what they claim to be."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from sayso.errors import ModelError
from sayso.models.files import settings, verified


def test_a_file_with_the_right_digest_is_read(tmp_path: Path) -> None:
    (tmp_path / "model").write_bytes(b"weights")
    assert verified(tmp_path / "model", hashlib.sha256(b"weights").hexdigest()) == b"weights"


def test_a_damaged_file_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "model").write_bytes(b"weighty")
    with pytest.raises(ModelError, match=r"model is damaged or of another version"):
        verified(tmp_path / "model", hashlib.sha256(b"weights").hexdigest())


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="absent cannot be read"):
        verified(tmp_path / "absent", "0" * 64)


@pytest.mark.parametrize("content", ["{", "[1]", '"text"'])
def test_settings_must_be_an_object(tmp_path: Path, content: str) -> None:
    (tmp_path / "settings.json").write_text(content)
    with pytest.raises(ModelError, match="not "):
        settings(tmp_path / "settings.json")


def test_the_runtime_reports_nothing_and_leaves_nothing_at_home(tmp_path):
    code = "import sayso.models.event_coder, sayso.models.sentence_vectors, sayso.models.attribution_reader"
    bare = {name: value for name, value in os.environ.items() if name != "ORT_DISABLE_TELEMETRY"}
    home = bare | {"HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path / "cache")}
    subprocess.run([sys.executable, "-c", code], env=home, check=True)
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]
