"""What a request brings along is counted and timed while it comes, so that nothing large is ever held."""

from __future__ import annotations

import anyio
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sayso.page import LARGEST

MOST = LARGEST + 1_000_000  # bytes; the page, and the form or the JSON around it
LONGEST = 120.0  # seconds from the first byte to the last
CLOSE = {"Connection": "close"}  # what still comes is not wanted


class Bodies:
    """Turns away bodies that are too long, by what they say of themselves or as soon as they are, or too slow."""

    def __init__(self, app: ASGIApp, most: int = MOST, longest: float = LONGEST) -> None:
        self.app, self.most, self.longest = app, most, longest

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] == "http":
            receive = _Counting(receive, self.most, self.longest, Headers(scope=scope))
        await self.app(scope, receive, send)


class _Counting:
    """What hands on the body, bit by bit. Raises HTTPException, which whoever reads the body lets through."""

    def __init__(self, receive: Receive, most: int, longest: float, headers: Headers) -> None:
        self._receive, self._most, self._longest = receive, most, longest
        self._said = headers.get("content-length", "0")
        self._count, self._until, self._whole = 0, 0.0, False

    async def __call__(self) -> Message:
        if self._whole:
            return await self._receive()  # until the client leaves
        if self._said.isdigit() and int(self._said) > self._most:
            raise self._too_large()
        message = await self._in_time()
        self._count += len(message.get("body", b""))
        self._whole = not message.get("more_body", False)
        if self._count > self._most:
            raise self._too_large()
        return message

    async def _in_time(self) -> Message:
        self._until = self._until or anyio.current_time() + self._longest
        try:
            with anyio.fail_after(self._until - anyio.current_time()):
                return await self._receive()
        except TimeoutError as error:
            told = f"The body took longer than {self._longest:g} seconds to come. Send it at once."
            raise HTTPException(408, told, CLOSE) from error

    def _too_large(self) -> HTTPException:
        told = f"The body is larger than {self._most // 1_000_000} MB, which no article is."
        return HTTPException(413, f"{told} Send the article's own page.", CLOSE)
