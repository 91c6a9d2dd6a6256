"""Places on labelled passages: ``python -m evaluation.places [PLACES.jsonl]``.

A line has {"id", "text", "places": [{"span", "place": {"name", "country"} or null}]}: every name of a place in the
passage, null where nothing in the passage settles which place it is. A mention is right where the place found there
has that name (whatever its accents) and country, or where none is found for null. A place found where no label is, is
spurious.
Thresholds were set on lines at even places; the others were never looked at.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from evaluation.halves import Halves, Judged, halved, tell
from sayso.entities.places import find_places
from sayso.lexicons.gazetteer import key_of, load_gazetteer
from sayso.sentences import load_parser, parse
from sayso.types import Article, PlaceMention

DATA = Path(__file__).with_name("data") / "places.jsonl"


def judge_all(path: Path) -> Halves:
    """Every mention of the even and of the odd lines, as ``judge`` has it."""
    parser, gazetteer = load_parser("en"), load_gazetteer("en")

    def judged(line: dict[str, Any]) -> Iterator[Judged]:
        parsed = parse(Article(id=line["id"], text=line["text"]), parser)
        return judge(line, find_places(parsed, gazetteer))

    return halved(path, judged)


def judge(line: dict[str, Any], found: Iterable[PlaceMention]) -> Iterator[Judged]:
    """For each label, and each place found without one: is it right, and in words."""
    left = list(found)
    for label in line["places"]:
        here = [m for m in left if m.span[0] < label["span"][1] and label["span"][0] < m.span[1]]
        left = [mention for mention in left if mention not in here]
        places = [(key_of(mention.place.name), mention.place.country) for mention in here]
        right = [(key_of(label["place"]["name"]), label["place"]["country"])] if label["place"] else []
        words = line["text"][slice(*label["span"])]
        yield Judged(places == right, f"{line['id']} {words}: {places}")
    for mention in left:
        words = line["text"][slice(*mention.span)]
        yield Judged(False, f"{line['id']} {words}: spurious {mention.place}", labelled=False)


if __name__ == "__main__":
    tell(__doc__, DATA, judge_all)
