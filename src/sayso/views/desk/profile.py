"""One actor: what it said and in what manner, how often it is named, who carries it; one outlet: whom it carries."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.errors import MissingError
from sayso.store import ActorRow, ClaimRow, EventRow, Facet, Filter, Kind, Store
from sayso.store.words import folded
from sayso.views.desk.address import Address
from sayso.views.desk.calendar import Bars, bars_of
from sayso.views.desk.chips import shown
from sayso.views.desk.ledger import SORTS, Choice, counted
from sayso.views.desk.wording import word_for

FEW, SOME = 6, 12


@dataclass(frozen=True, slots=True)
class Breakdown:
    """How what is counted parts into the values of a field."""

    label: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Profile:
    """The page of an actor or an outlet."""

    name: str
    kind: str  # "actor" or "outlet"
    actors: tuple[ActorRow, ...]  # everybody who bears the name
    claims_count: int
    events_count: int
    bars: Bars
    breakdowns: tuple[Breakdown, ...]
    claims: tuple[ClaimRow, ...]
    events: tuple[EventRow, ...]
    all_claims: str
    all_events: str


def actor_profile(store: Store, name: str) -> Profile:
    """What an actor says and does. Raises StoreError where nobody bears the name."""
    asked = Filter(by=name)
    exact = [row for row in store.actors(asked, limit=SOME).rows if folded(row.name) == folded(name)]
    if not exact:
        raise MissingError(f"There is nobody called {name!r} in the store.")
    return _profile(
        store, name, "actor", asked, tuple(exact), ("act", "manner", "through", "outlet", "unnamed")
    )


def outlet_profile(store: Store, name: str) -> Profile:
    """What stands on an outlet's pages, and whom it carries. Raises StoreError where it has no page."""
    asked = Filter(outlet=name)
    if not store.pages(asked, limit=1).rows:
        raise MissingError(f"There is no page of {name!r} in the store.")
    return _profile(store, name, "outlet", asked, (), ("by", "through", "country", "act", "unnamed"))


def _profile(
    store: Store, name: str, kind: str, asked: Filter, actors: tuple[ActorRow, ...], fields: tuple[str, ...]
) -> Profile:
    counts = store.counts(asked)
    claims, events = Address("/claims", asked), Address("/events", asked)
    return Profile(
        name=name,
        kind=kind,
        actors=actors,
        claims_count=counts.claims,
        events_count=counts.events,
        bars=bars_of(store.days(Kind.CLAIM, asked), claims),
        breakdowns=tuple(_breakdown(store, claims, field) for field in fields),
        claims=store.claims(asked, limit=FEW).rows,
        events=store.events(asked, limit=FEW).rows,
        all_claims=claims.href(),
        all_events=events.href(),
    )


def _breakdown(store: Store, address: Address, field: str) -> Breakdown:
    found = counted(store, address.asked, SORTS["claims"], field, FEW)
    most = max((facet.count for facet in found), default=1)
    return Breakdown(word_for("field", field), tuple(_choice(address, field, facet, most) for facet in found))


def _choice(address: Address, field: str, facet: Facet, most: int) -> Choice:
    value = {"yes": True, "no": False}[facet.value] if field == "unnamed" else facet.value
    label = ("named" if not value else "not named") if field == "unnamed" else shown(field, facet.value)
    href = address.narrowed(**{field: value}).href()
    return Choice(label, facet.count, href, False, round(100 * facet.count / most))
