"""Country and sector of actor phrases.

``python -m evaluation.actors PHRASES.jsonl OUT.jsonl``: PHRASES has lines of {"phrase", "context" or null,
"date" or null}; OUT gets a line of {"country", "sector", "why"} for each. ``--score`` prints the accuracy on
the lines of even and of odd number, for a file whose lines have "country" and "sector", too.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from evaluation.jsonl import lines
from sayso.entities import describe_phrase
from sayso.lexicons.actors import ActorTables, load_actors

DATA = Path(__file__).with_name("data") / "actors.jsonl"
CODES = ("country", "sector")


def main() -> None:
    """Describe all the phrases and write what was found, line by line."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("phrases", type=Path)
    options.add_argument("out", type=Path)
    options.add_argument("--score", action="store_true", help="print accuracy by half, and every miss")
    given = options.parse_args()
    tables = load_actors()
    phrases = list(lines(given.phrases))
    found = [described(phrase, tables) for phrase in phrases]
    with given.out.open("w", encoding="utf-8") as out:
        out.writelines(json.dumps(one, ensure_ascii=False) + "\n" for one in found)
    if given.score:
        report(phrases, found)


def described(phrase: dict[str, Any], tables: ActorTables) -> dict[str, Any]:
    """Country, sector and why of one line."""
    said = describe_phrase(phrase["phrase"], phrase.get("context"), phrase.get("date"), tables)
    return {"country": said.country, "sector": said.sector, "why": " ".join(said.why)}


def accuracy(phrases: Sequence[dict[str, Any]], found: Sequence[dict[str, Any]], code: str) -> float:
    """The share of phrases whose code is right; a missing code is right where none is expected."""
    right = sum(phrase[code] == one[code] for phrase, one in zip(phrases, found, strict=True))
    return right / len(phrases)


def report(phrases: Sequence[dict[str, Any]], found: Sequence[dict[str, Any]]) -> None:
    """Print the accuracy of both halves, and the misses of the half that may be tuned on."""
    for name, start in (("even", 0), ("odd", 1)):
        half, ours = phrases[start::2], found[start::2]
        scores = "  ".join(f"{code} {accuracy(half, ours, code):.3f}" for code in CODES)
        print(f"{name} half, {len(half)} phrases: {scores}")
    for phrase, one in zip(phrases[::2], found[::2], strict=True):
        if any(phrase[code] != one[code] for code in CODES):
            expected, got = ([str(row[code]) for code in CODES] for row in (phrase, one))
            print(f"  {phrase['phrase']}: {' '.join(expected)}, but {' '.join(got)}")


if __name__ == "__main__":
    main()
