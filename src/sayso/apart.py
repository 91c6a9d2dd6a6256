"""Read pages in a process of its own, which is ended where a page takes too long or too much.

Reading keeps a core and the interpreter's lock busy, and no thread can be stopped. So whoever serves others hands a
page to a process that has its own interpreter and its own models; a page on which it hangs or dies costs that process
and no one else. Pages and answers go over a pair of sockets as MessagePack, so that nothing is unpickled.

    python -m sayso.apart FD     the process; it ends when the other end of the socket is closed
"""

from __future__ import annotations

import threading
import traceback
from multiprocessing.connection import Connection
from typing import Literal

import msgspec

from sayso.child import begun, ending, own_end
from sayso.errors import BusyError, PageError
from sayso.types import Page

LOADING = 120.0  # seconds that loading the models may take
READY = b"ready"


class Answer(msgspec.Struct, frozen=True):
    """What became of a page: the record as JSON, or why there is none."""

    kind: Literal["record", "failure", "broken"]
    record: bytes = b""
    stage: str = ""
    reason: str = ""


class ReaderApart:
    """One process that reads one page at a time; the others wait, but not more than ``most_waiting``."""

    def __init__(self, seconds: float = 60.0, most_waiting: int = 8) -> None:
        self.seconds, self.most_waiting = seconds, most_waiting
        self._waiting = threading.BoundedSemaphore(most_waiting + 1)
        self._reading = threading.Lock()
        self._worker: _Worker | None = None

    def read(self, page: Page) -> bytes:
        """The record of a page, as JSON.

        Raises PageError where it cannot be read or takes longer than ``seconds``, BusyError where too many wait.
        """
        if not self._waiting.acquire(blocking=False):
            raise BusyError(f"{self.most_waiting} pages wait to be read, and no more may. Try again later.")
        try:
            with self._reading:
                return self._record(self._answer(page))
        finally:
            self._waiting.release()

    def close(self) -> None:
        """End the process, and with it the reading of a page in hand. The next page begins another one."""
        worker, self._worker = self._worker, None
        if worker is not None:
            worker.end()

    def _answer(self, page: Page) -> Answer:
        worker = self._worker = self._worker or _Worker()
        try:
            return worker.ask(page, self.seconds)
        except TimeoutError as error:
            self.close()
            raise PageError(
                f"Reading took longer than {self.seconds:g} seconds and was stopped. Give a shorter page.",
                "time",
            ) from error
        except (EOFError, OSError) as error:
            self.close()
            raise PageError("The reader broke on this page. Give it as plain text.", "reader") from error

    def _record(self, answer: Answer) -> bytes:
        if answer.kind == "record":
            return answer.record
        if answer.kind == "failure":
            raise PageError(answer.reason, answer.stage)
        raise RuntimeError(answer.reason)  # a defect: its trace is in the log already


class _Worker:
    """The process, and our end of the socket."""

    def __init__(self) -> None:
        self._process, ours = begun("sayso.apart")
        self._pipe = Connection(ours.detach())
        self._ready = False
        self.end = ending(self, self._process, self._pipe)

    def ask(self, page: Page, seconds: float) -> Answer:
        """Have a page read. Raises TimeoutError, and EOFError or OSError where the process is gone."""
        if not self._ready:
            self._receive(LOADING)
            self._ready = True
        self._pipe.send_bytes(msgspec.msgpack.encode(page))
        return msgspec.msgpack.decode(self._receive(seconds), type=Answer)

    def _receive(self, seconds: float) -> bytes:
        if not self._pipe.poll(seconds):
            raise TimeoutError(seconds)
        return self._pipe.recv_bytes()


def serve(pipe: Connection) -> None:
    """Read pages as they come, until the other end is closed."""
    from sayso.loading import load_models

    models = load_models()
    pipe.send_bytes(READY)
    while True:
        try:
            page = msgspec.msgpack.decode(pipe.recv_bytes(), type=Page)
        except EOFError:
            return
        pipe.send_bytes(msgspec.msgpack.encode(_answer(page, models)))


def _answer(page: Page, models: object) -> Answer:
    from sayso.pipeline import read

    try:
        return Answer("record", msgspec.json.encode(read(page, models)))  # type: ignore[arg-type]
    except PageError as error:
        return Answer("failure", stage=error.stage, reason=str(error))
    except UnicodeEncodeError:
        return Answer("failure", stage="record", reason="The page holds half a character. Give it as UTF-8.")
    except Exception as error:  # noqa: BLE001 - told to the other end; the trace goes to the log
        traceback.print_exc()
        return Answer("broken", reason=repr(error))


if __name__ == "__main__":
    serve(Connection(own_end()))
