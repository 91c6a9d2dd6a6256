"""The gazetteer: names of places with their points, looked up in a read-only SQLite file.

The file is made by ``training/gazetteer`` from GeoNames (docs/decisions/0030-who-is-who.md); nothing is read from it
at loading but its digest, so that it costs neither time nor memory before a name is looked up.
"""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sayso.errors import LexiconError
from sayso.lexicons.tables import digest_of, lexicon_path, read_toml
from sayso.types import Place

SCHEMA = """
CREATE TABLE places (
    id INTEGER PRIMARY KEY, kind TEXT, name TEXT, country TEXT, region TEXT, lat REAL, lon REAL,
    geonames_id INTEGER, population INTEGER, disputed INTEGER
);
CREATE TABLE names (key TEXT, place INTEGER, PRIMARY KEY (key, place)) WITHOUT ROWID;
"""
FIND = """
SELECT kind, name, country, region, lat, lon, geonames_id, population, disputed
FROM names JOIN places ON places.id = place WHERE key = ? ORDER BY places.id
"""
LISTS = (
    "articles", "directions", "region_words", "city_words", "site_words", "people_words", "locative", "containing",
    "of_words",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class KnownPlace:
    """One place that a name may stand for."""

    kind: str  # "country", "capital", "city", "region", "area", "water"
    place: Place
    region: str | None  # the first-level region in which it lies
    population: int
    disputed: bool


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """Words of a language that stand around names of places; all in lower case. See ``places.toml``."""

    articles: frozenset[str]
    directions: frozenset[str]
    region_words: frozenset[str]
    city_words: frozenset[str]
    site_words: frozenset[str]
    people_words: frozenset[str]
    locative: frozenset[str]
    containing: frozenset[str]
    of_words: frozenset[str]


@dataclass(frozen=True)
class Gazetteer:
    """Places by name. Safe to hand to other processes: each opens the file for itself."""

    path: Path
    words: PlaceWords
    digest: str

    def lookup(self, name: str) -> tuple[KnownPlace, ...]:
        """Every place of this name, whatever its case, accents, hyphens or apostrophes; () where none is known."""
        return tuple(
            KnownPlace(kind, Place(found, country, lat, lon, number), region, people, bool(disputed))
            for kind, found, country, region, lat, lon, number, people, disputed in self._file.execute(
                FIND, (key_of(name),)
            )
        )

    @cached_property
    def _file(self) -> sqlite3.Connection:
        address = f"file:{quote(str(self.path))}?mode=ro&immutable=1"
        return sqlite3.connect(address, uri=True, check_same_thread=False)

    def __getstate__(self) -> dict[str, Any]:
        return {"path": self.path, "words": self.words, "digest": self.digest}


def key_of(name: str) -> str:
    """The form under which a name is stored: lower case, no accents, apostrophes or points, hyphens as spaces."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    plain = re.sub(r"['’ʻʼ`.]", "", plain.casefold())
    return " ".join(re.sub(r"[-‐–,]", " ", plain).split())


def load_gazetteer(language: str = "en") -> Gazetteer:
    """The gazetteer with the names of ``language``. Raises LexiconError where a file is missing or damaged."""
    path, words = lexicon_path(language, "places.sqlite"), lexicon_path(language, "places.toml")
    try:
        gazetteer = Gazetteer(path, _place_words(words), digest_of(path, words))
        gazetteer.lookup("")
    except (OSError, sqlite3.Error) as error:
        raise LexiconError(f"The gazetteer {path} cannot be read: {error}. Install sayso again.") from error
    return gazetteer


def _place_words(path: Path) -> PlaceWords:
    table = read_toml(path)
    missing = [name for name in LISTS if not isinstance(table.get(name), list)]
    if missing:
        raise LexiconError(f"{path} lacks the list {', '.join(missing)}. Add it, or install sayso again.")
    return PlaceWords(**{name: frozenset(table[name]) for name in LISTS})
