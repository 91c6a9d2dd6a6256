from __future__ import annotations

import csv
import json
import subprocess
import sys
from pathlib import Path

import pytest

from sayso.cli import main
from sayso.store import open_store
from sayso.types import Record
from tests.stories.makers import entity, event, record

RUS, USA = entity("Russia", "RUS"), entity("United States", "USA")


def crisis() -> list[Record]:
    return [
        record("a", "1962-10-15", title="Talks"),
        record("b", "1962-10-22", title="Charge", events=(event(USA, RUS),)),
        record("c", "1962-10-24", title="Answer", events=(event(RUS, USA, "THREATEN"),)),
        record("d", title="Undated \x1b[31mred"),
    ]


@pytest.fixture
def records(tmp_path: Path) -> Path:
    path = tmp_path / "records.jsonl"
    path.write_text("".join(json.dumps(one.to_dict()) + "\n" for one in crisis()))
    return path


def test_the_series_is_drawn_with_its_notes(records: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["tension", "USA", "RUS", "--records", str(records)]) == 0
    drawn = capsys.readouterr().out
    assert "1962-10-22" in drawn
    assert "3.25" in drawn
    assert "1 of 4 reports bear no date" in drawn


def test_the_store_gives_the_same_as_a_file(
    records: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    url = f"sqlite:///{tmp_path / 'sayso.db'}"
    with open_store(url) as store:
        list(store.add_many(crisis()))
    main(["tension", "USA", "RUS", "--records", str(records)])
    from_file = capsys.readouterr().out
    assert main(["tension", "USA", "RUS", "--store", url]) == 0
    assert capsys.readouterr().out == from_file


def test_an_empty_store_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    url = f"sqlite:///{tmp_path / 'sayso.db'}"
    open_store(url).close()
    assert main(["tension", "USA", "RUS", "--store", url]) == 0
    assert "Nothing has been read yet" in capsys.readouterr().out


def test_a_table_has_a_row_for_each_period(records: Path, tmp_path: Path) -> None:
    out = tmp_path / "tension.csv"
    assert main(["tension", "RUS", "USA", "--directed", "--records", str(records), "--out", str(out)]) == 0
    rows = list(csv.DictReader(out.open()))
    assert [(row["start"], float(row["level"])) for row in rows] == [
        ("1962-10-15", 0.0),
        ("1962-10-22", 1.75),
    ]


def test_pictures_are_written(records: Path, tmp_path: Path) -> None:
    for suffix, begins in {".png": b"\x89PNG", ".svg": b"<?xml"}.items():
        out = tmp_path / f"tension{suffix}"
        assert main(["tension", "USA", "RUS", "--records", str(records), "--out", str(out)]) == 0
        assert out.read_bytes().startswith(begins)


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["--out", "tension.pdf"], 2, "ends in .csv, .png, .svg"),
        (["--records", "absent.jsonl"], 1, "absent.jsonl cannot be read"),
        (["--scores", "absent.csv"], 1, "absent.csv"),
        (["--records", "a", "--pages", "b"], 2, "not both"),
        (["--out", "absent/tension.csv"], 1, "cannot be written"),
    ],
)
def test_wrong_use_is_answered_with_a_sentence(
    arguments: list[str], status: int, said: str, records: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = [] if {"--records", "--pages"} & set(arguments) else ["--records", str(records)]
    try:
        found = main(["tension", "USA", "RUS", *source, *arguments])
    except SystemExit as ended:
        found = int(ended.code or 0)
    assert found == status
    assert said in capsys.readouterr().err


def test_a_line_that_is_no_record_is_named(records: Path, capsys: pytest.CaptureFixture[str]) -> None:
    records.write_text(records.read_text() + '{"article": 1}\n')
    assert main(["tension", "USA", "RUS", "--records", str(records)]) == 1
    assert "line 5" in capsys.readouterr().err


def test_a_page_that_cannot_be_read_is_named_and_the_others_count(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = Path(__file__).resolve().parents[2] / "examples" / "u2-paris.txt"
    arguments = ["tension", "USA", "RUS", "--pages", str(page), str(tmp_path / "gone.txt")]
    assert main(arguments) == 0
    told = capsys.readouterr()
    assert "gone.txt: page: There is no such file" in told.err
    assert "report" in told.out


def test_the_commands_load_nothing_heavy_before_they_run() -> None:
    heavy = "{'scipy', 'matplotlib', 'ruptures', 'rensa', 'numpy'}"
    seen = f"import sys; import sayso.cli; print([name for name in sys.modules if name in {heavy}])"
    result = subprocess.run([sys.executable, "-c", seen], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"


def test_long_gaps_are_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "records.jsonl"
    old = record("old", "1950-03-01", events=(event(USA, RUS),))
    path.write_text("".join(json.dumps(one.to_dict()) + "\n" for one in [*crisis(), old]))
    assert main(["tension", "USA", "RUS", "--records", str(path), "--by", "day"]) == 0
    drawn = capsys.readouterr().out
    assert "1950-03-02   no report read in 4,610 days" in drawn
    assert len(drawn.splitlines()) < 30
