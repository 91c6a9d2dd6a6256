"""OpenID Connect: the authorization code flow with PKCE, state and nonce, and the check of the ID token's signature.

See OpenID Connect Core 1.0, RFC 6749, RFC 7636 and RFC 9700. Authlib builds and checks the messages; what is decided
here is what has to be in them. It is imported when somebody first logs in by it.
"""

from __future__ import annotations

import hmac
import secrets
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock
from typing import Any

from sayso.accounts.naming import checked_email
from sayso.errors import AccountError
from sayso.web.accounts.provider import Provider

SCOPE = "openid email"
SIGNED_BY = (
    "RS256",
    "RS384",
    "RS512",
    "PS256",
    "PS384",
    "PS512",
    "ES256",
    "ES384",
    "ES512",
    "EdDSA",
)  # never "none"
HELD = 600.0  # seconds between leaving for the provider and coming back
MOST = 10_000  # people on their way
PATIENCE = 10  # seconds that the provider has to answer
LEEWAY = 60  # seconds that its clock may be wrong
FRESH = 3_600.0  # seconds after which what it publishes is asked for again


@dataclass(frozen=True, slots=True)
class Begun:
    """Somebody on the way to the provider and back."""

    state: str
    nonce: str
    verifier: str
    next: str
    until: float


@dataclass(frozen=True, slots=True)
class Published:
    """What the provider publishes of itself."""

    metadata: Mapping[str, Any]
    keys: Mapping[str, Any]
    until: float


class Flow:
    """People on their way in, of one desk."""

    def __init__(self, provider: Provider, clock: Callable[[], float] = time.monotonic) -> None:
        self.provider, self._clock = provider, clock
        self._begun: OrderedDict[str, Begun] = OrderedDict()
        self._published: Published | None = None
        self._lock = Lock()

    def begin(self, next: str) -> tuple[str, str]:
        """Where to send somebody, and a ticket for their browser to keep. Raises AccountError."""
        state, nonce, verifier, ticket = (secrets.token_urlsafe(32) for _ in range(4))
        begun = Begun(state, nonce, verifier, next, self._clock() + HELD)
        with _asking(), self._session() as session:
            asked = self._look().metadata["authorization_endpoint"]
            address, _ = session.create_authorization_url(
                asked, state=state, nonce=nonce, code_verifier=verifier
            )
        with self._lock:
            self._begun[ticket] = begun
            while len(self._begun) > MOST:
                self._begun.popitem(last=False)
        return str(address), ticket

    def finish(self, ticket: str, state: str, code: str) -> tuple[str, str]:
        """The e-mail of whoever came back, and where they wanted to go. A ticket holds once. Raises AccountError."""
        with self._lock:
            begun = self._begun.pop(ticket, None)
        if begun is None or begun.until < self._clock():
            raise AccountError("This way in has ended. Begin anew on the login page, in the same browser.")
        if not hmac.compare_digest(state.encode(), begun.state.encode()):
            raise AccountError("The answer belongs to another try. Begin anew on the login page.")
        with _asking():
            claims = self._claims(code, begun)
        return self._email(claims), begun.next

    def _claims(self, code: str, begun: Begun) -> dict[str, Any]:
        """What the provider vouches for."""
        published = self._look()
        with self._session() as session:
            token = session.fetch_token(
                published.metadata["token_endpoint"], code=code, code_verifier=begun.verifier
            )
            claims = self._checked(str(token.get("id_token")), begun.nonce)
            if "email" not in claims and "userinfo_endpoint" in published.metadata:
                claims |= _told_besides(session, published.metadata["userinfo_endpoint"], claims["sub"])
        return claims

    def _checked(self, id_token: str, nonce: str) -> dict[str, Any]:
        """The claims of an ID token whose signature, issuer, audience, times and nonce are as they must be."""
        from authlib.oidc.core import CodeIDToken

        token = self._decoded(id_token)
        options = {
            "iss": {"essential": True, "value": self.provider.issuer},
            "aud": {"essential": True, "value": self.provider.client_id},
            "nonce": {"essential": True, "value": nonce},
        }
        params = {"nonce": nonce, "client_id": self.provider.client_id}
        claims = CodeIDToken(token.claims, token.header, options, params)
        claims.validate(leeway=LEEWAY)
        return dict(claims)

    def _decoded(self, id_token: str) -> Any:
        """The token, once its signature holds; keys are asked for anew where it names one that is not known."""
        from joserfc import jwt
        from joserfc.errors import InvalidKeyIdError
        from joserfc.jwk import KeySet

        def decode() -> Any:
            keys = KeySet.import_key_set(dict(self._look().keys))  # type: ignore[arg-type]
            return jwt.decode(id_token, keys, algorithms=SIGNED_BY)

        try:
            return decode()
        except InvalidKeyIdError:
            self._published = None
            return decode()

    def _email(self, claims: Mapping[str, Any]) -> str:
        verified = claims.get("email_verified", self.provider.assume_verified)
        if verified not in (True, "true"):
            raise AccountError(
                "The provider does not say that your e-mail was verified. Verify it there first."
            )
        return checked_email(str(claims.get("email", "")))

    def _look(self) -> Published:
        """What the provider publishes, asked for now and then."""
        if self._published is None or self._published.until < self._clock():
            with self._session() as session:
                base = self.provider.issuer.rstrip("/")
                metadata = _json(session, f"{base}/.well-known/openid-configuration")
                if metadata.get("issuer") != self.provider.issuer:
                    raise AccountError(f"The provider calls itself {metadata.get('issuer')!r}, not {base!r}.")
                keys = _json(session, metadata["jwks_uri"])
            self._published = Published(metadata, keys, self._clock() + FRESH)
        return self._published

    def _session(self) -> Any:
        from authlib.integrations.requests_client import OAuth2Session

        return OAuth2Session(
            self.provider.client_id,
            self.provider.secret or None,
            scope=SCOPE,
            redirect_uri=self.provider.back,
            code_challenge_method="S256",
            default_timeout=PATIENCE,
        )


def _json(session: Any, address: str) -> dict[str, Any]:
    answer = session.get(address, withhold_token=True)
    answer.raise_for_status()
    told: dict[str, Any] = answer.json()
    return told


def _told_besides(session: Any, address: str, sub: str) -> dict[str, Any]:
    """The e-mail, from a provider that keeps it out of the ID token; of the same person only."""
    answer = session.get(address)
    answer.raise_for_status()
    told = answer.json()
    if told.get("sub") != sub:
        raise AccountError("The provider tells of two people at once. Begin anew on the login page.")
    return {name: told[name] for name in ("email", "email_verified") if name in told}


@contextmanager
def _asking() -> Iterator[None]:
    """The one border to the provider: what goes wrong with it becomes an AccountError, and goes to the log."""
    import logging

    from authlib.common.errors import AuthlibBaseError
    from joserfc.errors import JoseError
    from requests import RequestException

    try:
        yield
    except (AuthlibBaseError, JoseError, RequestException, KeyError, ValueError, TypeError) as error:
        logging.getLogger("sayso.accounts").warning("OpenID Connect: %s: %s", type(error).__name__, error)
        raise AccountError(
            "The provider did not vouch for you in a way that can be checked. Begin anew, or ask an admin, whose log "
            "says more."
        ) from error
