"""The words of conditional commitments and warnings."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.lexicons.tables import digest_of, lexicon_path, read_toml, shape_of


@dataclass(frozen=True, slots=True)
class RedLineWords:
    """What the red lines of a language are told by. Words and lemmas are in lower case."""

    modals: frozenset[str]  # of what will or would be done
    conditions: frozenset[str]  # open a clause: "if"
    any: frozenset[str]  # open a noun phrase that is a condition: "any attack"
    offences: frozenset[str]  # lemmas of nouns of which such a phrase tells
    events: frozenset[str]  # "in the event that", "in case"
    acts: frozenset[str]  # acts of claims that warn
    consequences: frozenset[str]  # lemmas of what is threatened
    asked: frozenset[str]  # before what is asked: "whether"
    openings: frozenset[str]  # only open a clause: "that"
    digest: str


def load_red_line_words(language: str = "en") -> RedLineWords:
    """The red lines lexicon of ``language``. Raises LexiconError where it is missing or breaks its shape."""
    path = lexicon_path(language, "red_lines.toml")
    table = read_toml(path)
    with shape_of(path):
        lists = {
            name: frozenset(table[name]) for name in RedLineWords.__dataclass_fields__ if name != "digest"
        }
    return RedLineWords(**lists, digest=digest_of(path))
