"""The login page, logging out, and the audit log."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Query, Request
from fastapi.responses import RedirectResponse, Response

from sayso.accounts import Accounts, Entry
from sayso.web.accounts.showing import session_of, set_session, unset_session
from sayso.web.rendering import as_json, render

router = APIRouter()
HELD_NO_MORE = "This link does not hold: it was used already, or its time is over. Ask for another one."
LINES = 100
LONGEST = 2_000  # characters of an address to come back to
Field = Annotated[str, Form()]


def accounts_of(request: Request) -> Accounts:
    """The accounts of the desk that a request is for."""
    accounts: Accounts = request.app.state.accounts
    return accounts


OurAccounts = Annotated[Accounts, Depends(accounts_of)]


@router.get("/login")
def login(request: Request, next: str = "/") -> Response:
    """The ways in."""
    return login_page(request, next=own(next))


@router.get("/login/{code}")
def link(request: Request, code: str, accounts: OurAccounts) -> Response:
    """A login link. It is used up by the button only, so that a mail program that looks ahead spends nothing."""
    name = accounts.held_by(code)
    if name is None:
        return login_page(request, 410, fault=HELD_NO_MORE)
    return login_page(request, code=code, name=name)


@router.post("/login")
def enter(request: Request, accounts: OurAccounts, code: Field, next: Field = "/") -> Response:
    """Log in with a link, given whole or by its end."""
    session = accounts.log_in(code.strip().rsplit("/", 1)[-1])
    if session is None:
        return login_page(request, 401, next=own(next), fault=HELD_NO_MORE)
    return entered(request, accounts, session, next)


@router.post("/logout")
def leave(request: Request, accounts: OurAccounts) -> Response:
    """End the session."""
    accounts.log_out(session_of(request.headers, request.scope["scheme"]))
    response = RedirectResponse("/login", 303)
    unset_session(response, request.scope["scheme"])
    return response


@router.get("/audit")
def audit(
    request: Request, accounts: OurAccounts, before: Annotated[int | None, Query(ge=1, lt=1 << 31)] = None
) -> Response:
    """Who changed what."""
    rows, older = _lines(accounts, before)
    return render(request, "audit.html", rows=rows, older=older)


@router.get("/audit.json")
def audit_json(
    accounts: OurAccounts, before: Annotated[int | None, Query(ge=1, lt=1 << 31)] = None
) -> Response:
    """The same as JSON."""
    rows, older = _lines(accounts, before)
    return as_json({"rows": rows, "older": older})


def own(address: str) -> str:
    """An address to come back to, where it is one of this desk; else the first page."""
    plain = address.isprintable() and address.isascii() and "\\" not in address
    inside = address.startswith("/") and not address.startswith("//") and len(address) <= LONGEST
    return address if plain and inside else "/"


def _lines(accounts: Accounts, before: int | None) -> tuple[tuple[Entry, ...], int | None]:
    """So many lines, and the number before which the older ones stand."""
    found = accounts.entries(LINES + 1, before)
    rows = found[:LINES]
    return rows, rows[-1].number if len(found) > LINES else None


def entered(request: Request, accounts: Accounts, session: str, next: str) -> Response:
    """In, with a new session; the one that the browser had, whoever set it, holds no more."""
    accounts.log_out(session_of(request.headers, request.scope["scheme"]))
    response = RedirectResponse(own(next), 303)
    set_session(response, request.scope["scheme"], session)
    return response


def login_page(
    request: Request, status: int = 200, *, next: str = "/", code: str = "", name: str = "", fault: str = ""
) -> Response:
    """The ways in, or the one that a link gives; and what was wrong with the last try."""
    provider = request.app.state.flow and request.app.state.flow.provider.name
    view = {"next": next, "code": code, "name": name, "fault": fault, "provider": provider}
    return render(request, "login.html", status=status, headers=None, **view)
