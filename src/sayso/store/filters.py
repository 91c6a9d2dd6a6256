"""One filter for everything that is listed; the command line, the desk and the API share it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import get_args

from sayso.errors import StoreError
from sayso.ontology import load_plover
from sayso.store.keys import LAST_DAY
from sayso.store.words import folded, phrases
from sayso.types import Act, Manner, Status

COUNTRY = re.compile(r"[A-Za-z]{3}")
DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


@dataclass(frozen=True, slots=True)
class Filter:
    """What to list. Every field narrows; one that is not given lets everything pass.

    A claim passes by its own source, and by the events that it reports; an event by its own parties, and by the
    claims that report it; a red line by the claim that it stands in; a dispute by either of its claims; a page by
    anything on it. Raises StoreError where a field makes no sense.
    """

    by: str | None = None  # words of the name of who says or does it
    about: str | None = None  # words of the name of who is spoken of, addressed, or done to
    through: str | None = None  # words of the name of who passed it on
    country: str | None = None  # code of a country that has a part in it, as party or as place
    between: tuple[str, str] | None = None  # codes of two countries of which one says or does it to the other
    outlet: str | None = None
    type: str | None = None  # PLOVER type of the event
    status: str | None = None  # status of the event: actual, planned, ...
    act: str | None = None  # what the speaker does: deny, accuse, ...
    manner: str | None = None  # direct, mixed or indirect
    role: str | None = None  # office of the speaker, as the page gives it
    unnamed: bool | None = None  # only what nobody named stands behind; False: only what somebody named does
    denied: bool | None = None  # only what somebody on the same page denies; False: only what nobody does
    hedged: bool | None = None  # only what is hedged ("reportedly"); False: only what is not
    passed: bool | None = None  # only what somebody passed on; False: only what the page has from the speaker
    since: str | None = None  # published on or after this day, month or year
    until: str | None = None  # published on or before this day, month or year
    search: str | None = None  # words, "phrases" and beginnings* that stand in it
    page: str | None = None  # id of the page

    def __post_init__(self) -> None:
        for name in ("by", "about", "through", "outlet"):
            _has_words(name, getattr(self, name))
        for code in (self.country, *(self.between or ())):
            _is_country(code)
        _is_one_of("type", self.type and self.type.upper(), tuple(load_plover().types))
        _is_one_of("status", self.status and self.status.lower(), get_args(Status))
        _is_one_of("act", self.act and self.act.lower(), get_args(Act))
        _is_one_of("manner", self.manner and self.manner.lower(), get_args(Manner))
        if self.between and self.between[0].upper() == self.between[1].upper():
            raise StoreError(f"'between' takes two countries, and {self.between[0]} is one. Give another.")
        if self.search is not None:
            phrases(self.search)
        since, until = self.days()
        if since is not None and until is not None and since > until:
            raise StoreError(f"Nothing is both since {self.since} and until {self.until}. Swap them.")

    def days(self) -> tuple[int | None, int | None]:
        """First and last day, as days since 0001-01-01."""
        return _day(self.since, last=False), _day(self.until, last=True)


def _has_words(name: str, given: str | None) -> None:
    if given is not None and not folded(given):
        raise StoreError(f"{name!r} takes a name, and {given!r} has no word in it.")


def _is_country(code: str | None) -> None:
    if code is not None and not COUNTRY.fullmatch(code):
        raise StoreError(
            f"{code!r} is not the code of a country. Give three letters: USA, RUS, or IGO, NGO and the like."
        )


def _is_one_of(name: str, given: str | None, known: tuple[str, ...]) -> None:
    if given is not None and given not in known:
        raise StoreError(f"There is no {name} {given!r}. There are: {', '.join(known)}.")


def _day(given: str | None, *, last: bool) -> int | None:
    """The first or the last day of a day, month or year."""
    if given is None:
        return None
    found = DAY.fullmatch(given)
    try:
        if found is None:
            raise ValueError(given)
        year, month, day = (int(part) if part else None for part in found.groups())
        first = date(year or 0, month or 1, day or 1)
        if not last or day:
            return min(first.toordinal(), LAST_DAY)
        following = date(first.year + (month in (None, 12)), (month or 12) % 12 + 1, 1)
    except ValueError as error:
        raise StoreError(f"{given!r} is not a date. Give it as 2022-11-14, 2022-11 or 2022.") from error
    return min((following - timedelta(days=1)).toordinal(), LAST_DAY)
