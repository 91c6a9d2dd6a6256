"""Events that the coder is not sure of, on pages that tell of something else.

A match report has its attacks and a product its offers. Of 67 such events on 140 pages (campaign news of PolNeAR train;
sport, technology and business), read one by one on 2026-12-01, nine were right.
"""

from __future__ import annotations

from collections.abc import Sequence

from sayso.types import Event

SURE = 0.8  # confidence of an event that shows that a page is about politics
DOUBTFUL = 0.7  # confidence below which an event stands only on such a page
SENTENCES = 12  # to one sure event, at most, on a page about politics
SHORT = 5  # sentences of a text too short to tell what it is about


def without_doubtful(events: Sequence[Event], sentences: int) -> list[Event]:
    """The events; on a page with hardly a sure one, without the doubtful ones."""
    sure = sum(event.confidence >= SURE for event in events)
    about_politics = sentences < SHORT or sure * SENTENCES >= sentences
    return [event for event in events if about_politics or event.confidence >= DOUBTFUL]
