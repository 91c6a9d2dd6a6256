from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from sqlalchemy import text

from sayso.accounts import Accounts, Role
from sayso.accounts.keys import key_of
from sayso.errors import AccountError
from sayso.store import open_store
from sayso.store.tables import ACCOUNTS

DAY = timedelta(days=1)
BY = "a test"


@pytest.fixture
def anna(accounts):
    return accounts.add("Anna", Role.WRITE, "Anna@Example.org", by=BY)


def test_a_user_is_found_by_any_writing_of_the_name(accounts, anna):
    assert accounts.set_role("ANNA", Role.READ, by=BY) == "Anna"
    assert [(user.name, user.role, user.email) for user in accounts.users()] == [
        ("Anna", "read", "anna@example.org")
    ]
    assert accounts.name_of("ANNA@example.org") == "Anna"
    assert accounts.name_of("ann@example.org") is None


@pytest.mark.parametrize("name", ["anna", "ANNA", " Anna ", "Ａｎｎａ"])
def test_nobody_gets_the_name_of_another(accounts, anna, name):
    with pytest.raises(AccountError, match="already"):
        accounts.add(name, Role.READ, by=BY)


def test_nobody_gets_the_email_of_another(accounts, anna):
    with pytest.raises(AccountError, match="already"):
        accounts.add("anna@example.org", Role.ADMIN, by=BY)


@pytest.mark.parametrize("deed", ["set_role", "remove", "new_link", "new_token", "revoke_all"])
def test_who_is_not_there_is_named(accounts, deed):
    more = {"set_role": (Role.READ,), "new_token": (Role.READ, DAY)}.get(deed, ())
    with pytest.raises(AccountError, match="There is no user 'Otto'"):
        getattr(accounts, deed)("Otto", *more, by=BY)


def test_a_link_logs_in_once(accounts, anna):
    link = accounts.new_link("Anna", by=BY)
    assert accounts.held_by(link) == "Anna"
    session = accounts.log_in(link)
    caller = accounts.caller(session, "session")
    assert (caller.name, caller.role, caller.by_session) == ("Anna", Role.WRITE, True)
    assert accounts.log_in(link) is None
    assert accounts.held_by(link) is None


def test_a_link_holds_for_a_time(accounts, anna, clock):
    link = accounts.new_link("Anna", timedelta(hours=2), by=BY)
    clock.forward(hours=2)
    assert accounts.held_by(link) is None
    assert accounts.log_in(link) is None


def test_of_many_that_show_a_link_at_once_one_comes_in(accounts, anna):
    link = accounts.new_link("Anna", by=BY)
    start, sessions = threading.Barrier(6), []

    def run():
        start.wait()
        sessions.append(accounts.log_in(link))

    threads = [threading.Thread(target=run) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(sessions) == 6
    assert len([session for session in sessions if session]) == 1


def test_a_session_ends_after_a_month_or_a_week_unused(accounts, anna, clock):
    idle, used = accounts.new_session("Anna", "in a test"), accounts.new_session("Anna", "in a test")
    for _ in range(9):
        clock.forward(days=3)
        assert accounts.caller(used, "session")
    assert accounts.caller(idle, "session") is None
    clock.forward(days=3)
    assert accounts.caller(used, "session") is None


def test_a_session_is_used_once_a_day_at_most_in_the_books(accounts, anna, store):
    session = accounts.new_session("Anna", "in a test")
    accounts.caller(session, "session")
    before = store.stamp()
    for _ in range(3):
        accounts.caller(session, "session")
    assert store.stamp() == before


def test_logging_out_ends_this_session_only(accounts, anna):
    here, there = accounts.new_session("Anna", "here"), accounts.new_session("Anna", "there")
    accounts.log_out(here)
    assert accounts.caller(here, "session") is None
    assert accounts.caller(there, "session")


def test_removing_a_user_ends_all_that_they_hold(accounts, anna):
    link, session = accounts.new_link("Anna", by=BY), accounts.new_session("Anna", "in a test")
    token = accounts.new_token("Anna", Role.READ, DAY, by=BY)
    accounts.remove("Anna", by=BY)
    assert accounts.caller(session, "session") is None
    assert accounts.caller(token, "token") is None
    assert accounts.log_in(link) is None
    accounts.add("Anna", Role.ADMIN, by=BY)
    assert accounts.caller(session, "session") is None
    assert accounts.caller(token, "token") is None


def test_a_token_never_allows_more_than_the_role(accounts, anna):
    with pytest.raises(AccountError, match="cannot allow more"):
        accounts.new_token("Anna", Role.ADMIN, DAY, by=BY)
    token = accounts.new_token("Anna", Role.WRITE, DAY, by=BY)
    assert accounts.caller(token, "token").role is Role.WRITE
    accounts.set_role("Anna", Role.READ, by=BY)
    assert accounts.caller(token, "token").role is Role.READ
    accounts.set_role("Anna", Role.ADMIN, by=BY)
    assert accounts.caller(token, "token").role is Role.WRITE


def test_a_token_holds_for_its_days(accounts, anna, clock):
    token = accounts.new_token("Anna", Role.READ, 2 * DAY, "notebook", by=BY)
    (shown,) = accounts.tokens("Anna")
    assert (shown.label, shown.scope, shown.seen) == ("notebook", "read", "")
    clock.forward(days=1, hours=23)
    assert accounts.caller(token, "token")
    assert accounts.tokens()[0].seen == "2026-11-27"
    clock.forward(hours=1)
    assert accounts.caller(token, "token") is None
    assert accounts.tokens() == ()


@pytest.mark.parametrize("days", [0, -1, 367])
def test_a_token_holds_for_a_time_that_makes_sense(accounts, anna, days):
    with pytest.raises(AccountError, match="days"):
        accounts.new_token("Anna", Role.READ, days * DAY, by=BY)


def test_one_token_is_revoked_by_its_id(accounts, anna):
    lost, kept = (accounts.new_token("Anna", Role.READ, DAY, by=BY) for _ in range(2))
    accounts.revoke(key_of(lost, "token").id, by=BY)
    assert accounts.caller(lost, "token") is None
    assert accounts.caller(kept, "token")
    with pytest.raises(AccountError, match="no token"):
        accounts.revoke("ffffffffffff", by=BY)


def test_a_key_of_one_kind_is_none_of_another(accounts, anna):
    session, token = accounts.new_session("Anna", "here"), accounts.new_token("Anna", Role.READ, DAY, by=BY)
    for word, kind, other in ((session, "session", "token"), (token, "token", "session")):
        assert accounts.caller(word, kind)
        assert accounts.caller(word, other) is None
        assert accounts.caller(word.replace(f"_{kind}_", f"_{other}_"), other) is None
        assert accounts.log_in(word.replace(f"_{kind}_", "_link_")) is None


@pytest.mark.parametrize(
    "bend", [str.upper, lambda word: word[:-1], lambda word: word + "0", lambda word: word[:0]]
)
def test_a_key_that_is_not_quite_right_does_not_hold(accounts, anna, bend):
    assert accounts.caller(bend(accounts.new_session("Anna", "here")), "session") is None


def test_another_secret_under_the_right_id_does_not_hold(accounts, anna):
    mine, other = accounts.new_session("Anna", "here"), accounts.new_session("Anna", "there")
    assert accounts.caller(mine[: -len("f" * 64)] + other[-64:], "session") is None


def test_no_secret_is_in_the_database(accounts, anna, store):
    words = [
        accounts.new_link("Anna", by=BY),
        accounts.new_session("Anna", "here"),
        accounts.new_token("Anna", Role.READ, DAY, by=BY),
    ]
    with store.engine.connect() as connection:
        kept = " ".join(
            str(tuple(row))
            for table in ACCOUNTS
            for row in connection.execute(text(f"SELECT * FROM {table.name}"))  # noqa: S608
        )
    assert all(word.rsplit("_", 1)[-1] not in kept for word in words)
    assert "Anna" in kept


def test_who_changed_what_is_written_down(accounts, anna):
    accounts.new_token("Anna", Role.READ, DAY, by="root")
    session = accounts.log_in(accounts.new_link("anna", by="root"))
    accounts.note(accounts.caller(session, "session"), "kept a search", "/searches\0")
    accounts.log_out(session)
    accounts.set_role("Anna", Role.READ, by="root")
    accounts.remove("Anna", by="root")
    told = [(entry.who, entry.did, entry.what) for entry in reversed(accounts.entries())]
    assert told == [
        (BY, "added a user who may write", "Anna"),
        ("root", "made a token that may read", "Anna"),
        ("root", "made a login link", "Anna"),
        ("Anna", "logged in by link", ""),
        ("Anna", "kept a search", "/searches\ufffd"),
        ("Anna", "logged out", ""),
        ("root", "gave the role read", "Anna"),
        ("root", "removed a user", "Anna"),
    ]


def test_the_log_is_read_from_the_latest_on(accounts):
    for number in range(5):
        accounts.add(f"User {number}", Role.READ, by=BY)
    latest = accounts.entries(2)
    older = accounts.entries(2, latest[-1].number)
    assert [entry.what for entry in (*latest, *older)] == ["User 4", "User 3", "User 2", "User 1"]


def test_accounts_stay_out_of_a_backup(accounts, anna, store, tmp_path):
    token = accounts.new_token("Anna", Role.READ, DAY, by=BY)
    store.backup(tmp_path / "b.db")
    plain = (tmp_path / "b.db").read_bytes()
    assert b"Anna" not in plain and token.rsplit("_", 2)[1].encode() not in plain
    with open_store(f"sqlite:///{tmp_path}/b.db") as copy:
        assert Accounts(copy).users() == ()
    assert accounts.users()
