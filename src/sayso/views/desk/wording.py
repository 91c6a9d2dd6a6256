"""Codes in the words in which the desk shows them. The words are data, in ``wording.toml``."""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass
from importlib import resources
from typing import Any

from sayso.ontology import load_plover


@dataclass(frozen=True, slots=True)
class Kinship:
    """Where a type of event stands in PLOVER's four quarters."""

    quad: int  # 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict
    name: str
    meaning: str  # what the type stands for


@functools.cache
def words() -> dict[str, dict[str, str]]:
    """Every table of words, read once a process."""
    raw = resources.files("sayso.views.desk").joinpath("wording.toml").read_text("utf-8")
    table: dict[str, Any] = tomllib.loads(raw)
    return table


def word_for(table: str, code: str | None) -> str:
    """The word for a code; the code itself where there is none."""
    return words()[table].get(code or "", code or "")


@functools.cache
def country_name(code: str | None) -> str:
    """The English name of a country's or an international code."""
    from babel import Locale
    from babel.core import get_global

    if not code or code in words()["international"]:
        return words()["international"].get(code or "", "")
    aliases = get_global("territory_aliases")
    short = aliases.get(code, [code])[0]
    return str(Locale("en").territories.get(short, code))


@functools.cache
def kinship(event_type: str) -> Kinship:
    """The quarter of a type of event."""
    known = load_plover().types.get(event_type)
    quad = known.quad if known else 0
    return Kinship(quad, word_for("quad", str(quad)), known.description if known else "")


def sector_name(code: str | None) -> str:
    """What a sector's code stands for."""
    return load_plover().sectors.get(code or "", code or "")
