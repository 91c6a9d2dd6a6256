"""``sayso serve``: open the desk over a store in a browser."""

from __future__ import annotations

import argparse
import sys
from contextlib import closing
from socket import AF_INET, AF_INET6, SO_REUSEADDR, SOCK_STREAM, SOL_SOCKET, socket

from sayso.commands.shared import ALL_WELL, Commands
from sayso.commands.store import add_store, store_of

HOST, PORT = "127.0.0.1", 8377
EPILOG = """\
examples:
  sayso serve
  sayso serve --store sqlite:///crisis.db --port 8400

The desk listens on this machine only: it has no accounts yet, and whoever reaches it may do everything.
"""


def add_to(commands: Commands) -> None:
    """Declare the command."""
    serve = commands.add_parser(
        "serve",
        help="open the desk over the store in a browser",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        epilog=EPILOG,
    )
    add_store(serve)
    serve.add_argument("--host", default=HOST, help=f"address of this machine to listen on (default {HOST})")
    serve.add_argument(
        "--port", type=_port, default=PORT, metavar="N", help=f"default {PORT}; 0 takes any that is free"
    )
    serve.set_defaults(run=run, usage_error=serve.error)


def run(options: argparse.Namespace) -> int:
    """Serve until interrupted."""
    import uvicorn

    from sayso.web import create_app
    from sayso.web.guarding import is_loopback
    from sayso.web.rendering import bundle

    if not is_loopback(options.host):
        options.usage_error(
            f"--host {options.host} can be reached from other machines, and the desk has no accounts yet. "
            f"Leave it at {HOST}; from elsewhere, come through an SSH tunnel."
        )
    with closing(_listening(options)) as listener, store_of(options, create=True) as store:
        server = uvicorn.Server(uvicorn.Config(create_app(store), log_level="warning", server_header=False))
        listener.listen()  # from here on a browser may come; it waits until the server takes over
        host, port = listener.getsockname()[:2]
        print(f"sayso: the desk is at http://{f'[{host}]' if ':' in host else host}:{port}/", flush=True)
        if bundle() is None:
            print("sayso: its script was not built, so it goes without keys, map and chains", file=sys.stderr)
        server.run(sockets=[listener])
    print("sayso: the desk is closed", file=sys.stderr)
    return ALL_WELL


def _listening(options: argparse.Namespace) -> socket:
    """A socket bound to the address. Ends with exit status 2 where that is taken."""
    listener = socket(AF_INET6 if ":" in options.host else AF_INET, SOCK_STREAM)
    listener.setsockopt(SOL_SOCKET, SO_REUSEADDR, 1)
    try:
        listener.bind((options.host, options.port))
    except OSError as error:
        listener.close()
        options.usage_error(f"port {options.port} cannot be had: {error.strerror}. Give another with --port.")
    return listener


def _port(word: str) -> int:
    if not (word.isascii() and word.isdigit() and int(word) < 1 << 16):
        raise argparse.ArgumentTypeError(f"{word!r} is not a port; give 0 to 65535")
    return int(word)
