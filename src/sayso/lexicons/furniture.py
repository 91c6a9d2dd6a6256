"""The words by which page furniture and picture credits are known."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from sayso.errors import LexiconError
from sayso.lexicons.tables import digest_of, lexicon_path, read_toml
from sayso.types import Caption

LISTS = (
    "openings",
    "requests",
    "pleas",
    "paywall",
    "caption_labels",
    "credit_words",
    "agencies",
    "stop_words",
)
QUOTES = '"“”«»„'
LONGEST_CREDIT = 12  # words in a line that is only a credit


@dataclass(frozen=True)
class Furniture:
    """Phrases in small letters; see the comments in ``furniture.toml``."""

    openings: tuple[str, ...]
    requests: tuple[str, ...]
    pleas: tuple[str, ...]
    paywall: tuple[str, ...]
    caption_labels: tuple[str, ...]
    credit_words: tuple[str, ...]
    agencies: frozenset[str]
    stop_words: frozenset[str]
    digest: str

    def caption(self, line: str) -> Caption:
        """A caption parted from its credit, as "Somebody somewhere. Source: A Library"."""
        if self.is_credit(line):
            return Caption("", line)
        line = self._label.sub("", line, count=1)
        found = self._credit.search(line)
        if found is None:
            return Caption(line)
        credit = line[found.end() :].strip(" ()[].") or None
        return Caption(line[: found.start()].strip(" ([") or line, credit)

    def is_plea(self, line: str) -> bool:
        """Does the page speak to its reader in it, and nobody in a quotation?"""
        small = line.casefold()
        return any(plea in small for plea in self.pleas) and not any(mark in line for mark in QUOTES)

    def is_appeal(self, line: str) -> bool:
        """Does a line, which stands at the edge of a page, turn to its reader and quote nobody?"""
        small = line.casefold()
        asks = small.startswith(self.openings) or any(request in small for request in self.requests)
        return asks and not any(mark in line for mark in QUOTES)

    def at_paywall(self, lines: Iterable[str]) -> bool:
        """Does one of the lines ask for money or a name before the story goes on?"""
        return any(words in line.casefold() for line in lines for words in self.paywall)

    def is_credit(self, line: str) -> bool:
        """Is it nothing but a credit, as "Getty Images/AFP" or "Photo: Somebody"?"""
        small = line.casefold().strip(" ().[]©")
        if len(small.split()) > LONGEST_CREDIT:
            return False
        parts = [part.strip() for part in re.split(r"[/|,]| via ", small)]
        return small.startswith(self.credit_words) or all(part in self.agencies for part in parts)

    def ends_in_credit(self, line: str) -> bool:
        """Does a short credit close the line?"""
        found = self._credit.search(line)
        return found is not None and len(line[found.start() :].split()) <= LONGEST_CREDIT

    @cached_property
    def _label(self) -> re.Pattern[str]:
        words = "|".join(re.escape(word) for word in self.caption_labels)
        return re.compile(rf"^(?:{words})[:\s]\s*(?=\S)", re.IGNORECASE)

    @cached_property
    def _credit(self) -> re.Pattern[str]:
        words = "|".join(re.escape(word) for word in self.credit_words)
        return re.compile(rf"(?:^|(?<=[\s(\[.]))(?:{words})\s*", re.IGNORECASE)


def load_furniture(language: str = "en") -> Furniture:
    """The phrases of a language. Raises LexiconError where a list is missing or not of strings."""
    path = lexicon_path(language, "furniture.toml")
    table = read_toml(path)
    for name in LISTS:
        if not isinstance(table.get(name), list) or not all(isinstance(word, str) for word in table[name]):
            raise LexiconError(f'{path}: "{name}" must be a list of strings.')
    lists = {name: tuple(word.casefold() for word in table[name]) for name in LISTS}
    return Furniture(
        openings=lists["openings"],
        requests=lists["requests"],
        pleas=lists["pleas"],
        paywall=lists["paywall"],
        caption_labels=lists["caption_labels"],
        credit_words=lists["credit_words"],
        agencies=frozenset(lists["agencies"]),
        stop_words=frozenset(lists["stop_words"]),
        digest=digest_of(path),
    )
