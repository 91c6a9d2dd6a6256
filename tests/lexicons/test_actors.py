"""The actor tables: what they hold, and what they say when a user's row is wrong."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from sayso.errors import LexiconError
from sayso.lexicons.actors import load_actor_folder, load_actors, name_key
from sayso.lexicons.tables import lexicon_path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(lexicon_path("en", "actors"), tmp_path / "actors"))


def test_acronyms_keep_their_capitals_so_that_us_is_not_the_united_states() -> None:
    assert name_key("US") != name_key("us")
    assert name_key("U.S.") == name_key("US")
    assert name_key("Élysée") == name_key("elysee")


def test_every_tenure_ends_after_it_starts_and_has_a_country() -> None:
    for person in load_actors().persons.values():
        for tenure in person.tenures:
            assert not tenure.until or tenure.start <= tenure.until, person
            assert tenure.country


def test_the_digest_changes_with_any_row(folder: Path) -> None:
    before = load_actor_folder(folder).digest
    with (folder / "organizations.csv").open("a", encoding="utf-8") as rows:
        rows.write("Guild of Testers,organization,NLD,SOC,made up\n")
    tables = load_actor_folder(folder)
    assert tables.digest != before
    assert tables.known["guild of testers"].country == "NLD"


def test_a_kind_that_does_not_exist_is_told_with_its_line(folder: Path) -> None:
    path = folder / "organizations.csv"
    last = len(path.read_text(encoding="utf-8").splitlines()) + 1
    with path.open("a", encoding="utf-8") as rows:
        rows.write("Guild of Testers,club,NLD,SOC,made up\n")
    with pytest.raises(LexiconError, match=f"line {last}.*'club'"):
        load_actor_folder(folder)


def test_a_missing_entry_of_the_words_is_told(folder: Path) -> None:
    words = folder / "words.toml"
    words.write_text(words.read_text(encoding="utf-8").replace("[former]", "[farmer]"), encoding="utf-8")
    with pytest.raises(LexiconError, match="former"):
        load_actor_folder(folder)
