"""The words and patterns of date expressions."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from sayso.errors import LexiconError
from sayso.lexicons.tables import digest_of, lexicon_path, read_toml, shape_of

NUMBERED = ("months", "weekdays", "numbers", "near", "shifts", "ways", "seasons", "decades")
TABLES = (*NUMBERED, "units", "halves", "feasts")
FIXED = {
    "day": r"(?P<day>\d{1,2})(?:st|nd|rd|th)?(?!\d)",
    "year": r"(?P<year>(?:1[0-9]|20)\d\d)",
}
WORD = re.compile(r"\d|[^\W\d]+")
INNERMOST = re.compile(r"(?<!\\)\((\?(?:[:=!]|<[=!]|P<\w+>))?([^()]*)\)(\??)")  # a group that holds no other


@dataclass(frozen=True, slots=True)
class DatePattern:
    """One shape of a date expression, and the name of the rule that resolves it."""

    rule: str
    pattern: re.Pattern[str]
    needs: tuple[frozenset[str], ...]  # one word of each has to be there, see ``words_of``


@dataclass(frozen=True, slots=True)
class Joint:
    """What makes one stretch of time of two expressions: "from" the first "to" the second."""

    opening: str
    between: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DateWords:
    """Everything that the dates stage knows of a language. See the comments in ``dates.toml``."""

    patterns: tuple[DatePattern, ...]
    numbers: dict[str, dict[str, int]]  # table -> word -> number
    units: dict[str, str]
    halves: dict[str, tuple[int, int]]  # first and last month
    feasts: dict[str, tuple[int, int]]  # month and day
    modifiers: tuple[tuple[str, str], ...]  # words, what they do; the longest words first
    joints: tuple[Joint, ...]
    ambiguous: frozenset[str]
    year_openers: frozenset[str]
    deadlines: frozenset[str]
    prospective: frozenset[str]
    future_auxiliaries: frozenset[str]
    digest: str


def load_date_words(language: str = "en") -> DateWords:
    """The date expressions of ``language``. Raises LexiconError where the file is missing or breaks its shape."""
    path = lexicon_path(language, "dates.toml")
    table = read_toml(path)
    try:
        with shape_of(path):
            return _date_words(table, digest_of(path))
    except re.error as error:
        raise LexiconError(f"{path}: the pattern {error.pattern!r} is not valid: {error.msg}.") from error


def words_of(text: str) -> set[str]:
    """The words of a text in lower case; any digit counts as "0"."""
    return {_counted(word) for word in WORD.findall(text.lower())}


def _counted(word: str) -> str:
    return "0" if word.isdigit() else word


def _date_words(table: dict[str, Any], digest: str) -> DateWords:
    groups = {name: rf"(?P<{name}>{_any_of(table[name])})" for name in TABLES}
    groups |= FIXED | {"number": rf"(?P<number>\d{{1,3}}|{_any_of(table['numbers'])})"}
    modifiers = [(words, name) for name, listed in table["modifiers"].items() for words in listed]
    return DateWords(
        patterns=tuple(
            DatePattern(entry["rule"], _compiled(entry["pattern"], groups), _needs(entry["pattern"], table))
            for entry in table["patterns"]
        ),
        numbers={name: table[name] for name in NUMBERED},
        units=table["units"],
        halves={words: (months[0], months[1]) for words, months in table["halves"].items()},
        feasts={words: (day[0], day[1]) for words, day in table["feasts"].items()},
        modifiers=tuple(sorted(modifiers, key=lambda entry: -len(entry[0]))),
        joints=tuple(Joint(entry["opening"], tuple(entry["between"])) for entry in table["joints"]),
        ambiguous=frozenset(table["guards"]["ambiguous"]),
        year_openers=frozenset(table["guards"]["year_openers"]),
        deadlines=frozenset(table["tense"]["deadlines"]),
        prospective=frozenset(table["tense"]["prospective"]),
        future_auxiliaries=frozenset(table["tense"]["future_auxiliaries"]),
        digest=digest,
    )


def _any_of(words: dict[str, Any]) -> str:
    return "|".join(re.escape(word).replace("\\ ", " ") for word in sorted(words, key=len, reverse=True))


def _needs(pattern: str, table: dict[str, Any]) -> tuple[frozenset[str], ...]:
    """The tables that a pattern cannot do without, each as the words with which its entries end.

    What may be left out, and what is one choice among others, is needed by nobody.
    """
    while (without := INNERMOST.sub(_unless_open, pattern)) != pattern:
        pattern = without
    needed = [name for name in TABLES if f"{{{name}}}" in pattern]
    digits = any(sign in pattern for sign in (r"\d", "{day}", "{year}"))
    last = (frozenset(_counted(WORD.findall(entry)[-1]) for entry in table[name]) for name in needed)
    return (*last, *([frozenset({"0"})] if digits else []))


def _unless_open(group: re.Match[str]) -> str:
    """A group of a pattern, without its brackets; nothing where it need not be there."""
    looks_around = group[1] in {"?=", "?!", "?<=", "?<!"}
    return "" if group[3] or looks_around or "|" in group[2] else group[2]


def _compiled(pattern: str, groups: dict[str, str]) -> re.Pattern[str]:
    """The pattern with its {names} filled in; it begins and ends at the bounds of words."""
    for name, group in groups.items():
        pattern = pattern.replace(f"{{{name}}}", group)
    return re.compile(rf"(?<!\w)(?:{pattern})(?!\w)".replace(" ", r"\s+"), re.IGNORECASE)
