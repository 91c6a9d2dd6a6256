"""Accounts over an empty store of each kind, and a clock that a test can turn."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from sayso.accounts import Accounts
from sayso.store import Store
from tests.store.conftest import address, new_address, postgresql, sqlite, store  # noqa: F401 - fixtures


@dataclass
class Clock:
    """The time, as a test has it."""

    now: datetime = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **by: float) -> None:
        self.now += timedelta(**by)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def accounts(store: Store, clock: Clock) -> Accounts:  # noqa: F811 - a fixture
    return Accounts(store, clock)
