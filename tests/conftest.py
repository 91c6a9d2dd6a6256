"""What the tests share: the corpora beside the project, one parser, and parsing a text."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import hypothesis
import pytest

from sayso.sentences import load_parser, parse
from sayso.types import Article, Sentences

if TYPE_CHECKING:
    from spacy.language import Language

    from sayso.apart import ReaderApart
    from sayso.loading import Models
    from sayso.types import Record

# How long something takes is measured in bench/, not here.
hypothesis.settings.register_profile("unhurried", deadline=None)
hypothesis.settings.load_profile("unhurried")

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of corpora and scorers beside the project. Skips, loudly, where it is not there."""
    if not SHARED.is_dir():
        warnings.warn(
            f"{SHARED} is not there: every test that scores against a corpus is SKIPPED", stacklevel=1
        )
        pytest.skip("needs the corpora beside the project")
    return SHARED


@pytest.fixture(scope="session")
def parser() -> Language:
    return load_parser("en")


@pytest.fixture(scope="session")
def parse_text(parser: Language) -> Callable[[str], Sentences]:
    return lambda text: parse(Article(id="test", text=text), parser)


@pytest.fixture(scope="session")
def models() -> Models:
    from sayso.loading import load_models

    return load_models("en")


@pytest.fixture(scope="session")
def example_records(models: Models) -> list[Record]:
    """Every page that was written for this project, read."""
    from sayso.page import load_page
    from sayso.pipeline import read

    folder = Path(__file__).resolve().parents[1] / "examples"
    pages = sorted(path for path in folder.rglob("*") if path.suffix in (".html", ".txt"))
    return [read(load_page(str(path)), models) for path in pages]


@pytest.fixture(scope="session")
def reader() -> Iterator[ReaderApart]:
    """A reader in a process of its own, which has read already, so that nobody waits for its models."""
    from sayso.apart import ReaderApart
    from sayso.page import load_page

    reader = ReaderApart()
    reader.read(load_page(str(Path(__file__).resolve().parents[1] / "examples" / "u2-paris.txt")))
    yield reader
    reader.close()
