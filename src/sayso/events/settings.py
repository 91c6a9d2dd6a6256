"""Where and when: the place and the date that belong to a trigger."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TypeVar

from sayso.events.phrases import clause_of
from sayso.types import DateMention, Place, PlaceMention, Sentences, When

Found = TypeVar("Found", PlaceMention, DateMention)
OTHER_CLAUSE = {"relcl", "ccomp", "advcl", "acl"}
# A place in these positions names somebody ("Russia said", "Turkey's capital"), not where it happened.
NAMING = {"poss", "nsubj", "nsubjpass", "dobj", "compound", "amod", "appos"}


def place_of(parsed: Sentences, trigger: int, places: Sequence[PlaceMention]) -> Place | None:
    """The place that hangs below the trigger or its clause."""
    here = [p for p in places if parsed.tokens[p.head].dep not in NAMING]
    near = attached(parsed, trigger, here)
    return near[-1].place if near else None


def date_of(parsed: Sentences, trigger: int, dates: Sequence[DateMention]) -> When | None:
    """The date that hangs below the trigger or its clause, the narrowest of several, else the only one around."""
    near = attached(parsed, trigger, dates)
    same = [d for d in dates if parsed.tokens[d.head].sentence == parsed.tokens[trigger].sentence]
    if near:
        return min((d.when for d in near), key=days)
    return same[0].when if len(same) == 1 else None


def days(when: When) -> int:
    """How many days the interval has; one that is not resolved counts as the longest."""
    if when.start is None or when.end is None:
        return date.max.toordinal()
    return date.fromisoformat(when.end[:10]).toordinal() - date.fromisoformat(when.start[:10]).toordinal()


def attached(parsed: Sentences, trigger: int, found: Sequence[Found]) -> list[Found]:
    """Those below the trigger, else those below its clause, without the clauses inside it."""
    for top in (trigger, clause_of(parsed, trigger)):
        below = [mention for mention in found if hangs_from(parsed, mention.head, top)]
        if below:
            return below
    return []


def hangs_from(parsed: Sentences, token: int, top: int) -> bool:
    """Whether ``token`` stands below ``top`` with no other clause between them."""
    while token != top:
        if parsed.tokens[token].dep in OTHER_CLAUSE or parsed.tokens[token].head == token:
            return False
        token = parsed.tokens[token].head
    return True
