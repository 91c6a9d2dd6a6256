"""Words as they are compared: the full-text index, the names of actors and what is searched for, folded alike.

Both databases are given words that are folded and parted here, so that they find the same. No word is cut to a
stem, for that would need a rule for each language; ``threat*`` finds every word that begins so.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from sayso.errors import StoreError

WORD = re.compile(r"[^\W_]+")
BEYOND_LATIN = re.compile(r"[^\x00-\u02ff]+")  # combining marks stand here only
ASKED = re.compile(r'"([^"]*)"|(\S+)')


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that stand side by side; the last one may be the beginning of a word."""

    words: tuple[str, ...]
    prefix: bool = False


def folded(text: str) -> str:
    """``text`` as its words are compared: no case, no accents, one space between words."""
    plain = text if text.isascii() else BEYOND_LATIN.sub(_without_marks, unicodedata.normalize("NFKD", text))
    return " ".join(WORD.findall(plain.casefold()))


def _without_marks(found: re.Match[str]) -> str:
    return "".join(c for c in found.group() if not unicodedata.combining(c))


def phrases(asked: str) -> tuple[Phrase, ...]:
    """What is searched for: all these words, ``"phrases in quotes"``, and ``beginnings*``.

    Raises StoreError where there is no word to search for.
    """
    found = []
    for quoted, single in ASKED.findall(asked):
        if words := tuple(folded(quoted or single).split()):
            found.append(Phrase(words, prefix=single.endswith("*")))
    if not found:
        raise StoreError(f"There is no word to search for in {asked!r}. Give one or more words.")
    return tuple(found)
