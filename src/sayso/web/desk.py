"""The desk's own state: the store, the reader's models, and the drafts that are not kept yet."""

from __future__ import annotations

import secrets
from collections import OrderedDict
from dataclasses import dataclass, replace
from functools import cached_property
from threading import Lock

from fastapi import Request

from sayso.loading import Models, load_models
from sayso.pipeline import read
from sayso.store import Store
from sayso.types import Page, Record
from sayso.web.operation.metrics import Metrics
from sayso.web.picturing import Picturing
from sayso.web.remembering import Remembering

MOST_DRAFTS = 32


@dataclass(frozen=True, slots=True)
class Draft:
    """A page that was read and not kept yet."""

    id: str
    page: Page
    record: Record


class Desk:
    """What the handlers share. One page is read at a time: the parser keeps a core busy."""

    def __init__(self, store: Store) -> None:
        self.store = Remembering(store)
        self.picturing = Picturing(self.store)
        self.metrics = Metrics()
        self._drafts: OrderedDict[str, Draft] = OrderedDict()
        self._reading, self._listing = Lock(), Lock()

    @cached_property
    def models(self) -> Models:
        """The reader's models, loaded when something is first read."""
        return load_models()

    def draft(self, page: Page) -> Draft:
        """Read a page and hold it until it is kept. Raises PageError."""
        with self._reading, self.metrics.reading():
            record = read(page, self.models)
        return self._hold(Draft(secrets.token_urlsafe(12), page, record))

    def corrected(self, draft: Draft, date: str | None, outlet: str | None) -> Draft:
        """The draft read anew with what the user says of it. Raises PageError."""
        page = replace(draft.page, date=date or None, outlet=outlet or None)
        with self._reading, self.metrics.reading():
            record = read(page, self.models)
        return self._hold(Draft(draft.id, page, record))

    def held(self, id: str) -> Draft | None:
        """A draft; None where it was kept, or pushed out by newer ones."""
        return self._drafts.get(id)

    def drop(self, id: str) -> None:
        """Hold a draft no longer."""
        with self._listing:
            self._drafts.pop(id, None)

    def _hold(self, draft: Draft) -> Draft:
        with self._listing:
            self._drafts[draft.id] = draft
            while len(self._drafts) > MOST_DRAFTS:
                self._drafts.popitem(last=False)
        return draft


def desk_of(request: Request) -> Desk:
    """The desk that a request is for."""
    desk: Desk = request.app.state.desk
    return desk
