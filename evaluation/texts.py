"""Records of running texts: ``python -m evaluation.texts TEXTS.jsonl OUT.jsonl``.

TEXTS has lines of {"id", "text", "date" or null}, running text with no page around it, maybe one sentence.
OUT gets a line {"id", "record"} for each, in the same order, or {"id", "failure"}; spans are offsets into
that very text. This is the door through which other people's test suites are run.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from evaluation.jsonl import lines
from sayso.article import from_text
from sayso.errors import PageError
from sayso.loading import Models, load_models
from sayso.pipeline import read_article


def main() -> None:
    """Read all the texts and write their records, line by line."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("texts", type=Path)
    options.add_argument("out", type=Path)
    given = options.parse_args()
    models = load_models()
    with given.out.open("w", encoding="utf-8") as out:
        for text in lines(given.texts):
            out.write(json.dumps(answer(text, models), ensure_ascii=False) + "\n")


def answer(text: dict[str, Any], models: Models) -> dict[str, Any]:
    """The line that answers a text: its record, or why there is none."""
    try:
        article = from_text(text["text"], id=str(text["id"]), date=text.get("date"))
        return {"id": text["id"], "record": read_article(article, models).to_dict()}
    except PageError as error:
        return {"id": text["id"], "failure": f"{error.stage}: {error}"}


if __name__ == "__main__":
    main()
