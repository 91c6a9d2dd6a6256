"""Actors that users add in files of their own."""

from __future__ import annotations

from pathlib import Path

import pytest

from sayso.entities import describe_phrase
from sayso.errors import LexiconError
from sayso.lexicons.actors import load_actors
from sayso.lexicons.additions import with_additions

HEADER = "names,kind,country,sector,office,from,until\n"


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_an_added_body_is_known(tmp_path: Path) -> None:
    path = written(tmp_path, "own.csv", HEADER + "Blue Front|BFR,group,KEN,REB,,,\n")
    tables = with_additions(load_actors(), path)
    said = describe_phrase("a Blue Front commander", None, None, tables)
    assert (said.country, said.sector) == ("KEN", "MIL")
    assert describe_phrase("BFR", None, None, tables).sector == "REB"
    assert tables.digest != load_actors().digest


def test_an_added_person_has_an_office_for_a_time(tmp_path: Path) -> None:
    text = (
        '[[actor]]\nnames = ["Ada Quill"]\nkind = "person"\ncountry = "NOR"\nsector = "GOV"\nuntil = 2020\n'
    )
    tables = with_additions(load_actors(), written(tmp_path, "own.toml", text))
    assert describe_phrase("Ada Quill", None, "2019-05-01", tables).sector == "GOV"
    assert describe_phrase("Ada Quill", None, "2022-05-01", tables).sector == "ELI"


def test_what_the_user_adds_stands_first(tmp_path: Path) -> None:
    path = written(tmp_path, "own.csv", HEADER + "Mossad,government,CYP,COP,,,\n")
    said = describe_phrase("Mossad", None, None, with_additions(load_actors(), path))
    assert (said.country, said.sector) == ("CYP", "COP")


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (",group,KEN,REB,,,", "no name"),
        ("X,tribe,KEN,REB,,,", "'tribe'"),
        ("X,group,KENYA,REB,,,", "'KENYA'"),
        ("X,group,KEN,ARMY,,,", "'ARMY'"),
        ("X,person,,GOV,,,", "needs a country"),
        ("X,person,KEN,GOV,,2020-02-31x,", "'2020-02-31x'"),
        ("X,person,KEN,GOV,,2021,2019", "before it starts"),
        ("X,group,KEN", "cells"),
    ],
)
def test_what_is_wrong_is_named_with_its_line(tmp_path: Path, row: str, reason: str) -> None:
    path = written(tmp_path, "own.csv", HEADER + "Good One,group,KEN,REB,,,\n" + row + "\n")
    with pytest.raises(LexiconError, match="line 3") as caught:
        with_additions(load_actors(), path)
    assert reason in str(caught.value)


def test_a_toml_table_is_named_with_its_line(tmp_path: Path) -> None:
    text = '[[actor]]\nnames = ["A B"]\nkind = "group"\n\n[[actor]]\nnames = "C"\nkind = "group"\n'
    with pytest.raises(LexiconError, match="line 5"):
        with_additions(load_actors(), written(tmp_path, "own.toml", text))


@pytest.mark.parametrize(("name", "text"), [("own.txt", HEADER), ("own.toml", "x = 1\n"), ("own.csv", "")])
def test_files_that_are_no_lexicon(tmp_path: Path, name: str, text: str) -> None:
    with pytest.raises(LexiconError):
        with_additions(load_actors(), written(tmp_path, name, text))
