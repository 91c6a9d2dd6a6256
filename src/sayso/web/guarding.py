"""Which requests are let in, and what the browser is told to refuse.

Without accounts, whoever reaches the desk may do everything: it listens on loopback only, and it answers only to names
of this machine, so that a page elsewhere can neither point its own name here (DNS rebinding) nor send a form. With
accounts it answers to the names that it was given, too, and to the number under which it was reached.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Set
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sayso.web.api.problems import problem

LOOPBACK_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})
PLAIN_HOST = re.compile(r"[0-9A-Za-z._:\[\]-]+", re.ASCII)
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "font-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}
HEADERS = {
    "Content-Security-Policy": "; ".join(f"{name} {value}" for name, value in POLICY.items()),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


def is_loopback(host: str) -> bool:
    """Is it a name or number of this machine, which no other machine can reach?"""
    if host in LOOPBACK_NAMES:
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def refusal(method: str, headers: Headers, names: Set[str] = frozenset()) -> str | None:
    """Why a request is not let in; None where it is. ``names`` are those of the desk besides this machine's. Pure."""
    host = headers.get("host", "")
    name = _name_of(f"//{host}") if PLAIN_HOST.fullmatch(host) else ""
    if len(headers.getlist("host")) > 1 or not (is_loopback(name) or name in names):
        if names:
            return "This desk does not answer to that name. Open it under one that sayso serve was given by --name."
        return "This desk answers to localhost only. Open it under the address that sayso serve printed."
    if method in SAFE:
        return None
    origin = headers.get("origin")
    if origin is not None and urlsplit(origin).netloc != host:
        return "This form was sent from another site. Open the desk itself and send it from there."
    if origin is None and headers.get("sec-fetch-site", "none") not in ("none", "same-origin"):
        return "This request came from another site. Open the desk itself."
    return None


class Guard:
    """Turns away what is refused; adds the headers to everything else."""

    def __init__(self, app: ASGIApp, names: Set[str] | None = None) -> None:
        self.app, self.names = app, names

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        reason = refusal(scope["method"], Headers(scope=scope), self._names(scope))
        app = self.app if reason is None else _refused(scope["path"], reason)

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        await app(scope, receive, send_guarded)

    def _names(self, scope: Scope) -> Set[str]:
        """Where there are accounts: the names given, and the number of this machine that the sender dialled."""
        if self.names is None:
            return frozenset()
        server = scope.get("server")
        return self.names | {server[0]} if server else self.names


def _refused(path: str, reason: str) -> Response:
    """Programs are told in the shape in which the API tells everything."""
    if path.startswith("/api/"):
        return problem(path, 403, reason)
    return PlainTextResponse(reason + "\n", status_code=403)


def _name_of(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""
