"""The way in by OpenID Connect: to the provider, and back."""

from __future__ import annotations

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import RedirectResponse, Response

from sayso.accounts import Accounts
from sayso.errors import AccountError
from sayso.web.accounts.oidc import HELD, Flow
from sayso.web.accounts.pages import OurAccounts, entered, login_page, own
from sayso.web.accounts.provider import Provider
from sayso.web.accounts.showing import cookie_of, keep_cookie, unset_cookie

router = APIRouter()
TICKET = "sayso-oidc"
STRANGER = "{email} is not a user of this desk. Ask an admin to add you."
REFUSED = "The provider did not let you in. Begin anew, or ask an admin."


def flow_of(request: Request) -> Flow:
    """The flow of the desk that a request is for."""
    flow: Flow | None = request.app.state.flow
    if flow is None:
        raise HTTPException(404, "This desk has no OpenID provider. Ask an admin for a login link.")
    return flow


@router.get("/oidc")
def begin(request: Request, next: str = "/") -> Response:
    """Off to the provider."""
    try:
        address, ticket = flow_of(request).begin(own(next))
    except AccountError as error:
        return login_page(request, 502, fault=str(error))
    response = RedirectResponse(address, 303, headers={"Cache-Control": "no-store"})
    keep_cookie(response, request.scope["scheme"], TICKET, ticket, int(HELD))
    return response


@router.get("/oidc/back")
def back(
    request: Request, accounts: OurAccounts, code: str = "", state: str = "", error: str = ""
) -> Response:
    """Back from there."""
    flow, scheme = flow_of(request), request.scope["scheme"]
    try:
        if error or not code:
            raise AccountError(REFUSED)
        email, next = flow.finish(cookie_of(request.headers, scheme, TICKET), state, code)
        session = accounts.new_session(_user(accounts, flow.provider, email), "by OpenID Connect")
        response = entered(request, accounts, session, next)
    except AccountError as fault:
        response = login_page(request, 401, fault=str(fault))
    unset_cookie(response, scheme, TICKET)
    return response


def _user(accounts: Accounts, provider: Provider, email: str) -> str:
    """The name of the user with that e-mail; added now, where their whole domain may come in."""
    name = accounts.name_of(email)
    if name is not None:
        return name
    role = provider.role_by_domain(email)
    if role is None:
        raise AccountError(STRANGER.format(email=email))
    return accounts.add(email, role, email, by=f"{provider.name} (OpenID Connect)")
