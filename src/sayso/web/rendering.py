"""Dataclass -> HTML or JSON. Everything from a page is escaped, and what would steer the reader's eye is shown."""

from __future__ import annotations

import functools
import gzip
import json
import re
import tempfile
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
from fastapi import Request
from fastapi.responses import FileResponse, HTMLResponse, Response, StreamingResponse
from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from markupsafe import Markup, escape
from starlette.background import BackgroundTask

from sayso.tabular import csv_lines, write_rows
from sayso.views.desk import wording
from sayso.views.desk.address import in_query, to_page
from sayso.views.desk.segments import Segment
from sayso.views.desk.stories import stories_href
from sayso.web.remembering import Remembering

STATIC = Path(__file__).parent / "static"
MANIFEST = STATIC / "dist" / ".vite" / "manifest.json"
ENTRY = "src/main.ts"
# bidi controls that reorder or hide, tag characters, controls, halves of characters
STEERING = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\U000e0000-\U000e007f]"
)
PARTIAL = "HX-Request"
FRESH = {"Cache-Control": "no-store"}

ZIPPED = 4  # of 9: quick, and nearly as small

Headers = Mapping[str, str]
View = tuple[str, dict[str, Any]]  # a template, and what it shows


def render(
    request: Request, template: str, *, status: int = 200, headers: Headers | None = None, **view: Any
) -> HTMLResponse:
    """An HTML page."""
    body = _html(request, template, view)
    return HTMLResponse(body, status, headers={"Vary": PARTIAL, **FRESH, **(headers or {})})


def render_kept(request: Request, store: Remembering, make: Callable[[], View], *key: Hashable) -> Response:
    """An HTML page that stays the same until the store changes: made, rendered and compressed once.

    ``key`` is what it depends on beside the store, its address, and who asks for it.
    """
    caller = getattr(request.state, "caller", None)
    who = caller and (caller.name, caller.role, caller.by_session)
    whole = ("html", request.url.path, request.url.query, who, *key)
    body = store.once(whole, lambda: gzip.compress(_html(request, *make()).encode("utf-8"), ZIPPED, mtime=0))
    told = {"Vary": f"{PARTIAL}, Accept-Encoding", **FRESH}
    if "gzip" not in request.headers.get("Accept-Encoding", ""):
        return HTMLResponse(gzip.decompress(body), headers=told)
    return HTMLResponse(body, headers={"Content-Encoding": "gzip", **told})


def _html(request: Request, template: str, view: Mapping[str, Any]) -> str:
    caller = getattr(request.state, "caller", None)  # None where there are no accounts
    may_write = caller is None or caller.may_write
    shared = {"path": request.url.path, "bundle": bundle(), "caller": caller, "may_write": may_write}
    return environment().get_template(template).render(**shared, **view)


def as_json(view: Any, status: int = 200, headers: Headers | None = None) -> Response:
    """The same page as JSON."""
    body = msgspec.json.format(msgspec.json.encode(_whole(view)), indent=1)
    return Response(body, status, media_type="application/json", headers={**FRESH, **(headers or {})})


def as_csv(rows: Iterable[Any], shape: type, name: str) -> Response:
    """Rows as a file of CSV, sent as they come."""
    told = {"Content-Disposition": f'attachment; filename="{name}.csv"'}
    return StreamingResponse(csv_lines(rows, shape), media_type="text/csv; charset=utf-8", headers=told)


def as_parquet(rows: Iterable[Any], shape: type, name: str) -> Response:
    """Rows as a Parquet file."""
    folder = tempfile.TemporaryDirectory(prefix="sayso-")
    path = Path(folder.name) / f"{name}.parquet"
    write_rows(rows, shape, "parquet", str(path))
    kind = "application/vnd.apache.parquet"
    return FileResponse(path, media_type=kind, filename=path.name, background=BackgroundTask(folder.cleanup))


def safe(text: str | None) -> Markup:
    """Words of a page for HTML: escaped, and every character that would steer shown as its code."""
    if text and not STEERING.search(text):  # nearly always
        return escape(text)
    return Markup(STEERING.sub(_code, str(escape(text or ""))))  # noqa: S704 - escaped, then codes put in


def day(value: str | None) -> str:
    """A date as one reads it, as far as it is known: 24 Oct 1962, Oct 1962, 1962."""
    if not value:
        return ""
    try:
        if len(value) == len("1962"):
            return value
        if len(value) == len("1962-10"):
            return date.fromisoformat(value + "-01").strftime("%b %Y")
        found = date.fromisoformat(value[:10])
    except ValueError:
        return value
    return f"{found.day} {found:%b %Y}"


def time_tag(value: str | None) -> Markup:
    """A date with its machine form, which the bundle writes anew in the reader's own way."""
    if not value:
        return Markup('<span class="none">no date</span>')
    return Markup('<time datetime="{}">{}</time>').format(value, day(value))


def parts_opened(segment: Segment, item: str) -> str:
    """What begins at a segment of the thing in the light, in a word or two."""
    return ", ".join(wording.word_for("role", part.role) for part in segment.opens if part.item == item)


@functools.cache
def environment() -> Environment:
    """The templates, read once a process."""
    made = Environment(
        loader=PackageLoader("sayso.web"),
        autoescape=select_autoescape(default=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(words=safe, day=day, time=time_tag, thousands=lambda number: f"{number:,}")
    made.globals.update(
        word_for=wording.word_for,
        country_name=wording.country_name,
        kinship=wording.kinship,
        sector_name=wording.sector_name,
        to_page=to_page,
        in_query=lambda asked, field: in_query(getattr(asked, field)),
        parts_opened=parts_opened,
        chain_of_list=lambda address: replace(address, path="/chain", after=None).href(),
        events_of_list=lambda address: replace(address, path="/events", after=None).href(),
        stories_href=stories_href,
        style=_stamped("desk.css"),
    )
    return made


@functools.cache
def bundle() -> dict[str, Any] | None:
    """The script and style of the bundle; None where it was not built, and the pages do without."""
    if not MANIFEST.is_file():
        return None
    entry = json.loads(MANIFEST.read_text("utf-8"))[ENTRY]
    return {
        "script": f"/static/dist/{entry['file']}",
        "styles": [f"/static/dist/{s}" for s in entry.get("css", ())],
    }


def _stamped(name: str) -> str:
    """The address of a file of static/ that changes when the file does."""
    return f"/static/{name}?{int((STATIC / name).stat().st_mtime)}"


def _code(found: re.Match[str]) -> str:
    return f'<span class="code" title="a character that is not shown">U+{ord(found.group()):04X}</span>'


def _whole(view: Any) -> Any:
    """The dataclass in plain types, without halves of characters, which JSON cannot carry."""
    plain = msgspec.to_builtins(view, enc_hook=lambda value: value.__name__)
    return _mended(plain)


def _mended(value: Any) -> Any:
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode("utf-8")
    if isinstance(value, dict):
        return {key: _mended(item) for key, item in value.items()}
    return [_mended(item) for item in value] if isinstance(value, list | tuple) else value
