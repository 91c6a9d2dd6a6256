"""Dates on labelled sentences: ``python -m evaluation.dates [DATES.jsonl]``.

A line has {"id", "text", "date" of publication or null, "dates": [{"span", "start", "end"}]}: every expression of
a date, with its first and last day, null where that cannot be told. An expression is right where one is found
there with those very days. One found where no label is, is spurious. Patterns were set on lines at even places.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from evaluation.halves import Halves, Judged, halved, tell
from sayso.entities.dates import find_dates
from sayso.lexicons.dates import load_date_words
from sayso.sentences import load_parser, parse
from sayso.types import Article, DateMention, Published

DATA = Path(__file__).with_name("data") / "dates.jsonl"


def judge_all(path: Path) -> Halves:
    """Every expression of the even and of the odd lines, as ``judge`` has it."""
    parser, words = load_parser("en"), load_date_words("en")

    def judged(line: dict[str, Any]) -> Iterator[Judged]:
        article = article_of(line)
        return judge(line, find_dates(article, parse(article, parser), words))

    return halved(path, judged)


def article_of(line: dict[str, Any]) -> Article:
    """The line as an article of its day."""
    published = Published(line["date"], "day", "given") if line["date"] else None
    return Article(id=line["id"], text=line["text"], published=published)


def judge(line: dict[str, Any], found: Iterable[DateMention]) -> Iterator[Judged]:
    """For each label, and each expression found without one: is it right, and in words."""
    left = list(found)
    for label in line["dates"]:
        here = [m for m in left if m.span[0] < label["span"][1] and label["span"][0] < m.span[1]]
        left = [mention for mention in left if mention not in here]
        days = [(mention.when.start, mention.when.end) for mention in here]
        words = line["text"][slice(*label["span"])]
        yield Judged(days == [(label["start"], label["end"])], f"{line['id']} {words}: {days}")
    for mention in left:
        yield Judged(False, f"{line['id']} {mention.when.text}: spurious", labelled=False)


if __name__ == "__main__":
    tell(__doc__, DATA, judge_all)
