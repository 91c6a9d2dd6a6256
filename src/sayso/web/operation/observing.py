"""Counts each request by the template of its route, and writes a line in the log: never a query, never a name."""

from __future__ import annotations

import logging
import time

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sayso.web.api.problems import LEFT
from sayso.web.operation.metrics import Metrics

LOG = logging.getLogger("sayso.web")
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
NO_ROUTE = "none"  # what nobody has a route for, and what was turned away at the door


class Observing:
    """Stands before everything else, so that what is turned away is counted as well."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self.app, self.metrics = app, metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        began, status = time.perf_counter(), LEFT

        async def send_observed(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self.app(scope, receive, send_observed)
        finally:
            self._note(scope, status, time.perf_counter() - began)

    def _note(self, scope: Scope, status: int, seconds: float) -> None:
        method = scope["method"] if scope["method"] in METHODS else "other"
        route = route_of(scope)
        self.metrics.answered(method, route, status, seconds)
        told = {"method": method, "route": route, "status": status, "ms": round(1000 * seconds, 1)}
        LOG.info("%s %s %s", method, route, status, extra={"request": told})


def route_of(scope: Scope) -> str:
    """The template of the route: so many of them there are, whatever addresses are asked for."""
    path = getattr(scope.get("route"), "path", None)
    if path is None:
        return NO_ROUTE
    return f"{scope.get('root_path', '')}{path}"
