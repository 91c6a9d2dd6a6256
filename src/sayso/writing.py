"""Records to standard output or to a file, as text, JSON, JSON lines or a table of events in POLECAT's columns.

A file is written aside and renamed when everything is in it, so that nobody ever sees half of one.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from sayso.errors import OutputError
from sayso.types import Record

Write = Callable[[Record], None]


@contextmanager
def writer_to(path: str | None, form: str, every_status: bool = False) -> Iterator[Write]:
    """A function that writes a record in the given form ("text", "json", "jsonl" or "polecat").

    ``every_status`` matters to "polecat" alone: also rows for events that did not happen.

    Without ``path`` it writes to standard output. With one, the file appears when the block ends well and
    at least one record was written; otherwise a file that stood there before stays as it was. Raises
    OutputError where the file cannot be written.
    """
    if path is None:
        with _standard_output() as stream:
            yield _writer(stream, form, every_status)
        return
    with whole_file(Path(path)) as stream:
        yield _writer(stream, form, every_status)


@contextmanager
def _standard_output() -> Iterator[TextIO]:
    """Standard output, whose errors are OutputError; a reader who went away is left to the command line."""
    try:
        yield sys.stdout
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputError(f"Standard output cannot be written: {error.strerror}.") from error


@contextmanager
def whole_file(path: Path) -> Iterator[TextIO]:
    """A file that appears under ``path`` when the block ends well and something was written; see ``writer_to``."""
    try:
        handle, aside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    except OSError as error:
        raise OutputError(
            f"{path} cannot be written: {error.strerror}. Choose another place with --out."
        ) from error
    done = False
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            yield stream
            done = stream.tell() > 0
        if done:
            _publish(Path(aside), path)
    except OSError as error:
        raise OutputError(
            f"{path} cannot be written: {error.strerror}. Choose another place with --out."
        ) from error
    finally:
        Path(aside).unlink(missing_ok=True)


def _publish(aside: Path, path: Path) -> None:
    """Give the finished file the rights that any new file gets, and its name."""
    mask = os.umask(0)
    os.umask(mask)
    aside.chmod(0o666 & ~mask)
    aside.replace(path)


def _writer(stream: TextIO, form: str, every_status: bool) -> Write:
    if form == "text":
        return _text_writer(stream)
    if form == "polecat":
        return _polecat_writer(stream, every_status)
    indent = 1 if form == "json" else None

    def write(record: Record) -> None:
        json.dump(record.to_dict(), stream, ensure_ascii=False, indent=indent)
        stream.write("\n")
        stream.flush()

    return write


def _polecat_writer(stream: TextIO, every_status: bool) -> Write:
    from sayso.adapters.polecat import polecat_writer

    return polecat_writer(stream, every_status)


def _text_writer(stream: TextIO) -> Write:
    from rich.console import Console

    from sayso.views.terminal import draw

    console = Console(file=stream, highlight=False)
    return lambda record: draw(record, console)
