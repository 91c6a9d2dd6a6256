"""Attributions of any texts in the form of the who-said-what scorer.

``python -m evaluation.attributions TEXTS.jsonl OUT.jsonl``: TEXTS has lines of {"id", "text"}; OUT gets
lines of {"id", "attributions": [{"source", "cue", "content"}]}, spans being offsets into the text. The texts
go through the stages that users call, from the article onwards. PolNeAR marks outermost attributions only, so
claims inside other claims are left out.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from evaluation.jsonl import lines
from sayso.article import from_text
from sayso.attributions import find_attributions
from sayso.loading import Models, load_models
from sayso.sentences import parse
from sayso.types import Attribution, FoundAttribution


def main() -> None:
    """Read all the texts and write their attributions, line by line."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("texts", type=Path)
    options.add_argument("out", type=Path)
    given = options.parse_args()
    models = load_models()
    with given.out.open("w", encoding="utf-8") as out:
        for text in lines(given.texts):
            answer = {"id": text["id"], "attributions": attributions(text["text"], models)}
            out.write(json.dumps(answer, ensure_ascii=False) + "\n")


def attributions(text: str, models: Models) -> list[dict[str, Any]]:
    """The outermost attributions of one text in the scorer's form."""
    article = from_text(text, id="text")
    found = find_attributions(article, parse(article, models.parser), models.attributions, models.reporting)
    return [plain(one) for one in found if one.within is None]


def plain(one: FoundAttribution | Attribution) -> dict[str, Any]:
    """An attribution in the scorer's form."""
    return {
        "source": one.source,
        "cue": one.cue,
        "content": one.content,
        "confidence": round(one.confidence, 4),
    }


if __name__ == "__main__":
    main()
