"""The picture that the pages make together: stories, copies, disputes across pages, the ground of every tension.

It takes seconds to minutes, so it is put together beside the answering, in a thread of its own, and again where the
store has changed; meanwhile the last one is shown. What has not changed is not worked out anew: records,
vectors and the disputes and red lines of a story are kept from one picture to the next.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Sequence
from concurrent.futures import Future, wait
from dataclasses import dataclass, field
from functools import cached_property
from threading import Lock, Thread, main_thread

import msgspec
import numpy as np

from sayso.models.sentence_vectors import Floats, InPieces, SentenceVectors, load_sentence_vectors
from sayso.store import Store
from sayso.store.stored import digest_of
from sayso.stories.copies import find_reports
from sayso.stories.picture import Picture
from sayso.stories.red_lines import Drawn, Line, find_lines
from sayso.types import OpenDispute, Record, Report, Story

MOST_PAGES = 2_000  # the newest; more would keep a core busy for minutes
PATIENCE = 2.0  # seconds that whoever asks waits for a picture before being told that it is not there yet

# a story in all that its disputes and red lines depend on: reports, with the digests of their records
Told = tuple[tuple[Report, tuple[str, ...]], ...]


@dataclass(frozen=True)
class KeptPicture(Picture):
    """A picture that knows the disputes of stories that are as they were in the last one."""

    digests: dict[str, str] = field(default_factory=dict)
    known: dict[Told, tuple[OpenDispute, ...]] = field(default_factory=dict)
    drawn: dict[Told, tuple[Line, ...]] = field(default_factory=dict)

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """Every red line once."""
        return tuple(line for story in self.stories for line in self._lines_of(story))

    @cached_property
    def standing(self) -> dict[Drawn, Line]:
        """The red line that stands behind each one on a page."""
        return {voicing.told: line for line in self.lines for voicing in line.voicings}

    def disputes_of(self, stories: Iterable[Story]) -> tuple[OpenDispute, ...]:
        """See ``Picture.disputes_of``."""
        return tuple(dispute for story in stories for dispute in self._of_story(story))

    def told(self, story: Story) -> Told:
        """What the disputes and red lines of a story depend on."""
        reports = (self._by_id[name] for name in story.reports)
        return tuple((report, tuple(map(self.digests.__getitem__, report.articles))) for report in reports)

    def _of_story(self, story: Story) -> tuple[OpenDispute, ...]:
        told = self.told(story)
        if told not in self.known:
            self.known[told] = super().disputes_of([story])
        return self.known[told]

    def _lines_of(self, story: Story) -> tuple[Line, ...]:
        told = self.told(story)
        if told not in self.drawn:
            found = find_lines(self.records, self._by_id, story, self._matcher, self.vectors)
            self.drawn[told] = tuple(found)
        return self.drawn[told]


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture with what it was made of."""

    picture: KeptPicture
    stamp: str  # of the store
    left_out: int  # pages older than those in it


@dataclass(frozen=True)
class RememberedVectors(SentenceVectors):
    """The encoder, with the vectors of texts that it has seen."""

    seen: dict[str, Floats] = field(default_factory=dict)

    def __call__(self, texts: Sequence[str]) -> Floats:
        """See ``SentenceVectors``."""
        for text in texts:
            if text not in self.seen:
                self.seen[text] = super().__call__([text])[0]
        return np.stack([self.seen[text] for text in texts]) if texts else super().__call__([])

    def in_pieces(self, text: str) -> InPieces:
        """See ``SentenceVectors``."""
        end_with_the_process()
        return super().in_pieces(text)


def end_with_the_process() -> None:
    """End this thread where the process wants to end, which waits for it."""
    if not main_thread().is_alive():
        raise SystemExit


@functools.cache
def encoder() -> RememberedVectors:
    """The encoder of sentence vectors, once a process. Raises ModelError."""
    found = load_sentence_vectors()
    return RememberedVectors(found.tokenizer, found.run, found.digest)


class Picturing:
    """Keeps the picture of one store."""

    def __init__(self, store: Store, most: int = MOST_PAGES) -> None:
        self._store, self._most = store, most
        self._known: dict[Told, tuple[OpenDispute, ...]] = {}
        self._drawn: dict[Told, tuple[Line, ...]] = {}
        self._shown: Shown | None = None
        self._coming: Future[Shown] | None = None
        self._lock = Lock()

    def shown(self, patience: float = PATIENCE) -> Shown | None:
        """The newest picture that there is after so many seconds; None where there is none yet.

        Raises what kept one from being put together.
        """
        coming = self._begun()
        if coming is not None:
            wait([coming], patience)
            self._arrived(coming)
        return self._shown

    def _begun(self) -> Future[Shown] | None:
        """The picture that is being put together; None where the one there is is the newest."""
        stamp = self._store.stamp()
        with self._lock:
            if self._shown is not None and self._shown.stamp == stamp:
                return None
            if self._coming is None:
                self._store.check_schema()
                self._coming = Future()
                Thread(target=self._work, args=(stamp, self._coming), name="picture").start()
            return self._coming

    def _arrived(self, coming: Future[Shown]) -> None:
        if not coming.done():
            return
        with self._lock:
            if self._coming is coming:
                self._coming = None
                self._shown = coming.result()

    def _work(self, stamp: str, coming: Future[Shown]) -> None:
        try:
            coming.set_result(self._made(stamp))
        except Exception as error:  # noqa: BLE001 - whoever asks for the picture is told
            coming.set_exception(error)

    def _made(self, stamp: str) -> Shown:
        rows = self._store.pages(limit=self._most).rows
        records = {name: self._record(name) for name in sorted(row.page for row in rows)}
        digests = {name: digest_of(msgspec.json.encode(record)) for name, record in records.items()}
        reports = find_reports(records.values())
        picture = KeptPicture(
            records, reports, encoder(), digests=digests, known=self._known, drawn=self._drawn
        )
        _ = picture.disputes, picture.standing
        told = set(map(picture.told, picture.stories))
        self._known = {key: kept for key, kept in picture.known.items() if key in told}
        self._drawn = {key: kept for key, kept in picture.drawn.items() if key in told}
        return Shown(picture, stamp, self._store.counts().pages - len(rows))

    def _record(self, page: str) -> Record:
        end_with_the_process()
        return self._store.record(page)
