from __future__ import annotations

import pytest

from sayso.errors import LexiconError
from sayso.lexicons.tables import digest_of, read_rows, read_toml


def test_rows_carry_their_line_numbers(tmp_path):
    table = tmp_path / "offices.csv"
    table.write_text('# who\nname,country\n"Smith, Ann",GBR\n\n# a note\nLee,USA\n', encoding="utf-8")
    assert list(read_rows(table, ["name", "country"])) == [
        (3, {"name": "Smith, Ann", "country": "GBR"}),
        (6, {"name": "Lee", "country": "USA"}),
    ]


@pytest.mark.parametrize(
    ("contents", "complaint"),
    [
        ("", "no header"),
        ("name\nLee\n", "line 1: the column country is missing"),
        ("name,country\nLee,USA,1\n", "line 2: 3 cells"),
    ],
)
def test_a_broken_table_is_named_with_its_line(tmp_path, contents, complaint):
    table = tmp_path / "offices.csv"
    table.write_text(contents, encoding="utf-8")
    with pytest.raises(LexiconError, match=complaint):
        list(read_rows(table, ["name", "country"]))


def test_broken_toml_is_named_with_its_line(tmp_path):
    table = tmp_path / "words.toml"
    table.write_text("good = 1\nbad = \n", encoding="utf-8")
    with pytest.raises(LexiconError, match=r"words\.toml.*line 2"):
        read_toml(table)


def test_a_missing_lexicon_is_an_error_with_its_name(tmp_path):
    with pytest.raises(LexiconError, match=r"nowhere\.toml cannot be read"):
        read_toml(tmp_path / "nowhere.toml")


def test_a_lexicon_that_is_not_utf8_is_an_error(tmp_path):
    table = tmp_path / "words.toml"
    table.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(LexiconError, match="UTF-8"):
        read_toml(table)


def test_the_digest_tells_changes(tmp_path):
    table = tmp_path / "words.toml"
    table.write_text("a = 1", encoding="utf-8")
    before = digest_of(table)
    table.write_text("a = 2", encoding="utf-8")
    assert before.startswith("sha256:")
    assert digest_of(table) != before
