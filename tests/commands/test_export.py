"""``sayso export`` and ``sayso read --format``: selections for other programs."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from bench.made_records import made
from sayso.cli import main
from sayso.commands.shared import ALL_WELL, SOME_FAILED, WRONG_USAGE
from sayso.exports import FORMATS
from sayso.store import open_store
from tests.views.samples import ankara, hostile

STORY = (
    "Ministers meet in Vienna\n\n"
    "The foreign ministers of Austria and Hungary met in Vienna on Monday to discuss the border.\n\n"
    '"We have agreed on nothing yet," Austrian Foreign Minister Anna Huber said after the talks.\n\n'
    "A Hungarian official, who was not authorized to speak publicly, said the talks would go on next week.\n"
)


@pytest.fixture
def url(tmp_path):
    address = f"sqlite:///{tmp_path}/export.db"
    with open_store(address) as store:
        store.add(ankara())
        list(store.add_many(map(made, range(20))))
    return address


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_selection_goes_to_a_file_and_to_standard_output(name, url, tmp_path, capsys):
    arguments = ["export", name, "--by", "Burns", "--store", url]
    assert main(arguments) == ALL_WELL
    printed = capsys.readouterr().out
    assert main([*arguments, "-o", str(tmp_path / "out")]) == ALL_WELL
    assert (tmp_path / "out").read_text("utf-8") == printed
    assert "ankara" in printed


def test_only_what_passes_goes_out(url, capsys):
    assert main(["export", "jsonl", "--by", "Burns", "--act", "warn", "--store", url]) == ALL_WELL
    (record,) = map(json.loads, capsys.readouterr().out.splitlines())
    assert [claim["id"] for claim in record["claims"]] == ["c3", "c4"]


@pytest.mark.parametrize("name", ["claims", "events", "red-lines", "disputes"])
def test_tables_hold_the_rows_of_the_lists(name, url, tmp_path, capsys):
    out = str(tmp_path / "rows")
    assert main([name, "--country", "RUS", "--format", "jsonl", "--store", url]) == ALL_WELL
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    for form in ("parquet", "csv"):
        arguments = ["export", form, "--list", name, "--country", "RUS", "-o", out, "--store", url]
        assert main(arguments) == ALL_WELL
        if form == "parquet":
            assert pq.read_table(out).to_pylist() == rows
    with Path(out).open(encoding="utf-8", newline="") as stream:
        assert len(list(csv.DictReader(stream))) == len(rows) > 0


def test_no_cell_of_a_table_is_a_formula(tmp_path, capsys):
    url = f"sqlite:///{tmp_path}/odd.db"
    with open_store(url) as store:
        store.add(hostile("=cmd|' /C calc'!A0"))
    assert main(["export", "csv", "--store", url]) == ALL_WELL
    cells = [cell for row in csv.reader(capsys.readouterr().out.splitlines()) for cell in row]
    assert any(cell.startswith("'=cmd") for cell in cells)
    assert not any(cell.startswith("=") for cell in cells)


def test_brat_takes_a_folder(url, tmp_path, capsys):
    out = tmp_path / "brat"
    assert main(["export", "brat", "--by", "Burns", "-o", str(out), "--store", url]) == ALL_WELL
    assert {path.suffix for path in out.iterdir()} == {".txt", ".ann", ".conf"}
    assert main(["export", "brat", "--by", "Burns", "-o", str(out), "--store", url]) == SOME_FAILED
    assert "not an empty folder" in capsys.readouterr().err


def test_where_nothing_passes_nothing_is_written(url, tmp_path, capsys):
    for name in ("stix", "brat"):
        out = tmp_path / f"nothing.{name}"
        assert main(["export", name, "--by", "Nobody", "-o", str(out), "--store", url]) == SOME_FAILED
        assert "nothing in the store passes" in capsys.readouterr().err
        assert not out.exists()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["stixx"], "did you mean stix"),
        (["wherever", "--by", "Burns"], "there is no format 'wherever'"),
        (["parquet"], "--out"),
        (["brat"], "--out"),
        (["stix", "--list", "events"], "--list goes with csv and parquet"),
        (["stix", "--every-status"], "--every-status goes with polecat"),
    ],
)
def test_wrong_usage_is_told(arguments, told, url, capsys):
    with pytest.raises(SystemExit) as ended:
        main(["export", *arguments, "--store", url])
    assert ended.value.code == WRONG_USAGE
    assert told in capsys.readouterr().err


def test_a_file_that_cannot_be_written_is_told_and_none_is_left(url, tmp_path, capsys):
    assert main(["export", "stix", "-o", str(tmp_path / "no" / "file"), "--store", url]) == SOME_FAILED
    assert "cannot be written" in capsys.readouterr().err
    assert not list(tmp_path.glob("**/.*file*"))


def test_pages_that_are_read_now_go_out_in_every_format(tmp_path, capsys):
    story = tmp_path / "story.txt"
    story.write_text(STORY, encoding="utf-8")
    for name in (*FORMATS, "csv", "parquet", "brat"):
        out = tmp_path / f"out-{name}"
        assert (
            main(["read", str(story), "--date", "2021-03-08", "--format", name, "--out", str(out)])
            == ALL_WELL
        )
        assert out.exists()
    assert "Anna Huber" in (tmp_path / "out-stix").read_text("utf-8")
    assert pq.read_table(tmp_path / "out-parquet").column("source").to_pylist()[0] == "Anna Huber"


def test_a_bad_page_does_not_lose_the_others_and_only_bad_ones_write_nothing(tmp_path, capsys):
    story, empty = tmp_path / "story.txt", tmp_path / "empty.txt"
    story.write_text(STORY, encoding="utf-8")
    empty.touch()
    out = tmp_path / "out.json"
    assert main(["read", str(empty), "--format", "csl", "--out", str(out)]) == SOME_FAILED
    assert not out.exists()
    assert main(["read", str(empty), str(story), "--format", "csl", "--out", str(out)]) == SOME_FAILED
    assert [item["title"] for item in json.loads(out.read_text("utf-8"))] == ["Ministers meet in Vienna"]
    assert "empty" in capsys.readouterr().err
