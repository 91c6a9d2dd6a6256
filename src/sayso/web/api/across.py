"""Across pages: stories, what one page says and another denies, and the tension between two actors.

They come from the picture that the pages make together, which is put together beside the answering and holds the newest
pages only; ``left_out`` says how many are older. Until there is one, the answer is 503, with when to ask again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Request
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from sayso.errors import MissingError
from sayso.store import Filter
from sayso.store.words import folded
from sayso.stories.between import between
from sayso.stories.picture import disputes_of
from sayso.stories.scores import load_scores
from sayso.types import OpenDispute, Report, Story, Tension
from sayso.views.desk.pair import pair_address
from sayso.web.api.answering import answer, answer_listing
from sayso.web.api.asking import Id, StoriesQuery, TensionQuery
from sayso.web.api.cursors import cursor_of, place_of
from sayso.web.api.describing import told
from sayso.web.desk import Desk, desk_of
from sayso.web.picturing import Shown

router = APIRouter(tags=["across pages"])
OurDesk = Annotated[Desk, Depends(desk_of)]
NOT_YET = "The pages are still being put together. Ask again in a few seconds."


@dataclass(frozen=True, slots=True)
class StoryWhole:
    """A story with its reports, and what is disputed in it."""

    story: Story
    reports: tuple[Report, ...]
    disputes: tuple[OpenDispute, ...]
    left_out: int  # pages of the store that are older than those in the picture


@dataclass(frozen=True, slots=True)
class Stories:
    """Some stories, and where the next ones begin."""

    rows: tuple[Story, ...]
    next: str | None
    left_out: int  # pages of the store that are older than those in the picture


def shown_of(desk: Desk) -> Shown:
    """The picture of the store. Raises HTTPException where there is none yet."""
    shown = desk.picturing.shown()
    if shown is None:
        raise HTTPException(503, NOT_YET)
    return shown


@router.get("/stories", operation_id="list_stories", summary="Stories", responses=told(Stories))
def stories(request: Request, desk: OurDesk, query: Annotated[StoriesQuery, Query()]) -> Response:
    """Reports about the same happening, the latest first."""
    shown = shown_of(desk)
    found = [story for story in shown.stories if _passes(story, query)]
    return _some(request, shown, query, sorted(found, key=_place, reverse=True))


@router.get("/stories/{story}", operation_id="get_story", summary="One story", responses=told(StoryWhole))
def story(
    request: Request,
    desk: OurDesk,
    story: Annotated[Id, Path(description="id of the story: of its first report")],
) -> Response:
    """A story with its reports: one text each, and every page that carries it."""
    shown = shown_of(desk)
    found = next((one for one in shown.stories if one.id == story), None)
    if found is None:
        raise MissingError(
            f"There is no story {story!r} in the store. A story that grew may have got another id."
        )
    reports = tuple(report for report in shown.reports if report.id in found.reports)
    disputes = shown.ask(disputes_of, [found])
    return answer(request, StoryWhole(found, reports, disputes, shown.left_out))


@router.get("/tension", operation_id="get_tension", summary="Tension of two", responses=told(Tension))
def tension(request: Request, desk: OurDesk, query: Annotated[TensionQuery, Query()]) -> Response:
    """Conflict less cooperation between two actors over time, with its interval, changes, red lines and disputes."""
    given = {"by": query.by, "directed": "yes" if query.directed else "no"}
    asked = pair_address(query.first, query.second, given)
    shown = shown_of(desk)
    key = ("tension", shown.stamp, asked.pair, asked.by)
    found = desk.store.once(key, lambda: shown.ask(between, asked.pair, load_scores(), asked.by))
    older = f"{shown.left_out} pages are older than those that were looked at."
    return answer(request, replace(found, notes=(*found.notes, older)) if shown.left_out else found)


def _passes(story: Story, query: StoriesQuery) -> bool:
    """Does it reach into the days asked for, and is somebody of that name in its head?"""
    since, until = Filter(since=query.since, until=query.until).days()
    first, last = (date.fromisoformat(day).toordinal() if day else None for day in (story.first, story.last))
    if since is not None and (last is None or last < since):
        return False
    if until is not None and (first is None or first > until):
        return False
    wanted = set(folded(query.actor or "").split())
    return not wanted or any(wanted <= set(folded(name).split()) for name in story.actors)


def _some(request: Request, shown: Shown, query: StoriesQuery, found: Sequence[Story]) -> Response:
    """Some of the stories, those behind the cursor, the latest first."""
    asked = query.model_dump(exclude={"limit", "after"})
    place = place_of("stories", asked, query.after)
    behind = [story for story in found if place is None or _place(story) < place]
    shown_now, more = behind[: query.limit], len(behind) > query.limit
    following = cursor_of("stories", asked, _place(shown_now[-1])) if more else None
    return answer_listing(request, Stories(tuple(shown_now), following, shown.left_out))


def _place(story: Story) -> str:
    """Where a story stands in the list; such places sort as the stories do."""
    return f"{story.first or '':10} {story.id}"
