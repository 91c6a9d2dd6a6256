"""Names and e-mails as they are kept and compared."""

from __future__ import annotations

import re
import unicodedata

from sayso.errors import AccountError

LONGEST = 64  # characters of a name
LONGEST_EMAIL = 254
PLAIN = frozenset(" .-_@+'’")  # what a name may hold besides letters, marks and digits
EMAIL = re.compile(
    r"[0-9A-Za-z.!#$%&'*+/=?^_`{|}~-]+@[0-9A-Za-z-]+(\.[0-9A-Za-z-]+)+", re.ASCII
)  # no look-alikes


def checked_name(given: str) -> str:
    """A name as it is kept. Raises AccountError where it is empty, too long, or holds what a reader cannot see."""
    name = " ".join(unicodedata.normalize("NFKC", given).split())
    if not name or len(name) > LONGEST:
        raise AccountError(f"A name has 1 to {LONGEST} characters, and {given[:LONGEST]!r} has {len(name)}.")
    odd = next((sign for sign in name if not _plain(sign)), None)
    if odd is not None:
        raise AccountError(
            f"A name holds letters, digits, spaces and . - _ @ + ', not {odd!r}. Give one without it."
        )
    if not any(sign.isalnum() for sign in name):
        raise AccountError(f"{name!r} has no letter and no digit. Give a name that can be read.")
    return name


def folded(name: str) -> str:
    """A name as it is compared: Anna and ANNA are one."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())


def checked_email(given: str) -> str:
    """An e-mail as it is kept and compared. Raises AccountError where it is none."""
    email = given.strip()
    if len(email) > LONGEST_EMAIL or not EMAIL.fullmatch(email):
        raise AccountError(f"{given[:LONGEST_EMAIL]!r} is not an e-mail. Give it as anna@example.org.")
    return email.lower()


def _plain(sign: str) -> bool:
    return sign in PLAIN or unicodedata.category(sign)[0] in "LMN"
