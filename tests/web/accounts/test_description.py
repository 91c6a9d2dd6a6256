"""With accounts on, the API holds itself to its description, too: for a token that may read, and for nobody.

More of them: SAYSO_API_EXAMPLES=200 pytest tests/web/accounts/test_description.py
"""

from __future__ import annotations

import itertools
import os
import tempfile
from datetime import timedelta

import pytest
import schemathesis
from schemathesis.config import SchemathesisConfig

from sayso.accounts import Accounts, Role
from sayso.store import open_store
from sayso.web import create_app
from sayso.web.accounts import Opened
from sayso.web.accounts.limits import Buckets
from sayso.web.api import create_api
from tests.store.server import quick_folder
from tests.views.samples import ankara
from tests.web.conftest import HOST

EXAMPLES = int(os.environ.get("SAYSO_API_EXAMPLES", "3"))


class OverAStore:
    """The app, once a fixture has opened its store; the requests are made up before that."""

    app = None
    token = ""

    async def __call__(self, scope, receive, send):
        await self.app(scope, receive, send)


APP = OverAStore()


def described():
    given = {
        "base-url": f"{HOST}/api/v1",
        "checks": {"positive_data_acceptance": {"enabled": False}},
        "generation": {"deterministic": True, "max-examples": EXAMPLES, "database": "none"},
        "phases": {"coverage": {"enabled": False}},
    }
    description = create_api(None, None).openapi()
    schema = schemathesis.openapi.from_dict(description, config=SchemathesisConfig.from_dict(given))
    schema.app = APP
    return schema


every = described()


@pytest.fixture(scope="module", autouse=True)
def over_a_store(reader):
    hours = itertools.count(step=3_600)  # the buckets are full again at each request
    folder = tempfile.TemporaryDirectory(prefix="sayso-door-", dir=quick_folder())
    with folder as place, open_store(f"sqlite:///{place}/door.db") as store:
        store.add(ankara())
        accounts = Accounts(store)
        accounts.add("read", Role.READ, by="a test")
        APP.token = accounts.new_token("read", Role.READ, timedelta(days=1), by="a test")
        opened = Opened(accounts, buckets=Buckets(lambda: float(next(hours))))
        APP.app = create_app(store, opened, reader=reader)
        APP.app.state.desk.picturing.shown(patience=60)
        yield


@every.parametrize()
def test_a_token_that_may_read_is_answered_as_the_description_says(case):
    answer = case.call_and_validate(headers={"Authorization": f"Bearer {APP.token}"})
    assert answer.status_code not in (401, 403)


@every.parametrize()
def test_nobody_is_turned_away_as_the_description_says(case):
    assert case.call_and_validate().status_code == 401
