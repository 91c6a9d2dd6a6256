"""A process that works for this one: how it is begun and ended, and what it heeds.

It runs a module of Sayso with our interpreter, told the number of its end of a pair of sockets. It ends when our end is
closed, and is ended with whoever had it begun.
"""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import weakref
from multiprocessing.connection import Connection


def begun(module: str) -> tuple[subprocess.Popen[bytes], socket.socket]:
    """A process that runs ``module``, and our end of the sockets."""
    ours, theirs = socket.socketpair()
    with theirs:
        process = subprocess.Popen(  # noqa: S603 - ourselves
            [sys.executable, "-P", "-m", module, str(theirs.fileno())],
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
        )
    return process, ours


def ending(
    owner: object, process: subprocess.Popen[bytes], ours: socket.socket | Connection
) -> weakref.finalize[..., object]:
    """Ends the process when it is called, when its owner is gone, or at the exit of Python."""
    return weakref.finalize(owner, _end, process, ours)


def _end(process: subprocess.Popen[bytes], ours: socket.socket | Connection) -> None:
    ours.close()
    process.kill()
    process.wait()


def own_end() -> int:
    """In the process: the number of its end of the sockets, which alone it heeds from now on.

    What stops a server is sent to its processes, too; but it finishes what is in hand, and then closes the socket.
    """
    for stop in (signal.SIGINT, signal.SIGTERM):
        signal.signal(stop, signal.SIG_IGN)
    return int(sys.argv[1])
