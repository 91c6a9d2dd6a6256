"""Single pages and the whole store on the command line."""

from __future__ import annotations

import json

import pytest

from bench.made_records import made
from sayso.cli import main
from sayso.commands.shared import ALL_WELL, SOME_FAILED
from sayso.store import open_store
from tests.store.contents import content_of

PAGE = made(1).article.id


@pytest.fixture
def url(tmp_path):
    address = f"sqlite:///{tmp_path}/history.db"
    with open_store(address) as store:
        store.add(made(1))
        store.add(made(1, edit=1))
        store.add(made(2))
    return address


def test_a_record_is_shown_as_it_was_added(url, capsys):
    assert main(["show", PAGE, "--version", "1", "--format", "json", "--store", url]) == ALL_WELL
    assert json.loads(capsys.readouterr().out) == made(1).to_dict()


def test_versions_and_what_changed_are_shown(url, capsys):
    assert main(["versions", PAGE, "--store", url]) == ALL_WELL
    out = capsys.readouterr().out
    assert "version 1 to 2" in out
    assert made(1).article.text[slice(*made(1).claims[0].content[0])] in out


def test_a_deleted_page_is_gone_until_it_is_brought_back(url, capsys):
    assert main(["delete", PAGE, "--reason", "withdrawn", "--store", url]) == ALL_WELL
    assert main(["pages", "--store", url, "--format", "jsonl"]) == ALL_WELL
    assert PAGE not in capsys.readouterr().out
    assert main(["versions", PAGE, "--store", url]) == ALL_WELL
    assert "withdrawn" in capsys.readouterr().out
    assert main(["undelete", PAGE, "--store", url]) == ALL_WELL
    assert main(["delete", PAGE, "--erase", "--store", url]) == ALL_WELL
    assert main(["show", PAGE, "--store", url]) == SOME_FAILED
    assert "erased" in capsys.readouterr().err


def test_a_page_that_is_not_there_is_told(url, capsys):
    for command in ("show", "versions", "delete", "undelete"):
        assert main([command, "nowhere", "--store", url]) == SOME_FAILED
        assert "nowhere" in capsys.readouterr().err


def test_the_whole_store_goes_out_and_comes_back(url, tmp_path):
    other, third = f"sqlite:///{tmp_path}/other.db", f"sqlite:///{tmp_path}/third.db"
    assert main(["backup", str(tmp_path / "b.db"), "--store", url]) == ALL_WELL
    assert main(["restore", str(tmp_path / "b.db"), "--store", other]) == ALL_WELL
    assert main(["export", str(tmp_path / "out"), "--store", other]) == ALL_WELL
    assert main(["import", str(tmp_path / "out"), "--store", third]) == ALL_WELL
    assert main(["check", "--store", third]) == ALL_WELL
    with open_store(url) as first, open_store(third) as last:
        assert content_of(first, times=True) == content_of(last, times=True)


def test_the_check_ends_with_1_where_something_is_wrong(url, capsys):
    with open_store(url) as store, store.engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM claims")
    assert main(["check", "--store", url]) == SOME_FAILED
    assert "claims of page" in capsys.readouterr().out


def test_what_an_older_sayso_read_is_read_again(tmp_path, capsys):
    url = f"sqlite:///{tmp_path}/reread.db"
    with open_store(url) as store:
        store.add(made(1))
        before = store.record(PAGE)
    assert main(["reread", "--store", url]) == ALL_WELL
    assert "1 refreshed" in capsys.readouterr().err
    with open_store(url) as store:
        after = store.record(PAGE)
        assert after.article == before.article
        assert after.models != before.models
        assert len(store.versions(PAGE)) == 1
    assert main(["reread", "--store", url]) == ALL_WELL
    assert "already" in capsys.readouterr().err
