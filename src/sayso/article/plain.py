"""Plain text with its furniture on -> Draft: title first, a block a line, as a page is copied or printed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Literal

from sayso.article.draft import Draft, Kind, squeezed, without_doubles
from sayso.article.lines import SENTENCE_END, WORD, body_chances, load_weights
from sayso.errors import PageError
from sayso.lexicons.furniture import Furniture
from sayso.types import Caption

MOST_LINES = 20_000  # the longest page of the development set has 400
WIDEST = 120  # characters to which text is broken by hand or by a mail program
LONGEST_TITLE = 30  # words
SHORTEST_HEADLINE = 4  # words
RUNNING = 25  # words in a line of running text
MENU = re.compile(r"(?:[|·•»].*){3}")
LONGEST_CAPTION = 60  # words in a line that ends in a credit
LONGEST_HEADING = 14  # words
Role = Literal["body", "caption", "furniture"]


def read_plain(text: str, title: str | None, phrases: Furniture) -> Draft:
    """The article in a page's visible text. ``title`` is what the caller knows of it, else the first line."""
    lines = [squeezed(line) for line in unwrapped(text.split("\n")) if line.strip()]
    return read_lines(lines, title, phrases)


def read_lines(lines: Sequence[str], title: str | None, phrases: Furniture) -> Draft:
    """The article in lines of which each is a block, with the furniture still among them.

    Raises PageError where there are more lines than any page has.
    """
    if len(lines) > MOST_LINES:
        raise PageError(
            f"The page has {len(lines):,} lines, which no article has. Give the article's own page.",
            stage="article",
        )
    first = title or title_of(lines)
    found = body_chances(lines, first, phrases, load_weights())
    roles = line_roles(lines, found, first, phrases)
    told = list(zip(lines, roles, strict=True))
    return Draft(
        blocks=tuple((_kind(line), line) for line, role in told if role == "body"),
        title=_shortened(first, lines) if first else None,
        captions=tuple(_captions([line for line, role in told if role == "caption"], phrases)),
        furniture=without_doubles([line for line, role in told if role == "furniture" and line != first]),
    )


def unwrapped(lines: Sequence[str]) -> list[str]:
    """The lines with those joined that were broken to a width, as in e-mails and typed files, or at a link.

    A break was made by the width where the next line's first word would not have fitted on the line; the width is
    that of the longest line of several words. Text with a longer line than WIDEST has a block a line already. A
    break was made at a link where the next line goes on in small letters before the sentence has ended.
    """
    width = max((len(line) for line in lines if " " in line.strip()), default=0)
    joined = list(lines[:1])
    for before, line in pairwise(lines):
        if _goes_on(before, line) or (0 < width <= WIDEST and _was_full(before, line, width)):
            joined[-1] += " " + line
        else:
            joined.append(line)
    return joined


def _was_full(before: str, line: str, width: int) -> bool:
    full = len(before) + 1 + len(line.split(" ", 1)[0]) > width
    return full and bool(line.strip()) and bool(before.strip())


def _goes_on(before: str, line: str) -> bool:
    return line[:1].islower() and before.rstrip()[-1:].isalnum() and len(WORD.findall(before)) > 2


def line_roles(
    lines: Sequence[str], found: Sequence[float], title: str | None, phrases: Furniture
) -> list[Role]:
    """Body, caption or furniture: credits and what they close are captions, repeated titles furniture."""
    body = [n for n, chance in enumerate(found) if chance >= 0.5]
    inside = range(body[0] - 2, body[-1] + 2) if body else range(0)
    return [_role(n, lines, found, title, phrases, n in inside) for n in range(len(lines))]


def _role(
    n: int, lines: Sequence[str], found: Sequence[float], title: str | None, phrases: Furniture, inside: bool
) -> Role:
    line = lines[n]
    if (title and _begins_alike(line, title)) or phrases.is_plea(line):
        return "furniture"
    if inside and _is_caption(n, lines, phrases):
        return "caption"
    return "body" if found[n] >= 0.5 else "furniture"


def _is_caption(n: int, lines: Sequence[str], phrases: Furniture) -> bool:
    """A credit, a line that ends in one, or the same words said just before such a line."""
    line = lines[n]
    if phrases.is_credit(line):
        return True
    if len(WORD.findall(line)) > LONGEST_CAPTION:
        return False
    following = lines[n + 1] if n + 1 < len(lines) else ""
    doubled = following != line and following.startswith(line) and phrases.ends_in_credit(following)
    return doubled or phrases.ends_in_credit(line)


def _captions(lines: list[str], phrases: Furniture) -> list[Caption]:
    whole = [line for n, line in enumerate(lines) if not any(x.startswith(line) for x in lines[n + 1 :])]
    return [phrases.caption(line) for line in whole]


def title_of(lines: Sequence[str]) -> str | None:
    """The first line above the running text that reads like a headline, else the first if it is short."""
    running = next((n for n, line in enumerate(lines) if len(WORD.findall(line)) >= RUNNING), len(lines))
    headlines = [line for line in lines[:running] if _may_be_title(line) and _has_words_of_headline(line)]
    first = lines[0] if len(lines) > 1 and _may_be_title(lines[0]) else None
    return next(iter(headlines), first)


def _may_be_title(line: str) -> bool:
    """Is it short, and no sentence? One may end in a quotation, and a headline may ask or exclaim."""
    bare = line.rstrip("\"'”’»)")
    return len(WORD.findall(line)) <= LONGEST_TITLE and not bare.endswith((".", ",", ";", ":"))


def _has_words_of_headline(line: str) -> bool:
    """Neither a masthead, which has few words, nor a menu, whose words are parted by bars."""
    return len(WORD.findall(line)) >= SHORTEST_HEADLINE and not MENU.search(line)


def _shortened(title: str, lines: Sequence[str]) -> str:
    """The title without the name of the site, where the page also says it alone."""
    alone = [line for line in lines if len(WORD.findall(line)) > 2 and title != line and line in title]
    return squeezed(max(alone, key=len, default=title))


def _begins_alike(line: str, title: str) -> bool:
    small, other = squeezed(line).casefold(), squeezed(title).casefold()
    return small == other or (len(WORD.findall(line)) > 3 and other.startswith(small))


def _kind(line: str) -> Kind:
    if (
        len(WORD.findall(line)) <= LONGEST_HEADING
        and not SENTENCE_END.search(line)
        and line[-1] not in ':,;"”’'
    ):
        return "heading"
    return "list" if line.startswith(("- ", "• ", "* ", "· ")) else "paragraph"
