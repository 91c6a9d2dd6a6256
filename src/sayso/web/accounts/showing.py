"""What a request shows to come in: a token in its header, or the cookie of a session. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal
from urllib.parse import parse_qsl

from starlette.datastructures import Headers
from starlette.responses import Response

from sayso.accounts.keys import looks_like_a_key
from sayso.accounts.opened import SESSION

LARGEST = 8_192  # bytes of cookies
SESSION_COOKIE = "sayso"
IN_ADDRESS = frozenset({"token", "access_token", "api_key", "apikey", "authorization"})


@dataclass(frozen=True, slots=True)
class Shown:
    """What was shown, or why it cannot be looked at."""

    kind: Literal["session", "token"] | None = None
    word: str = ""
    fault: str = ""
    status: int = 400


def shown_by(headers: Headers, scheme: str, query: str) -> Shown:
    """What a request shows. A token goes before a cookie, and one that does not hold is not made good by the other."""
    if _in_address(query):
        told = "A token does not go into the address, where logs keep it. Revoke it, and send another one as a header."
        return Shown(fault=told)
    if sum(map(len, headers.getlist("cookie"))) > LARGEST:
        return Shown(fault="The cookies are too large. Delete those of this site.", status=431)
    given = headers.getlist("authorization")
    if given:
        way, _, word = given[0].strip().partition(" ")
        fits = len(given) == 1 and way.lower() == "bearer"
        return Shown("token", word.strip() if fits else "")
    word = session_of(headers, scheme)
    return Shown("session", word) if word else Shown()


def session_of(headers: Headers, scheme: str) -> str:
    """The cookie of the session; empty where there is none."""
    return cookie_of(headers, scheme, SESSION_COOKIE)


def set_session(response: Response, scheme: str, session: str) -> None:
    """Have the browser keep a session."""
    keep_cookie(response, scheme, SESSION_COOKIE, session, int(SESSION.total_seconds()))


def unset_session(response: Response, scheme: str) -> None:
    """Have the browser forget it."""
    unset_cookie(response, scheme, SESSION_COOKIE)


def cookie_of(headers: Headers, scheme: str, name: str) -> str:
    """A cookie; empty where there is none, or several, of which another site may have set one."""
    name = _full(scheme, name)
    pairs = (pair.strip().partition("=") for line in headers.getlist("cookie") for pair in line.split(";"))
    found = [value for key, _, value in pairs if key == name]
    return found[0] if len(found) == 1 else ""


def keep_cookie(response: Response, scheme: str, name: str, value: str, seconds: int) -> None:
    """Have the browser keep a cookie: for this host, out of reach of scripts and of other sites' forms."""
    response.set_cookie(_full(scheme, name), value, max_age=seconds, **_kept(scheme))


def unset_cookie(response: Response, scheme: str, name: str) -> None:
    """Have the browser forget it."""
    response.delete_cookie(_full(scheme, name), **_kept(scheme))


def _kept(scheme: str) -> Any:
    return {"path": "/", "secure": scheme == "https", "httponly": True, "samesite": "lax"}


def _full(scheme: str, name: str) -> str:
    """Over TLS with a prefix, which browsers take from this very host and over TLS only."""
    return f"__Host-{name}" if scheme == "https" else name


def _in_address(query: str) -> bool:
    return any(
        name.lower() in IN_ADDRESS or looks_like_a_key(value)
        for name, value in parse_qsl(query, keep_blank_values=True)
    )
