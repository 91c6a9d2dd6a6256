"""Reading lexicon files: TOML and CSV, with the file and line named in every complaint."""

from __future__ import annotations

import csv
import hashlib
import tomllib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import resources
from pathlib import Path
from typing import Any

from sayso.errors import LexiconError


def lexicon_path(language: str, name: str) -> Path:
    """The path of a lexicon file that ships with Sayso, as ``lexicon_path("en", "reporting.toml")``."""
    return Path(str(resources.files("sayso.lexicons"))) / language / name


def read_toml(path: Path) -> dict[str, Any]:
    """The contents of a TOML lexicon. Raises LexiconError, with the line, where it does not parse."""
    try:
        return tomllib.loads(_text(path))
    except tomllib.TOMLDecodeError as error:
        raise LexiconError(f"{path} is not valid TOML: {error}. Correct that line and try again.") from error


@contextmanager
def shape_of(path: Path) -> Iterator[None]:
    """Taking a lexicon's entries out of its table. Raises LexiconError where one is not there."""
    try:
        yield
    except KeyError as error:
        raise LexiconError(f"{path} lacks the entry {error}. Add it, or install sayso again.") from error


def read_rows(path: Path, columns: Sequence[str]) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows of a CSV lexicon with their line numbers. Lines that start with "#" are comments.

    Raises LexiconError where a column of ``columns`` is missing or a row has too few or too many cells.
    """
    lines = [(n, line) for n, line in enumerate(_text(path).splitlines(), 1) if line and line[0] != "#"]
    if not lines:
        raise LexiconError(f"{path} has no header line; it needs the columns {', '.join(columns)}.")
    header = next(csv.reader([lines[0][1]]))
    missing = [column for column in columns if column not in header]
    if missing:
        raise LexiconError(f"{path}, line {lines[0][0]}: the column {', '.join(missing)} is missing.")
    for (number, _), cells in zip(lines[1:], csv.reader(line for _, line in lines[1:]), strict=False):
        if len(cells) != len(header):
            raise LexiconError(
                f"{path}, line {number}: {len(cells)} cells where the header has {len(header)}. "
                'Put cells that hold a comma in "quotation marks".'
            )
        yield number, dict(zip(header, cells, strict=True))


def digest_of(*paths: Path) -> str:
    """The SHA-256 of the files' bytes, one after the other, as ``sha256:...``."""
    total = hashlib.sha256()
    for path in paths:
        total.update(path.read_bytes())
    return f"sha256:{total.hexdigest()}"


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise LexiconError(f"The lexicon {path} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise LexiconError(f"The lexicon {path} is not UTF-8 text. Save it as UTF-8.") from error
