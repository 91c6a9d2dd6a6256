"""The API holds itself to its description, whatever is asked of it: schemathesis makes up the requests.

More of them: SAYSO_API_EXAMPLES=200 pytest tests/web/api/test_description.py
"""

from __future__ import annotations

import os

import pytest
import schemathesis
from schemathesis.config import SchemathesisConfig

from sayso.web import create_app
from sayso.web.api import create_api
from tests.web.conftest import HOST

EXAMPLES = int(os.environ.get("SAYSO_API_EXAMPLES", "4"))
EACH_LIMIT = "^/(claims|claims/stream|records/{page}|read)$"  # what the others are made of


class OverAStore:
    """The app, once a fixture has opened its store; the requests are made up before that."""

    app = None

    async def __call__(self, scope, receive, send):
        await self.app(scope, receive, send)


def described(*, limits: bool):
    """The description, to make requests of; with ``limits``, of each parameter at and beyond what it allows."""
    given = {
        "base-url": f"{HOST}/api/v1",
        # since after until, a cursor of another list: no schema can say that these make no sense together
        "checks": {"positive_data_acceptance": {"enabled": False}},
        "generation": {"deterministic": True, "max-examples": EXAMPLES, "database": "none"},
        "phases": {"coverage": {"enabled": limits}},
    }
    schema = schemathesis.openapi.from_dict(
        create_api(None, None).openapi(), config=SchemathesisConfig.from_dict(given)
    )
    schema.app = APP
    return schema


APP = OverAStore()
every, some = described(limits=False), described(limits=True).include(path_regex=EACH_LIMIT)


@pytest.fixture(scope="module", autouse=True)
def over_a_store(many_store, reader):
    APP.app = create_app(many_store, reader=reader)
    APP.app.state.desk.picturing.shown(patience=60)


@every.parametrize()
def test_no_answer_is_an_error_of_the_server_or_breaks_the_description(case):
    case.call_and_validate()


@some.parametrize()
def test_nor_is_one_at_the_limits_of_a_parameter(case):
    case.call_and_validate()
