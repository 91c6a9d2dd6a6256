"""What an edit changed in the claims of a page, in words: what went, what came."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Literal

from sayso.store import ClaimChange, Drift, Said
from sayso.views.desk.wording import word_for


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that stayed, went or came."""

    kind: Literal["same", "gone", "come"]
    text: str


@dataclass(frozen=True, slots=True)
class Told:
    """Another thing about a claim that changed: its source, act, ..."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Change:
    """One claim that came, went or changed."""

    kind: Literal["added", "removed", "changed"]
    item_before: str | None  # its id in the version before
    after: str | None  # its id in this one
    told: tuple[Told, ...]
    words: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """From one version to the next."""

    before: int
    kept: int  # claims that are as they were
    title_before: str | None  # where it changed
    changes: tuple[Change, ...]


def changes_of(drift: Drift, title_before: str | None) -> Changes:
    """The changes of a drift, in words."""
    title = (title_before or "(no title)") if drift.title_changed else None
    return Changes(drift.before, drift.kept, title, tuple(map(_change, drift.changes)))


def pieces(before: str, after: str) -> Iterator[Piece]:
    """Two texts, word by word (difflib, after Ratcliff and Obershelp 1988)."""
    old, new = before.split(), after.split()
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Piece("same", " ".join(new[j1:j2]))
            continue
        if i1 < i2:
            yield Piece("gone", " ".join(old[i1:i2]))
        if j1 < j2:
            yield Piece("come", " ".join(new[j1:j2]))


def _change(change: ClaimChange) -> Change:
    before, after = change.before, change.after
    words = pieces(before.content if before else "", after.content if after else "")
    told = _told(before, after, change.fields)
    return Change(
        change.kind, before.id if before else None, after.id if after else None, tuple(told), tuple(words)
    )


def _told(before: Said | None, after: Said | None, fields: tuple[str, ...]) -> Iterator[Told]:
    """What changed beside the words; of what came or went, who says it."""
    for field in fields if before and after else ("source",):
        if field != "content":
            yield Told(FIELDS[field], _shown(before, field), _shown(after, field))


FIELDS = {
    "source": "speaker",
    "through": "passed on by",
    "act": "act",
    "manner": "manner",
    "hedges": "hedges",
}


def _shown(said: Said | None, field: str) -> str:
    if said is None:
        return ""
    value: Any = getattr(said, field)
    if field in ("act", "manner"):
        return word_for(field, value)
    return ", ".join(value) or "none" if isinstance(value, tuple) else value or "nobody named"
