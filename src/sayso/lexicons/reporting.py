"""The words that attribute: reporting verbs and nouns by act, hedges, outlets, phrases of anonymity."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, get_args

from sayso.errors import LexiconError
from sayso.lexicons.tables import digest_of, lexicon_path, read_toml
from sayso.types import Act


@dataclass(frozen=True, slots=True)
class Reporting:
    """Everything the attributions stage knows of a language. Lemmas and words are in lower case."""

    verbs: dict[str, Act]
    nouns: dict[str, Act]
    prepositions: dict[str, frozenset[str]]  # "accuse" -> {"of"}: what stands before its content
    objects: frozenset[str]
    infinitives: frozenset[str]
    hearsay: frozenset[str]
    passing_on: frozenset[str]
    plain: frozenset[str]
    addressing: frozenset[str]
    according: tuple[str, ...]
    talks_given: frozenset[str]
    hedges: frozenset[str]
    outlet_names: frozenset[str]
    outlet_endings: frozenset[str]
    anonymity: tuple[str, ...]
    accusing: frozenset[str]  # acts that stand against somebody
    disputable: frozenset[str]  # acts that a denial or confirmation can answer
    digest: str


def load_reporting(language: str = "en") -> Reporting:
    """The reporting lexicon of ``language``. Raises LexiconError where it is missing or breaks its shape."""
    path = lexicon_path(language, "reporting.toml")
    table = read_toml(path)
    try:
        return _reporting(table, digest_of(path))
    except KeyError as error:
        raise LexiconError(f"{path} lacks the entry {error}. Add it, or install sayso again.") from error


def _reporting(table: dict[str, Any], digest: str) -> Reporting:
    patterns, outlets = table["patterns"], table["outlets"]
    return Reporting(
        verbs=_by_lemma(table["acts"]),
        nouns=_by_lemma(table["nouns"]),
        prepositions={verb: frozenset(words) for verb, words in patterns["prepositions"].items()},
        objects=frozenset(patterns["objects"]),
        infinitives=frozenset(patterns["infinitives"]),
        hearsay=frozenset(patterns["hearsay"]),
        passing_on=frozenset(patterns["passing_on"]),
        plain=frozenset(patterns["plain"]),
        addressing=frozenset(patterns["addressing"]),
        according=tuple(patterns["according"]),
        talks_given=frozenset(patterns["talks_given"]),
        hedges=frozenset(table["hedges"]["words"]),
        outlet_names=frozenset(name.lower() for name in outlets["names"]),
        outlet_endings=frozenset(word.lower() for word in outlets["endings"]),
        anonymity=tuple(table["anonymity"]["phrases"]),
        accusing=frozenset(table["disputes"]["accusing"]),
        disputable=frozenset(table["disputes"]["disputable"]),
        digest=digest,
    )


def _by_lemma(by_act: dict[Act, list[str]]) -> dict[str, Act]:
    """Turn act -> lemmas round. Of two acts for one lemma the first stands."""
    unknown = set(by_act) - set(get_args(Act))
    if unknown:
        raise LexiconError(
            f"reporting.toml names acts that Sayso does not know: {', '.join(sorted(unknown))}."
        )
    found: dict[str, Act] = {}
    for act, lemmas in by_act.items():
        for lemma in lemmas:
            found.setdefault(lemma, act)
    return found
