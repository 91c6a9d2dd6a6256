"""Records to standard output or to a file, as text or JSON.

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
def writer_to(path: str | None, form: str) -> Iterator[Write]:
    """A function that writes a record in the given form ("text" or "json"); ``sayso.exports`` has the others.

    Without ``path`` it writes to standard output. With one, the file appears when the block ends well and
    at least one record was written; otherwise a file that stood there before stays as it was. Raises
    OutputError where the file cannot be written.
    """
    if path is None:
        with standard_output() as stream:
            yield _writer(stream, form)
        return
    with whole_file(Path(path)) as stream:
        yield _writer(stream, form)


@contextmanager
def standard_output() -> Iterator[TextIO]:
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


def _writer(stream: TextIO, form: str) -> Write:
    if form == "text":
        return _text_writer(stream)

    def write(record: Record) -> None:
        json.dump(record.to_dict(), stream, ensure_ascii=False, indent=1)
        stream.write("\n")
        stream.flush()

    return write


def _text_writer(stream: TextIO) -> Write:
    from rich.console import Console

    from sayso.views.terminal import draw

    console = Console(file=stream, highlight=False)
    return lambda record: draw(record, console)
