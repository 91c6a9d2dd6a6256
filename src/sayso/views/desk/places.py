"""Where events happened: the places of the map, which the list beside it holds, too."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.store import Store
from sayso.store.words import folded
from sayso.views.desk.address import Address
from sayso.views.desk.wording import country_name

MOST = 300


@dataclass(frozen=True, slots=True)
class Spot:
    """One place with its events."""

    name: str
    country: str
    lat: float
    lon: float
    events: int
    href: str  # the events that name it


@dataclass(frozen=True, slots=True)
class Places:
    """The places of the events that pass a filter."""

    spots: tuple[Spot, ...]
    source: str  # the same as JSON, from which the map is drawn


def places_of(store: Store, address: Address) -> Places:
    """The places of a list of events."""
    found = store.places(address.asked, limit=MOST)
    source = Address(f"/places{address.path}", address.asked).twin("json")
    spots = (
        Spot(one.place, country_name(one.country), one.lat, one.lon, one.events, _named(address, one.place))
        for one in found
    )
    return Places(tuple(spots), source)


def _named(address: Address, place: str) -> str:
    words = folded(place)
    return address.narrowed(search=f'"{words}"').href() if words else address.href()
