from __future__ import annotations

import pytest

from sayso.accounts.naming import LONGEST, checked_email, checked_name, folded
from sayso.errors import AccountError


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("anna", "anna"),
        ("  Anna   Huber ", "Anna Huber"),
        ("Мария", "Мария"),
        ("O’Brien", "O’Brien"),
        ("anna+desk@example.org", "anna+desk@example.org"),
        ("देवनागरी", "देवनागरी"),
        ("Ａｎｎａ", "Anna"),
    ],
)
def test_names_are_kept_as_they_are_read(given, kept):
    assert checked_name(given) == kept


@pytest.mark.parametrize(
    "given",
    [
        "",
        "   ",
        "...",
        "a" * (LONGEST + 1),
        "an\u202ena",
        "an\u200bna",
        "an\x00na",
        "an\x1b[31mna",
        "<b>anna</b>",
        "anna;",
        "a/b",
        "\ud800",
        "an\U000e0041na",
        "=1+1",
    ],
)
def test_odd_names_are_refused(given):
    with pytest.raises(AccountError):
        checked_name(given)


def test_names_are_compared_without_case():
    assert folded("ANNA") == folded("anna")
    assert folded("STRASSE") == folded("Straße")
    assert folded("Anna") != folded("Anne")


@pytest.mark.parametrize(
    "given",
    [
        "",
        "anna",
        "a@b",
        "a@b@c.org",
        "a b@c.org",
        "<a@b.org>",
        "a@b.org,c@d.org",
        "a@ｂ.org",
        "а@b.org",
        "a@b.org\n\x00",
        "\u212aim@b.org",
    ],
)
def test_what_is_no_email_is_refused(given):
    with pytest.raises(AccountError):
        checked_email(given)


def test_emails_are_compared_without_case():
    assert checked_email(" Anna@Example.ORG ") == "anna@example.org"
