"""Places on labelled passages: ``python -m evaluation.places [PLACES.jsonl]``.

A line has {"id", "text", "places": [{"span", "place": {"name", "country"} or null}]}: every name of a place in the
passage, null where nothing in the passage settles which place it is. A mention is right where the place found there
has that name (whatever its accents) and country, or where none is found for null. A place found where no label is, is
spurious.
Thresholds were set on lines at even places; the others were never looked at.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from evaluation.jsonl import lines
from sayso.entities.places import find_places
from sayso.lexicons.gazetteer import key_of, load_gazetteer
from sayso.sentences import load_parser, parse
from sayso.types import Article, PlaceMention

DATA = Path(__file__).with_name("data") / "places.jsonl"


def main() -> None:
    """Print the accuracy of both halves and every mistake."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("places", type=Path, nargs="?", default=DATA)
    options.add_argument("--mistakes", choices=["even", "odd"], help="print the mistakes of a half")
    given = options.parse_args()
    judged = judge_all(given.places)
    for half, mentions in judged.items():
        print(report(half, mentions))
    for right, _, words in judged.get(given.mistakes, []):
        if not right:
            print("  ", words)


def judge_all(path: Path) -> dict[str, list[tuple[bool, bool, str]]]:
    """Every mention of the even and of the odd lines, as ``judge`` has it."""
    parser, gazetteer = load_parser("en"), load_gazetteer("en")
    judged: dict[str, list[tuple[bool, bool, str]]] = {"even": [], "odd": []}
    for number, line in enumerate(lines(path)):
        parsed = parse(Article(id=line["id"], text=line["text"]), parser)
        judged["odd" if number % 2 else "even"].extend(judge(line, find_places(parsed, gazetteer)))
    return judged


def share(judged: list[tuple[bool, bool, str]]) -> float:
    """The share of labelled mentions that are right."""
    labelled = [right for right, is_labelled, _ in judged if is_labelled]
    return sum(labelled) / len(labelled)


def judge(line: dict[str, Any], found: Iterable[PlaceMention]) -> Iterator[tuple[bool, bool, str]]:
    """For each label, and each place found without one: is it right, is it labelled, and in words."""
    left = list(found)
    for label in line["places"]:
        here = [m for m in left if m.span[0] < label["span"][1] and label["span"][0] < m.span[1]]
        left = [mention for mention in left if mention not in here]
        places = [(key_of(mention.place.name), mention.place.country) for mention in here]
        right = [(key_of(label["place"]["name"]), label["place"]["country"])] if label["place"] else []
        words = line["text"][slice(*label["span"])]
        yield places == right, True, f"{line['id']} {words}: {places}"
    for mention in left:
        yield False, False, f"{line['id']} {line['text'][slice(*mention.span)]}: spurious {mention.place}"


def report(half: str, judged: list[tuple[bool, bool, str]]) -> str:
    """One line of figures."""
    labelled = [right for right, is_labelled, _ in judged if is_labelled]
    spurious = len(judged) - len(labelled)
    return f"{half}: {sum(labelled)} of {len(labelled)} right, {sum(labelled) / len(labelled):.3f}; {spurious} spurious"


if __name__ == "__main__":
    main()
