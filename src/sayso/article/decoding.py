"""Bytes -> text, whatever the page says of its encoding."""

from __future__ import annotations

import codecs
import re

from sayso.errors import PageError
from sayso.types import Page

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
META_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
USUAL = "cp1252"  # what undeclared Western pages are in (the HTML standard); before its near relatives
SAMPLE = 200_000  # bytes by which an undeclared encoding is told
HEAD = 4096  # bytes in which a page states its encoding (the HTML standard asks for the first 1024)
CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
CONTROLS_ALLOWED = 0.01  # share of control characters above which it is no text
NOT_TEXT = "This is not text: the file is binary or damaged. Give the page as HTML or plain text."


def decode(page: Page) -> str:
    """The text of a page's bytes, without control characters and with "\\n" as its line end.

    A byte order mark is believed first; then bytes that are valid UTF-8 are UTF-8, whatever is declared;
    then the declarations of server and page; then charset-normalizer's finding. Raises PageError (stage
    "article") for what is no text.
    """
    text = _decoded(page)
    controls = len(CONTROLS.findall(text))
    if controls > CONTROLS_ALLOWED * len(text):
        raise PageError(NOT_TEXT, stage="article")
    text = CONTROLS.sub("", text) if controls else text
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _decoded(page: Page) -> str:
    data = page.data
    for mark, name in MARKS:
        if data.startswith(mark):
            return data.decode(name, "replace")
    for name in ("utf-8", *_declared(page)):
        text = _tried(data, name)
        if text is not None:
            return text
    return _detected(data)


def _declared(page: Page) -> list[str]:
    found = META_CHARSET.search(data := page.data[:HEAD]) if page.media == "html" else None
    names = [page.encoding, found[1].decode("ascii") if found and data else None]
    return [name for name in names if name]


def _tried(data: bytes, name: str) -> str | None:
    """The text where the bytes are of that encoding; one that breaks off at the very end is read so far."""
    try:
        return codecs.getincrementaldecoder(name)().decode(data)
    except (LookupError, UnicodeError):
        return None


def _detected(data: bytes) -> str:
    from charset_normalizer import from_bytes

    names = [found.encoding for found in from_bytes(data[:SAMPLE])]
    if not names:
        raise PageError(NOT_TEXT, stage="article")
    return data.decode(USUAL if USUAL in names else names[0], "replace")
