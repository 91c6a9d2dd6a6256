"""What the pages make together: the tension of a pair, stories, disputes across pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import RedirectResponse, Response

from sayso.views.desk.address import Address, address_of
from sayso.views.desk.meetings import Across, AcrossRow, across_of, across_pages, across_row, narrowing
from sayso.views.desk.pair import (
    PairAddress,
    PairEvent,
    PairView,
    Point,
    Series,
    events_within,
    pair_address,
    pair_of,
    series_of,
)
from sayso.views.desk.pairs import pairs_of
from sayso.views.desk.stories import (
    Order,
    Stories,
    StoryCard,
    StoryRow,
    StoryView,
    TellingRow,
    in_order,
    newest_day,
    stories_of,
    story_cards,
    story_of,
    story_with,
    telling_rows,
)
from sayso.web.desk import Desk, desk_of
from sayso.web.picturing import Shown
from sayso.web.rendering import View, as_csv, as_json, as_parquet, render, render_kept

router = APIRouter()
OurDesk = Annotated[Desk, Depends(desk_of)]
AGAIN = 3  # seconds after which a page that waits for the picture asks again


class NotYetError(Exception):
    """The picture is still being put together."""


def shown_of(desk: OurDesk) -> Shown:
    """The picture of the store. Raises NotYetError where there is none yet."""
    shown = desk.picturing.shown()
    if shown is None:
        raise NotYetError
    return shown


TheShown = Annotated[Shown, Depends(shown_of)]


def not_yet(request: Request, _: Exception) -> Response:
    """A page that says so, and asks again by itself."""
    later = {"Retry-After": str(AGAIN)}
    if request.url.path.rpartition(".")[2] in ("json", "csv", "parquet"):
        return as_json({"error": "Not yet", "message": "The pages are being put together."}, 503, later)
    return render(request, "gathering.html", status=202, again=AGAIN, headers=later)


@router.get("/pair")
def pairs(request: Request, desk: OurDesk, first: str = "", second: str = "") -> Response:
    """Which two?"""
    if first.strip() and second.strip():
        return RedirectResponse(pair_address(first, second, {}).href(), 303)
    return render(request, "pairs.html", view=pairs_of(desk.store), first=first, second=second)


@router.get("/pair.json")
def pairs_json(desk: OurDesk) -> Response:
    """The same as JSON."""
    return as_json(pairs_of(desk.store))


def _address(first: str, second: str, request: Request) -> PairAddress:
    return pair_address(first, second, dict(request.query_params))


TheAddress = Annotated[PairAddress, Depends(_address)]


def _series(address: TheAddress, desk: OurDesk, shown: TheShown) -> Series:
    key = ("pair", shown.stamp, address.pair, address.by)
    return desk.store.once(key, lambda: shown.ask(series_of, address.pair, address.by))


TheSeries = Annotated[Series, Depends(_series)]


def _view(address: TheAddress, series: TheSeries, shown: TheShown) -> PairView:
    return pair_of(series, address, shown.left_out)


TheView = Annotated[PairView, Depends(_view)]


@router.get("/pair/{first}/{second}.json")
def pair_json(view: TheView) -> Response:
    """The series with everything on it, as JSON."""
    return as_json(view)


@router.get("/pair/{first}/{second}.csv")
def pair_csv(series: TheSeries) -> Response:
    """The series as CSV."""
    return as_csv(series.points, Point, "tension")


@router.get("/pair/{first}/{second}.parquet")
def pair_parquet(series: TheSeries) -> Response:
    """The series as Parquet."""
    return as_parquet(series.points, Point, "tension")


@router.get("/pair/{first}/{second}/events.csv")
def events_csv(series: TheSeries, address: TheAddress) -> Response:
    """The events behind the line as CSV."""
    return as_csv(events_within(series, address), PairEvent, "events")


@router.get("/pair/{first}/{second}/events.parquet")
def events_parquet(series: TheSeries, address: TheAddress) -> Response:
    """The events behind the line as Parquet."""
    return as_parquet(events_within(series, address), PairEvent, "events")


@router.get("/pair/{first}/{second}")
def pair(request: Request, address: TheAddress, desk: OurDesk, shown: TheShown) -> Response:
    """The tension of two."""

    def make() -> View:
        return "pair.html", {"view": _view(address, _series(address, desk, shown), shown)}

    return render_kept(request, desk.store, make, shown.stamp)


@dataclass(frozen=True, slots=True)
class StoriesAsked:
    """Which stories, and how they are ordered; understood before anybody waits for the picture."""

    order: Order = "movement"
    search: str = ""
    start: int = 0


TheAsked = Annotated[StoriesAsked, Depends(StoriesAsked)]


def _asked_and_shown(asked: TheAsked, desk: OurDesk) -> tuple[StoriesAsked, Shown]:
    return asked, shown_of(desk)


AskedAndShown = Annotated[tuple[StoriesAsked, Shown], Depends(_asked_and_shown)]


def _cards(desk: OurDesk, both: AskedAndShown) -> tuple[StoryCard, ...]:
    asked, shown = both
    every = desk.store.once(("stories", shown.stamp), lambda: shown.ask(story_cards))
    return in_order(every, asked.order, asked.search)


TheCards = Annotated[tuple[StoryCard, ...], Depends(_cards)]


def _stories(cards: TheCards, both: AskedAndShown) -> Stories:
    asked, shown = both
    return stories_of(
        cards, asked.order, asked.search, asked.start, newest_day(shown.reports), shown.left_out
    )


@router.get("/stories")
def stories(request: Request, desk: OurDesk, both: AskedAndShown) -> Response:
    """What is being told."""

    def make() -> View:
        view = _stories(_cards(desk, both), both)
        return "stories.html", {"view": view, "empty_store": desk.store.is_empty()}

    return render_kept(request, desk.store, make, both[1].stamp)


@router.get("/stories.json")
def stories_json(view: Annotated[Stories, Depends(_stories)]) -> Response:
    """The same as JSON."""
    return as_json(view)


@router.get("/stories.csv")
def stories_csv(cards: TheCards) -> Response:
    """All of them as CSV."""
    return as_csv((card.row for card in cards), StoryRow, "stories")


@router.get("/stories.parquet")
def stories_parquet(cards: TheCards) -> Response:
    """All of them as Parquet."""
    return as_parquet((card.row for card in cards), StoryRow, "stories")


def _page(page: str, desk: OurDesk) -> str:
    return desk.store.page(page).page


ThePage = Annotated[str, Depends(_page)]


def _story(page: ThePage, desk: OurDesk, shown: TheShown) -> StoryView:
    key = ("story", shown.stamp, story_with(shown.reports, shown.stories, page).id)
    return desk.store.once(key, lambda: shown.ask(story_of, page))


@router.get("/story/{page}.json")
def story_json(view: Annotated[StoryView, Depends(_story)]) -> Response:
    """The same as JSON."""
    return as_json(view)


@router.get("/story/{page}.csv")
def story_csv(page: ThePage, shown: TheShown) -> Response:
    """Its tellings as CSV."""
    return as_csv(shown.ask(telling_rows, page), TellingRow, "tellings")


@router.get("/story/{page}.parquet")
def story_parquet(page: ThePage, shown: TheShown) -> Response:
    """Its tellings as Parquet."""
    return as_parquet(shown.ask(telling_rows, page), TellingRow, "tellings")


@router.get("/story/{page}")
def story(request: Request, page: ThePage, desk: OurDesk, shown: TheShown) -> Response:
    """One story."""
    return render_kept(
        request, desk.store, lambda: ("story.html", {"view": _story(page, desk, shown)}), shown.stamp
    )


def _narrowed(request: Request) -> Address:
    return narrowing(address_of("/disputes/across", request.query_params))


TheAddressAcross = Annotated[Address, Depends(_narrowed)]


def _across(address: TheAddressAcross, desk: OurDesk, shown: TheShown) -> Across:
    on_pages = desk.store.counts().disputes
    key = ("across", shown.stamp, address)
    return desk.store.once(key, lambda: shown.ask(across_of, address, on_pages, shown.left_out))


@router.get("/disputes/across")
def across(request: Request, address: TheAddressAcross, desk: OurDesk, shown: TheShown) -> Response:
    """Said on one page, denied on another."""
    return render_kept(
        request, desk.store, lambda: ("across.html", {"view": _across(address, desk, shown)}), shown.stamp
    )


@router.get("/disputes/across.json")
def across_json(view: Annotated[Across, Depends(_across)]) -> Response:
    """The same as JSON."""
    return as_json(view)


@router.get("/disputes/across.csv")
def across_csv(address: TheAddressAcross, shown: TheShown) -> Response:
    """All of them as CSV."""
    return as_csv(_across_rows(address, shown), AcrossRow, "disputes-across")


@router.get("/disputes/across.parquet")
def across_parquet(address: TheAddressAcross, shown: TheShown) -> Response:
    """All of them as Parquet."""
    return as_parquet(_across_rows(address, shown), AcrossRow, "disputes-across")


def _across_rows(address: Address, shown: Shown) -> Iterator[AcrossRow]:
    return map(across_row, shown.ask(across_pages, address.asked))
