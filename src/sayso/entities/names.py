"""Whether two spellings are one name: romanisation-aware keys, compared by rapidfuzz."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from rapidfuzz import fuzz

KEPT = 1 << 17  # answers remembered: one page asks about the same names again and again
SAME_WORD = 84  # of 100; "sergei"/"sergey" and "zelensky"/"zelenskyy" are far above, "burns"/"barnes" below

# Letters that romanisations of one name write differently, after accents are off.
ROMAN = (
    ("iy$|yy$|ii$|ij$|y$|i$", "i"),
    ("ei|ey|ai|ay", "e"),
    ("kh|q|ck|c(?![hei])", "k"),
    ("zh|dzh|dj", "j"),
    ("ou", "u"),
    ("w", "v"),
    ("ph", "f"),
    ("ie|ye|yo|ya|yu", "e"),
    (r"(.)\1", r"\1"),
)


@lru_cache(maxsize=KEPT)
def roman_key(word: str) -> str:
    """A key that is the same, or nearly so, for the romanisations of one name."""
    plain = unicodedata.normalize("NFKD", word.casefold())
    plain = re.sub(r"[^\w]", "", "".join(letter for letter in plain if not unicodedata.combining(letter)))
    for pattern, letter in ROMAN:
        plain = re.sub(pattern, letter, plain)
    return plain


def same_word(one: str, other: str) -> bool:
    """Whether two words are one name or its spelling variants."""
    if one.casefold() == other.casefold():
        return True
    return min(len(one), len(other)) > 3 and fuzz.ratio(roman_key(one), roman_key(other)) >= SAME_WORD


@lru_cache(maxsize=KEPT)
def same_person(one: str, other: str) -> str | None:
    """Why two names can be one person's ("shares the surname"), or None where they cannot.

    A surname alone fits every full name with it; of two full names the first ones must agree, too.
    """
    first, second = one.split(), other.split()
    if not first or not second or not same_word(first[-1], second[-1]):
        return _given_or_family(first, second)
    if len(first) == 1 or len(second) == 1:
        return f"{one!r} and {other!r} share the surname"
    if _same_given(first[0], second[0]):
        return f"{one!r} and {other!r} are spellings of one name"
    return None


def _same_given(one: str, other: str) -> bool:
    initials = len(one.strip(".")) == 1 or len(other.strip(".")) == 1
    return same_word(one, other) or (initials and one[0].casefold() == other[0].casefold())


def _given_or_family(first: list[str], second: list[str]) -> str | None:
    """Names that begin with the family name: "Xi" for "Xi Jinping"."""
    short, long = sorted((first, second), key=len)
    if len(short) == 1 and len(long) > 1 and short[0].casefold() == long[0].casefold():
        return f"{short[0]!r} begins {' '.join(long)!r}"
    return None


@lru_cache(maxsize=KEPT)
def is_acronym(short: str, long: str) -> bool:
    """Whether ``short`` is made of the initials of ``long``, small words aside or not."""
    if not short.isupper() or len(short) < 2:
        return False
    words = re.findall(r"\w+", long)
    every = "".join(word[0] for word in words).upper()
    capitals = "".join(word[0] for word in words if word[0].isupper())
    return short.replace(".", "") in {every, capitals} and len(words) > 1
