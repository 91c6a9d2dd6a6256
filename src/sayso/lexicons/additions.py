"""Actors that the user adds to the tables: a CSV or TOML file of their own, checked line by line.

CSV has the columns names, kind, country, sector and, if wanted, office, from, until; names are parted by "|", the
fullest first. TOML has a table [[actor]] for each with the same keys, names as a list. kind: person, organization,
government, outlet, group. What the user adds stands before what ships with Sayso.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from sayso.errors import LexiconError
from sayso.lexicons.actors import KINDS, ActorTables, Known, Person, Tenure, name_key, surname_of
from sayso.lexicons.tables import digest_of, read_rows, read_toml
from sayso.ontology import load_plover

COLUMNS = ("names", "kind", "country", "sector")
OPTIONAL = ("office", "from", "until")
INTERNATIONAL = {"IGO", "UNO", "EUR", "NGO", "MNC", "IMG", "ISM"}
DAY = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")


@dataclass(frozen=True, slots=True)
class Added:
    """One actor of a user's file, and the line where it stands."""

    line: int
    names: tuple[str, ...]
    fields: dict[str, str]


def with_additions(tables: ActorTables, path: Path) -> ActorTables:
    """The tables with the actors of a user's file before all others.

    Raises LexiconError, with the file and the line, where the file cannot be read or an entry is wrong.
    """
    known, persons, surnames = dict(tables.known), dict(tables.persons), dict(tables.surnames)
    codes = {one.country for one in tables.known.values()} | INTERNATIONAL
    for added in _read(path):
        _check(added, path, codes)
        for name in added.names:
            if added.fields["kind"] == "person":
                persons[name_key(name)] = _person(added)
                surnames[name_key(surname_of(name, tables.grammar.particles))] = (_person(added),)
            else:
                known[name_key(name)] = _known(added)
    both = sha256(f"{tables.digest} {digest_of(path)}".encode()).hexdigest()
    return replace(tables, known=known, persons=persons, surnames=surnames, digest=f"sha256:{both}")


def _read(path: Path) -> Iterator[Added]:
    if path.suffix.casefold() == ".toml":
        yield from _from_toml(path)
    elif path.suffix.casefold() == ".csv":
        for line, row in read_rows(path, COLUMNS):
            names = tuple(name.strip() for name in row["names"].split("|") if name.strip())
            yield Added(line, names, {key: (row.get(key) or "").strip() for key in (*COLUMNS[1:], *OPTIONAL)})
    else:
        raise LexiconError(
            f"The lexicon {path} is neither .csv nor .toml. Rename it, or write it as one of them."
        )


def _from_toml(path: Path) -> Iterator[Added]:
    entries = read_toml(path).get("actor")
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise LexiconError(f"{path} has no [[actor]] tables. Write one for each actor.")
    lines = [n for n, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1) if _opens(line)]
    for line, entry in zip(lines, entries, strict=False):
        names = entry.get("names", [])
        if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
            raise LexiconError(f'{path}, line {line}: names must be a list of names, as names = ["..."].')
        yield Added(line, tuple(names), {key: _word(entry.get(key, "")) for key in (*COLUMNS[1:], *OPTIONAL)})


def _opens(line: str) -> bool:
    return line.replace(" ", "").startswith("[[actor]]")


def _word(value: Any) -> str:
    return str(value).strip()


def _check(added: Added, path: Path, codes: set[str | None]) -> None:
    """Raise LexiconError for the first thing that is wrong with an entry."""
    fields = added.fields
    wrong = (
        "it has no name" if not added.names else None,
        f"the kind {fields['kind']!r} is none of person, {', '.join(KINDS)}"
        if fields["kind"] not in {"person", *KINDS}
        else None,
        f"the country {fields['country']!r} is neither ISO 3166-1 alpha-3 nor one of {', '.join(sorted(INTERNATIONAL))}"
        if fields["country"] and fields["country"] not in codes
        else None,
        f"the sector {fields['sector']!r} is none of PLOVER's: {', '.join(sorted(load_plover().sectors))}"
        if fields["sector"] and fields["sector"] not in load_plover().sectors
        else None,
        "a person needs a country" if fields["kind"] == "person" and not fields["country"] else None,
        *(f"the date {fields[key]!r} is not a year, month or day as 2022-11-14" for key in ("from", "until")
          if fields[key] and not DAY.fullmatch(fields[key])),
        f"it ends ({fields['until']}) before it starts ({fields['from']})"
        if fields["until"] and fields["until"] < fields["from"][: len(fields["until"])]
        else None,
    )  # fmt: skip
    if reason := next(filter(None, wrong), None):
        raise LexiconError(f"{path}, line {added.line}: {reason}. Correct it and try again.")


def _person(added: Added) -> Person:
    fields = added.fields
    held = Tenure(
        fields["office"] or "in office",
        fields["country"],
        fields["sector"] or None,
        fields["from"],
        fields["until"],
    )
    return Person(added.names, (held,), alone=False)


def _known(added: Added) -> Known:
    fields = added.fields
    return Known(added.names[0], KINDS[fields["kind"]], fields["country"] or None, fields["sector"] or None)
