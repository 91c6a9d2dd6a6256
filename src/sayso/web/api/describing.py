"""The description of the API (OpenAPI 3.1): schemas made from the dataclasses that are served, so they cannot differ.

What the columns of rows mean is said once, in the file from which the README of an export is made.
"""

from __future__ import annotations

import functools
import json
import tomllib
from importlib import resources
from typing import Any

import msgspec

from sayso.store import Counts, Drift, Listing, PageRow, VersionRow
from sayso.types import Record, Tension
from sayso.views.desk.ledger import SORTS
from sayso.web.api.problems import MEDIA, Problem

REFERENCE = "#/components/schemas/{name}"
LISTED = (*(sort.shape for sort in SORTS.values()), Record, VersionRow, Drift)
SHAPES = (*(Listing[shape] for shape in LISTED), PageRow, Record, Counts, Problem)  # type: ignore[valid-type]
SAYS = {
    200: "what was asked for",
    304: "the client has it already: its If-None-Match holds the ETag",
    400: "the request makes no sense",
    401: "the desk has accounts, and nobody it knows asks: send a token",
    403: "the token or the session may not do that, or the request was sent by another site",
    404: "it is not in the store",
    406: "it cannot be had in that form",
    408: "the body came too slowly",
    410: "the page was deleted",
    413: "the body is too large",
    415: "the body is of another kind",
    422: "the page cannot be read",
    429: "that was too much at once; Retry-After says when to try again",
    503: "the store does not answer, or too many pages wait to be read; Retry-After says when to try again",
}
ALWAYS = (400, 401, 403, 404, 429, 503)
HEADERS = {
    "ETag": {"schema": {"type": "string"}, "description": "a digest of the answer, for If-None-Match"},
    "Cache-Control": {"schema": {"type": "string"}},
}

SCHEMES = {
    "token": {
        "type": "http",
        "scheme": "bearer",
        "description": "where the desk has accounts: what 'sayso user token' printed",
    }
}

EITHER = ("text", "html")  # of a page that is sent as JSON: one of the two
WRITTEN = {"type": "string", "minLength": 1}

Responses = dict[int | str, dict[str, Any]]


def told(shape: Any, *statuses: int) -> Responses:
    """The answers of an operation that gives JSON of one shape: 200, 304, and what may go wrong."""
    fine: dict[str, Any] = {"schema": _reference(shape)}
    if (example := example_of(shape)) is not None:
        fine["example"] = example
    head = {"description": SAYS[200], "headers": HEADERS, "content": {"application/json": fine}}
    same = {"description": SAYS[304], "headers": HEADERS}
    return {200: head, 304: same, **_wrong(*ALWAYS, *statuses)}


def streamed(*medias: str) -> Responses:
    """The answers of an operation that gives a stream."""
    content = {media: {"schema": {"type": "string", "format": "binary"}} for media in medias}
    return {200: {"description": SAYS[200], "content": content}, **_wrong(*ALWAYS, 406)}


def described(plain: dict[str, Any]) -> dict[str, Any]:
    """The description that FastAPI made of the routes, with our schemas and without its own of errors."""
    for path in plain["paths"].values():
        for operation in path.values():
            _without_its_own_errors(operation)
    return plain | {
        "components": {"schemas": schemas(), "securitySchemes": SCHEMES},
        "security": [{}, {"token": []}],
    }


@functools.cache
def schemas() -> dict[str, Any]:
    """The schemas of everything that is served or taken, by name."""
    from sayso.web.api.across import Stories, StoryWhole
    from sayso.web.api.reading import GivenPage

    every = [*SHAPES, Tension, Stories, StoryWhole, GivenPage]
    _, found = msgspec.json.schema_components(every, ref_template=REFERENCE)
    means = tomllib.loads(resources.files("sayso.store").joinpath("columns.toml").read_text("utf-8"))[
        "columns"
    ]
    for name, schema in found.items():
        if name.endswith("Row"):
            for field, part in schema["properties"].items():
                part["description"] = means[field]
    found["GivenPage"]["oneOf"] = [{"required": [name], "properties": {name: WRITTEN}} for name in EITHER]
    return found


@functools.cache
def examples() -> dict[str, Any]:
    """An example of each shape, made by Sayso from pages written for this project."""
    text = resources.files("sayso.web.api").joinpath("examples.json").read_text("utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


def example_of(shape: Any) -> Any:
    """An example of a shape; of a list, one that holds one row. None where there is none."""
    rows = getattr(shape, "__args__", None)
    found = examples().get(rows[0].__name__ if rows else shape.__name__)
    return {"rows": [found], "next": None} if rows and found is not None else found


def _wrong(*statuses: int) -> Responses:
    content = {MEDIA: {"schema": _reference(Problem)}}
    return {status: {"description": SAYS[status], "content": content} for status in sorted(set(statuses))}


def _reference(shape: Any) -> dict[str, Any]:
    (reference,), _ = msgspec.json.schema_components([shape], ref_template=REFERENCE)
    return reference


def _without_its_own_errors(operation: dict[str, Any]) -> None:
    schema = (
        operation["responses"].get("422", {}).get("content", {}).get("application/json", {}).get("schema", {})
    )
    if schema.get("$ref", "").endswith("HTTPValidationError"):
        del operation["responses"]["422"]
