"""A query -> what is asked of the store. One model for each kind of question; a name that it lacks is refused.

What the values may be is said by ``Filter``, in sentences; the models here say it once more for the description.
"""

from __future__ import annotations

from typing import Annotated, Any, get_args

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from sayso.ontology import load_plover
from sayso.store import Filter
from sayso.stories.calendar import By
from sayso.types import Act, Manner, Status
from sayso.views.desk.address import NAMES, pair_of_codes
from sayso.web.api.cursors import LONGEST

LONGEST_WORDS = 500  # characters
WHOLE = r"^[^\x00]+$"  # no database compares NUL alike
DATE = r"^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$"
CURSOR = "^[A-Za-z0-9_-]+$"
ROWS, MOST_ROWS = 50, 1_000

Words = Annotated[str, StringConstraints(pattern=WHOLE, max_length=LONGEST_WORDS)]
Id = Annotated[str, StringConstraints(pattern=WHOLE, max_length=LONGEST_WORDS)]


def _after(says: str) -> Any:
    """The parameter that says where a list goes on."""
    return Field(None, max_length=LONGEST, description=says, json_schema_extra={"pattern": CURSOR})


def _words(says: str, example: str, **schema: Any) -> Any:
    return Field(None, description=says, examples=[example], json_schema_extra=schema or None)


class FilterQuery(BaseModel):
    """What to list. Everything that is given must hold."""

    model_config = ConfigDict(extra="forbid")

    by: Words | None = _words("words of the name of who says or does it", "Peskov")
    about: Words | None = _words("words of the name of who is spoken of, addressed, or done to", "NATO")
    through: Words | None = _words("words of the name of who passed it on", "TASS")
    country: Words | None = _words(
        "a country that has a part in it: ISO 3166-1 alpha-3, or PLOVER's IGO, NGO and the like",
        "RUS",
        pattern="^[A-Za-z]{3}$",
    )
    between: Words | None = _words(
        "two countries of which one says or does it to the other, joined by a hyphen",
        "USA-RUS",
        pattern="^[A-Za-z]{3}-[A-Za-z]{3}$",
    )
    outlet: Words | None = _words("who published the page", "Reuters")
    type: Words | None = _words(
        "PLOVER type of the event, or of an event that the claim reports",
        "THREATEN",
        enum=list(load_plover().types),
    )
    status: Words | None = _words("status of the event", "planned", enum=list(get_args(Status)))
    act: Words | None = _words("what the speaker does", "deny", enum=list(get_args(Act)))
    manner: Words | None = _words("are its words quoted?", "direct", enum=list(get_args(Manner)))
    role: Words | None = _words("office of the speaker, as the page gives it", "Kremlin spokesman")
    unnamed: bool | None = Field(None, description="does nobody named stand behind it?")
    denied: bool | None = Field(None, description="does somebody on the same page deny it?")
    hedged: bool | None = Field(None, description='is it hedged ("reportedly")?')
    passed: bool | None = Field(None, description="did somebody pass it on?")
    since: Words | None = _words("published on or after this day, month or year", "1962-10-22", pattern=DATE)
    until: Words | None = _words("published on or before this day, month or year", "1962-10", pattern=DATE)
    search: Words | None = _words(
        'words, "phrases" and beginnings* that stand in it', '"nuclear weapons" threat*'
    )
    page: Words | None = _words("id of the page", "3f2a9c0d1b4e5f60")

    def asked(self) -> Filter:
        """The filter. Raises StoreError where a value makes no sense."""
        given = {name: getattr(self, name) for name in NAMES}
        between = given["between"]
        return Filter(**given | {"between": None if between is None else pair_of_codes(between)})


class ListQuery(FilterQuery):
    """What to list, and which part of the list."""

    limit: int = Field(ROWS, ge=1, le=MOST_ROWS, description="rows at once")
    after: str | None = _after("where to go on: the 'next' of the rows before, unchanged")


class RecordsQuery(ListQuery):
    """What to list, and which part; whole records are long."""

    limit: int = Field(10, ge=1, le=100, description="records at once")


class StreamQuery(FilterQuery):
    """What to stream."""

    format: Words | None = _words(
        "ndjson (one JSON object a line; the default) or arrow (Arrow IPC stream); goes before Accept",
        "arrow",
        enum=["ndjson", "arrow"],
    )


class StoriesQuery(BaseModel):
    """Which stories to list."""

    model_config = ConfigDict(extra="forbid")

    actor: Words | None = _words("words of the name of somebody whom most of its reports name", "Khrushchev")
    since: Words | None = _words(
        "with a report on or after this day, month or year", "1962-10-22", pattern=DATE
    )
    until: Words | None = _words(
        "with a report on or before this day, month or year", "1962-10", pattern=DATE
    )
    limit: int = Field(ROWS, ge=1, le=MOST_ROWS, description="stories at once")
    after: str | None = _after("the 'next' of the stories before")


class TensionQuery(BaseModel):
    """Between whom, how finely, in which direction."""

    model_config = ConfigDict(extra="forbid")

    first: Words = Field(description="code of a country, or a name as the pages have it", examples=["USA"])
    second: Words = Field(description="the other one", examples=["RUS"])
    by: str = Field("week", description="period", json_schema_extra={"enum": list(get_args(By))})
    directed: bool = Field(False, description="only what the first does to the second")
