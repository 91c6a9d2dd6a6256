"""What is told as done: news, carried out after an order, or long past.

The coder judges by words, and old names sound like old times to it. The days of the page and of the event decide where
they are known; where nothing in a sentence points back, it tells news.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from sayso.events.phrases import PAST, clause_of
from sayso.syntax import ancestors, children_by_dep, names_in
from sayso.types import Event, Sentences

NEWS = 31  # days before the page within which nothing is long past
POINTING_BACK = {"DATE", "EVENT"}  # labels of names: "in 1990", "forty years ago", "the Cold War"


def in_its_time(event: Event, today: str | None) -> Event:
    """The event, historical if it is of a year before that of the page, actual if it is of the page's last weeks."""
    end = last_day(event)
    if not today or not end:
        return event
    if event.status == "actual" and end[:4] < today[:4]:
        return replace(event, status="historical")
    if event.status == "historical" and 0 <= days_between(end, today) <= NEWS:
        return replace(event, status="actual")
    return event


def carried_out(event: Event, today: str | None) -> Event:
    """What was ordered counts as done where its day lies before that of the page: "ordered the invasion on Feb. 24"."""
    end = last_day(event)
    if event.status == "planned" and today and end and end[:10] < today[:10]:
        return replace(event, status="actual")
    return event


def last_day(event: Event) -> str | None:
    """The last day of the time in which it happened, if that is known."""
    return event.when.end if event.when else None


def days_between(first: str, then: str) -> int:
    """Days from one ISO date to another; what they have of hours is left aside."""
    return (date.fromisoformat(then[:10]) - date.fromisoformat(first[:10])).days


def points_back(parsed: Sentences, trigger: int) -> bool:
    """Whether anything in the sentence tells of another time: a date, a name of an age, the past perfect."""
    sentence = parsed.sentences[parsed.tokens[trigger].sentence]
    if any(name.label in POINTING_BACK for name in names_in(parsed, sentence)):
        return True
    verb = clause_of(parsed, trigger)
    return any(before_the_past(parsed, above) for above in (trigger, verb, *ancestors(parsed, verb)))


def before_the_past(parsed: Sentences, verb: int) -> bool:
    """Whether the verb stands in the past perfect: "had met"."""
    helpers = children_by_dep(parsed, verb, "aux")
    return parsed.tokens[verb].tag in PAST and any(parsed.tokens[n].tag == "VBD" for n in helpers)
