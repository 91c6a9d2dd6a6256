"""Who is who, where and when: its share of the reading time, beside everything else of the same run; its memory.

usage: python bench/entities.py TEXTS.jsonl [--articles 40]

TEXTS has lines of {"id", "text"}. Every stage of the reading is timed on the same texts, after a warm-up; the memory
is what the actor tables, the gazetteer and the date words add to the process.
"""

from __future__ import annotations

import os
import sys
import time
import tracemalloc
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.texts import options_for, texts_of

os.environ.setdefault("OMP_NUM_THREADS", "1")

WARM_UP = 3
OURS = ("who is who", "places", "dates")


def main() -> None:
    """Time the stages, weigh the tables, print both."""
    given = options_for(__doc__).parse_args()
    texts = texts_of(given)
    print(f"tables: {memory():.0f} MB")
    seconds = timed(texts)
    total = sum(seconds.values())
    for stage, spent in seconds.items():
        print(f"{stage:14}{1000 * spent / len(texts):8.1f} ms/page  {spent / total:6.1%}")
    print(f"entities: {sum(seconds[stage] for stage in OURS) / total:.1%} of the reading time")


def memory() -> float:
    """Megabytes that the tables of the entities stage take."""
    from sayso.lexicons.actors import load_actors
    from sayso.lexicons.dates import load_date_words
    from sayso.lexicons.gazetteer import load_gazetteer

    tracemalloc.start()
    kept = load_actors(), load_gazetteer(), load_date_words()
    size, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return size / 1e6 if kept else 0.0


def timed(texts: list[str]) -> dict[str, float]:
    """Seconds of every stage over all texts."""
    seconds: dict[str, float] = defaultdict(float)
    for text in texts[:WARM_UP]:
        read(text, defaultdict(float))
    for text in texts:
        read(text, seconds)
    return seconds


def read(text: str, seconds: dict[str, float]) -> None:
    """The way of one text, stage by stage, as the pipeline goes it."""
    from sayso.article import from_text
    from sayso.attributions import find_attributions
    from sayso.entities import find_dates, find_places, who_is_who
    from sayso.events import find_events, find_red_lines
    from sayso.loading import load_models
    from sayso.sentences import parse

    models = load_models()

    def timing(stage: str, step: Callable[..., Any], *arguments: Any) -> Any:
        began = time.perf_counter()
        result = step(*arguments)
        seconds[stage] += time.perf_counter() - began
        return result

    article = from_text(text, id="bench")
    parsed = timing("sentences", parse, article, models.parser)
    said = timing("attributions", find_attributions, article, parsed, models.attributions, models.reporting)
    cast = timing("who is who", who_is_who, article, parsed, said, models.actors)
    places = timing("places", find_places, parsed, models.places)
    dates = timing("dates", find_dates, article, parsed, models.dates)
    words = models.plain_events, models.contexts, models.actors
    timing("events", find_events, article, parsed, said, cast, places, dates, models.coder, *words)
    timing("red lines", find_red_lines, parsed, said, cast, models.red_lines)


if __name__ == "__main__":
    main()
