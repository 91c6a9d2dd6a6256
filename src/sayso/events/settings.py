"""Where and when: the place and the date that belong to a trigger."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TypeVar

from sayso.events.phrases import clause_of, lemma
from sayso.lexicons.events import EventWords
from sayso.syntax import ancestors, children_by_dep
from sayso.types import DateMention, Place, PlaceMention, Sentences, When

Found = TypeVar("Found", PlaceMention, DateMention)
OTHER_CLAUSE = {"relcl", "ccomp", "advcl", "acl", "pcomp", "xcomp"}
SUBJECTS = ("nsubj", "nsubjpass")
# A place in these positions names somebody ("Russia said", "Turkey's capital"), not where it happened.
NAMING = {"poss", "nsubj", "nsubjpass", "dobj", "compound", "amod", "appos"}


def place_of(
    parsed: Sentences, trigger: int, places: Sequence[PlaceMention], words: EventWords
) -> Place | None:
    """The place that hangs below the trigger or its clause."""
    here = [place for place in places if not names_somebody(parsed, place.head, words)]
    near = attached(parsed, trigger, here)
    return near[-1].place if near else None


def names_somebody(parsed: Sentences, noun: int, words: EventWords) -> bool:
    """Whether a place stands for those who act there; of "A and B" both stand where A does."""
    while parsed.tokens[noun].dep == "conj":
        noun = parsed.tokens[noun].head
    token = parsed.tokens[noun]
    return token.dep in NAMING or (
        token.dep == "pobj" and lemma(parsed, token.head) in words.parties["toward"]
    )


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
        if begins_clause(parsed, token) or parsed.tokens[token].head == token:
            return False
        token = parsed.tokens[token].head
    return True


def begins_clause(parsed: Sentences, token: int) -> bool:
    """Whether ``token`` heads a clause that is subordinate, or joined and with a subject of its own."""
    dep = parsed.tokens[token].dep
    return dep in OTHER_CLAUSE or (dep == "conj" and bool(children_by_dep(parsed, token, *SUBJECTS)))
