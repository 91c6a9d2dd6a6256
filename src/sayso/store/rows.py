"""What the store lists: one plain dataclass for each kind of row. Views, CSV, Parquet and JSON all draw from them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

Row = TypeVar("Row")
Outcome = Literal["new", "same", "edited", "refreshed", "deleted", "overtaken"]


@dataclass(frozen=True, slots=True)
class Listing(Generic[Row]):
    """Some rows of a list, and where the next ones begin."""

    rows: tuple[Row, ...]
    next: str | None  # hand it back as ``after``; None where this is the end


@dataclass(frozen=True, slots=True)
class PageRow:
    """A page, as it is now."""

    page: str
    title: str | None
    outlet: str | None
    published: str | None
    url: str | None
    language: str | None
    version: int
    claims: int
    events: int
    added: str
    changed: str
    deleted: str | None  # when it was deleted; such a page is in no list, only ``Store.page`` gives it
    reason: str | None


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A claim: who is said to have said what, and through whom."""

    page: str
    title: str | None
    outlet: str | None
    published: str | None
    url: str | None
    id: str
    content: str
    cue: str
    source: str | None
    kind: str | None
    named: bool | None
    role: str | None
    country: str | None
    sector: str | None
    anonymity: str | None
    through: tuple[str, ...]
    manner: str
    act: str
    addressee: str | None
    addressee_country: str | None
    hedges: tuple[str, ...]
    denied: bool
    within: str | None
    sentence: int
    confidence: float


@dataclass(frozen=True, slots=True)
class EventRow:
    """An event: who did what to whom, and did it happen."""

    page: str
    title: str | None
    outlet: str | None
    published: str | None
    url: str | None
    id: str
    type: str
    mode: str | None
    status: str
    actors: tuple[str, ...]
    actor_countries: tuple[str, ...]
    recipients: tuple[str, ...]
    recipient_countries: tuple[str, ...]
    trigger: str
    place: str | None
    country: str | None  # of the place
    lat: float | None
    lon: float | None
    date_text: str | None
    starts: str | None
    ends: str | None
    claims: tuple[str, ...]
    denied: bool
    intensity: float | None
    sentence: int
    confidence: float


@dataclass(frozen=True, slots=True)
class RedLineRow:
    """A red line: what somebody says will follow if something happens."""

    page: str
    title: str | None
    outlet: str | None
    published: str | None
    url: str | None
    id: str
    actor: str | None
    actor_country: str | None
    addressee: str | None
    addressee_country: str | None
    condition: str
    consequence: str
    claim: str | None
    sentence: int


@dataclass(frozen=True, slots=True)
class DisputeRow:
    """Two claims of one page that answer each other."""

    page: str
    title: str | None
    outlet: str | None
    published: str | None
    url: str | None
    kind: str
    claim: str
    claim_source: str | None
    claim_content: str
    answer: str
    answer_source: str | None
    answer_content: str


@dataclass(frozen=True, slots=True)
class ActorRow:
    """An actor, and in how much of what passes the filter it has a part."""

    name: str
    kind: str
    named: bool
    country: str | None
    sector: str | None
    claims_by: int
    claims_about: int
    claims_through: int
    events_by: int
    events_about: int
    first: str | None  # day of the first page, where it is known
    last: str | None


@dataclass(frozen=True, slots=True)
class OutletRow:
    """An outlet, and how much of what passes the filter stands on its pages."""

    outlet: str | None
    pages: int
    claims: int
    events: int
    first: str | None  # day of the outlet's first page, where it is known
    last: str | None


@dataclass(frozen=True, slots=True)
class VersionRow:
    """One version of a page."""

    page: str
    number: int
    added: str
    digest: str
    reader: str
    erased: bool


@dataclass(frozen=True, slots=True)
class Packed:
    """The current record of a page as the store keeps it; ``stored.unpacked`` reads it."""

    page: str
    digest: str
    record: bytes | None  # None where it was not asked for, or the words were erased


@dataclass(frozen=True, slots=True)
class Added:
    """What became of a record that was added."""

    page: str
    version: int
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Counts:
    """How much passes a filter."""

    pages: int
    claims: int
    events: int
    red_lines: int
    disputes: int


@dataclass(frozen=True, slots=True)
class Facet:
    """A value that occurs, and how often."""

    value: str
    count: int


@dataclass(frozen=True, slots=True)
class PlaceCount:
    """A place on the map, and how many of the events that pass happened there."""

    place: str
    country: str | None
    lat: float
    lon: float
    events: int


Wrong = Literal["claim", "source", "chain", "act", "event", "status", "party", "place", "other"]


@dataclass(frozen=True, slots=True)
class MarkRow:
    """A reading that an analyst holds to be wrong: a label for whoever trains the next reader."""

    number: int
    page: str
    title: str | None
    outlet: str | None
    version: int
    item: str  # id of the claim, event or red line
    wrong: str  # what about it
    words: str  # the page's words that it rests on
    note: str
    made: str


@dataclass(frozen=True, slots=True)
class SearchRow:
    """A search that is kept under a name."""

    number: int
    name: str
    address: str
    made: str
