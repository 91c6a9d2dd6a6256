"""Where records come from that many-page views are made of: files of records. A store is handed in."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from sayso.errors import RecordError
from sayso.types import Record


def read_records(path: Path) -> Iterator[Record]:
    """The records of a file that ``sayso read --format jsonl`` wrote. Raises RecordError, with the line."""
    try:
        with path.open(encoding="utf-8") as stream:
            for number, line in enumerate(stream, 1):
                if line.strip():
                    yield _record(line, path, number)
    except OSError as error:
        raise RecordError(f"{path} cannot be read: {error.strerror}. Check the path.") from error
    except UnicodeDecodeError as error:
        raise RecordError(
            f"{path} is not UTF-8 text. Give a file that sayso read --format jsonl wrote."
        ) from error


def _record(line: str, path: Path, number: int) -> Record:
    try:
        return Record.from_dict(json.loads(line))
    except (ValueError, RecordError) as error:
        raise RecordError(f"{path}, line {number}: {error}") from error
