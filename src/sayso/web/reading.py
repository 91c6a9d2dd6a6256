"""Today, the reader, actors and outlets."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from sayso.views.desk.address import address_of
from sayso.views.desk.meetings import every_across
from sayso.views.desk.network import Network, copies_of, network_of
from sayso.views.desk.places import places_of
from sayso.views.desk.profile import Profile, actor_profile, outlet_profile
from sayso.views.desk.reader import Elsewhere, Reader, elsewhere_of, reader_of
from sayso.views.desk.stories import in_order, story_cards
from sayso.views.desk.today import Today, today_of
from sayso.web.desk import Desk, desk_of
from sayso.web.picturing import Shown
from sayso.web.rendering import View, as_json, render_kept

router = APIRouter()
OurDesk = Annotated[Desk, Depends(desk_of)]


def _latest(desk: OurDesk) -> Shown | None:
    return desk.picturing.latest()


TheLatest = Annotated[Shown | None, Depends(_latest)]


def _today(desk: OurDesk, shown: TheLatest) -> Today:
    if shown is None:
        return desk.store.once("today", lambda: today_of(desk.store))
    return desk.store.once(("today", shown.stamp), lambda: _whole_today(desk, shown))


def _whole_today(desk: Desk, shown: Shown) -> Today:
    cards = desk.store.once(("stories", shown.stamp), lambda: shown.ask(story_cards))
    across = shown.ask(every_across)
    return today_of(desk.store, in_order(cards), across)


@router.get("/")
def today(request: Request, desk: OurDesk, shown: TheLatest) -> Response:
    """What is new, changed, disputed."""

    def make() -> View:
        view = _today(desk, shown)
        return "today.html" if view.arrived else "welcome.html", {"view": view}

    return render_kept(request, desk.store, make, shown and shown.stamp)


@router.get("/today.json")
def today_json(view: Annotated[Today, Depends(_today)]) -> Response:
    """The same as JSON."""
    return as_json(view)


def _reader(
    page: str, desk: OurDesk, shown: TheLatest, version: int | None = None, focus: str | None = None
) -> Reader:
    view = reader_of(desk.store, page, version, focus)
    return replace(view, elsewhere=_elsewhere(desk, shown, page)) if shown else view


def _elsewhere(desk: Desk, shown: Shown, page: str) -> Elsewhere | None:
    """Where else a page belongs."""
    key = ("elsewhere", shown.stamp, page)
    return desk.store.once(key, lambda: shown.ask(elsewhere_of, page))


@router.get("/read/{page}.json")
def reader_json(view: Annotated[Reader, Depends(_reader)]) -> Response:
    """The same as JSON."""
    return as_json(view)


@router.get("/read/{page}")
def reader(
    request: Request,
    desk: OurDesk,
    shown: TheLatest,
    page: str,
    version: int | None = None,
    focus: str | None = None,
) -> Response:
    """One article, with its cards."""

    def make() -> View:
        return "reader.html", {"view": _reader(page, desk, shown, version, focus)}

    return render_kept(request, desk.store, make, shown and shown.stamp)


def _network(request: Request, desk: OurDesk, shown: TheLatest) -> Network:
    address = address_of("/chain", request.query_params)
    if shown is None:
        return desk.store.once(address, lambda: network_of(desk.store, address))
    copies = copies_of(shown.reports)
    return desk.store.once((address, shown.stamp), lambda: network_of(desk.store, address, copies))


@router.get("/chain.json")
def chain_json(view: Annotated[Network, Depends(_network)]) -> Response:
    """The same as JSON."""
    return as_json(view)


@router.get("/chain")
def chain(request: Request, desk: OurDesk, shown: TheLatest) -> Response:
    """Who told whom."""

    def make() -> View:
        return "chain.html", {"view": _network(request, desk, shown)}

    return render_kept(request, desk.store, make, shown and shown.stamp)


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
    return render_kept(request, desk.store, lambda: ("profile.html", {"view": _profile("actor", name, desk)}))


@router.get("/outlet.json")
def outlet_json(name: str, desk: OurDesk) -> Response:
    """The same as JSON."""
    return as_json(_profile("outlet", name, desk))


@router.get("/outlet")
def outlet(request: Request, name: str, desk: OurDesk) -> Response:
    """One outlet."""
    return render_kept(
        request, desk.store, lambda: ("profile.html", {"view": _profile("outlet", name, desk)})
    )
