from __future__ import annotations

import json

import pytest

from sayso.accounts import Accounts
from sayso.cli import main
from sayso.commands.shared import ALL_WELL, SOME_FAILED
from sayso.store import open_store


@pytest.fixture
def store(tmp_path, monkeypatch):
    address = f"sqlite:///{tmp_path}/s.db"
    monkeypatch.setenv("SAYSO_STORE", address)
    return address


def user(*words: str) -> int:
    return main(["user", *words])


def listed(capsys, *words: str) -> list[dict[str, object]]:
    capsys.readouterr()
    assert user(*words, "--format", "jsonl") == ALL_WELL
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_a_user_is_let_in_and_logs_in_by_the_link_that_is_printed(store, capsys):
    assert user("add", "anna@example.org", "--role", "write") == ALL_WELL
    capsys.readouterr()
    assert user("login-link", "anna@example.org", "--at", "https://desk.example.org/") == ALL_WELL
    (link,) = capsys.readouterr().out.split()
    assert link.startswith("https://desk.example.org/login/sayso_link_")
    with open_store(store) as opened:
        assert Accounts(opened).log_in(link.rsplit("/", 1)[1])


def test_a_token_is_printed_once_and_revoked_by_its_id(store, capsys):
    user("add", "Anna", "--role", "read")
    capsys.readouterr()
    assert user("token", "anna", "--scope", "read", "--days", "9", "--label", "notebook") == ALL_WELL
    token = capsys.readouterr().out.strip()
    (shown,) = listed(capsys, "tokens")
    assert shown["label"] == "notebook" and token.rsplit("_", 1)[1] not in str(shown)
    assert user("revoke", str(shown["id"])) == ALL_WELL
    assert listed(capsys, "tokens") == []
    with open_store(store) as opened:
        assert Accounts(opened).caller(token, "token") is None


def test_a_token_that_would_allow_more_than_the_role_is_refused(store, capsys):
    user("add", "Anna", "--role", "read")
    assert user("token", "Anna", "--scope", "admin") == SOME_FAILED
    assert "cannot allow more" in capsys.readouterr().err


def test_roles_change_and_users_go(store, capsys):
    user("add", "Anna", "--role", "read")
    assert user("role", "ANNA", "admin") == ALL_WELL
    assert [row["role"] for row in listed(capsys, "list")] == ["admin"]
    assert user("log-out", "Anna") == user("remove", "Anna") == ALL_WELL
    assert listed(capsys, "list") == []
    assert user("remove", "Anna") == SOME_FAILED
    told = [row["did"] for row in listed(capsys, "audit", "--limit", "2")]
    assert told == ["removed a user", "revoked all sessions, links and tokens"]


@pytest.mark.parametrize("what", ["list", "tokens", "audit"])
def test_what_is_there_is_shown_as_a_table(store, capsys, what):
    user("add", "Anna", "--role", "read")
    user("token", "Anna")
    capsys.readouterr()
    assert user(what) == ALL_WELL
    assert "Anna" in capsys.readouterr().out


def test_a_name_that_would_trick_the_eye_is_refused(store, capsys):
    assert user("add", "an\u202ena", "--role", "admin") == SOME_FAILED
    assert "letters, digits" in capsys.readouterr().err


@pytest.mark.parametrize(
    "more", [["--name", "desk.example.org"], ["--host", "192.0.2.1"], ["--proxy", "10.0.0.1"]]
)
def test_a_desk_without_accounts_is_not_for_others(store, capsys, more):
    with pytest.raises(SystemExit) as ended:
        main(["serve", *more])
    assert ended.value.code == 2
    assert "--accounts" in capsys.readouterr().err


@pytest.mark.parametrize("more", [["--proxy", "example.org"], ["--name", "a/b"], ["--name", "desk:80"]])
def test_what_is_no_address_or_name_is_refused(store, capsys, more):
    with pytest.raises(SystemExit) as ended:
        main(["serve", "--accounts", *more])
    assert ended.value.code == 2
    assert "give it as" in capsys.readouterr().err
