"""Disputes across pages on evaluation/data/disputes.jsonl. ``python -m evaluation.disputes [dev|test] [--wrong]``

Each line: two short pages, "said" and "answer", each with a date; "disputed" says whether the one denies the other.
Non-pairs are near misses: the same parties about other things, denials by others, questions, refusals, two who both
deny. Pages are read as any page is, events aside; both stand in one story. Pages about one happening are in one half.
Thresholds were set on dev only.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from evaluation.jsonl import lines
from sayso.article import from_text
from sayso.attributions import find_attributions, find_disputes
from sayso.entities import who_is_who
from sayso.loading import Models, load_models
from sayso.models.sentence_vectors import SentenceVectors, load_sentence_vectors
from sayso.record import name_sources, put_together
from sayso.sentences import parse
from sayso.stories.copies import find_reports
from sayso.stories.picture import Picture
from sayso.types import OpenDispute, Record, Story

SIDES = ("said", "answer")
PAIRS = Path(__file__).parent / "data" / "disputes.jsonl"


def pairs(split: str) -> list[dict[str, Any]]:
    """The labelled pairs of one half."""
    return [line for line in lines(PAIRS) if line["split"] == split]


def found(pair: dict[str, Any], models: Models, vectors: SentenceVectors) -> list[OpenDispute]:
    """The disputes between the two pages of a pair."""
    return between([read_claims(pair[side], f"{pair['id']}-{side}", models) for side in SIDES], vectors)


def between(records: Sequence[Record], vectors: SentenceVectors) -> list[OpenDispute]:
    """The disputes from one page to another where all stand in one story."""
    by_id = {record.article.id: record for record in records}
    picture = Picture(by_id, find_reports(records), vectors)
    story = Story("story", "", tuple(by_id), None, None, ())
    return [one for one in picture.disputes_of([story]) if one.similarity is not None]


def read_claims(page: dict[str, str], name: str, models: Models) -> Record:
    """The record of a page, without its events."""
    article = from_text(page["text"], id=name, date=page["date"])
    parsed = parse(article, models.parser)
    attributions = find_attributions(article, parsed, models.attributions, models.reporting)
    cast = who_is_who(article, parsed, attributions, models.actors)
    claims = name_sources(attributions, cast, parsed)
    return put_together(
        article, cast, claims, (), (), find_disputes(claims, parsed, models.reporting), models.digests()
    )


def score(labelled: Sequence[dict[str, Any]], said: Sequence[bool]) -> tuple[float, float, float]:
    """Precision, recall, F1 of "disputed"."""
    both = sum(pair["disputed"] and one for pair, one in zip(labelled, said, strict=True))
    precision = both / max(1, sum(said))
    recall = both / max(1, sum(pair["disputed"] for pair in labelled))
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def figures(split: str) -> tuple[float, float, float]:
    """Precision, recall, F1 of one half."""
    labelled, models, vectors = pairs(split), load_models(), load_sentence_vectors()
    return score(labelled, [bool(found(pair, models, vectors)) for pair in labelled])


def main() -> None:
    """Print the scores of one half, or of both; with --wrong, the pairs of dev that are held wrongly."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("split", nargs="?", choices=("dev", "test"))
    options.add_argument("--wrong", action="store_true")
    given = options.parse_args()
    models, vectors = load_models(), load_sentence_vectors()
    for split in [given.split] if given.split else ["dev", "test"]:
        labelled = pairs(split)
        disputes = [found(pair, models, vectors) for pair in labelled]
        precision, recall, both = score(labelled, [bool(one) for one in disputes])
        print(
            f"{split}: {len(labelled)} pairs; precision {precision:.3f}, recall {recall:.3f}, F1 {both:.3f}"
        )
        for pair, one in zip(labelled, disputes, strict=True):
            if given.wrong and split == "dev" and bool(one) != pair["disputed"]:
                print(f"  {pair['id']:4} {pair['kind']:28} {pair['said']['text']} | {pair['answer']['text']}")


if __name__ == "__main__":
    main()
