"""Did a request that bears a cookie come from the desk itself? Browsers tell, and scripts cannot change what they tell.

Pure. See W3C, Fetch Metadata Request Headers, and RFC 6454 on Origin.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.datastructures import Headers

from sayso.web.guarding import SAFE


def is_foreign(method: str, scheme: str, headers: Headers) -> bool:
    """Was it sent by a page of another site, or does a request that changes something not say who sent it?"""
    origin, site = headers.get("origin"), headers.get("sec-fetch-site")
    if origin is not None:
        return not _is_own(origin, scheme, headers.get("host", ""))
    if method not in SAFE:
        return site != "same-origin"
    return site not in (None, "same-origin", "none") and not _is_a_link(headers)


def _is_own(origin: str, scheme: str, host: str) -> bool:
    """The desk's own origin. A proxy that is not named may hide TLS from us, so http may have been https."""
    try:
        parts = urlsplit(origin)
    except ValueError:
        return False
    schemes = {"https"} if scheme == "https" else {"http", "https"}
    return parts.netloc == host and parts.scheme in schemes


def _is_a_link(headers: Headers) -> bool:
    """Somebody followed a link, and the page opens on its own."""
    navigates = headers.get("sec-fetch-mode") == "navigate"
    return navigates and headers.get("sec-fetch-dest", "document") == "document"
