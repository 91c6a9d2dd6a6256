"""``sayso who`` and ``--lexicon``."""

from __future__ import annotations

import json

import pytest

from sayso.cli import main
from sayso.commands.shared import ALL_WELL, SOME_FAILED

STORY = (
    "Talks in Vienna\n\nAustrian Foreign Minister Anna Huber met a delegation of the Zorvan League in Vienna on "
    'Monday to discuss the border. "We have agreed on nothing yet," Huber said after the talks.\n\n'
    "She will travel to Geneva on Friday, where the talks are to go on. A Hungarian official, who was not authorised "
    "to speak publicly, said that nobody expects a treaty before the end of the year.\n"
)


@pytest.fixture
def story(tmp_path):
    path = tmp_path / "story.txt"
    path.write_text(STORY, encoding="utf-8")
    return str(path)


def rows_of(capsys):
    return {row["name"]: row for row in map(json.loads, capsys.readouterr().out.splitlines())}


def test_everybody_is_listed_with_the_reasons(story, capsys):
    assert main(["who", story, "--format", "jsonl"]) == ALL_WELL
    huber = rows_of(capsys)["Anna Huber"]
    assert (huber["role"], huber["country"], huber["sector"]) == ("Austrian Foreign Minister", "AUT", "GOV")
    assert huber["aliases"] == ["Huber"]
    assert "'Austrian' is of AUT" in huber["why"]
    assert huber["mentions"] >= 3


def test_the_table_is_the_default(story, capsys):
    assert main(["who", story]) == ALL_WELL
    assert "Anna Huber" in capsys.readouterr().out


def test_a_lexicon_of_ones_own(story, tmp_path, capsys):
    own = tmp_path / "own.csv"
    own.write_text("names,kind,country,sector\nZorvan League,group,UZB,OPP\n", encoding="utf-8")
    assert main(["who", story, "--lexicon", str(own), "--format", "jsonl"]) == ALL_WELL
    league = rows_of(capsys)["Zorvan League"]
    assert (league["country"], league["sector"]) == ("UZB", "OPP")


@pytest.mark.parametrize("command", ["who", "read"])
def test_a_wrong_lexicon_is_one_message_with_its_line(command, story, tmp_path, capsys):
    own = tmp_path / "own.csv"
    own.write_text("names,kind,country,sector\nZorvan League,clan,UZB,OPP\n", encoding="utf-8")
    assert main([command, story, "--lexicon", str(own)]) == SOME_FAILED
    told = capsys.readouterr().err
    assert told.count("sayso:") == 1
    assert "own.csv, line 2" in told
