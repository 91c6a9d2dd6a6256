"""Who may do what: access.toml, read once, and asked of a request. Pure."""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from importlib import resources

from starlette.routing import compile_path

from sayso.accounts import Role

LEVELS = {
    "free": Role.NOBODY,
    "open": Role.NOBODY,
    "read": Role.READ,
    "write": Role.WRITE,
    "admin": Role.ADMIN,
}


@dataclass(frozen=True, slots=True)
class Rule:
    """One line of the table."""

    method: str
    path: str  # as the app declares it: /read/{page}
    pattern: re.Pattern[str]
    role: Role  # the least that it takes
    free: bool  # for everybody, uncounted
    did: str  # what the audit log says; empty where it says nothing


@dataclass(frozen=True, slots=True)
class Rules:
    """The whole table."""

    lines: tuple[Rule, ...]

    def rule_for(self, method: str, path: str) -> Rule | None:
        """The strictest of the rules whose route could take the request; None where none could.

        So it does not matter which of several routes the app would choose.
        """
        method = "GET" if method == "HEAD" else method
        fitting = [rule for rule in self.lines if rule.method == method and rule.pattern.match(path)]
        return max(fitting, key=lambda rule: (rule.role, not rule.free), default=None)

    def methods_of(self, path: str) -> tuple[str, ...]:
        """The methods that a path takes."""
        return tuple(sorted({rule.method for rule in self.lines if rule.pattern.match(path)}))


@functools.cache
def load_rules() -> Rules:
    """The table of access.toml."""
    tables = tomllib.loads(resources.files(__package__).joinpath("access.toml").read_text("utf-8"))
    return Rules(tuple(rule for level, lines in tables.items() for rule in _rules(level, lines.items())))


def _rules(level: str, lines: Iterable[tuple[str, str]]) -> Iterable[Rule]:
    for route, did in lines:
        method, path = route.split(" ", 1)
        yield Rule(method, path, compile_path(path)[0], LEVELS[level], level == "free", did)
