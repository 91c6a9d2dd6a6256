"""Make ``officials.csv`` and ``groups.csv`` of the actor tables: ``python -m training.actors PHOENIX``.

PHOENIX is the folder of the actor dictionaries of petrarch2 (Open Event Data Alliance, MIT): who was head of
state or government since 1945, who sat in a government from 2001 to 2014, armed groups, international bodies.
Taken over are names, codes and dates; CAMEO's roles become PLOVER's sectors. What the hand-written tables
know better is left to them when the tables are loaded. The same inputs always make the same files.
"""

from __future__ import annotations

import argparse
import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from sayso.lexicons.actors import load_actors, name_key
from training.actors.codes import Period, body_codes, person_periods

OUT = Path(__file__).resolve().parents[2] / "src" / "sayso" / "lexicons" / "en" / "actors"
SOURCE = "Phoenix 2014"
HEAD, MEMBER = "President or Prime Minister", "member of the government"
PERSON_COLUMNS = ("names", "country", "sector", "office", "from", "until", "alone", "source")
BODY_COLUMNS = ("names", "kind", "country", "sector", "source")
IBERIAN = {
    "ARG", "BOL", "BRA", "CHL", "COL", "CRI", "CUB", "DOM", "ECU", "ESP", "GTM", "HND", "MEX", "NIC", "PAN", "PER",
    "PRT", "PRY", "SLV", "URY", "VEN", "AGO", "MOZ", "CPV", "GNB", "STP", "GNQ",
}  # fmt: skip
ENGLISH = {"USA", "GBR", "CAN", "AUS", "NZL", "IRL", "JAM", "TTO", "BRB", "BHS", "BMU", "GUY", "LCA", "VCT"}
CODE = re.compile(r"\[([^\]]*)\]")
FIRMS = re.compile(r"_(?:INC|CORP|LTD|PLC|CO|LLC|AG|SA|NV|GROUP|HOLDINGS?|LP|COMPANY|CORPORATION)\.?$")


@dataclass
class Entry:
    """One actor of a dictionary: its spellings and its codes."""

    names: list[str]
    codes: list[str] = field(default_factory=list)


def main() -> None:
    """Read the dictionaries, write both tables."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("phoenix", type=Path)
    given = options.parse_args()
    countries = list(entries(given.phoenix / "Phoenix.Countries.actors.txt"))
    others = [
        entry
        for name in ("Phoenix.MilNonState.actors.txt", "Phoenix.International.actors.txt")
        for entry in entries(given.phoenix / name)
    ]
    write(OUT / "officials.csv", PERSON_COLUMNS, people(countries))
    write(OUT / "groups.csv", BODY_COLUMNS, bodies(others))


def entries(path: Path) -> Iterator[Entry]:
    """The entries of a dictionary: a name, further spellings after "+", codes in brackets."""
    entry = Entry([])
    for raw in path.read_text(encoding="utf-8", errors="replace").splitlines():
        line = raw.partition("#")[0].rstrip()
        name = line.partition("[")[0].strip()
        if name and not line[:1].isspace():
            if entry.codes or not name.startswith("+"):
                yield entry
                entry = Entry([])
            entry.names.append(name.lstrip("+").strip("_ "))
        entry.codes += CODE.findall(line)
    yield entry


def people(found: Iterable[Entry]) -> Iterator[tuple[str, ...]]:
    """A row for each office of each person."""
    for entry in found:
        periods, head = person_periods(entry.codes)
        names = [name for name in map(spelled, entry.names) if is_full_name(name)]
        names += [short for name in names for short in without_second(name) if head and iberian(periods)]
        if not periods or not names or (not head and common(names[0], periods)):
            continue
        for period in periods:
            office = HEAD if head and period.sector == "GOV" else MEMBER
            yield (
                "|".join(dict.fromkeys(names)), period.country, period.sector, office,
                period.start, period.until, "no", SOURCE,
            )  # fmt: skip


def without_second(name: str) -> Iterator[str]:
    """Of a name of three words the first two: "Augusto Pinochet" for "Augusto Pinochet Ugarte"."""
    words = name.split()
    if len(words) == 3 and not any(word.endswith(".") for word in words):
        yield " ".join(words[:2])


def iberian(periods: list[Period]) -> bool:
    """Whether somebody is of a country where people have two family names, the second often left out."""
    return {period.country for period in periods} <= IBERIAN


def is_full_name(name: str) -> bool:
    """Whether a spelling is a person's name of two words or more, without a title."""
    words = name.split()
    return 2 <= len(words) <= 5 and not set(name.casefold().split()) & TITLES and name.isascii()


TITLES = {
    "president", "minister", "prime", "general", "gen.", "secretary", "leader", "chancellor", "premier", "king",
    "administration", "government", "ministry", "party", "army", "national", "of", "the", "united", "council",
    "court", "state", "city", "force", "forces", "bank", "dr.", "mr.", "sir", "lady", "queen", "police", "a.k.a.",
}  # fmt: skip


def common(name: str, periods: list[Period]) -> bool:
    """Whether many people bear the name, so that it says little by itself."""
    first = name.split()[0].casefold()
    return {period.country for period in periods} <= ENGLISH or first in first_names()


@cache
def first_names() -> dict[str, str]:
    """Common first names, of the hand-written tables."""
    return load_actors().first_names


def bodies(found: Iterable[Entry]) -> Iterator[tuple[str, ...]]:
    """A row for each group and body whose name says enough by itself."""
    for entry in found:
        codes = (
            body_codes(entry.codes[0].strip()) if len(entry.codes) == 1 and entry.codes[0].isalpha() else None
        )
        if not entry.names or entry.names[0].partition("_")[0].casefold() in first_names():
            continue  # a person who works for the body
        names = [spelled(one) for name in entry.names for one in short_forms(name) if tells(one, codes)]
        if codes and names:
            yield "|".join(dict.fromkeys(names)), codes.kind, codes.country, codes.sector, SOURCE


def short_forms(name: str) -> Iterator[str]:
    """A name with and without the word for its form of company, and without what stands in brackets."""
    whole = re.sub(r"_?\([^)]*\)", "", name).strip("_ ")
    yield whole
    short = FIRMS.sub("", whole)
    if short != whole and not short.endswith(("_AND", "_&", "_OF")):
        yield short


def tells(name: str, codes: object) -> bool:
    """Whether a body's name is more than one common word."""
    words = name.replace("-", "_").split("_")
    return name.isascii() and (len(words) > 1 or (len(name) > 3 and getattr(codes, "sector", "") == "REB"))


def spelled(name: str) -> str:
    """ "OLUSEGUN_OBASANJO_" -> "Olusegun Obasanjo"; short names without vowels stay acronyms."""
    return " ".join(word if is_short(word) else capital(word) for word in name.split("_") if word)


def is_short(word: str) -> bool:
    """Whether a word is an acronym rather than a name."""
    return 1 < len(word) <= 5 and not re.search(r"[AEIOUY]", word)


def capital(word: str) -> str:
    """A word in lower case but for the first letter and those after hyphens."""
    return "-".join(part[:1] + part[1:].lower() for part in word.split("-"))


def write(path: Path, columns: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> None:
    """A table with a header, sorted, each row once; a name stands in one row of bodies only."""
    kept = sorted(set(rows))
    with path.open("w", encoding="utf-8", newline="") as stream:
        stream.write(
            f"# Made by training/actors from the Phoenix dictionaries of petrarch2 (MIT). {len(kept)} rows.\n"
        )
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(kept)
    print(f"{path}: {len(kept)} rows, {len({name_key(row[0].split('|')[0]) for row in kept})} names")


if __name__ == "__main__":
    main()
