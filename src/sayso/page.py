"""The bytes of a file, an address or standard input -> Page."""

from __future__ import annotations

import gzip
import json
import re
import sys
import zlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Literal

from sayso.errors import PageError
from sayso.types import Page

LARGEST = 20_000_000  # bytes; no news page is longer, and parsing time grows with the length
SUFFIXES: dict[str, Literal["html", "markdown", "text"]] = {
    ".html": "html",
    ".htm": "html",
    ".txt": "text",
    ".md": "markdown",
    ".json": "text",
}
ISO_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?)?)?")
OTHER_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]+://")
LOOKS_LIKE_HTML = re.compile(
    rb"^\s*(<!doctype html|<html|<head|<\?xml|<!--|<body|<meta|<article)", re.IGNORECASE
)


def load_page(
    source: str, *, date: str | None = None, url: str | None = None, outlet: str | None = None
) -> Page:
    """The page at ``source``: a path, an http(s) address, or "-" for standard input.

    ``date`` (ISO 8601), ``url`` and ``outlet`` are what the user says of it. Raises PageError where it cannot
    be had, and FetchError where an address does not answer or must not be dialled.
    """
    return checked_page(_from(source), date=date, url=url, outlet=outlet)


def checked_page(
    page: Page, *, date: str | None = None, url: str | None = None, outlet: str | None = None
) -> Page:
    """The page with what the user says of it. Raises PageError where the date is none."""
    page = replace(page, date=date or page.date, url=url or page.url, outlet=outlet or page.outlet)
    if page.date is not None and not is_iso_date(page.date):
        raise PageError(f"{page.date!r} is not a date; give it as 2022-11-14, or as 2022-11 or 2022.")
    return page


def page_of_bytes(data: bytes, name: str) -> Page:
    """The page in some bytes; the suffix of ``name`` tells what they are. Raises PageError where they are none."""
    suffix = _suffix(Path(name)) if Path(name).suffix else None
    return _page(data, name, suffix)


def find_pages(source: str) -> Iterator[str]:
    """The pages that ``source`` stands for: those in a folder and below it, sorted; else itself.

    A folder without pages stands for itself too, so that reading it says what is wrong.
    """
    inside: list[str] = []
    if not is_address(source) and Path(source).is_dir():
        paths = sorted(Path(source).rglob("*"))
        inside = [str(path) for path in paths if path.is_file() and _suffix(path) in SUFFIXES]
    yield from inside or [source]


def fetch_page(url: str, *, allow_private: bool = False) -> Page:
    """The page at an http(s) address. Raises FetchError; see ``sayso.fetching`` for what is dialled."""
    from sayso.fetching import fetch

    return fetch(url, largest=LARGEST, allow_private=allow_private)


def is_address(source: str) -> bool:
    """Is it the address of a page rather than a path?"""
    return source.lower().startswith(("http://", "https://"))


def is_iso_date(date: str) -> bool:
    """Is it a year, a month, a day or a moment as ISO 8601 writes them, and does it exist?"""
    if not ISO_DATE.fullmatch(date):
        return False
    try:
        datetime.fromisoformat(date + {len("2022"): "-01-01", len("2022-11"): "-01"}.get(len(date), ""))
    except ValueError:
        return False
    return True


def _from(source: str) -> Page:
    if source == "-":
        return _page(sys.stdin.buffer.read(LARGEST + 1), "-", None)
    if is_address(source):
        return fetch_page(source)
    if OTHER_SCHEME.match(source):
        raise PageError(f"{source.partition(':')[0]} addresses are not read; give one of http or https.")
    path = Path(source)
    return _page(_file_bytes(path), source, _suffix(path))


def _file_bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            data = stream.read(LARGEST + 1)
        return _unzipped(path) if path.suffix == ".gz" else data
    except FileNotFoundError as error:
        raise PageError("There is no such file. Check the path.") from error
    except IsADirectoryError as error:
        raise PageError(f"The folder holds no page: no file that ends in {', '.join(SUFFIXES)}.") from error
    except OSError as error:
        raise PageError(
            f"The file cannot be read: {error.strerror}. Check its rights and its kind."
        ) from error


def _unzipped(path: Path) -> bytes:
    try:
        with gzip.open(path) as stream:
            return stream.read(LARGEST + 1)
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise PageError(f"The file says it is gzip but does not unpack: {error}. Get it again.") from error


def _page(data: bytes, name: str, suffix: str | None) -> Page:
    if len(data) > LARGEST:
        raise PageError(
            f"The page is larger than {LARGEST // 1_000_000} MB, which no article is. "
            "Give the article's own page."
        )
    if not data.strip():
        raise PageError("The page is empty. Give a file or an address that holds the article.")
    if suffix == ".json":
        return _json_page(data, name)
    media = "html" if suffix is None and LOOKS_LIKE_HTML.match(data) else SUFFIXES.get(suffix or "", "text")
    return Page(data=data, name=name, media=media)


def _json_page(data: bytes, name: str) -> Page:
    try:
        fields = json.loads(data)
    except ValueError as error:
        raise PageError(f"The file is not valid JSON: {error}. Mend it, or give the text as .txt.") from error
    if not isinstance(fields, dict) or not isinstance(fields.get("text"), str):
        raise PageError('A .json page must be one object with a "text" field that holds the text.')
    said = {
        key: fields[key] for key in ("title", "url", "outlet", "date") if isinstance(fields.get(key), str)
    }
    return Page(data=fields["text"].encode("utf-8"), name=name, media="text", encoding="utf-8", **said)


def _suffix(path: Path) -> str:
    """The suffix that tells the kind of a file: that before .gz where it is zipped."""
    named = path.with_suffix("") if path.suffix == ".gz" else path
    return named.suffix.lower()
