"""What events cost: the whole reading and each of its stages beside spaCy's full small pipeline, same texts, same run.

usage: python bench/events.py TEXTS.jsonl [--articles 40]

TEXTS has lines of {"id", "text"}. One core. The last column is the time as a multiple of spaCy's own.
"""

from __future__ import annotations

import argparse
import json
import os
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

WARM_UP = 5
STAGES = (
    "parse",
    "find_attributions",
    "who_is_who",
    "find_places",
    "find_dates",
    "find_events",
    "find_red_lines",
    "name_sources",
    "find_disputes",
)


def main() -> None:
    """Time spaCy, then the reading with its stages, and print one table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("texts", type=Path)
    options.add_argument("--articles", type=int, default=40)
    given = options.parse_args()
    one_core()
    texts = [json.loads(line)["text"] for line in given.texts.open(encoding="utf-8")][: given.articles]
    spacy = spacy_seconds(texts)
    spent, questions = sayso_seconds(texts)
    print(f"{len(texts)} articles, {sum(map(len, texts)) / 1000:.0f} thousand characters, one core")
    print(f"{questions / len(texts):.1f} words an article are asked about")
    print(f"{'':32}{'ms/page':>9}{'x spaCy':>9}")
    for name, seconds in [("spaCy, full small pipeline", spacy), *spent.most_common()]:
        print(f"{name:32}{1000 * seconds / len(texts):9.1f}{seconds / spacy:9.2f}")


def one_core() -> None:
    """Bind this process to one core, where the system allows it."""
    os.environ["TOKENIZERS_PARALLELISM"] = "false"
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


def spacy_seconds(texts: list[str]) -> float:
    """Seconds of spaCy's small English pipeline with all its parts."""
    from sayso.sentences import load_parser

    parser = load_parser("en")
    for text in texts[:WARM_UP]:
        parser(text)
    began = time.perf_counter()
    for text in texts:
        parser(text)
    return time.perf_counter() - began


def sayso_seconds(texts: list[str]) -> tuple[Counter[str], int]:
    """Seconds of the whole reading and of each stage, and how many words the event coder was asked about."""
    from sayso import load_models, pipeline
    from sayso.article import from_text
    from sayso.events.triggers import find_triggers
    from sayso.sentences import parse

    models = load_models()
    spent: Counter[str] = Counter()
    for name in STAGES:
        setattr(pipeline, name, timed(getattr(pipeline, name), name, spent))
    pages = [from_text(text, id=str(number)) for number, text in enumerate(texts)]
    for page in pages[:WARM_UP]:
        pipeline.read_article(page, models)
    spent.clear()
    began = time.perf_counter()
    for page in pages:
        pipeline.read_article(page, models)
    spent["sayso, the whole reading"] = time.perf_counter() - began
    asked = sum(
        len(find_triggers(parse(page, models.parser), models.coder.sieve, models.plain_events))
        for page in pages
    )
    return spent, asked


def timed(function: Callable[..., Any], name: str, spent: Counter[str]) -> Callable[..., Any]:
    """The function, its seconds added to ``spent``."""

    def call(*given: Any) -> Any:
        began = time.perf_counter()
        try:
            return function(*given)
        finally:
            spent[name] += time.perf_counter() - began

    return call


if __name__ == "__main__":
    main()
