"""The middleware at the door: what does the route take, who shows what, how often, and what is written down."""

from __future__ import annotations

import math
from collections.abc import Callable
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sayso.accounts import Accounts, Caller
from sayso.accounts.rows import NOBODY
from sayso.errors import StoreError
from sayso.web.accounts import limits
from sayso.web.accounts.limits import Allowance, Buckets, neighbourhood
from sayso.web.accounts.origins import is_foreign
from sayso.web.accounts.rules import Rule, Rules
from sayso.web.accounts.showing import Shown, shown_by, unset_session
from sayso.web.guarding import SAFE

Tell = Callable[[Request, int, str], Response]
LOGIN_FIRST = (
    "This desk answers to those it knows. Log in first, or send a token as 'Authorization: Bearer ...'."
)
NOT_HELD = (
    "This token does not hold: it was never given, was revoked, or its time is over. Ask for another one."
)
FOREIGN = (
    "This request bears your session, but was sent from another site. Open the desk itself and do it there."
)
LONGEST_WAY = 2_000  # characters of an address to come back to; no client takes a header without end
ABSENT = "There is no such page on this desk. Choose one of the views."


class Access:
    """Lets in who may come in, as far as they may."""

    def __init__(self, app: ASGIApp, accounts: Accounts, rules: Rules, buckets: Buckets, tell: Tell) -> None:
        self.app, self.accounts, self.rules = app, accounts, rules
        self.buckets, self.tell = buckets, tell

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
        elif scope["type"] == "http":
            await self._handle(scope, receive, send)
        else:  # the desk has no other kind, and what nobody has thought of stays shut
            await send({"type": "websocket.close", "code": 1008})

    async def _handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope)
        rule = self.rules.rule_for(request.method, scope["path"])  # not request.url, which a Host can bend
        if rule is not None and rule.free:
            await self.app(scope, receive, send)
            return
        try:
            refused = await run_in_threadpool(self._refusal, request, rule)
        except StoreError as error:
            refused = self.tell(request, 503, str(error))
        if refused is not None or rule is None:
            await (refused or self.tell(request, 404, ABSENT))(scope, receive, send)
            return
        await self.app(scope, receive, self._noting(request, rule, send))

    def _refusal(self, request: Request, rule: Rule | None) -> Response | None:
        """Why a request is not let in; None where it is. Notes who sends it."""
        request.state.caller = NOBODY
        shown = shown_by(request.headers, request.scope["scheme"], _query(request))
        if shown.fault:
            return self.tell(request, shown.status, shown.fault)
        caller = (shown.kind and self.accounts.caller(shown.word, shown.kind)) or NOBODY
        wait = self._wait(request, shown, caller)
        if wait:
            return self._later(request, wait)
        if caller.by_session and is_foreign(request.method, request.scope["scheme"], request.headers):
            return self.tell(request, 403, FOREIGN)
        request.state.caller = caller
        return self._forbidden(request, rule, caller, shown)

    def _forbidden(
        self, request: Request, rule: Rule | None, caller: Caller, shown: Shown
    ) -> Response | None:
        """Does the caller's role reach? Strangers are not even told which pages there are."""
        if rule is not None and caller.role >= rule.role:
            return None
        if not caller.known:
            return self._login_first(request, shown)
        if rule is not None:
            told = f"This takes an account that may {rule.role.word}, and you may {caller.role.word}. Ask an admin."
            return self.tell(request, 403, told)
        methods = self.rules.methods_of(request.scope["path"])
        if not methods:
            return self.tell(request, 404, ABSENT)
        response = self.tell(request, 405, f"This page takes {' and '.join(methods)} only.")
        response.headers["Allow"] = ", ".join(methods)
        return response

    def _login_first(self, request: Request, shown: Shown) -> Response:
        """Browsers go to the login page, and come back from there; programs are told."""
        reads = request.method in SAFE and "text/html" in request.headers.get("accept", "")
        query = _query(request)
        where = quote(request.scope["path"]) + (f"?{query}" if query else "")
        login = "/login" if where == "/" or len(where) > LONGEST_WAY else f"/login?next={quote(where)}"
        response: Response
        if shown.kind != "token" and reads and "hx-request" not in request.headers:
            response = RedirectResponse(login, 303, headers={"Cache-Control": "no-store"})
        else:
            response = self.tell(request, 401, NOT_HELD if shown.kind == "token" else LOGIN_FIRST)
            response.headers["WWW-Authenticate"] = 'Bearer realm="sayso"'
            response.headers["HX-Redirect"] = login
        if shown.kind == "session":
            unset_session(response, request.scope["scheme"])
        return response

    def _wait(self, request: Request, shown: Shown, caller: Caller) -> float:
        """The seconds that the sender has to wait; 0 where there is a permit for all that it counts as."""
        reads = request.method in SAFE
        address = neighbourhood(request.client.host if request.client else "")
        asked: list[tuple[tuple[str, str, bool], Allowance]] = []
        if caller.known:
            asked.append((("account", caller.name, reads), limits.READS if reads else limits.WRITES))
            if not caller.by_session:
                each = limits.TOKEN_READS if reads else limits.TOKEN_WRITES
                asked.append((("token", caller.through, reads), each))
        else:
            asked.append((("stranger", address, reads), limits.STRANGERS if reads else limits.LOGINS))
            if shown.kind:
                asked.append((("wrong", address, True), limits.WRONG))
        return max(self.buckets.take(key, allowance) for key, allowance in asked)

    def _later(self, request: Request, wait: float) -> Response:
        seconds = math.ceil(wait)
        response = self.tell(request, 429, f"That was too much at once. Try again in {seconds} seconds.")
        response.headers["Retry-After"] = str(seconds)
        return response

    def _noting(self, request: Request, rule: Rule, send: Send) -> Send:
        """Write down what somebody changed before they are told that it went well; keep pages out of shared caches."""

        async def send_noting(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.setdefault("Cache-Control", "private, no-cache")
                headers.add_vary_header("Cookie, Authorization")
                if rule.did and message["status"] < 400:
                    what = _what(request, Headers(scope=message))
                    await run_in_threadpool(self.accounts.note, request.state.caller, rule.did, what)
            await send(message)

        return send_noting


def _what(request: Request, headers: Headers) -> str:
    """What something was done to: the path, and where the answer led."""
    path, led = request.scope["path"], headers.get("location")
    return f"{path} → {led}" if led else path


def _query(request: Request) -> str:
    query: bytes = request.scope["query_string"]
    return query.decode("latin-1")
