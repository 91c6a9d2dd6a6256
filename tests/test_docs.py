from __future__ import annotations

import contextlib
import io
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
FENCE = re.compile(r"^```(\w+)\n(.*?)^```", re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("name", ["README.md", "docs/tour.md", "docs/exports.md", "docs/python.md"])
def test_the_code_in_the_docs_runs_and_prints_what_they_say(name, monkeypatch):
    monkeypatch.chdir(ROOT)
    names: dict[str, object] = {}
    printed = ""
    for kind, code in FENCE.findall((ROOT / name).read_text(encoding="utf-8")):
        if kind == "python":
            with contextlib.redirect_stdout(io.StringIO()) as out:
                exec(compile(code, name, "exec"), names)
            printed = out.getvalue()
        elif kind == "output":
            assert printed == code


def test_every_file_that_the_docs_name_is_there():
    for page in [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]:
        for target in re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name} points to {target}"
