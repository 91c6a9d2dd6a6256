"""Which two: the pairs of countries that face each other in most events."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.store import Facet, Kind, Store
from sayso.views.desk.ledger import Choice
from sayso.views.desk.pair import PairAddress
from sayso.views.desk.wording import country_name

MOST = 60


@dataclass(frozen=True, slots=True)
class Pairs:
    """The page on which a pair is chosen."""

    pairs: tuple[Choice, ...]
    empty_store: bool


def pairs_of(store: Store, most: int = MOST) -> Pairs:
    """The pairs of a store, those with the most events first."""
    found = store.facets(Kind.EVENT, "between", limit=most)
    top = max((facet.count for facet in found), default=1)
    return Pairs(tuple(_pair(facet, top) for facet in found), not found and store.is_empty())


def _pair(facet: Facet, top: int) -> Choice:
    first, second = facet.value.split()
    label = f"{country_name(first)} and {country_name(second)}"
    return Choice(
        label, facet.count, PairAddress(first, second).href(), False, round(100 * facet.count / top)
    )
