"""Words from the web made safe to show: nothing in them steers the terminal or hides from the reader."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import fields, is_dataclass, replace
from functools import partial
from typing import Any, TypeVar

T = TypeVar("T")

OWN_MARKS = frozenset("⟦⟧⟨⟩")  # a page that holds them could pretend to claims that nobody found
_SPACES = frozenset("\t\n\r")
_STEERING = frozenset({"Cc", "Cf", "Cs"})  # controls; bidi, zero-width and tag characters; lone surrogates
_BLANK = frozenset({"Zs", "Zl", "Zp"})
_DOUBLED = re.compile(r"([][<>])(?=\1)")  # the marks of an ASCII console
_ASCII = str.maketrans(
    {"‘": "'", "’": "'", "‚": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"'}
    | {"‐": "-", "‑": "-", "–": "-", "—": "--", "…": "...", "•": "*", "−": "-"}
)


def legible(text: str, ascii_only: bool = False) -> str:
    """``text`` with every character that would steer or hide shown as its code point, like ``<U+202E>``.

    Line breaks, tabs and wide blanks become spaces. With ``ascii_only``, typographic marks become their
    plain twins, accents fall, doubled brackets are parted; what then is not ASCII becomes a question mark.
    """
    shown = "".join(map(_shown, text))
    return _in_ascii(shown) if ascii_only else shown


def all_legible(view: T, ascii_only: bool = False) -> T:
    """A copy of a dataclass in which every string, however deep in dataclasses and tuples, is legible."""
    copy: T = _each_string(view, partial(legible, ascii_only=ascii_only))
    return copy


def _shown(character: str) -> str:
    kind = unicodedata.category(character)
    if character in _SPACES or kind in _BLANK:
        return " "
    if kind in _STEERING or character in OWN_MARKS:
        return f"<U+{ord(character):04X}>"
    return character


def _in_ascii(text: str) -> str:
    bare = unicodedata.normalize("NFKD", text.translate(_ASCII))
    letters = "".join(c for c in bare if not unicodedata.combining(c))
    return _DOUBLED.sub(r"\1 ", letters.encode("ascii", "replace").decode("ascii"))


def _each_string(value: Any, change: partial[str]) -> Any:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, tuple):
        return tuple(_each_string(item, change) for item in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{f.name: _each_string(getattr(value, f.name), change) for f in fields(value)})
    return value
