"""What the tests of the store share: an empty store of each kind, addressed and open."""

from __future__ import annotations

import itertools
import tempfile
import warnings
from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import create_engine, text

from sayso.store import Store, open_store
from tests.store import server

NUMBERS = itertools.count()
MISSING = "initdb and pg_ctl of PostgreSQL are neither in the PATH nor below /usr/lib/postgresql"

NewAddress = Callable[[], str]


@pytest.fixture(scope="session")
def postgresql() -> Iterator[NewAddress]:
    """A function that makes an empty place on a private server and gives its address. Skips, loudly, without one."""
    programs = server.programs()
    if programs is None:
        warnings.warn(f"every test of the store on PostgreSQL is SKIPPED: {MISSING}", stacklevel=1)
        pytest.skip(MISSING)
    with server.running(programs) as address:
        admin = create_engine(address)

        def new_address() -> str:
            name = f"store_{next(NUMBERS)}"
            with admin.begin() as connection:
                connection.execute(text(f"CREATE SCHEMA {name}"))
            return f"{address}&options=-csearch_path%3D{name}"

        yield new_address
        admin.dispose()


@pytest.fixture(scope="session")
def sqlite() -> Iterator[NewAddress]:
    """A function that gives the address of a new file, in memory where that can be: no test cuts the power."""
    with tempfile.TemporaryDirectory(prefix="sayso-store-", dir=server.quick_folder()) as folder:
        yield lambda: f"sqlite:///{folder}/{next(NUMBERS)}.db"


@pytest.fixture(params=["sqlite", "postgresql"])
def new_address(request: pytest.FixtureRequest) -> NewAddress:
    """A function that gives the address of another empty place for a store each time."""
    new: NewAddress = request.getfixturevalue(request.param)
    return new


@pytest.fixture
def address(new_address: NewAddress) -> str:
    return new_address()


@pytest.fixture
def store(address: str) -> Iterator[Store]:
    with open_store(address) as opened:
        yield opened
