"""The picture that the pages make together: stories, copies, disputes across pages, the ground of every tension.

It takes seconds to minutes, so a process beside the desk puts it together, and again where the store has changed;
meanwhile the last one is shown. The picture stays over there, and is asked: ``shown.ask(story_of, page)``.
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable
from concurrent.futures import Future, wait
from dataclasses import dataclass
from threading import Lock, Thread
from typing import Concatenate, ParamSpec, TypeVar

from sayso.beside import Beside, Process, beside
from sayso.store import Store
from sayso.stories.picture import Picture
from sayso.stories.red_lines import Drawn, Line
from sayso.types import Report, Story
from sayso.views.desk.keeping import about, put_together

Given = ParamSpec("Given")
Result = TypeVar("Result")

LOG = logging.getLogger("sayso.web")
MOST_PAGES = 2_000  # the newest; more would keep a core busy for minutes
PATIENCE = 2.0  # seconds that whoever asks waits for a picture before being told that it is not there yet


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture that another process holds: its outline, and how to ask for more of it."""

    reports: tuple[Report, ...]
    stories: tuple[Story, ...]
    standing: dict[Drawn, Line]  # the red line behind each one on a page
    stamp: str  # of the store
    left_out: int  # pages older than those in it
    process: Process
    desk: str  # what this desk is called over there
    number: int  # of the picture

    def ask(
        self, builder: Callable[Concatenate[Picture, Given], Result], *args: Given.args, **_: Given.kwargs
    ) -> Result:
        """What a builder makes of the picture. Raises what it raises, and PictureError where the process is gone."""
        return self.process.ask(about, self.desk, self.number, builder, args)


class Picturing:
    """Keeps the picture of one store."""

    def __init__(self, store: Store, most: int = MOST_PAGES, process: Beside | None = None) -> None:
        self._store, self._most, self._beside = store, most, process or beside()
        self._desk = secrets.token_urlsafe(12)
        self._number = 0
        self._sent: tuple[Process | None, frozenset[str]] = (None, frozenset())  # digests that are over there
        self._shown: Shown | None = None
        self._failed: str | None = None  # the stamp of what could not be put together
        self._coming: Future[Shown] | None = None
        self._lock = Lock()

    def shown(self, patience: float = PATIENCE) -> Shown | None:
        """The newest picture that there is after so many seconds; None where there is none yet.

        Raises what kept one from being put together.
        """
        coming = self._begun()
        if coming is not None:
            wait([coming], patience)
            if coming.done():
                self._taken(coming)
                coming.result()
        return self._shown

    def latest(self) -> Shown | None:
        """The last picture, at once; a newer one is begun, unless that has failed before.

        For pages that are whole without it: they are shown, whatever becomes of the picture.
        """
        if self._failed != self._store.stamp():
            coming = self._begun()
            if coming is not None and coming.done():
                self._taken(coming)
        return self._shown if self._shown and self._shown.process.is_alive() else None

    def _begun(self) -> Future[Shown] | None:
        """The picture that is being put together; None where the one there is is the newest."""
        stamp = self._store.stamp()
        with self._lock:
            shown = self._shown
            if shown is not None and shown.stamp == stamp and shown.process.is_alive():
                return None
            if self._coming is None:
                self._store.check_schema()
                coming, process = Future[Shown](), self._beside.process()
                self._coming = coming
                waiting = Thread(
                    target=self._work, args=(stamp, process, coming), name="picture", daemon=True
                )
                waiting.start()
            return self._coming

    def _taken(self, coming: Future[Shown]) -> None:
        """Nothing is awaited any more; the picture that came, if one did, is the one to show."""
        with self._lock:
            if self._coming is coming:
                self._coming = None
                self._shown = self._shown if coming.exception() else coming.result()

    def _work(self, stamp: str, process: Process, coming: Future[Shown]) -> None:
        try:
            coming.set_result(self._made(stamp, process))
        except Exception as error:  # noqa: BLE001 - whoever asks for the picture is told
            if process.has_ended:
                return  # and whoever would be told with it
            self._failed = stamp
            LOG.error("the pages could not be put together: %s", error)
            coming.set_exception(error)

    def _made(self, stamp: str, process: Process) -> Shown:
        there = self._sent[1] if self._sent[0] is process else frozenset()
        self._sent = (None, frozenset())  # until it is known what the process has kept
        found = self._store.newest(self._most, there)
        digests = {one.page: one.digest for one in found}
        packed = {one.digest: one.record for one in found if one.record is not None}
        self._number += 1
        outline = process.ask(put_together, self._desk, self._number, digests, packed)
        self._sent = (process, frozenset(digests.values()))
        left_out = self._store.counts().pages - len(digests)
        return Shown(
            outline.reports, outline.stories, outline.standing, stamp, left_out, process, self._desk, self._number
        )  # fmt: skip
