"""The id of an article: from its canonical address, else from its text."""

from __future__ import annotations

import hashlib
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

TRACKING = ("utm_", "fbclid", "gclid", "mc_cid", "mc_eid")  # parameters that tell who clicked, not what
LENGTH = 16  # hexadecimal digits: 64 bits


def article_id(url: str | None, text: str) -> str:
    """A short id that stays the same for the same page."""
    known = canonical(url) if url else text
    return hashlib.sha256(known.encode("utf-8", "surrogatepass")).hexdigest()[:LENGTH]


def canonical(url: str) -> str:
    """An address as it is compared: scheme and host in small letters, no fragment, no tracking parameters."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return url.strip()
    kept = [
        pair for pair in parse_qsl(parts.query, keep_blank_values=True) if not pair[0].startswith(TRACKING)
    ]
    return urlunsplit((parts.scheme.lower(), parts.netloc.lower(), parts.path or "/", urlencode(kept), ""))
