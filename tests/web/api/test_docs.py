"""The examples of docs/api.md, run as they stand there; but for the address, and R, which the tests do not have."""

from __future__ import annotations

import contextlib
import io
import shutil
import subprocess
import warnings
from pathlib import Path

import pytest

from sayso.web import create_app
from tests.test_docs import FENCE
from tests.web.api.conftest import served

ROOT = Path(__file__).resolve().parents[3]
WRITTEN = "http://127.0.0.1:8377"
BLOCKS = FENCE.findall((ROOT / "docs" / "api.md").read_text("utf-8"))


@pytest.fixture(scope="module")
def address(examples_store, reader):
    app = create_app(examples_store, reader=reader)
    app.state.desk.picturing.shown(patience=120)
    with served(app) as port:
        yield f"http://127.0.0.1:{port}"


@pytest.fixture
def beside(tmp_path, monkeypatch):
    """A folder that has the examples, as the project's own has, and may be written to."""
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("code", [code for kind, code in BLOCKS if kind == "sh"], ids=lambda code: code[:60])
def test_the_curl_examples_run(code, address, beside):
    if shutil.which("curl") is None:
        warnings.warn("curl is not there: its examples are NOT RUN", stacklevel=1)
        pytest.skip("needs curl")
    told = code.replace(WRITTEN, address)
    found = subprocess.run(["sh", "-ec", told], capture_output=True, text=True, timeout=120)
    assert found.returncode == 0, found.stderr
    written = [path for path in Path().iterdir() if path.suffix in (".jsonl", ".arrow")]
    assert found.stdout or written
    assert all(path.stat().st_size > 500 for path in written)
    if "contry" in code:
        assert "there is no such parameter" in found.stdout
    elif "http_code" in code:
        assert found.stdout == "304\n"


def test_the_python_examples_run(address, beside):
    names: dict[str, object] = {}
    with contextlib.redirect_stdout(io.StringIO()) as out:
        for kind, code in BLOCKS:
            if kind == "python":
                exec(compile(code.replace(WRITTEN, address), "docs/api.md", "exec"), names)
    lines = out.getvalue().splitlines()
    assert [line for line in lines if line.endswith(" events") and not line.startswith("0")]
    assert [line for line in lines if line.endswith("25 columns")]
    assert [line for line in lines if "Khrushchev" in line]
