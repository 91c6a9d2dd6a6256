"""The command line. Thin: each command is a module of ``sayso.commands``; errors become messages here."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from sayso.commands import add, demo, export, history, keep, lists, mcp, read, serve, tension, user, who
from sayso.commands.read import EPILOG
from sayso.commands.shared import ALL_WELL, INTERRUPTED, SOME_FAILED
from sayso.errors import SaysoError

COMMANDS = (read, who, add, lists, export, history, keep, tension, serve, mcp, user, demo)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; returns the exit status."""
    options = _parser().parse_args(arguments)
    try:
        status: int = options.run(options)
    except SaysoError as error:
        print(f"sayso: {error}", file=sys.stderr)
        return SOME_FAILED
    except KeyboardInterrupt:
        print("sayso: interrupted; nothing was written to --out.", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return ALL_WELL
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="sayso",
        description="Reads news pages into a sourced, dated record:\nwho did what to whom, and on whose say-so.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        epilog=EPILOG,
    )
    parser.add_argument("--version", action="version", version=f"sayso {_version()}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for command in COMMANDS:
        command.add_to(commands)
    return parser


def _version() -> str:
    from importlib.metadata import version

    return version("sayso")


if __name__ == "__main__":
    sys.exit(main())
