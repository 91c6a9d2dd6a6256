"""``sayso mcp``: the look-ups as tools for assistants, over standard input and output."""

from __future__ import annotations

import argparse
import sys

from sayso.commands.shared import ALL_WELL, Commands, declared
from sayso.commands.store import add_store

EPILOG = """\
The tools: read_page, search_claims, chain, tension. They only look, and say
what they rest on. An assistant that speaks the Model Context Protocol starts
this command itself; where it keeps its servers, give it for example

  {"mcpServers": {"sayso": {"command": "sayso",
                            "args": ["mcp", "--store", "sqlite:////home/me/sayso.db"]}}}

It needs the protocol's SDK: pip install 'sayso[mcp]'
"""


def add_to(commands: Commands) -> None:
    """Declare the command."""
    parser = declared(commands, "mcp", "answer assistants that speak the Model Context Protocol", EPILOG)
    add_store(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Serve until standard input ends."""
    from sayso.extras import needed

    needed("mcp.server.mcpserver", "mcp")
    from sayso.adapters.mcp import server_of

    if sys.stdin.isatty():
        print("sayso: waiting for an assistant on standard input; Ctrl-C ends it", file=sys.stderr)
    server_of(options.store).run("stdio")
    return ALL_WELL
