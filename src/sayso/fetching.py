"""An http(s) address -> Page, dialled only after its address has been checked.

The host is resolved once and the connection goes to the very address that was checked, so that a name cannot
point elsewhere between the check and the call; each redirect is checked in the same way.
"""

from __future__ import annotations

import ipaddress
import socket
from typing import Literal
from urllib.parse import SplitResult, urljoin, urlsplit

import certifi
import urllib3

from sayso.errors import FetchError
from sayso.types import Page

PATIENCE = urllib3.Timeout(connect=10, read=20)  # seconds
REDIRECTS = 5
PORTS = {"http": 80, "https": 443}
HEADERS = {"User-Agent": "sayso (reads one page for its user)", "Accept": "text/html, text/plain;q=0.9"}


def fetch(url: str, *, largest: int, allow_private: bool = False) -> Page:
    """Fetch one page of at most ``largest`` bytes.

    Addresses of private networks and of this machine are refused unless ``allow_private``. Raises FetchError
    where the address is refused, does not answer, answers with an error, or sends something not a page.
    """
    address = url
    for _ in range(REDIRECTS + 1):
        response = _ask(_checked(address), allow_private)
        try:
            if response.status in {301, 302, 303, 307, 308} and "Location" in response.headers:
                address = urljoin(address, response.headers["Location"])
                continue
            return _page(response, url, address, largest)
        except urllib3.exceptions.HTTPError as error:
            raise FetchError(f"{address} broke off while it was read: {error}. Try again.") from error
        finally:
            response.close()
    raise FetchError(f"{url} leads on through more than {REDIRECTS} redirects. Give the final address.")


def _checked(address: str) -> SplitResult:
    try:
        parts = urlsplit(address)
        known = parts.scheme in PORTS and parts.hostname and (parts.port is None or parts.port > 0)
    except ValueError:
        known = False
    if not known:
        raise FetchError(f"{address} is not an http or https address. Check it.")
    return parts


def _ask(parts: SplitResult, allow_private: bool) -> urllib3.BaseHTTPResponse:
    host = parts.hostname or ""
    port = parts.port or PORTS[parts.scheme]
    number = _resolved(host, port, allow_private)
    pool = _pool(parts.scheme, host, number, port)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    headers = {**HEADERS, "Host": parts.netloc.rpartition("@")[2]}
    try:
        return pool.urlopen(
            "GET", target, headers=headers, redirect=False, retries=False, preload_content=False
        )
    except urllib3.exceptions.HTTPError as error:
        raise FetchError(
            f"{host} does not answer: {error}. Check the address, or try again later."
        ) from error


def _pool(scheme: str, host: str, number: str, port: int) -> urllib3.HTTPConnectionPool:
    if scheme == "http":
        return urllib3.HTTPConnectionPool(number, port, timeout=PATIENCE)
    return urllib3.HTTPSConnectionPool(
        number, port, timeout=PATIENCE, server_hostname=host, assert_hostname=host, ca_certs=certifi.where()
    )


def _resolved(host: str, port: int, allow_private: bool) -> str:
    """The first address of a host, after all of them were found to be public."""
    try:
        found = [str(entry[4][0]) for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    except (OSError, UnicodeError) as error:
        raise FetchError(f"The host {host} is not known. Check the address and the connection.") from error
    private = [number for number in found if not ipaddress.ip_address(number.split("%")[0]).is_global]
    if private and not allow_private:
        raise FetchError(
            f"{host} is at {private[0]}, inside a private network; save the page and give the file."
        )
    return found[0]


def _page(response: urllib3.BaseHTTPResponse, url: str, address: str, largest: int) -> Page:
    if response.status >= 400:
        raise FetchError(
            f"{address} answers with status {response.status} {response.reason or ''}".rstrip() + "."
        )
    kind, _, parameters = response.headers.get("Content-Type", "text/html").partition(";")
    kind = kind.strip().lower()
    if kind not in {"text/html", "application/xhtml+xml", "text/plain"}:
        raise FetchError(f"{address} sends {kind}, not a page of text or HTML.")
    data = response.read(largest + 1, decode_content=True)
    if len(data) > largest:
        raise FetchError(f"{address} sends more than {largest // 1_000_000} MB, which no article is.")
    charset = parameters.lower().partition("charset=")[2].strip(" \"'") or None
    media: Literal["html", "text"] = "text" if kind == "text/plain" else "html"
    return Page(data=data, name=url, media=media, encoding=charset, url=address)
