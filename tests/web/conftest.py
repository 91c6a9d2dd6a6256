"""What the tests of the desk share: stores that are filled, and a browser's view of the desk over them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from fastapi.testclient import TestClient

from bench.made_records import made
from sayso.page import load_page
from sayso.pipeline import read
from sayso.store import Store, open_store
from sayso.web import create_app
from tests.views.samples import ankara

if TYPE_CHECKING:
    from sayso.loading import Models

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
HOST = "http://127.0.0.1"


DAYS = (
    "18-",
    "22-",
    "24-",
    "27-",
)  # of the thirteen: enough to fill every view, few enough to be read quickly


def example_pages() -> list[Path]:
    """Pages that were written for this project, some of the thirteen days among them."""
    days = [path for path in EXAMPLES.glob("thirteen-days/pages/*") if path.name.startswith(DAYS)]
    return sorted([*EXAMPLES.glob("*.html"), *days])


@pytest.fixture(scope="session")
def many_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A store of made records, more than a list shows at once. Nobody writes to it."""
    with open_store(f"sqlite:///{tmp_path_factory.mktemp('many')}/many.db") as store:
        for number in range(30):
            store.add(made(number))
        store.add(ankara())
        yield store


@pytest.fixture(scope="session")
def examples_store(models: Models, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A store that holds examples, read once for all tests. Nobody writes to it."""
    with open_store(f"sqlite:///{tmp_path_factory.mktemp('examples')}/examples.db") as store:
        for path in example_pages():
            store.add(read(load_page(str(path)), models))
        yield store


@pytest.fixture
def empty_store(tmp_path: Path) -> Iterator[Store]:
    with open_store(f"sqlite:///{tmp_path}/empty.db") as store:
        yield store


@pytest.fixture
def store(empty_store: Store) -> Store:
    """A store with one page, made by hand; a test may write to it."""
    empty_store.add(ankara())
    return empty_store


def client_of(store: Store) -> TestClient:
    return TestClient(create_app(store), base_url=HOST, raise_server_exceptions=False)


@pytest.fixture(scope="session")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """The desk over one page, made by hand. Nobody writes to it."""
    with open_store(f"sqlite:///{tmp_path_factory.mktemp('one')}/one.db") as store:
        store.add(ankara())
        yield client_of(store)


@pytest.fixture(scope="session")
def many(many_store: Store) -> TestClient:
    """The desk over many pages."""
    return client_of(many_store)
