"""B-cubed F1 of story clusters on evaluation/data/stories.jsonl. ``python -m evaluation.stories [dev|test]``

Each line: {"id", "story", "split", "date", "title", "text"}. Pages of the same happening bear the same story; stories
that share actors or places stand beside each other in time as often as they do in the news. The thresholds were
tuned on dev only.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from evaluation.jsonl import lines
from sayso.article import from_text
from sayso.models.sentence_vectors import load_sentence_vectors
from sayso.stories.clusters import Stories, gist

PAGES = Path(__file__).parent / "data" / "stories.jsonl"


def b_cubed(found: Mapping[str, str], right: Mapping[str, str]) -> tuple[float, float, float]:
    """Precision, recall and F1 of groups, each page counting alike (Bagga and Baldwin 1998)."""
    precision = recall = 0.0
    for page in right:
        mine = {other for other in right if found[other] == found[page]}
        true = {other for other in right if right[other] == right[page]}
        precision += len(mine & true) / len(mine)
        recall += len(mine & true) / len(true)
    precision, recall = precision / len(right), recall / len(right)
    return precision, recall, 2 * precision * recall / (precision + recall)


def pages(split: str) -> list[dict[str, str]]:
    """The labelled pages of one half."""
    return [line for line in lines(PAGES) if line["split"] == split]


def grouped(labelled: Sequence[dict[str, str]]) -> dict[str, str]:
    """Page -> the first page of the story that it is put into, added in the order given."""
    articles = [from_text(page["text"], id=page["id"], title=page["title"]) for page in labelled]
    vectors = load_sentence_vectors()([gist(article) for article in articles])
    stories = Stories()
    for page, vector in zip(labelled, vectors, strict=True):
        stories.add(page["id"], page["date"], vector)
    return {name: group[0] for group in stories.groups() for name in group}


def f1(split: str) -> float:
    """B-cubed F1 of one half."""
    labelled = pages(split)
    return b_cubed(grouped(labelled), {page["id"]: page["story"] for page in labelled})[2]


def moved(split: str, tries: int = 10) -> float:
    """The largest share of pages whose story is another when the pages come in another order."""
    labelled = pages(split)
    first = grouped(labelled)
    worst = 0.0
    for seed in range(tries):
        again = grouped(random.Random(seed).sample(labelled, len(labelled)))  # noqa: S311
        worst = max(worst, sum(again[name] != first[name] for name in first) / len(first))
    return worst


def main() -> None:
    """Print the scores of one half, or of both."""
    for split in sys.argv[1:] or ["dev", "test"]:
        labelled = pages(split)
        right = {page["id"]: page["story"] for page in labelled}
        precision, recall, score = b_cubed(grouped(labelled), right)
        print(
            f"{split}: {len(labelled)} pages, {len(set(right.values()))} stories; B-cubed precision", end=" "
        )
        print(f"{precision:.3f}, recall {recall:.3f}, F1 {score:.3f}; moved by shuffling {moved(split):.3f}")


if __name__ == "__main__":
    main()
