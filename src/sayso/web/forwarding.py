"""What a proxy says of the request that it passes on. Believed from addresses that were named, and from no other.

Pure, but for the middleware at the end. Where several have added to a header, what the nearest said is taken for the
scheme and the host; the sender is the last address before those that were named.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Sequence

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Receive, Scope, Send

Network = ipaddress.IPv4Network | ipaddress.IPv6Network
SCHEMES = frozenset({"http", "https"})


def network_of(word: str) -> Network:
    """The addresses that a word names: 10.0.0.7 or 10.0.0.0/24. Raises ValueError where it names none."""
    return ipaddress.ip_network(word)


def is_within(address: str, proxies: Sequence[Network]) -> bool:
    """Is it one of the proxies?"""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return False
    plain = getattr(found, "ipv4_mapped", None) or found
    return any(plain in network for network in proxies)


def forwarded(scope: Scope, proxies: Sequence[Network]) -> Scope:
    """The request as its sender sent it; as it is, where it did not come from one of the proxies."""
    if not scope.get("client") or not is_within(scope["client"][0], proxies):
        return scope
    headers = Headers(scope=scope)
    told = dict(scope, headers=list(scope["headers"]))
    proto, host = _last(headers, "x-forwarded-proto").lower(), _last(headers, "x-forwarded-host")
    if proto in SCHEMES:
        told["scheme"] = proto
    if host:
        MutableHeaders(scope=told)["host"] = host
    sender = _sender(_all(headers, "x-forwarded-for"), proxies)
    if sender:
        told["client"] = (sender, 0)
    return told


def _sender(addresses: Sequence[str], proxies: Sequence[Network]) -> str | None:
    """The last address that is not of a proxy; what stands before it was written by whoever liked to."""
    return next((one for one in reversed(addresses) if not is_within(one, proxies)), None)


def _all(headers: Headers, name: str) -> list[str]:
    return [word.strip() for line in headers.getlist(name) for word in line.split(",") if word.strip()]


def _last(headers: Headers, name: str) -> str:
    return next(reversed(_all(headers, name)), "")


class Forwarded:
    """Hands requests on as they were before the proxies."""

    def __init__(self, app: ASGIApp, proxies: Sequence[Network]) -> None:
        self.app, self.proxies = app, proxies

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] == "http":
            scope = forwarded(scope, self.proxies)
        await self.app(scope, receive, send)
