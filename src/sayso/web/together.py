"""What the pages make together: the tension of a pair."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import RedirectResponse, Response

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
from sayso.web.desk import Desk, desk_of
from sayso.web.picturing import Shown
from sayso.web.rendering import as_csv, as_json, as_parquet, render

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
    return desk.store.once(key, lambda: series_of(shown.picture, address.pair, address.by))


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
def pair(request: Request, view: TheView) -> Response:
    """The tension of two."""
    return render(request, "pair.html", view=view)
