"""The key of everything that can be listed. It sorts as the lists do: by day, then page, then place on the page.

    day of publication   21 bits   days since 0001-01-01; 0 where the page does not say
    page                 24 bits   number of the page in this store
    kind                  3 bits   page, claim, event, red line, dispute
    place                15 bits   running number on the page

So "newest first", "since" and "until", paging and "everything of this page" are ranges of one integer, on every
index that holds it and in the full-text index too, and no query has to sort.
"""

from __future__ import annotations

from datetime import date
from enum import IntEnum

from sayso.errors import StoreError

PLACE_BITS, KIND_BITS, PAGE_BITS, DAY_BITS = 15, 3, 24, 21
WITHIN_PAGE = 1 << (KIND_BITS + PLACE_BITS)
WITHIN_DAY = WITHIN_PAGE << PAGE_BITS
LAST_DAY = (1 << DAY_BITS) - 1
UNDATED = 0


class Kind(IntEnum):
    """What a key stands for."""

    PAGE = 0
    CLAIM = 1
    EVENT = 2
    RED_LINE = 3
    DISPUTE = 4


def day_of(published: str | None) -> int:
    """The day on which something dated so begins; 2022 and 2022-11 begin on their first day."""
    if published is None:
        return UNDATED
    day = published[:10] + {4: "-01-01", 7: "-01"}.get(len(published), "")
    try:
        return min(date.fromisoformat(day).toordinal(), LAST_DAY)
    except ValueError:
        return UNDATED


def first_key(day: int, page: int) -> int:
    """The lowest key of a page: that of the page itself."""
    if page >= 1 << PAGE_BITS:
        raise StoreError(f"A store holds at most {1 << PAGE_BITS:,} pages. Begin another one.")
    return (day << PAGE_BITS | page) * WITHIN_PAGE


def key_of(first: int, kind: Kind, place: int) -> int:
    """The key of the ``place``-th thing of its kind on the page whose lowest key is ``first``."""
    if place >= 1 << PLACE_BITS:
        raise StoreError(
            f"The page holds more than {1 << PLACE_BITS:,} things of one kind, as no article does. "
            "Split it into its articles."
        )
    return first + (int(kind) << PLACE_BITS) + place


def last_key(first: int) -> int:
    """The highest key that a page can have."""
    return first + WITHIN_PAGE - 1


def days(since: int | None, until: int | None) -> tuple[int, int]:
    """The lowest and highest key between two days, both inclusive. Undated pages are in no interval."""
    if since is None and until is None:
        return 0, (LAST_DAY + 1) * WITHIN_DAY - 1
    low = UNDATED + 1 if since is None else since
    high = LAST_DAY if until is None else until
    return low * WITHIN_DAY, (high + 1) * WITHIN_DAY - 1
