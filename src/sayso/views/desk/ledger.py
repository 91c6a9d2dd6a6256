"""Every list of the desk: its rows, the facets with their counts, the chips that can be taken off, bars over time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from sayso.errors import StoreError
from sayso.store import Filter, Kind, Store
from sayso.store.rows import (
    ActorRow,
    ClaimRow,
    DisputeRow,
    EventRow,
    Facet,
    OutletRow,
    PageRow,
    RedLineRow,
)
from sayso.store.words import folded
from sayso.stories.red_lines import Line
from sayso.views.desk.address import EITHER, Address, in_query
from sayso.views.desk.calendar import Bars, bars_of
from sayso.views.desk.chips import Chip, chips_of, shown
from sayso.views.desk.meetings import Meeting, on_one_page
from sayso.views.desk.places import Places, places_of
from sayso.views.desk.wording import word_for

ROWS = 50
MOST_CHOICES = 8  # of a facet; the others are found by the field of its name


@dataclass(frozen=True, slots=True)
class Sort:
    """One kind of list: what its rows are and by what it can be narrowed."""

    name: str  # the method of the store, and the path with its "_" as "-"
    title: str
    shape: type
    kind: Kind | None  # None: actors and outlets, which lie not in time
    facets: tuple[str, ...]
    either: tuple[str, ...] = ()
    lead: str = ""  # a sentence that says what the list is

    @property
    def path(self) -> str:
        """Where the list stands."""
        return "/" + self.name.replace("_", "-")


SORTS = {
    sort.name: sort
    for sort in (
        Sort(
            "claims",
            "Claims",
            ClaimRow,
            Kind.CLAIM,
            ("by", "role", "country", "outlet", "act", "manner"),
            EITHER,
            "Who is said to have said what, and through whom.",
        ),
        Sort(
            "events",
            "Events",
            EventRow,
            Kind.EVENT,
            ("type", "status", "country", "by", "outlet"),
            ("denied",),
            "Who did what to whom, whether it happened, and on whose word.",
        ),
        Sort(
            "disputes",
            "Disputes",
            DisputeRow,
            Kind.DISPUTE,
            ("by", "country", "outlet"),
            (),
            "What one says and another answers, side by side. The desk gives no verdict.",
        ),
        Sort(
            "red_lines",
            "Red lines",
            RedLineRow,
            Kind.RED_LINE,
            ("by", "about", "country", "outlet"),
            (),
            "What somebody says will follow if something happens.",
        ),
        Sort(
            "actors",
            "Actors",
            ActorRow,
            None,
            ("country",),
            ("unnamed",),
            "Who speaks and acts, the busiest first.",
        ),
        Sort("outlets", "Outlets", OutletRow, None, ("country",), (), "On whose pages it stands."),
        Sort("pages", "Pages", PageRow, Kind.PAGE, ("outlet", "country"), (), "Every page in the store."),
    )
}


@dataclass(frozen=True, slots=True)
class Choice:
    """One value that a facet offers."""

    label: str
    count: int | None
    href: str
    chosen: bool
    share: int = 0  # percent of the most frequent one


@dataclass(frozen=True, slots=True)
class Choices:
    """One facet: a field with its values."""

    field: str
    label: str
    choices: tuple[Choice, ...]
    either: bool = False  # any, yes or no


@dataclass(frozen=True, slots=True)
class Ledger:
    """A page with a list."""

    sort: Sort
    address: Address
    rows: tuple[Any, ...]
    total: int | None
    next: str | None  # the address of the rows that follow
    chips: tuple[Chip, ...]
    facets: tuple[Choices, ...]
    bars: Bars | None
    places: Places | None  # of events
    meetings: tuple[Meeting, ...]  # of disputes: the rows with their chains
    words: str  # what is searched for
    empty_store: bool
    lines: tuple[
        Line | None, ...
    ] = ()  # of red lines: what many pages make of each row, as far as that is known

    @property
    def twins(self) -> dict[str, str]:
        """The same list in other forms."""
        whole = replace(self.address, after=None)
        return {form: whole.twin(form) for form in ("json", "csv", "parquet")}


def ledger_of(store: Store, address: Address, name: str) -> Ledger:
    """The list ``name`` of a store. Raises StoreError where the filter or the cursor makes no sense."""
    sort = SORTS[name]
    listing = getattr(store, name)(address.asked, limit=ROWS, after=address.after)
    counts = store.counts(address.asked)
    return Ledger(
        sort=sort,
        address=address,
        rows=listing.rows,
        total=getattr(counts, name, None),
        next=replace(address, after=listing.next).href() if listing.next else None,
        chips=tuple(chips_of(address)),
        facets=tuple(_facets(store, address, sort)),
        bars=bars_of(store.days(sort.kind, address.asked), address) if sort.kind is not None else None,
        places=places_of(store, address) if sort.kind == Kind.EVENT else None,
        meetings=on_one_page(listing.rows, store.record) if sort.kind == Kind.DISPUTE else (),
        words=address.asked.search or "",
        empty_store=not listing.rows and store.is_empty(),
    )


def _facets(store: Store, address: Address, sort: Sort) -> Iterator[Choices]:
    for field in sort.facets:
        yield Choices(field, word_for("field", field), tuple(_choices(store, address, sort, field)))
    for field in sort.either:
        yield Choices(
            field, word_for("field", field), tuple(_either(store, address, sort, field)), either=True
        )


def _choices(store: Store, address: Address, sort: Sort, field: str) -> Iterator[Choice]:
    """The values among what passes; a chosen one stays to be seen, though it be the only one."""
    found = counted(store, address.asked, sort, field, MOST_CHOICES)
    most = max((facet.count for facet in found), default=1)
    now = getattr(address.asked, field)
    for facet in found:
        chosen = now is not None and now.casefold() == facet.value.casefold()
        href = _narrowing(address, field, None if chosen else facet.value)
        count = None if sort.kind is None else facet.count  # of claims, which are not what is listed
        share = 0 if count is None else round(100 * count / most)
        yield Choice(shown(field, facet.value), count, href, chosen, share)


def _narrowing(address: Address, field: str, value: str | None) -> str:
    """The page narrowed to a value; the page as it is where no filter takes the value, as imported records may hold."""
    try:
        return address.narrowed(**{field: value}).href()
    except StoreError:
        return address.href()


def counted(store: Store, asked: Filter, sort: Sort, field: str, most: int) -> tuple[Facet, ...]:
    """Counts of a field, the most frequent first; outlets in the spelling of their pages."""
    kind = Kind.CLAIM if sort.kind is None else sort.kind
    found = store.facets(kind, field, asked, limit=most)
    if field != "outlet":
        return found
    names = {folded(row.outlet): row.outlet for row in store.outlets(asked).rows if row.outlet}
    return tuple(Facet(names.get(facet.value, facet.value), facet.count) for facet in found)


def _either(store: Store, address: Address, sort: Sort, field: str) -> Iterator[Choice]:
    """Any, yes or no. The field "unnamed" is asked the other way round: is the source named?"""
    now = getattr(address.asked, field)
    freed = replace(address.asked, **{field: None})
    kind = Kind.CLAIM if sort.kind is None else sort.kind
    counts = {facet.value: facet.count for facet in store.facets(kind, field, freed)}
    yield Choice("any", None, address.narrowed(**{field: None}).href(), now is None)
    for value in (False, True) if field == "unnamed" else (True, False):
        count = None if sort.kind is None else counts.get(in_query(value), 0)
        yield Choice(shown(field, value), count, address.narrowed(**{field: value}).href(), now is value)
