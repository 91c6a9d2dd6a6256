"""Toponyms of a page, resolved to points.

A name that could be several places is settled by what contains it ("Tripoli, Lebanon"), by the other places of the
page, and by size; a name has one sense a page. What cannot be settled gives no mention.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from math import asin, cos, log10, radians, sin, sqrt

from rapidfuzz import fuzz

from sayso.entities.toponyms import WELL_KNOWN, Toponym, find_toponyms
from sayso.lexicons.gazetteer import Gazetteer, KnownPlace, key_of
from sayso.types import Place, PlaceMention, Sentences

# Weights of the evidence, in powers of ten of people. Set on the even half of evaluation/data/places.jsonl.
NOTABLE = 7.5  # what areas and waters are worth, whose people nobody counts
WORTH = {"capital": 1.5, "country": 0.5}
CONTAINED = 4.0
MEANT_KIND = 3.0  # "the Kherson region", "New York City"
SAME_COUNTRY = 2.0
SAME_REGION = 1.0
OTHER_NAME = 1.0  # off where the place goes by quite another name nowadays
ALIKE = 60  # percent of letters in common, below which it is another name
MORE_OF_COUNTRY = 0.5  # for each further place of the country, up to MOST_OF_COUNTRY of them
MOST_OF_COUNTRY = 3
NEARBY = 0.8
NEARBY_KM = 2000
MARGIN = 0.5  # by which the best must beat the second
SURE = 1.0  # margin by which a name is taken as evidence for others
OBSCURE = 100_000  # people below which a city needs evidence besides its name
EARTH_KM = 6371
SAME_PLACE_KM = 150  # a city and the region named after it


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the page says about where it plays: countries by the number of their places, and points."""

    countries: Counter[str]
    regions: frozenset[str]  # keys of the regions that are named themselves
    points: tuple[tuple[float, float], ...]


def find_places(parsed: Sentences, gazetteer: Gazetteer) -> tuple[PlaceMention, ...]:
    """The places that the page names, in text order, each with its point and country.

    Names that stand for no place of the gazetteer, for a person, or for one of several places with nothing to
    settle which, are left out.
    """
    by_key: dict[str, list[Toponym]] = defaultdict(list)
    for toponym in find_toponyms(parsed, gazetteer):
        by_key[toponym.key].append(toponym)
    marked = {key: group for key, group in by_key.items() if any(toponym.sure for toponym in group)}
    sure = {key: best for key, group in marked.items() if (best := settle(group, None, SURE))}
    found: list[PlaceMention] = []
    for key, group in by_key.items():
        evidence = evidence_of(place for other, place in sure.items() if other != key)
        if best := settle(group, evidence, MARGIN):
            supported = not is_obscure(best, WELL_KNOWN) and is_supported(best, group, evidence)
            kept = [toponym for toponym in group if toponym.sure or supported]
            found.extend(PlaceMention(toponym.span, toponym.head, best.place) for toponym in kept)
    return tuple(sorted(found, key=lambda mention: mention.span))


def evidence_of(places: Iterable[KnownPlace]) -> Evidence:
    """Countries and points of places that are sure."""
    listed = list(places)
    countries = Counter(place.place.country for place in listed if place.place.country)
    regions = frozenset(key_of(place.place.name) for place in listed if place.kind in {"region", "area"})
    return Evidence(countries, regions, tuple(point for place in listed if (point := point_of(place.place))))


def settle(group: list[Toponym], evidence: Evidence | None, margin: float) -> KnownPlace | None:
    """Which place all toponyms of one name stand for; None where the best is not better than the second by ``margin``.

    Without ``evidence`` the names are judged by themselves.
    """
    scores = [(score(candidate, group, evidence), candidate) for candidate in group[0].candidates]
    scores.sort(key=lambda scored: -scored[0])
    best_score, best = scores[0]
    rivals = [worth for worth, candidate in scores[1:] if not same_place(best, candidate)]
    if rivals and best_score - max(rivals) < margin:
        return None
    if is_obscure(best, OBSCURE) and not is_supported(best, group, evidence):
        return None
    return whole_country(best, group)


def whole_country(best: KnownPlace, group: list[Toponym]) -> KnownPlace:
    """The country rather than its city or region of the same name ("Mexico", "Kuwait"), unless the page says else."""
    if any(toponym.kinds for toponym in group):
        return best
    same = [c for c in group[0].candidates if c.kind == "country" and c.place.country == best.place.country]
    return next(iter(same), best)


def score(candidate: KnownPlace, group: list[Toponym], evidence: Evidence | None) -> float:
    """How likely a name stands for ``candidate``, on the scale of powers of ten of people."""
    total = prior(candidate)
    total -= OTHER_NAME * (fuzz.ratio(group[0].key, key_of(candidate.place.name)) < ALIKE)
    total += CONTAINED * is_contained(candidate, group)
    total += MEANT_KIND * any(candidate.kind in toponym.kinds for toponym in group)
    return total + (nearness(candidate, evidence) if evidence else 0.0)


def prior(candidate: KnownPlace) -> float:
    """What a place is worth before anything is known of the page."""
    if candidate.kind in {"area", "water"}:
        return NOTABLE
    return log10(candidate.population + 1) + WORTH.get(candidate.kind, 0.0)


def nearness(candidate: KnownPlace, evidence: Evidence) -> float:
    """What the page's other places add: those of the same country, else those nearby.

    For a small town its region must be named: pages on diplomacy name every country, but mean the known Geneva.
    """
    at_home = candidate.region is not None and key_of(candidate.region) in evidence.regions
    if is_obscure(candidate, OBSCURE) and not at_home:
        return 0.0
    if candidate.place.country and (others := evidence.countries[candidate.place.country]):
        return SAME_COUNTRY + MORE_OF_COUNTRY * min(others - 1, MOST_OF_COUNTRY) + SAME_REGION * at_home
    point = point_of(candidate.place)
    near = point is not None and any(kilometres(point, other) < NEARBY_KM for other in evidence.points)
    return NEARBY if near else 0.0


def is_contained(candidate: KnownPlace, group: list[Toponym]) -> bool:
    """Does the page say of any of the toponyms that it lies in the candidate's country or region?"""
    return any(contains(container, candidate) for toponym in group for container in toponym.containers)


def contains(container: KnownPlace, place: KnownPlace) -> bool:
    """Does a country or region contain a place, by the gazetteer?"""
    if container.place.country != place.place.country or container.place == place.place:
        return False
    if container.kind == "country":
        return True
    return place.region is not None and key_of(place.region) == key_of(container.place.name)


def is_obscure(place: KnownPlace, people: int) -> bool:
    """A town of fewer people, of which a page speaks only where it plays there."""
    return place.kind == "city" and place.population < people


def is_supported(place: KnownPlace, group: list[Toponym], evidence: Evidence | None) -> bool:
    """Does anything on the page speak for a small town?"""
    at_home = evidence is not None and evidence.countries[place.place.country or ""] > 0
    return at_home or is_contained(place, group)


def same_place(one: KnownPlace, other: KnownPlace) -> bool:
    """A city and the region, or a country and the capital, of one name: no rivals, the better one stands."""
    here, there = point_of(one.place), point_of(other.place)
    if one.place.country != other.place.country or here is None or there is None:
        return False
    return one.kind != other.kind and (one.kind == "country" or kilometres(here, there) < SAME_PLACE_KM)


def point_of(place: Place) -> tuple[float, float] | None:
    """Latitude and longitude, in degrees."""
    return (place.lat, place.lon) if place.lat is not None and place.lon is not None else None


def kilometres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """The great-circle distance of two points in degrees, by the haversine formula."""
    (lat1, lon1), (lat2, lon2) = (tuple(map(radians, point)) for point in (one, other))
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH_KM * asin(min(1.0, sqrt(half)))
