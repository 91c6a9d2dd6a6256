"""Every error that Sayso raises on purpose.

SaysoError
├── PageError        a page cannot be had or cannot be read; carries the stage
│   ├── FetchError   an address does not answer, or must not be dialled
│   └── BusyError    as many pages as may wait to be read are waiting
├── ModelError       a model file is missing, damaged or of another version
├── LexiconError     a lexicon does not parse; names the file and the line
├── RecordError      a dictionary is not a record
├── OutputError      a result cannot be written
├── StoreError       a store cannot be opened, is of another version, or a query makes no sense
│   ├── MissingError      what is asked for is not in the store
│   └── UnreachableError  the database is away, full, locked or damaged; not the fault of whoever asks
├── AccountError     there is no such user, or what is asked for one cannot be
├── PictureError     what the pages make together cannot be worked out
├── FrameError       there is no such table
└── MissingLibraryError  a library that only some users need is not installed

Each message is a sentence that says what is wrong and what to do. Errors of other libraries are translated
once, where they enter.
"""

from __future__ import annotations


class SaysoError(Exception):
    """The root: catch this one to catch everything that Sayso raises on purpose."""


class PageError(SaysoError):
    """A page cannot be read. ``stage`` names the step that gave up ("page", "article", "language", ...)."""

    def __init__(self, reason: str, stage: str = "page") -> None:
        super().__init__(reason)
        self.stage = stage


class FetchError(PageError):
    """An address does not answer, answers with an error, or must not be dialled."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason, stage="fetch")


class BusyError(PageError):
    """As many pages as may wait to be read are waiting. Try again later."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason, stage="queue")


class ModelError(SaysoError):
    """A model file is missing, damaged or of another version."""


class LexiconError(SaysoError):
    """A lexicon does not parse or breaks its own rules."""


class RecordError(SaysoError):
    """A dictionary does not have the shape of a record."""


class OutputError(SaysoError):
    """A result cannot be written where the user wants it."""


class StoreError(SaysoError):
    """A store cannot be opened, is of another version, or was asked something that makes no sense."""


class MissingError(StoreError):
    """What is asked for is not in the store."""


class UnreachableError(StoreError):
    """The database is away, full, locked or damaged. Whoever asks can do nothing but ask again later."""


class AccountError(SaysoError):
    """There is no such user, a name or role that cannot be, or a token that would allow more than its user may."""


class PictureError(SaysoError):
    """What the pages make together cannot be worked out; the process that does it broke or ended."""


class FrameError(SaysoError):
    """There is no such table, or the filter does not fit what is asked."""


class MissingLibraryError(SaysoError):
    """A library that only some users need is not installed; the message says what brings it."""
