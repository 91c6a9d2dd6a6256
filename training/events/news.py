"""Labels on sentences of real news, whose text is not ours to keep: offsets into the articles of a corpus.

``sentences/news-labels/polnear.jsonl`` has lines of {"article": id, "start", "end", "events"}; an event is as in the
written sentences, but its trigger and parties are [start, end] within the sentence. The text comes from PolNeAR's
train half, with lines of {"id", "text"}, where that is at hand.

``python -m training.events.news LABELLED.jsonl POLNEAR/train.jsonl`` makes such lines of sentences labelled with words.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from training.events.sentences import FOLDER, Written, WrittenEvent, of_row

LABELS = FOLDER / "news-labels" / "polnear.jsonl"


def load_news(corpus: Path, labels: Path = LABELS) -> list[Written]:
    """The labelled sentences of the corpus. Raises ValueError where an article is not in it."""
    texts = {row["id"]: row["text"] for row in rows_of(corpus)}
    return [_written(row, texts) for row in rows_of(labels)]


def rows_of(path: Path) -> Iterator[dict[str, Any]]:
    """The lines of a file of JSON lines."""
    return (json.loads(line) for line in path.read_text("utf-8").splitlines())


def _written(row: dict[str, Any], texts: dict[str, str]) -> Written:
    if row["article"] not in texts:
        raise ValueError(
            f"The corpus has no article {row['article']}; the labels belong to PolNeAR's train half."
        )
    events = tuple(_event(event) for event in row["events"])
    return Written(texts[row["article"]][row["start"] : row["end"]], events, "news")


def _event(row: dict[str, Any]) -> WrittenEvent:
    sides = {side: tuple((start, end) for start, end in row[side]) for side in ("actors", "recipients")}
    start, end = row["trigger"]
    return WrittenEvent(row["type"], row["mode"], row["status"], (start, end), **sides)


def main() -> None:
    """Turn labels that quote words into labels that only point."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("labelled", type=Path, nargs="+")
    options.add_argument("corpus", type=Path)
    given = options.parse_args()
    articles = list(rows_of(given.corpus))
    LABELS.parent.mkdir(exist_ok=True)
    with LABELS.open("w", encoding="utf-8") as out:
        for row in (row for path in given.labelled for row in rows_of(path)):
            article, start = articles[row["article"]], row["start"]
            events = [asdict(event) for event in of_row(row, "news").events]
            end = start + len(row["sentence"])
            if article["text"][start:end] != row["sentence"]:
                raise ValueError(f"{article['id']} has other words at {start}: {row['sentence']}")
            out.write(
                json.dumps({"article": article["id"], "start": start, "end": end, "events": events}) + "\n"
            )


if __name__ == "__main__":
    main()
