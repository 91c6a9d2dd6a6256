"""A process beside the desk that answers questions about what it holds, so that no request waits for its work.

Python lets one thread of a process work at a time. So what keeps a core busy for seconds is done by another process,
at a lower priority. Each question goes over a connection of its own, and many may be on their way: while
the process puts a new picture together, it answers what is asked about the last one. Questions and answers are pickled;
both ends are ours, and nobody else has the socket.

    python -m sayso.beside FD     the process; it ends when the other end of the socket is closed
"""

from __future__ import annotations

import functools
import os
import pickle
import socket
import subprocess
import traceback
from collections.abc import Callable
from multiprocessing.connection import Connection
from threading import Lock, Thread
from typing import Any, Concatenate, NoReturn, ParamSpec, TypeVar

from sayso.child import begun, ending, own_end
from sayso.errors import PictureError, SaysoError

Given = ParamSpec("Given")
Result = TypeVar("Result")
Held = dict[str, Any]  # what the process holds, by who had it put there

YIELDING = 5  # how far it steps back behind the desk where both want a core (nice)


class Beside:
    """Begins the process when it is first needed, and another one where that is gone."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._process: Process | None = None

    def process(self) -> Process:
        """The process, alive."""
        with self._lock:
            if self._process is None or not self._process.is_alive():
                self._process = Process()
            return self._process

    def close(self) -> None:
        """End the process. The next question begins another one."""
        with self._lock:
            if self._process is not None:
                self._process.end()
                self._process = None


class Process:
    """The process, and our end of the socket. It ends with this object, and with Python."""

    def __init__(self) -> None:
        self._process, self._door = begun("sayso.beside")
        self.end = ending(self, self._process, self._door)

    @property
    def pid(self) -> int:
        """Its number."""
        return self._process.pid

    @property
    def has_ended(self) -> bool:
        """Did we end it ourselves?"""
        return not self.end.alive

    def is_alive(self) -> bool:
        """Does it still run?"""
        return self._process.poll() is None

    def ask(
        self, function: Callable[Concatenate[Held, Given], Result], *args: Given.args, **kwargs: Given.kwargs
    ) -> Result:
        """What ``function`` answers over there, given what is held and the arguments.

        Raises what it raises, as far as that is ours; PictureError where the process is gone, or it broke.
        """
        ours, theirs = socket.socketpair()
        with Connection(ours.detach()) as pipe:
            try:
                with theirs:
                    socket.send_fds(self._door, [b"?"], [theirs.fileno()])
                pipe.send_bytes(pickle.dumps((function, args, kwargs)))
                answer = pipe.recv_bytes()
            except (EOFError, OSError) as error:
                raise PictureError(self._gone()) from error
        well, told = pickle.loads(answer)  # noqa: S301 - from our own process
        if not well:
            raise told
        result: Result = told
        return result

    def _gone(self) -> str:
        try:
            status = f"with status {self._process.wait(1)}"
        except subprocess.TimeoutExpired:
            status = "without an answer"
        return (
            f"The process that puts the pages together ended {status}. Ask again to have it begun anew; "
            "where it ends once more, it may have too little memory."
        )


@functools.cache
def beside() -> Beside:
    """One for all desks of a process."""
    return Beside()


def serve(door: socket.socket) -> NoReturn:
    """Answer questions, each in a thread of its own, until the other end is closed."""
    held: Held = {}
    while True:
        word, sockets, _, _ = socket.recv_fds(door, 1, 1)
        if not word:
            os._exit(0)  # at once: threads that are torn down inside the encoder would abort
        Thread(target=_answer, args=(Connection(sockets[0]), held), daemon=True).start()


def _answer(pipe: Connection, held: Held) -> None:
    with pipe:
        question = pipe.recv_bytes()
        try:
            function, args, kwargs = pickle.loads(question)  # noqa: S301 - from our own desk
            told = (True, function(held, *args, **kwargs))
        except SaysoError as error:
            told = (False, error)
        except Exception as error:  # noqa: BLE001 - told to the other end; the trace goes to the log
            traceback.print_exc()
            told = (
                False,
                PictureError(f"The pages cannot be put together, and that is a defect: {error!r}."),
            )
        pipe.send_bytes(pickle.dumps(told))


if __name__ == "__main__":
    door = socket.socket(fileno=own_end())
    os.nice(YIELDING)
    serve(door)
