"""``sayso user``: who may come into a desk that others can reach, and who changed what."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sayso.commands.shared import ALL_WELL, Commands, declared
from sayso.commands.store import add_store, store_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sayso.accounts import Accounts

HERE = "http://127.0.0.1:8377"
HOURS, DAYS, LINES = 24, 90, 100
ROLES = ("read", "write", "admin")
EPILOG = """\
examples:
  sayso user add anna@example.org --role write
  sayso user login-link anna@example.org --at https://desk.example.org
  sayso user token anna@example.org --scope read --days 90 --label notebook
  sayso serve --accounts

Accounts live in the store that --store or $SAYSO_STORE names: docs/accounts.md.
"""
Run = Callable[[argparse.Namespace], int]


def add_to(commands: Commands) -> None:
    """Declare the command."""
    user = declared(commands, "user", "who may come into a desk that others can reach", EPILOG)
    deeds = user.add_subparsers(title="what to do", metavar="WHAT", required=True)
    add = _deed(deeds, "add", run_add, "let somebody in", "NAME")
    add.add_argument("--role", choices=ROLES, required=True)
    add.add_argument("--email", help="for OpenID Connect; a NAME that is an e-mail needs none")
    _deed(deeds, "list", run_list, "who may come in")
    role = _deed(deeds, "role", run_role, "give somebody another role", "NAME")
    role.add_argument("role", choices=ROLES)
    _deed(deeds, "remove", run_remove, "take somebody away; their sessions and tokens end", "NAME")
    link = _deed(deeds, "login-link", run_login_link, "print a link that logs somebody in, once", "NAME")
    link.add_argument("--hours", type=_count, default=HOURS, help=f"how long it holds (default {HOURS})")
    link.add_argument("--at", metavar="URL", default=HERE, help=f"where the desk is (default {HERE})")
    token = _deed(deeds, "token", run_token, "print a token for programs; it is shown once", "NAME")
    token.add_argument(
        "--scope", choices=ROLES, default="read", help="the most that it allows (default read)"
    )
    token.add_argument("--days", type=_count, default=DAYS, help=f"how long it holds (default {DAYS})")
    token.add_argument("--label", default="", help="what it is for")
    _deed(deeds, "tokens", run_tokens, "the tokens that hold")
    _deed(deeds, "revoke", run_revoke, "let a token hold no more", "TOKEN-ID")
    _deed(deeds, "log-out", run_log_out, "end all sessions, links and tokens of somebody", "NAME")
    audit = _deed(deeds, "audit", run_audit, "who changed what, the latest first")
    audit.add_argument("--limit", type=_count, default=LINES, metavar="N", help=f"lines (default {LINES})")


def _deed(
    deeds: Commands, name: str, run: Run, help: str, whom: str | None = None
) -> argparse.ArgumentParser:
    parser = declared(deeds, name, help)
    if whom:
        parser.add_argument("whom", metavar=whom)
    else:
        parser.add_argument("--format", choices=("table", "jsonl", "csv"), default="table")
    add_store(parser)
    parser.set_defaults(run=run)
    return parser


def run_add(options: argparse.Namespace) -> int:
    """Add a user."""
    from sayso.accounts.roles import role_of

    with _accounts(options) as accounts:
        name = accounts.add(options.whom, role_of(options.role), options.email, by=_by())
    _say(f"{name} may {options.role}; 'sayso user login-link' lets them in")
    return ALL_WELL


def run_list(options: argparse.Namespace) -> int:
    """List the users."""
    from sayso.accounts import User

    with _accounts(options) as accounts:
        users = accounts.users()
    if not users:
        _say("nobody has an account yet; 'sayso user add NAME --role admin' begins")
    return _write(users, User, options.format)


def run_role(options: argparse.Namespace) -> int:
    """Change a role."""
    from sayso.accounts.roles import role_of

    with _accounts(options) as accounts:
        name = accounts.set_role(options.whom, role_of(options.role), by=_by())
    _say(f"{name} may {options.role} from now on")
    return ALL_WELL


def run_remove(options: argparse.Namespace) -> int:
    """Remove a user."""
    with _accounts(options) as accounts:
        name = accounts.remove(options.whom, by=_by())
    _say(f"{name} is gone, and so are their sessions and tokens")
    return ALL_WELL


def run_login_link(options: argparse.Namespace) -> int:
    """Print a login link."""
    from datetime import timedelta

    with _accounts(options) as accounts:
        link = accounts.new_link(options.whom, timedelta(hours=options.hours), by=_by())
    print(f"{options.at.rstrip('/')}/login/{link}")
    _say(f"it holds once, for {options.hours} hours; send it where nobody else reads it")
    return ALL_WELL


def run_token(options: argparse.Namespace) -> int:
    """Print a token."""
    from datetime import timedelta

    from sayso.accounts.roles import role_of

    held = timedelta(days=options.days)
    with _accounts(options) as accounts:
        token = accounts.new_token(options.whom, role_of(options.scope), held, options.label, by=_by())
    print(token)
    _say(f"it is not shown again. Send it as 'Authorization: Bearer ...'; it holds for {options.days} days")
    return ALL_WELL


def run_tokens(options: argparse.Namespace) -> int:
    """List the tokens."""
    from sayso.accounts import Token

    with _accounts(options) as accounts:
        return _write(accounts.tokens(), Token, options.format)


def run_revoke(options: argparse.Namespace) -> int:
    """Revoke a token."""
    with _accounts(options) as accounts:
        accounts.revoke(options.whom, by=_by())
    _say("the token holds no more")
    return ALL_WELL


def run_log_out(options: argparse.Namespace) -> int:
    """Revoke all that somebody holds."""
    with _accounts(options) as accounts:
        count = accounts.revoke_all(options.whom, by=_by())
    _say(f"{count} sessions, links and tokens hold no more")
    return ALL_WELL


def run_audit(options: argparse.Namespace) -> int:
    """Print the audit log."""
    from sayso.accounts import Entry

    with _accounts(options) as accounts:
        return _write(accounts.entries(options.limit), Entry, options.format)


@contextmanager
def _accounts(options: argparse.Namespace) -> Iterator[Accounts]:
    from sayso.accounts import Accounts

    with store_of(options, create=True) as store:
        yield Accounts(store)


def _write(rows: tuple[object, ...], shape: type, form: str) -> int:
    from sayso.tabular import write_rows

    write_rows(rows, shape, form, None)
    return ALL_WELL


def _by() -> str:
    """Who types: whoever can open the database may do everything, so this tells, and proves nothing."""
    import getpass

    try:
        return f"{getpass.getuser()} (command line)"
    except (KeyError, OSError):  # a user of the system without a name, as in a container
        return "(command line)"


def _count(word: str) -> int:
    if not (word.isascii() and word.isdigit() and 0 < int(word) < 100_000):
        raise argparse.ArgumentTypeError(f"{word!r} is not a number of 1 or more")
    return int(word)


def _say(what: str) -> None:
    print(f"sayso: {what}", file=sys.stderr)
