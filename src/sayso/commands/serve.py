"""``sayso serve``: open the desk over a store in a browser."""

from __future__ import annotations

import argparse
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from socket import AF_INET, AF_INET6, IPPROTO_TCP, SO_REUSEADDR, SOCK_STREAM, SOL_SOCKET, socket
from threading import Timer
from typing import TYPE_CHECKING

from sayso.commands.shared import ALL_WELL, Commands, declared
from sayso.commands.store import add_store, store_of

if TYPE_CHECKING:
    from sayso.store import Store
    from sayso.web.accounts import Opened
    from sayso.web.accounts.provider import Provider
    from sayso.web.forwarding import Network

HOST, PORT = "127.0.0.1", 8377
SOON = 2.0  # seconds
WAITING = (
    "sayso: the store is being brought up to date, or another program holds it. The desk opens when that is done; "
    "Ctrl-C ends the waiting, and harms nothing."
)
LONGEST_GOODBYE = 75  # seconds in which what was begun is finished; reading a page may take 60
EPILOG = """\
examples:
  sayso serve
  sayso serve --store sqlite:///crisis.db --port 8400
  sayso serve --accounts --host 0.0.0.0 --name desk.example.org

Without --accounts the desk listens on this machine only, and whoever reaches
it may do everything: docs/accounts.md.
"""


def add_to(commands: Commands) -> None:
    """Declare the command."""
    serve = declared(commands, "serve", "open the desk over the store in a browser", EPILOG)
    add_store(serve)
    serve.add_argument("--host", default=HOST, help=f"address of this machine to listen on (default {HOST})")
    serve.add_argument(
        "--port", type=_port, default=PORT, metavar="N", help=f"default {PORT}; 0 takes any that is free"
    )
    serve.add_argument(
        "--log",
        choices=("plain", "json"),
        default="plain",
        help="plain: what goes wrong; json: each request too, one object a line (default plain)",
    )
    others = serve.add_argument_group("for others to reach")
    others.add_argument("--accounts", action="store_true", help="only users come in; see sayso user")
    others.add_argument(
        "--name",
        action="append",
        default=[],
        type=_name,
        help="under which the desk is reached: desk.example.org; may be given again",
    )
    others.add_argument(
        "--proxy",
        action="append",
        default=[],
        type=_network,
        metavar="ADDRESS",
        help="address or network whose X-Forwarded-* headers are believed; may be given again",
    )
    others.add_argument(
        "--oidc", type=Path, metavar="FILE", help="the OpenID provider of your team; needs sayso[oidc]"
    )
    serve.set_defaults(run=run, usage_error=serve.error)


def run(options: argparse.Namespace) -> int:
    """Serve until interrupted or told to stop; what was begun is finished first."""
    import uvicorn

    from sayso.apart import ReaderApart
    from sayso.web import create_app
    from sayso.web.operation.logs import set_up
    from sayso.web.rendering import bundle

    _check(options)
    set_up(options.log)
    reader = ReaderApart()
    with closing(_listening(options)) as listener, _opened_store(options) as store, closing(reader):
        config = uvicorn.Config(
            create_app(store, _opened(options, store), reader),
            log_config=None,
            access_log=False,
            server_header=False,
            proxy_headers=False,
            timeout_graceful_shutdown=LONGEST_GOODBYE,
        )
        server = uvicorn.Server(config)
        listener.listen()  # from here on a browser may come; it waits until the server takes over
        host, port = listener.getsockname()[:2]
        print(f"sayso: the desk is at http://{f'[{host}]' if ':' in host else host}:{port}/", flush=True)
        if bundle() is None:
            print("sayso: its script was not built, so it goes without keys, map and chains", file=sys.stderr)
        with stopping_quietly():
            server.run(sockets=[listener])
    print("sayso: the desk is closed", file=sys.stderr)
    return ALL_WELL


def _opened_store(options: argparse.Namespace) -> Store:
    """The store; where it is not open soon, somebody brings it up to date, and whoever waits for the desk is told."""
    waiting = Timer(SOON, lambda: print(WAITING, file=sys.stderr, flush=True))
    waiting.daemon = True
    waiting.start()
    try:
        return store_of(options, create=True)
    finally:
        waiting.cancel()


@contextmanager
def stopping_quietly() -> Iterator[None]:
    """Let the server take SIGINT and SIGTERM. It raises them again when it has closed, and by then there is no harm."""
    before = {stop: signal.signal(stop, _closed_already) for stop in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for stop, handler in before.items():
            signal.signal(stop, handler)


def _closed_already(_number: int, _frame: object) -> None:
    """Nothing is left to be stopped."""


def _check(options: argparse.Namespace) -> None:
    """End with exit status 2 where others could reach a desk without accounts."""
    from sayso.web.guarding import is_loopback

    if not options.accounts and not is_loopback(options.host):
        options.usage_error(
            f"--host {options.host} can be reached from other machines, where whoever comes may do everything. "
            f"Let users in with 'sayso user add' and give --accounts, or leave it at {HOST}."
        )
    if not options.accounts and (options.name or options.proxy or options.oidc):
        options.usage_error(
            "--name, --proxy and --oidc are for a desk that others reach. Give --accounts, too."
        )
    if not is_loopback(options.host) and not options.proxy:
        print(
            "sayso: without TLS, sessions and tokens can be read on the way. Put a proxy with TLS before the desk, "
            "and name it with --proxy; see docs/accounts.md",
            file=sys.stderr,
        )


def _opened(options: argparse.Namespace, store: Store) -> Opened | None:
    """What a desk with accounts is told; None for one without."""
    if not options.accounts:
        return None
    from sayso.accounts import Accounts
    from sayso.web.accounts import Opened

    accounts = Accounts(store)
    if not accounts.users():
        print("sayso: there is no user yet; 'sayso user add' lets the first one in", file=sys.stderr)
    return Opened(accounts, frozenset(options.name), tuple(options.proxy), _provider(options.oidc))


def _provider(path: Path | None) -> Provider | None:
    """The OpenID provider that a file tells of. Raises AccountError where it cannot be used."""
    if path is None:
        return None
    from importlib.util import find_spec

    from sayso.errors import AccountError
    from sayso.web.accounts.provider import SECRET, load_provider

    if find_spec("authlib") is None:
        raise AccountError("OpenID Connect takes Authlib. Install 'sayso[oidc]'.")
    return load_provider(path, os.environ.get(SECRET, ""))


def _listening(options: argparse.Namespace) -> socket:
    """A socket bound to the address. Ends with exit status 2 where that is taken.

    It says that it is TCP: only then does asyncio send what is written at once, without waiting some 40 ms for more.
    """
    listener = socket(AF_INET6 if ":" in options.host else AF_INET, SOCK_STREAM, IPPROTO_TCP)
    listener.setsockopt(SOL_SOCKET, SO_REUSEADDR, 1)
    try:
        listener.bind((options.host, options.port))
    except OSError as error:
        listener.close()
        options.usage_error(f"port {options.port} cannot be had: {error.strerror}. Give another with --port.")
    return listener


def _name(word: str) -> str:
    from sayso.web.guarding import PLAIN_HOST

    if not PLAIN_HOST.fullmatch(word) or ":" in word:
        raise argparse.ArgumentTypeError(f"{word!r} is not the name of a host; give it as desk.example.org")
    return word.lower()


def _network(word: str) -> Network:
    from sayso.web.forwarding import network_of

    try:
        return network_of(word)
    except ValueError as error:
        told = f"{word!r} is not an address or a network; give it as 10.0.0.7 or 10.0.0.0/24"
        raise argparse.ArgumentTypeError(told) from error


def _port(word: str) -> int:
    if not (word.isascii() and word.isdigit() and int(word) < 1 << 16):
        raise argparse.ArgumentTypeError(f"{word!r} is not a port; give 0 to 65535")
    return int(word)
