"""The desk's door, where accounts are on: who comes in, how far, how often, and what is written down of it.

access.toml   which role each route takes: data
rules.py      that table, read, and asked of a request
showing.py    what a request shows to come in: a cookie or a token
origins.py    did a request that bears a cookie come from the desk itself?
limits.py     how much in a second
access.py     the middleware that puts these together
pages.py      the login page, logging out, the audit log
provider.py   the OpenID provider of a team, as its file tells
oidc.py       the flow by it, through Authlib
entering.py   the pages of that flow
"""

from __future__ import annotations

from dataclasses import dataclass, field

from fastapi import FastAPI

from sayso.accounts import Accounts
from sayso.web.accounts import entering, pages
from sayso.web.accounts.access import Access, Tell
from sayso.web.accounts.limits import Buckets
from sayso.web.accounts.oidc import Flow
from sayso.web.accounts.provider import Provider
from sayso.web.accounts.rules import load_rules
from sayso.web.forwarding import Network


@dataclass(frozen=True, slots=True)
class Opened:
    """What a desk that others can reach is told when it starts."""

    accounts: Accounts
    names: frozenset[str] = frozenset()  # under which it is reached, besides those of this machine
    proxies: tuple[Network, ...] = ()  # whose X-Forwarded-* headers are believed
    provider: Provider | None = None  # of OpenID Connect
    buckets: Buckets = field(default_factory=Buckets)


def add_accounts(app: FastAPI, opened: Opened, tell: Tell) -> None:
    """Close the app to whoever is not known. Call it when all routes but its own are there."""
    app.state.accounts = opened.accounts
    app.state.flow = Flow(opened.provider) if opened.provider else None
    for part in (pages, entering):
        app.include_router(part.router)
    app.add_middleware(
        Access, accounts=opened.accounts, rules=load_rules(), buckets=opened.buckets, tell=tell
    )


__all__ = ["Opened", "add_accounts"]
