"""Processor seconds for ever longer pages, stage by stage: none may grow faster than the page does.

usage: python bench/long_pages.py TEXTS.jsonl [--sizes 25000 50000 100000 200000]

TEXTS has lines of {"id", "text"}; a page is made of them, one after the other. "per 1,000" is what a thousand
characters cost; where it climbs from line to line, something is quadratic.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

os.environ.setdefault("OMP_NUM_THREADS", "1")

STAGES = ("parse", "attributions", "cast", "places", "dates", "events", "red lines", "claims")


def main() -> None:
    """Print one line for each size."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("texts", type=Path)
    options.add_argument("--sizes", type=int, nargs="+", default=[25_000, 50_000, 100_000, 200_000])
    given = options.parse_args()
    texts = [json.loads(line)["text"] for line in given.texts.open(encoding="utf-8")]
    print(
        f"{'characters':>10}"
        + "".join(f"{stage:>14}" for stage in STAGES)
        + f"{'whole':>10}{'per 1,000':>11}"
    )
    for size in given.sizes:
        seconds = stages(page(texts, size))
        whole = sum(seconds)
        print(
            f"{size:10d}"
            + "".join(f"{one:14.2f}" for one in seconds)
            + f"{whole:10.2f}{1000 * whole / size:11.4f}"
        )


def page(texts: list[str], size: int) -> str:
    """The texts in turn, cut at ``size`` characters."""
    made, length = [], 0
    for text in itertools.cycle(texts):
        made.append(text)
        length += len(text) + 2
        if length >= size:
            return "\n\n".join(made)[:size]
    return ""


def stages(text: str) -> list[float]:
    """Seconds of each stage of reading one text, in the order of the pipeline."""
    from sayso.article import from_text
    from sayso.attributions import find_attributions, find_disputes
    from sayso.entities import find_dates, find_places, who_is_who
    from sayso.events import find_events, find_red_lines
    from sayso.loading import load_models
    from sayso.record import name_sources
    from sayso.sentences import parse

    models, article, seconds = load_models(), from_text(text, id="bench"), list[float]()

    def timed(work: Callable[[], Any]) -> Any:
        began = time.process_time()
        result = work()
        seconds.append(time.process_time() - began)
        return result

    parsed = timed(lambda: parse(article, models.parser))
    found = timed(lambda: find_attributions(article, parsed, models.attributions, models.reporting))
    cast = timed(lambda: who_is_who(article, parsed, found, models.actors))
    places = timed(lambda: find_places(parsed, models.places))
    dates = timed(lambda: find_dates(article, parsed, models.dates))
    words = models.plain_events, models.contexts, models.actors
    timed(lambda: find_events(article, parsed, found, cast, places, dates, models.coder, *words))
    timed(lambda: find_red_lines(parsed, found, cast, models.red_lines))
    timed(lambda: find_disputes(name_sources(found, cast, parsed), parsed, models.reporting))
    return seconds


if __name__ == "__main__":
    main()
