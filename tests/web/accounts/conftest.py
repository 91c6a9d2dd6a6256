"""A desk with accounts: one of each role, what each of them holds, and a browser's or a program's view of it."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from sayso.accounts import Accounts, Role
from sayso.store import Store, open_store
from sayso.web import create_app
from sayso.web.accounts import Opened
from sayso.web.accounts.limits import Buckets
from sayso.web.accounts.provider import Provider
from sayso.web.forwarding import Network
from tests.store.server import quick_folder
from tests.views.samples import ankara

NAME = "desk.example.org"
HOST = f"http://{NAME}"
DAY = timedelta(days=1)


@dataclass
class Door:
    """A desk with accounts over a store with one page."""

    store: Store
    accounts: Accounts
    proxies: tuple[Network, ...] = ()
    provider: Provider | None = None

    @cached_property
    def app(self) -> FastAPI:
        """The real app. Its buckets do not fill again, however long a test takes."""
        return create_app(
            self.store,
            Opened(self.accounts, frozenset({NAME}), self.proxies, self.provider, Buckets(lambda: 0.0)),
        )

    def client(self, base_url: str = HOST, **headers: str) -> TestClient:
        """A client that is not known yet."""
        return TestClient(
            self.app,
            base_url=base_url,
            headers=headers,
            follow_redirects=False,
            raise_server_exceptions=False,
        )

    def browser(self, name: str, **headers: str) -> TestClient:
        """Somebody's browser, logged in."""
        headers = {
            "origin": HOST,
            "cookie": f"sayso={self.accounts.new_session(name, 'in a test')}",
        } | headers
        return self.client(**headers)

    def program(self, name: str, scope: Role) -> TestClient:
        """A program that bears somebody's token."""
        token = self.accounts.new_token(name, scope, DAY, by="a test")
        return self.client(authorization=f"Bearer {token}")

    def expired(self, name: str, scope: Role) -> TestClient:
        """A program whose token's time is over."""
        once = Accounts(self.store, lambda: datetime.now(UTC) - 3 * DAY)
        token = once.new_token(name, scope, DAY, by="a test")
        return self.client(authorization=f"Bearer {token}")

    def removed(self) -> TestClient:
        """The browser of an admin who was removed while logged in."""
        self.accounts.add("gone", Role.ADMIN, by="a test")
        browser = self.browser("gone")
        self.accounts.remove("gone", by="a test")
        return browser


@pytest.fixture
def door() -> Iterator[Door]:
    folder = tempfile.TemporaryDirectory(prefix="sayso-door-", dir=quick_folder())
    with folder as place, open_store(f"sqlite:///{place}/door.db") as store:
        store.add(ankara())
        accounts = Accounts(store)
        for role in (Role.READ, Role.WRITE, Role.ADMIN):
            accounts.add(role.word, role, by="a test")
        yield Door(store, accounts)
