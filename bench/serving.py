"""A desk in a process of its own, for what measures it or photographs it."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def serving(url: str) -> Iterator[tuple[int, str]]:
    """Serve the store while this lasts: the number of the process, and its address. Raises RuntimeError."""
    command = [sys.executable, "-m", "sayso.cli", "serve", "--store", url, "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        try:
            found = re.search(r"http://\S+[0-9]", server.stdout.readline() if server.stdout else "")
            if found is None:
                raise RuntimeError("The desk does not serve; what it says of that stands above.")
            yield server.pid, found.group()
        finally:
            server.terminate()
