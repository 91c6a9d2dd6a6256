"""The secrets that people come in with: made, split, hashed, compared. Pure, but for the dice.

A key is "KIND_ID_SECRET". The id finds the row and may be seen in lists; of the secret, which has 256 random bits, the
store keeps a SHA-256, so that whoever reads the database cannot come in. A slow hash is for secrets that people choose.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from dataclasses import dataclass

from sayso.accounts.rows import Kind

ID_BYTES, SECRET_BYTES = 6, 32
SHAPE = re.compile(r"sayso_(link|session|token)_([0-9a-f]{12})_([0-9a-f]{64})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Key:
    """A key, taken apart."""

    kind: Kind
    id: str
    secret: str

    def __str__(self) -> str:
        """As it is handed out, once."""
        return f"sayso_{self.kind}_{self.id}_{self.secret}"

    def __repr__(self) -> str:
        """Without the secret, so that no log and no traceback has it."""
        return f"Key({self.kind!r}, {self.id!r})"


def new_key(kind: Kind) -> Key:
    """A key that nobody has seen."""
    return Key(kind, secrets.token_hex(ID_BYTES), secrets.token_hex(SECRET_BYTES))


def key_of(word: str, kind: Kind) -> Key | None:
    """The key that a word is; None where it is no key of that kind."""
    found = SHAPE.fullmatch(word)
    if found is None or found[1] != kind:
        return None
    return Key(kind, found[2], found[3])


def looks_like_a_key(word: str) -> bool:
    """Is there a key anywhere in these words?"""
    return SHAPE.search(word) is not None


def hash_of(key: Key) -> str:
    """What is kept of a key's secret. The kind is in it, so that no key passes for one of another kind."""
    return hashlib.sha256(str(key).encode("ascii")).hexdigest()


def fits(key: Key, kept: str) -> bool:
    """Is it the key whose hash was kept? Takes as long whether much or little of it fits."""
    return hmac.compare_digest(hash_of(key), kept)
