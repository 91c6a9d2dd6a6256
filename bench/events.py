"""What events cost: the whole reading and each of its stages beside spaCy's full small pipeline, same texts, same run.

usage: python bench/events.py TEXTS.jsonl [--articles 40]

TEXTS has lines of {"id", "text"}. One core; processor seconds are counted, and the two take turns text by text, so that
other work on the machine matters little. The last column is the time as a multiple of spaCy's own.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.texts import one_core, options_for, texts_of

WARM_UP = 5
SPACY, SAYSO = "spaCy, full small pipeline", "sayso, the whole reading"
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
    given = options_for(__doc__).parse_args()
    one_core()
    texts = texts_of(given)
    spent, questions = seconds(texts)
    spacy = spent.pop(SPACY)
    print(f"{len(texts)} articles, {sum(map(len, texts)) / 1000:.0f} thousand characters, one core")
    print(f"{questions / len(texts):.1f} words an article are asked about")
    print(f"{'':32}{'ms/page':>9}{'x spaCy':>9}")
    for name, taken in [(SPACY, spacy), *spent.most_common()]:
        print(f"{name:32}{1000 * taken / len(texts):9.1f}{taken / spacy:9.2f}")


def spacy_pipeline() -> Callable[[str], object]:
    """spaCy's small English pipeline with all its parts, as a user of spaCy calls it."""
    import spacy.util

    from sayso.sentences import PIPELINES

    return spacy.load(next(name for name in PIPELINES["en"] if spacy.util.is_package(name)))


def seconds(texts: list[str]) -> tuple[Counter[str], int]:
    """Seconds of spaCy, of the whole reading and of each stage, and how many words the event coder was asked about."""
    from sayso import load_models, pipeline
    from sayso.article import from_text

    models, asked = load_models(), list[int]()
    models = replace(models, coder=replace(models.coder, run=counted(models.coder.run, asked)))
    spent: Counter[str] = Counter()
    for name in STAGES:
        setattr(pipeline, name, timed(getattr(pipeline, name), name, spent))
    read = timed(lambda text: pipeline.read_article(from_text(text, id="bench"), models), SAYSO, spent)
    rival = timed(spacy_pipeline(), SPACY, spent)
    for text in texts[:WARM_UP]:
        rival(text), read(text)
    spent.clear()
    asked.clear()
    for text in texts:
        rival(text), read(text)
    return spent, sum(asked)


def counted(run: Callable[..., Any], asked: list[int]) -> Callable[..., Any]:
    """The coder's network, the number of questions of each call added to ``asked``."""

    def call(ids: Any, *given: Any) -> Any:
        asked.append(len(ids))
        return run(ids, *given)

    return call


def timed(function: Callable[..., Any], name: str, spent: Counter[str]) -> Callable[..., Any]:
    """The function, its seconds added to ``spent``."""

    def call(*given: Any) -> Any:
        began = time.process_time()
        try:
            return function(*given)
        finally:
            spent[name] += time.process_time() - began

    return call


if __name__ == "__main__":
    main()
