"""Today, the reader, actors and outlets."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from sayso.views.desk.address import EVERYTHING, address_of
from sayso.views.desk.meetings import across_pages, met_across
from sayso.views.desk.network import Network, copies_of, network_of
from sayso.views.desk.places import places_of
from sayso.views.desk.profile import Profile, actor_profile, outlet_profile
from sayso.views.desk.reader import Reader, elsewhere_of, reader_of
from sayso.views.desk.stories import in_order, story_cards
from sayso.views.desk.today import Today, today_of
from sayso.web.desk import Desk, desk_of
from sayso.web.picturing import Shown
from sayso.web.rendering import as_json, render

router = APIRouter()
OurDesk = Annotated[Desk, Depends(desk_of)]


def _today(desk: OurDesk) -> Today:
    shown = desk.picturing.shown(patience=0)
    if shown is None:
        return desk.store.once("today", lambda: today_of(desk.store))
    return desk.store.once(("today", shown.stamp), lambda: _whole_today(desk, shown))


def _whole_today(desk: Desk, shown: Shown) -> Today:
    cards = desk.store.once(("stories", shown.stamp), lambda: story_cards(shown.picture))
    across = met_across(shown.picture, across_pages(shown.picture, EVERYTHING))
    return today_of(desk.store, in_order(cards), across)


@router.get("/")
def today(request: Request, view: Annotated[Today, Depends(_today)]) -> Response:
    """What is new, changed, disputed."""
    return render(request, "today.html" if view.arrived else "welcome.html", view=view)


@router.get("/today.json")
def today_json(view: Annotated[Today, Depends(_today)]) -> Response:
    """The same as JSON."""
    return as_json(view)


def _reader(page: str, desk: OurDesk, version: int | None = None, focus: str | None = None) -> Reader:
    view = reader_of(desk.store, page, version, focus)
    shown = desk.picturing.shown(patience=0)
    return replace(view, elsewhere=elsewhere_of(shown.picture, page)) if shown else view


@router.get("/read/{page}.json")
def reader_json(view: Annotated[Reader, Depends(_reader)]) -> Response:
    """The same as JSON."""
    return as_json(view)


@router.get("/read/{page}")
def reader(request: Request, view: Annotated[Reader, Depends(_reader)]) -> Response:
    """One article, with its cards."""
    return render(request, "reader.html", view=view)


def _network(request: Request, desk: OurDesk) -> Network:
    address = address_of("/chain", request.query_params)
    shown = desk.picturing.shown(patience=0)
    if shown is None:
        return desk.store.once(address, lambda: network_of(desk.store, address))
    copies = copies_of(shown.picture.reports)
    return desk.store.once((address, shown.stamp), lambda: network_of(desk.store, address, copies))


@router.get("/chain.json")
def chain_json(view: Annotated[Network, Depends(_network)]) -> Response:
    """The same as JSON."""
    return as_json(view)


@router.get("/chain")
def chain(request: Request, view: Annotated[Network, Depends(_network)]) -> Response:
    """Who told whom."""
    return render(request, "chain.html", view=view)


@router.get("/places/{page}.json")
def places_json(request: Request, desk: OurDesk, page: Literal["events", "map"]) -> Response:
    """What the map is drawn from; its links lead to the page that shows it."""
    return as_json(places_of(desk.store, address_of(f"/{page}", request.query_params)))


def _profile(kind: str, name: str, desk: OurDesk) -> Profile:
    return (actor_profile if kind == "actor" else outlet_profile)(desk.store, name)


@router.get("/actor.json")
def actor_json(name: str, desk: OurDesk) -> Response:
    """The same as JSON."""
    return as_json(_profile("actor", name, desk))


@router.get("/actor")
def actor(request: Request, name: str, desk: OurDesk) -> Response:
    """One actor."""
    return render(request, "profile.html", view=_profile("actor", name, desk))


@router.get("/outlet.json")
def outlet_json(name: str, desk: OurDesk) -> Response:
    """The same as JSON."""
    return as_json(_profile("outlet", name, desk))


@router.get("/outlet")
def outlet(request: Request, name: str, desk: OurDesk) -> Response:
    """One outlet."""
    return render(request, "profile.html", view=_profile("outlet", name, desk))
