"""Users, tokens and the audit log as tables on a terminal: headers, the wide column, and the cells of a row."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sayso.accounts import Entry, Token, User


def _user(row: User) -> tuple[str, ...]:
    return row.name, row.role, row.email or "", row.added[:10], str(row.tokens)


def _token(row: Token) -> tuple[str, ...]:
    return row.id, row.user, row.scope, row.label, row.expires[:10], row.seen or "never"


def _entry(row: Entry) -> tuple[str, ...]:
    return row.when[:19], row.who, row.did, row.what, row.through


SHAPES: dict[type, tuple[tuple[str, ...], int, Callable[[Any], tuple[str, ...]]]] = {
    User: (("name", "role", "e-mail", "added", "tokens"), 0, _user),
    Token: (("id", "user", "scope", "label", "until", "last used"), 3, _token),
    Entry: (("when", "who", "did", "what", "through"), 3, _entry),
}
