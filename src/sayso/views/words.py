"""Ways of putting things that several views share."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

from rich.console import Console
from rich.text import Text

NOBODY = "nobody named"
HANGING = 4  # columns by which what goes on stands further in


def counted(number: int, word: str) -> str:
    """A number of things: "1 report", "2 reports", "no reports"."""
    return f"{number or 'no'} {word}{'' if number == 1 else 's'}"


def who_to_whom(actors: Sequence[str], recipients: Sequence[str]) -> str:
    """The parties of an event; those who stand on both sides, as of a meeting, are named once."""
    both = [party for party in actors if party in recipients]
    if both and len(both) == len(actors) == len(recipients) > 1:
        return " <-> ".join(both)
    named = ", ".join([party for party in actors if party not in both] or actors) or NOBODY
    return f"{named} -> {', '.join(recipients)}" if recipients else named


def hung(line: str, console: Console) -> Iterator[Text]:
    """A line as wide as the terminal, what goes on further in; the whole line where it goes elsewhere."""
    if not console.is_terminal:
        yield Text(line)
        return
    indent = len(line) - len(line.lstrip()) + HANGING
    yield from map(Text, textwrap.wrap(line, max(console.width, 2 * indent), subsequent_indent=" " * indent))
    if not line:
        yield Text()
