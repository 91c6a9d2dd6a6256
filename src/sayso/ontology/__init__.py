"""PLOVER 2.0 as data: event types with modes and scores, the sectors of actors, the contexts of events."""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass
from importlib import resources


@dataclass(frozen=True, slots=True)
class EventType:
    """One type of event. Scores run from -10 (unconventional violence) to +10 (material aid)."""

    name: str
    description: str
    quad: int  # 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict
    score: float
    needs_recipient: bool
    modes: dict[str, float]  # mode -> its own score


@dataclass(frozen=True, slots=True)
class Plover:
    """The ontology: types by name, and what each sector and context code stands for."""

    types: dict[str, EventType]
    sectors: dict[str, str]
    contexts: dict[str, str]
    context_of_sector: dict[str, str]  # the context that a party of this sector brings along
    context_of_mode: dict[str, str]

    def intensity(self, name: str, mode: str | None) -> float:
        """The score of the mode, else of the type. Raises KeyError for a type that PLOVER does not have."""
        event_type = self.types[name]
        return event_type.modes.get(mode, event_type.score) if mode else event_type.score


@functools.cache
def load_plover() -> Plover:
    """The ontology that ships with Sayso, read once a process."""
    table = tomllib.loads(resources.files("sayso.ontology").joinpath("plover.toml").read_text("utf-8"))
    types = {name: EventType(name=name, **entry) for name, entry in table["types"].items()}
    rest = ("sectors", "contexts", "context_of_sector", "context_of_mode")
    return Plover(types, *(table[name] for name in rest))


AGREED = frozenset({"CONSULT", "SUPPORT", "COOPERATE", "AID"})


def by_rule(name: str, status: str) -> str:
    """The type that PLOVER's manual (2.0, AGREE and CONCEDE) gives to what is only planned; else ``name`` itself."""
    if status != "planned":
        return name
    return "AGREE" if name in AGREED else "CONCEDE" if name == "RETREAT" else name
