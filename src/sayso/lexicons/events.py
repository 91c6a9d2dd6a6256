"""Plain words of political events: triggers with their PLOVER types, and where their parties stand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sayso.errors import LexiconError
from sayso.lexicons.tables import digest_of, lexicon_path, read_toml, shape_of
from sayso.ontology import load_plover


@dataclass(frozen=True, slots=True)
class Pattern:
    """How words tell of one type of event: what stands with the trigger, and where the recipient does."""

    type: str
    mode: str | None
    recipient: tuple[str, ...]  # "object", "dative" or prepositions
    objects: frozenset[str]  # empty: any object or none
    compounds: frozenset[str]  # empty: any modifier or none
    mutual: bool
    held_in: bool


@dataclass(frozen=True, slots=True)
class EventWords:
    """Everything the events stage knows of a language. Lemmas are in lower case."""

    verbs: dict[str, tuple[Pattern, ...]]
    nouns: dict[str, tuple[Pattern, ...]]
    parties: dict[str, frozenset[str]]
    digest: str


def load_event_words(language: str = "en") -> EventWords:
    """The events lexicon of ``language``. Raises LexiconError where it is missing or breaks its shape."""
    path = lexicon_path(language, "events.toml")
    table = read_toml(path)
    with shape_of(path):
        return EventWords(
            verbs=_by_lemma(table["patterns"], "verbs"),
            nouns=_by_lemma(table["patterns"], "nouns"),
            parties=_sets(table["parties"]),
            digest=digest_of(path),
        )


def _sets(lists: dict[str, list[str]]) -> dict[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in lists.items()}


def _by_lemma(entries: list[dict[str, Any]], words: str) -> dict[str, tuple[Pattern, ...]]:
    found: dict[str, tuple[Pattern, ...]] = {}
    for entry in entries:
        for lemma in entry.get(words, ()):
            found[lemma] = (*found.get(lemma, ()), pattern_of(entry))
    return found


def pattern_of(entry: dict[str, Any]) -> Pattern:
    """One ``[[patterns]]`` entry. Raises LexiconError for a type or mode that PLOVER does not have."""
    kind, mode = entry["type"], entry.get("mode")
    types = load_plover().types
    if kind not in types or (mode is not None and mode not in types[kind].modes):
        raise LexiconError(
            f"events.toml names {kind} {mode or ''}, which PLOVER lacks. Use one of its types and modes."
        )
    return Pattern(
        type=kind,
        mode=mode,
        recipient=tuple(entry["recipient"]),
        objects=frozenset(entry.get("objects", ())),
        compounds=frozenset(entry.get("compounds", ())),
        mutual=entry.get("mutual", False),
        held_in=entry.get("held_in", False),
    )
