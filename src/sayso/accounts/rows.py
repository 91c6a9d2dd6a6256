"""What the accounts hand out. No secret and no hash is in any of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sayso.accounts.roles import Role

Kind = Literal["link", "session", "token"]


@dataclass(frozen=True, slots=True)
class User:
    """Somebody who may come in."""

    name: str
    role: str
    email: str | None
    added: str
    tokens: int  # that have not expired


@dataclass(frozen=True, slots=True)
class Token:
    """A token of somebody, as far as it may be shown."""

    id: str
    user: str
    scope: str
    label: str
    made: str
    expires: str
    seen: str  # the day on which it was last used; empty where it never was


@dataclass(frozen=True, slots=True)
class Caller:
    """Who sends a request, and the most that it may do."""

    name: str
    role: Role
    through: str  # "session ID", "token ID"; empty for nobody
    by_session: bool = False

    @property
    def known(self) -> bool:
        """Is it somebody?"""
        return self.role > Role.NOBODY

    @property
    def may_write(self) -> bool:
        """May they change anything?"""
        return self.role >= Role.WRITE


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the audit log."""

    number: int
    when: str
    who: str
    through: str
    did: str
    what: str


NOBODY = Caller("", Role.NOBODY, "")
