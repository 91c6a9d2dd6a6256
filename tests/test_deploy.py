"""What lies in deploy/: systemd takes the unit, and it shuts the desk in; the image is given what the wheel needs."""

from __future__ import annotations

import re
import shutil
import subprocess
import tomllib
import warnings
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
UNIT, IMAGE = ROOT / "deploy" / "sayso.service", ROOT / "deploy" / "Dockerfile"


@pytest.fixture
def unit(tmp_path) -> Path:
    """The unit, with a program that is there in the place of ours. Skips, loudly, without systemd-analyze."""
    if shutil.which("systemd-analyze") is None:
        warnings.warn("systemd-analyze is not there: the unit in deploy/ is NOT CHECKED", stacklevel=1)
        pytest.skip("needs systemd-analyze")
    made = tmp_path / "sayso.service"
    made.write_text(UNIT.read_text("utf-8").replace("/opt/sayso/bin/sayso", "/bin/true"), encoding="utf-8")
    return made


def test_systemd_takes_the_unit_without_a_word(unit):
    found = subprocess.run(["systemd-analyze", "verify", unit], capture_output=True, text=True)
    assert (found.returncode, found.stderr) == (0, "")


def test_the_unit_shuts_the_desk_in(unit):
    asked = ["systemd-analyze", "security", "--offline=yes", "--threshold=20", unit]
    found = subprocess.run(asked, capture_output=True, text=True)
    assert found.returncode == 0, found.stdout[-400:]  # an exposure of 2.0 of 10 at most


def test_the_unit_and_the_image_call_the_desk_as_it_can_be_called():
    from sayso.cli import _parser

    unit = re.search(r"^ExecStart=\S+ (.*)$", UNIT.read_text("utf-8"), re.MULTILINE).group(1).split()
    image = re.findall(
        r'"([^"]+)"', re.search(r"^CMD (\[.*\])$", IMAGE.read_text("utf-8"), re.MULTILINE).group(1)
    )
    assert _parser().parse_args(unit).log == "json"
    assert _parser().parse_args(image).accounts


def test_the_image_is_given_every_file_that_goes_into_the_wheel():
    given = [
        line[1:]
        for line in IMAGE.with_name("Dockerfile.dockerignore").read_text().splitlines()
        if line[0] == "!"
    ]
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["hatch"]["build"]["targets"]
    needed = [
        *project["sdist"]["include"],
        *project["wheel"]["force-include"],
        "pyproject.toml",
        "requirements.txt",
    ]
    assert set(needed) <= set(given)
