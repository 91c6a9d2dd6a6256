from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from sayso.cli import main
from sayso.commands.shared import ALL_WELL, SOME_FAILED, WRONG_USAGE
from sayso.types import Record

STORY = (
    "Ministers meet in Vienna\n\n"
    "The foreign ministers of Austria and Hungary met in Vienna on Monday to discuss the border.\n\n"
    '"We have agreed on nothing yet," Austrian Foreign Minister Anna Huber said after the talks.\n\n'
    "A Hungarian official, who was not authorized to speak publicly, said the talks would go on next week.\n"
)


@pytest.fixture
def story(tmp_path):
    path = tmp_path / "story.txt"
    path.write_text(STORY, encoding="utf-8")
    return path


def test_a_page_becomes_a_record(story, capsys):
    assert main(["read", str(story), "--date", "2021-03-08", "--format", "json"]) == ALL_WELL
    record = json.loads(capsys.readouterr().out)
    assert record["article"]["title"] == "Ministers meet in Vienna"
    assert record["article"]["published"] == {"value": "2021-03-08", "precision": "day", "origin": "given"}
    assert record["claims"]
    assert Record.from_dict(record).to_dict() == record


def test_the_text_view_is_the_default(story, capsys):
    assert main(["read", str(story)]) == ALL_WELL
    assert "Anna Huber" in capsys.readouterr().out


def test_a_folder_is_read_page_by_page(story, capsys):
    (story.parent / "other.txt").write_text(STORY.replace("Monday", "Tuesday"), encoding="utf-8")
    assert main(["read", str(story.parent), "--format", "jsonl"]) == ALL_WELL
    assert len(capsys.readouterr().out.splitlines()) == 2


def test_events_as_polecats_table(story, tmp_path):
    (story.parent / "other.txt").write_text(STORY.replace("Monday", "Tuesday"), encoding="utf-8")
    out = tmp_path / "events.tsv"
    arguments = [
        "read",
        str(story),
        str(story.parent / "other.txt"),
        "--date",
        "2021-03-08",
        "--out",
        str(out),
    ]
    assert main([*arguments, "--format", "polecat", "--every-status"]) == ALL_WELL
    with out.open(encoding="utf-8", newline="") as table:
        rows = list(csv.DictReader(table, delimiter="\t"))
    assert len({row["Event ID"].split("_")[0] for row in rows}) == 2
    assert "CONSULT" in {row["Told Type"] for row in rows}


def test_one_bad_page_does_not_lose_the_others(story, tmp_path, capsys):
    empty = tmp_path / "empty.txt"
    empty.touch()
    out = tmp_path / "records.jsonl"
    status = main(["read", str(empty), str(story), "--format", "jsonl", "--out", str(out)])
    assert status == SOME_FAILED
    assert len(out.read_text(encoding="utf-8").splitlines()) == 1
    complaint = capsys.readouterr().err
    assert str(empty) in complaint
    assert "empty" in complaint


def test_nothing_is_written_where_nothing_was_read(tmp_path, capsys):
    out = tmp_path / "record.json"
    out.write_text("what stood here before", encoding="utf-8")
    missing = tmp_path / "missing.html"
    assert main(["read", str(missing), "--format", "json", "--out", str(out)]) == SOME_FAILED
    assert out.read_text(encoding="utf-8") == "what stood here before"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["record.json"]


def test_out_in_a_folder_that_is_not_there_is_told(story, tmp_path, capsys):
    assert main(["read", str(story), "--out", str(tmp_path / "no" / "where.txt")]) == SOME_FAILED
    assert "--out" in capsys.readouterr().err


def test_standard_input_is_a_page(monkeypatch, capsys):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(STORY.encode())))
    assert main(["read", "-", "--format", "json"]) == ALL_WELL
    assert json.loads(capsys.readouterr().out)["article"]["title"] == "Ministers meet in Vienna"


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["read"],
        ["read", "a.html", "b.html", "--format", "json"],
        ["read", "a.html", "--jobs", "0"],
        ["read", "a.html", "--format", "xml"],
        ["read", "a.html", "--every-status"],
        ["listen", "a.html"],
    ],
)
def test_wrong_usage_ends_with_2(arguments, capsys):
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2


def test_a_date_that_is_none_is_wrong_usage(story, capsys):
    with pytest.raises(SystemExit) as ended:
        main(["read", str(story), "--date", "yesterday"])
    assert ended.value.code == WRONG_USAGE
    assert "yesterday" in capsys.readouterr().err


def test_a_folder_without_pages_is_told(tmp_path, capsys):
    assert main(["read", str(tmp_path)]) == SOME_FAILED
    assert f"{tmp_path}: page: The folder holds no page" in capsys.readouterr().err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
@pytest.mark.parametrize("form", ["json", "text"])
def test_a_full_disk_behind_standard_output_is_told(story, form):
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        command = [sys.executable, "-m", "sayso.cli", "read", str(story), "--format", form]
        ended = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True)
    assert ended.returncode == SOME_FAILED
    assert ended.stderr == "sayso: Standard output cannot be written: No space left on device.\n"


HEAVY = (
    "spacy",
    "trafilatura",
    "onnxruntime",
    "rich",
    "lxml",
    "urllib3",
    "torch",
    "numpy",
    "sqlalchemy",
    "alembic",
    "psycopg",
    "pyarrow",
)


@pytest.mark.parametrize("statement", ["import sayso", "import sayso.cli; sayso.cli._parser().format_help()"])
def test_starting_loads_nothing_heavy(statement):
    code = f"{statement}\nimport sys; print([m for m in {HEAVY!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_jobs_do_not_change_what_is_read(story, capsys):
    (story.parent / "other.txt").write_text(STORY.replace("Monday", "Tuesday"), encoding="utf-8")
    main(["read", str(story.parent), "--format", "jsonl"])
    alone = capsys.readouterr().out
    main(["read", str(story.parent), "--format", "jsonl", "--jobs", "2"])
    assert capsys.readouterr().out == alone
