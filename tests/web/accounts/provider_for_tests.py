"""A small OpenID provider on loopback: it vouches for one person, and can be told to lie in each way that matters."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from socket import socket
from typing import Any
from urllib.parse import parse_qs, urlencode

import uvicorn
from joserfc import jwt
from joserfc.jwk import ECKey, KeySet, RSAKey
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

CLIENT, SECRET = "sayso", "a secret of the tests"
RSA = RSAKey.generate_key(2048, {"kid": "one"})
OTHER = RSAKey.generate_key(2048, {"kid": "one"})
NEXT = ECKey.generate_key("P-256", {"kid": "two"})


@dataclass
class Provider:
    """The provider, what it says, and what it was asked."""

    issuer: str = ""
    claims: dict[str, Any] = field(default_factory=dict)  # put over those that are right
    without: tuple[str, ...] = ()  # claims that are left out
    metadata: dict[str, Any] = field(default_factory=dict)
    key: Any = field(default_factory=lambda: RSA)
    algorithm: str = "RS256"
    published: tuple[Any, ...] = field(default_factory=lambda: (RSA,))
    userinfo: dict[str, Any] | None = None
    token: dict[str, Any] = field(default_factory=dict)  # put over the answer with the ID token
    asked: dict[str, str] = field(default_factory=dict)
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    seen: list[str] = field(default_factory=list)

    def app(self) -> Starlette:
        """Its pages."""
        return Starlette(
            routes=[
                Route("/.well-known/openid-configuration", self._metadata),
                Route("/authorize", self._authorize),
                Route("/token", self._token, methods=["POST"]),
                Route("/jwks", self._keys),
                Route("/userinfo", self._userinfo),
            ]
        )

    def _metadata(self, _: Request) -> Response:
        told = {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/jwks",
            "id_token_signing_alg_values_supported": ["none", "HS256", "RS256"],
        }
        if self.userinfo is not None:
            told["userinfo_endpoint"] = f"{self.issuer}/userinfo"
        return JSONResponse(told | self.metadata)

    def _authorize(self, request: Request) -> Response:
        """Sends whoever comes straight back, with a code."""
        self.asked = dict(request.query_params)
        code = f"code-{len(self.codes)}"
        self.codes[code] = self.asked
        back = urlencode({"code": code, "state": self.asked["state"]})
        return RedirectResponse(f"{self.asked['redirect_uri']}?{back}", 303)

    async def _token(self, request: Request) -> Response:
        form = {name: values[0] for name, values in parse_qs((await request.body()).decode()).items()}
        asked = self.codes.pop(form.get("code", ""), None)  # a code holds once
        if asked is None or not self._client_is_right(request) or not _proves(form, asked):
            return JSONResponse({"error": "invalid_grant"}, 400)
        self.seen.append(form["redirect_uri"])
        answer = {"access_token": "access", "token_type": "Bearer", "id_token": self._id_token(asked)}
        return JSONResponse(answer | self.token)

    def _client_is_right(self, request: Request) -> bool:
        right = base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        return request.headers.get("authorization") == f"Basic {right}"

    def _id_token(self, asked: dict[str, str]) -> str:
        now = int(time.time())
        right = {"iss": self.issuer, "aud": CLIENT, "sub": "1", "iat": now, "exp": now + 300}
        right |= {"nonce": asked["nonce"], "email": "Anna@Example.org", "email_verified": True}
        claims = {name: value for name, value in (right | self.claims).items() if name not in self.without}
        if self.algorithm in ("none", "HS256"):
            return _by_hand(self.algorithm, claims, self.key if isinstance(self.key, bytes) else b"")
        header = {"alg": self.algorithm, "kid": self.key.kid}
        return jwt.encode(header, claims, self.key, algorithms=[self.algorithm])

    def _keys(self, _: Request) -> Response:
        return JSONResponse(KeySet(list(self.published)).as_dict(private=False))

    def _userinfo(self, request: Request) -> Response:
        if request.headers.get("authorization") != "Bearer access":
            return JSONResponse({"error": "invalid_token"}, 401)
        return JSONResponse(self.userinfo)


@contextmanager
def providing() -> Iterator[Provider]:
    """A provider that answers, on a port of its own."""
    provider = Provider()
    with socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()  # whoever comes waits until the server takes over
        provider.issuer = f"http://127.0.0.1:{listener.getsockname()[1]}"
        server = uvicorn.Server(uvicorn.Config(provider.app(), log_level="error"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        yield provider
        server.should_exit = True
        thread.join(10)


def client_secret() -> bytes:
    """The client's secret as a key, with which somebody might try to sign."""
    return SECRET.encode()


def public_key() -> bytes:
    """The published key as a shared secret: an old trick."""
    return RSA.as_pem(private=False)


def _proves(form: dict[str, str], asked: dict[str, str]) -> bool:
    digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
    challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
    right = asked.get("code_challenge_method") == "S256" and challenge == asked.get("code_challenge")
    return right and form.get("redirect_uri") == asked["redirect_uri"]


def _by_hand(algorithm: str, claims: dict[str, Any], secret: bytes) -> str:
    """A token that no library would make: not signed, or signed with what is no secret."""

    def part(value: bytes) -> str:
        return base64.urlsafe_b64encode(value).rstrip(b"=").decode()

    header = {"alg": algorithm, "kid": "one"}
    said = f"{part(json.dumps(header).encode())}.{part(json.dumps(claims).encode())}"
    signature = hmac.digest(secret, said.encode(), "sha256") if algorithm == "HS256" else b""
    return f"{said}.{part(signature)}"
