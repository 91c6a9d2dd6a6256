"""Make ``cities.csv`` of the actor tables: ``python -m training.actors.cities``.

"Lagos police" and "Guangdong officials" have the country of the city or region. Taken are the cities of at least
200,000 people and the first-level regions of the gazetteer that ships with Sayso (GeoNames, CC-BY 4.0), where
the name means one country: no other place of the name has a tenth of its people, and it is no first name,
no surname in the tables and no common word.
"""

from __future__ import annotations

import csv
import sqlite3
from collections import defaultdict
from collections.abc import Iterator

from sayso.lexicons.actors import load_actors, name_key
from sayso.lexicons.tables import lexicon_path

SMALLEST = 200_000
CLEARLY = 10  # times as many people as the next place of the name
COMMON = {
    "mobile", "reading", "nice", "lincoln", "jackson", "orlando", "madison", "florence", "victoria", "austin",
    "hamilton", "washington", "salvador", "mercedes", "independence", "split", "most", "buffalo", "phoenix",
    "corona", "union", "central", "northern", "southern", "western", "eastern", "north", "south", "east", "west",
    "northwest", "northeast", "southwest", "southeast", "center", "centre", "capital", "liberty", "durham",
    "aurora", "arlington", "henderson", "garland", "irving", "san", "santa", "la paz", "maritime", "coast", "man",
    "male", "bath", "norfolk", "chandler", "gilbert", "santiago", "valencia", "cordoba", "santos", "campos",
    "carrefour", "upper", "lower", "islands", "delta", "highlands", "plateau", "bender", "benin city", "marathon",
    "johnson", "nelson", "warren", "bolton", "preston", "derby", "brent", "barking", "sale", "leon", "morelos",
    "battambang", "wellington", "moscow", "sunderland", "newport", "plymouth", "paris", "sutton", "moore",
    "lawrence", "bell", "bar", "los", "general", "independencia", "libertad", "federal", "metro", "western area",
    "saint john", "saint paul", "saint george", "saint andrew", "saint patrick", "saint david", "saint peter",
    "saint mary", "saint joseph", "saint thomas", "saint james", "saint michael", "saint lucy", "saint philip",
    "manchester", "hope", "may", "march", "orange", "bay", "long", "young", "surprise", "enterprise", "deli",
    "kennedy", "jefferson", "franklin", "monroe", "clinton", "bryan", "tyler", "grant", "mason", "palmer", "wagner",
    "cesar", "diana", "bello", "plano", "medea", "golfe", "ouest", "wasit", "manta", "marka", "meads", "samba", "serra",
    "volta", "homs governorate", "ho", "ede", "same", "of",
    "bo", "fada", "along", "the", "as", "bole",
    "van", "bam", "date", "ise", "oyo",
}  # fmt: skip


def main() -> None:
    """Read the gazetteer, write the table."""
    rows = sorted(set(unmistakable()))
    path = lexicon_path("en", "actors") / "cities.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        stream.write(
            f"# Made by training/actors/cities.py of places.sqlite (GeoNames, CC-BY 4.0). {len(rows)} rows.\n"
        )
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(("name", "country", "source"))
        writer.writerows((name, country, "GeoNames") for name, country in rows)
    print(f"{path}: {len(rows)} rows")


def unmistakable() -> Iterator[tuple[str, str]]:
    """Names and countries of the places that a name alone can mean."""
    tables = load_actors()
    taken = {*tables.surnames, *tables.first_names, *COMMON}
    for name, places in by_name().items():
        places.sort(reverse=True)
        people, country = places[0]
        rivals = [other for other in places[1:] if other[1] != country]
        if people < SMALLEST or (rivals and rivals[0][0] * CLEARLY > people):
            continue
        short = len(name) < 5 and people < 10 * SMALLEST
        if not short and name_key(name) not in taken and not name.casefold().startswith("saint"):
            yield name, {"HKG": "CHN", "MAC": "CHN"}.get(country, country)


def by_name() -> dict[str, list[tuple[int, str]]]:
    """People and country of every place, by its name."""
    found: dict[str, list[tuple[int, str]]] = defaultdict(list)
    file = sqlite3.connect(lexicon_path("en", "places.sqlite"))
    asked = "SELECT name, country, population FROM places WHERE kind IN ('city', 'region') AND country IS NOT NULL"
    for name, country, people in file.execute(asked):
        for spelling in {name, name.removesuffix(" City"), name.removesuffix(" Oblast")}:
            found[spelling].append((people, country))
    return found


if __name__ == "__main__":
    main()
