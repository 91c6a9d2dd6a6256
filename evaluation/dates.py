"""Dates on labelled sentences: ``python -m evaluation.dates [DATES.jsonl]``.

A line has {"id", "text", "date" of publication or null, "dates": [{"span", "start", "end"}]}: every expression of
a date, with its first and last day, null where that cannot be told. An expression is right where one is found
there with those very days. One found where no label is, is spurious. Patterns were set on lines at even places.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from evaluation.jsonl import lines
from evaluation.places import report
from sayso.entities.dates import find_dates
from sayso.lexicons.dates import load_date_words
from sayso.sentences import load_parser, parse
from sayso.types import Article, DateMention, Published

DATA = Path(__file__).with_name("data") / "dates.jsonl"


def main() -> None:
    """Print the accuracy of both halves and every mistake of the half that is asked for."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("dates", type=Path, nargs="?", default=DATA)
    options.add_argument("--mistakes", choices=["even", "odd"], help="print the mistakes of a half")
    given = options.parse_args()
    judged = judge_all(given.dates)
    for half, expressions in judged.items():
        print(report(half, expressions))
    for right, _, told in judged.get(given.mistakes, []):
        if not right:
            print("  ", told)


def judge_all(path: Path) -> dict[str, list[tuple[bool, bool, str]]]:
    """Every expression of the even and of the odd lines, as ``judge`` has it."""
    parser, words = load_parser("en"), load_date_words("en")
    judged: dict[str, list[tuple[bool, bool, str]]] = {"even": [], "odd": []}
    for number, line in enumerate(lines(path)):
        article = article_of(line)
        found = find_dates(article, parse(article, parser), words)
        judged["odd" if number % 2 else "even"].extend(judge(line, found))
    return judged


def article_of(line: dict[str, Any]) -> Article:
    """The line as an article of its day."""
    published = Published(line["date"], "day", "given") if line["date"] else None
    return Article(id=line["id"], text=line["text"], published=published)


def judge(line: dict[str, Any], found: Iterable[DateMention]) -> Iterator[tuple[bool, bool, str]]:
    """For each label, and each expression found without one: is it right, is it labelled, and in words."""
    left = list(found)
    for label in line["dates"]:
        here = [m for m in left if m.span[0] < label["span"][1] and label["span"][0] < m.span[1]]
        left = [mention for mention in left if mention not in here]
        days = [(mention.when.start, mention.when.end) for mention in here]
        words = line["text"][slice(*label["span"])]
        yield days == [(label["start"], label["end"])], True, f"{line['id']} {words}: {days}"
    for mention in left:
        yield False, False, f"{line['id']} {mention.when.text}: spurious"


if __name__ == "__main__":
    main()
