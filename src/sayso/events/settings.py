"""Where and when: the place and the date that belong to a trigger."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TypeVar

from sayso.events.phrases import clause_of
from sayso.syntax import ancestors
from sayso.types import DateMention, Place, PlaceMention, Sentences, When

Found = TypeVar("Found", PlaceMention, DateMention)
OTHER_CLAUSE = {"relcl", "ccomp", "advcl", "acl", "pcomp"}
# A place in these positions names somebody ("Russia said", "Turkey's capital"), not where it happened.
NAMING = {"poss", "nsubj", "nsubjpass", "dobj", "compound", "amod", "appos"}


def place_of(parsed: Sentences, trigger: int, places: Sequence[PlaceMention]) -> Place | None:
    """The place that hangs below the trigger or its clause."""
    here = [place for place in places if standing(parsed, place.head) not in NAMING]
    near = attached(parsed, trigger, here)
    return near[-1].place if near else None


def standing(parsed: Sentences, noun: int) -> str:
    """Where a noun stands in its clause; of "A and B" both stand where A does."""
    while parsed.tokens[noun].dep == "conj":
        noun = parsed.tokens[noun].head
    return parsed.tokens[noun].dep


def date_of(parsed: Sentences, trigger: int, dates: Sequence[DateMention]) -> When | None:
    """The date that hangs below the trigger or its clause, the narrowest of several, else the only one around.

    What hangs in a clause below the trigger dates what that tells: "accused him of having lied on Thursday".
    """
    near = attached(parsed, trigger, dates)
    if near:
        return min((mention.when for mention in near), key=days)
    same = [
        mention
        for mention in dates
        if parsed.tokens[mention.head].sentence == parsed.tokens[trigger].sentence
    ]
    alone = len(same) == 1 and trigger not in ancestors(parsed, same[0].head)
    return same[0].when if alone else None


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
