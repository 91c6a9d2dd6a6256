"""By which words the contexts of events are told."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sayso.errors import LexiconError
from sayso.lexicons.tables import digest_of, lexicon_path, read_toml
from sayso.ontology import load_plover

PARTS = re.compile(r"[\s-]+")
STEM = "*"  # at the end of a word: any ending


@dataclass(frozen=True, slots=True)
class ContextPhrase:
    """Words that tell a context, or, with ``unless``, words among which nothing tells it."""

    words: tuple[str, ...]
    context: str
    unless: bool


@dataclass(frozen=True, slots=True)
class ContextWords:
    """The phrases of a language by their first word; those that begin with a stem are under the stem."""

    by_word: dict[str, tuple[ContextPhrase, ...]]
    by_stem: dict[str, tuple[ContextPhrase, ...]]
    stems: tuple[int, ...]  # how many letters they have, the shortest first
    digest: str


def load_context_words(language: str = "en") -> ContextWords:
    """The contexts lexicon of ``language``. Raises LexiconError where it is missing or breaks its shape."""
    path = lexicon_path(language, "contexts.toml")
    by_word: dict[str, list[ContextPhrase]] = {}
    by_stem: dict[str, list[ContextPhrase]] = {}
    for phrase in _phrases(path, read_toml(path)):
        first = phrase.words[0]
        table = by_stem if first.endswith(STEM) else by_word
        table.setdefault(first.removesuffix(STEM), []).append(phrase)
    return ContextWords(
        _frozen(by_word), _frozen(by_stem), tuple(sorted(set(map(len, by_stem)))), digest_of(path)
    )


def _phrases(path: Path, table: dict[str, Any]) -> Iterator[ContextPhrase]:
    for context, entry in table.items():
        if context not in load_plover().contexts:
            raise LexiconError(f"{path}: {context} is no context of PLOVER. Correct its name.")
        for unless in (False, True):
            for written in entry.get("unless" if unless else "words", ()):
                words = tuple(word for word in PARTS.split(written) if word)
                if not words or written != written.lower():
                    raise LexiconError(f"{path}: {written!r} under {context} must be words in small letters.")
                yield ContextPhrase(words, context, unless)


def _frozen(table: dict[str, list[ContextPhrase]]) -> dict[str, tuple[ContextPhrase, ...]]:
    return {word: tuple(phrases) for word, phrases in table.items()}
