"""What somebody may do. Each role holds those before it."""

from __future__ import annotations

from enum import IntEnum

from sayso.errors import AccountError


class Role(IntEnum):
    """A role, or the scope of a token; they are compared with each other."""

    NOBODY = 0
    READ = 1
    WRITE = 2
    ADMIN = 3

    @property
    def word(self) -> str:
        """As it is written: read."""
        return self.name.lower()


GIVEN = (Role.READ, Role.WRITE, Role.ADMIN)
WORDS = tuple(role.word for role in GIVEN)


def role_of(word: str) -> Role:
    """The role that a word names. Raises AccountError where it names none."""
    if word not in WORDS:
        raise AccountError(f"{word!r} is not a role. Give one of {', '.join(WORDS)}.")
    return Role[word.upper()]
