"""The OpenID provider of a team, as its file tells: where it is, and who may come in by it.

    issuer = "https://login.example.org"
    client_id = "sayso"
    address = "https://desk.example.org"    # of the desk; the provider sends people back to ADDRESS/oidc/back
    name = "Example"                        # on the login page: "Log in with Example"
    assume_verified = false                 # true: the provider checks every e-mail, and does not say so
    [domains]                               # whose e-mails come in without 'sayso user add', and their role
    "example.org" = "read"

The secret is in the variable SAYSO_OIDC_SECRET, not in the file. No web framework and no Authlib here.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from sayso.accounts.roles import Role, role_of
from sayso.errors import AccountError
from sayso.web.guarding import is_loopback

SECRET = "SAYSO_OIDC_SECRET"  # noqa: S105 - the name of a variable
DOMAIN = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+", re.ASCII)
NEEDED = ("issuer", "client_id", "address")
KNOWN = {*NEEDED, "name", "assume_verified", "domains"}


@dataclass(frozen=True, slots=True)
class Provider:
    """An OpenID provider."""

    issuer: str
    client_id: str
    address: str
    secret: str = field(repr=False, default="")
    name: str = "your team's account"
    assume_verified: bool = False
    domains: Mapping[str, Role] = field(default_factory=dict)

    @property
    def back(self) -> str:
        """Where the provider sends people back to."""
        return f"{self.address}/oidc/back"

    def role_by_domain(self, email: str) -> Role | None:
        """The role that anybody of the e-mail's domain gets; None where the domain gets none."""
        return self.domains.get(email.rpartition("@")[2])


def load_provider(path: Path, secret: str) -> Provider:
    """The provider that a file tells of. Raises AccountError where it cannot be read, or cannot be safe."""
    told = _read(path)
    missing = [name for name in NEEDED if not isinstance(told.get(name), str)]
    odd = sorted(set(told) - KNOWN)
    if missing or odd:
        wrong = f"lacks {', '.join(missing)}" if missing else f"has {', '.join(odd)}, which is not known"
        raise AccountError(f"{path} {wrong}. See docs/accounts.md.")
    return Provider(
        issuer=_checked(path, told["issuer"]),
        client_id=told["client_id"],
        address=_checked(path, told["address"]).rstrip("/"),
        secret=secret,
        name=str(told.get("name", Provider.__dataclass_fields__["name"].default)),
        assume_verified=told.get("assume_verified") is True,
        domains={domain: _role(path, domain, word) for domain, word in told.get("domains", {}).items()},
    )


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise AccountError(f"{path} cannot be read: {error}. See docs/accounts.md.") from error


def _checked(path: Path, address: str) -> str:
    """An address over TLS, or on this machine."""
    parts = urlsplit(address)
    local = parts.scheme == "http" and is_loopback(parts.hostname or "")
    if not (parts.scheme == "https" or local) or parts.query or parts.fragment:
        raise AccountError(f"{path}: {address!r} is not an https address. Give one.")
    return address


def _role(path: Path, domain: str, word: object) -> Role:
    role = role_of(str(word))
    if not DOMAIN.fullmatch(domain) or role is Role.ADMIN:
        raise AccountError(
            f'{path}: a whole domain gets read or write, as in "example.org" = "read", not {domain!r} = {word!r}. '
            "Add admins one by one with 'sayso user add'."
        )
    return role
