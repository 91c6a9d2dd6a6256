"""What a list is narrowed by: a chip for each field of its filter that is in force."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from sayso.store import Filter
from sayso.views.desk.address import Address, in_query
from sayso.views.desk.wording import country_name, word_for


@dataclass(frozen=True, slots=True)
class Chip:
    """One field of the filter that is in force, and the page without it."""

    field: str
    label: str
    value: str
    off: str


def chips_of(address: Address) -> Iterator[Chip]:
    """A chip for each field of the filter that is in force."""
    for field in Filter.__slots__:
        value = getattr(address.asked, field)
        if value is not None:
            off = address.narrowed(**{field: None}).href()
            yield Chip(field, word_for("field", field), shown(field, value), off)


def shown(field: str, value: Any) -> str:
    """A value of the filter in words."""
    if field == "unnamed":
        return "no" if value else "yes"  # the desk asks "source named?"
    if field == "between":
        return " and ".join(map(country_name, value))
    if field in WORDS and isinstance(value, str):
        return WORDS[field](value)
    return in_query(value)


WORDS: dict[str, Callable[[str], str]] = {
    "country": lambda code: country_name(code.upper()),
    "act": lambda code: word_for("act", code.lower()),
    "manner": lambda code: word_for("manner", code.lower()),
    "status": lambda code: word_for("status", code.lower()),
    "type": lambda code: code.upper().replace("_", " ").capitalize(),
}
