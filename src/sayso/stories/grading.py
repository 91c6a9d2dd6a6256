"""A grade in the manner of analysts: reliability of the source A to F, credibility of what is told 1 to 6.

The letters are those of the Admiralty code (NATO AJP-2.1). The reliability is the user's own judgement, from a
table; Sayso judges nobody. The credibility follows from how many independent origins tell it and whether it is
denied. It is never a verdict on truth, so every grade comes with its reasons.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from sayso.errors import LexiconError
from sayso.types import Grade, Telling

LETTERS = "ABCDEF"
UNKNOWN = "F"
CONFIRMED, PROBABLE, POSSIBLE, DOUBTFUL, IMPROBABLE, UNJUDGED = range(1, 7)


@dataclass(frozen=True, slots=True)
class Reliability:
    """The user's table: a letter for outlets and sources, by name."""

    letters: Mapping[str, str] = field(default_factory=dict)  # casefolded name -> letter

    def of(self, telling: Telling) -> str:
        """The letter of the source, else the best of the outlets', else "F"."""
        if (own := self.letters.get(telling.source.casefold())) is not None:
            return own
        return min((self.letters.get(name.casefold(), UNKNOWN) for name in telling.outlets), default=UNKNOWN)


def load_reliability(path: Path) -> Reliability:
    """The table of a TOML file: ``[reliability]``, then lines like ``"The Daily Example" = "B"``.

    Raises LexiconError where the file does not parse or a letter is none of A to F.
    """
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8")).get("reliability", {})
    except OSError as error:
        raise LexiconError(f"{path} cannot be read: {error.strerror}. Check the path.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise LexiconError(f"{path} is not valid TOML: {error}. Correct it and try again.") from error
    for name, letter in table.items():
        if letter not in tuple(LETTERS):
            raise LexiconError(f"{path}: {name} has {letter!r}; a reliability is a letter from A to F.")
    return Reliability({name.casefold(): letter for name, letter in table.items()})


def grade(tellings: Sequence[Telling], denials: Sequence[Telling], reliability: Reliability) -> Grade:
    """The grade of what ``tellings`` say and ``denials`` deny; F without a word where there is no table."""
    best = min(tellings, key=lambda telling: (reliability.of(telling), telling.source))
    letter = reliability.of(best)
    credibility, why = credibility_of(tellings, denials)
    if not reliability.letters:
        return Grade(letter, credibility, why)
    whose = (
        f"{best.source}: {letter} in your table" if letter != UNKNOWN else "no source of it is in your table"
    )
    return Grade(letter, credibility, (whose, *why))


def credibility_of(tellings: Sequence[Telling], denials: Sequence[Telling]) -> tuple[int, tuple[str, ...]]:
    """1 to 6, with the reasons."""
    origins, against = {telling.origin for telling in tellings}, {telling.origin for telling in denials}
    named = {telling.origin for telling in tellings if telling.named}
    why = [_count(tellings, origins)]
    if against:
        why.append(f"denied by {', '.join(sorted({telling.source for telling in denials}))}")
    if all(telling.hedged for telling in tellings):
        why.append("told with reserve only")
    return _credibility(len(origins), len(named), len(against)), tuple(why)


def _credibility(origins: int, named: int, against: int) -> int:
    if against:
        return POSSIBLE if origins > against + 1 else IMPROBABLE if against > origins else DOUBTFUL
    if origins >= 3 and named >= 2:
        return CONFIRMED
    if origins >= 2:
        return PROBABLE
    return POSSIBLE if named else UNJUDGED


def _count(tellings: Sequence[Telling], origins: set[str]) -> str:
    outlets = {outlet for telling in tellings for outlet in telling.outlets}
    unnamed = sum(origin.startswith("unnamed:") for origin in origins)
    sources = f"{len(origins)} independent {'source' if len(origins) == 1 else 'sources'}"
    nameless = f", {unnamed} of them unnamed" if unnamed else ""
    return f"{len(outlets)} {'outlet' if len(outlets) == 1 else 'outlets'}, {sources}{nameless}"
