"""The lists of the store on the command line."""

from __future__ import annotations

import csv
import io
import json

import pyarrow.parquet as pq
import pytest

from bench.made_records import made
from sayso.cli import main
from sayso.commands.shared import ALL_WELL, SOME_FAILED
from sayso.store import open_store
from tests.views.samples import ankara, hostile

NAMES = ("claims", "events", "actors", "outlets", "red-lines", "disputes", "pages")


@pytest.fixture
def url(tmp_path):
    address = f"sqlite:///{tmp_path}/lists.db"
    with open_store(address) as store:
        store.add(ankara())
        list(store.add_many(map(made, range(6))))
    return address


@pytest.mark.parametrize("width", ["40", "200"])
@pytest.mark.parametrize("name", NAMES)
def test_every_list_is_shown(name, width, url, capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", width)
    assert main([name, "--store", url]) == ALL_WELL
    out = capsys.readouterr().out
    assert out.strip()
    assert all(len(line) <= int(width) for line in out.splitlines())


@pytest.mark.parametrize("name", NAMES)
def test_all_formats_hold_the_same_rows(name, url, tmp_path, capsys):
    assert main([name, "--store", url, "--format", "jsonl"]) == ALL_WELL
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert main([name, "--store", url, "--format", "csv"]) == ALL_WELL
    cells = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert (
        main([name, "--store", url, "--format", "parquet", "--out", str(tmp_path / "a.parquet")]) == ALL_WELL
    )
    assert pq.read_table(tmp_path / "a.parquet").to_pylist() == rows
    assert [list(row) for row in cells] == [list(row) for row in rows]
    assert len(rows) > 1


def test_the_filter_of_the_command_line_narrows(url, capsys):
    assert (
        main(["claims", "--store", url, "--by", "Peskov", "--through", "TASS", "--format", "jsonl"])
        == ALL_WELL
    )
    (row,) = map(json.loads, capsys.readouterr().out.splitlines())
    assert row["source"] == "Dmitry Peskov"
    assert main(["events", "--store", url, "--between", "usa", "rus", "--status", "negated"]) == ALL_WELL
    assert "William Burns" in capsys.readouterr().out


def test_a_list_goes_on_after_its_cursor(url, capsys):
    assert main(["claims", "--store", url, "--limit", "3", "--format", "jsonl"]) == ALL_WELL
    first = capsys.readouterr()
    cursor = first.err.split()[-1]
    assert main(["claims", "--store", url, "--format", "jsonl", "--after", cursor]) == ALL_WELL
    rest = capsys.readouterr().out.splitlines()
    assert main(["claims", "--store", url, "--format", "jsonl"]) == ALL_WELL
    assert first.out.splitlines() + rest == capsys.readouterr().out.splitlines()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--country", "Russia"], "three letters"),
        (["--since", "2023", "--until", "2022"], "Swap"),
        (["--after", "x"], "cursor"),
        (["--store", "sqlite:///nowhere/at.db"], "no store"),
        (["--store", "mysql://localhost/x"], "PostgreSQL"),
        (["--store", "story.html"], "address"),
        (["--page", "none"], "no page"),
    ],
)
def test_what_makes_no_sense_is_told(arguments, told, url, capsys):
    assert main(["claims", "--store", url, *arguments]) == SOME_FAILED
    assert told in capsys.readouterr().err


def test_hostile_words_steer_neither_terminal_nor_spreadsheet(tmp_path, capsys):
    url = f"sqlite:///{tmp_path}/hostile.db"
    with open_store(url) as store:
        store.add(hostile("=1+1 \x1b[31m"))
    assert main(["claims", "--store", url]) == ALL_WELL
    assert "\x1b[31m" not in capsys.readouterr().out
    assert main(["claims", "--store", url, "--format", "csv"]) == ALL_WELL
    assert next(csv.DictReader(io.StringIO(capsys.readouterr().out)))["content"].startswith("'=")
