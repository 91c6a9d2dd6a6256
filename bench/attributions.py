"""Articles a second on one core: the reader in int8 and in full precision, and spaCy's full small pipeline.

``python bench/attributions.py TEXTS.jsonl [--full-precision FOLDER]``; every reader reads the
same texts in the same run. Also prints the time of ever longer pages, which must grow no faster than they do.
"""

from __future__ import annotations

import argparse
import json
import os
import time
from collections.abc import Callable, Sequence
from pathlib import Path


def main() -> None:
    """Time the readers one after the other, each on the same texts, on one core."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("texts", type=Path)
    options.add_argument("--articles", type=int, default=40)
    options.add_argument("--full-precision", type=Path, help="folder of the same model in full precision")
    given = options.parse_args()
    one_core()
    texts = [
        json.loads(line)["text"] for line in given.texts.read_text("utf-8").splitlines()[: given.articles]
    ]
    for name, read in readers(given.full_precision):
        print(f"{name:24} {rate(read, texts):6.2f} articles a second")
    for size, seconds in growth(readers(None)[0][1], "\n\n".join(texts)):
        print(f"{size:7d} characters {seconds:6.2f} s")


def one_core() -> None:
    """Bind this process to one core, where the system allows it."""
    os.environ["TOKENIZERS_PARALLELISM"] = "false"
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


def readers(full_precision: Path | None) -> list[tuple[str, Callable[[str], object]]]:
    """The readers to be timed, with their names; loading is not timed."""
    from sayso.attributions.spans import read_spans
    from sayso.models.attribution_reader import load_attribution_reader

    small = load_attribution_reader()
    found: list[tuple[str, Callable[[str], object]]] = [("int8", lambda text: read_spans(text, small))]
    if full_precision:
        full = load_attribution_reader(full_precision)
        found.append(("full precision", lambda text: read_spans(text, full)))
        found.append(("spaCy, full small", spacy_pipeline()))
    return found


def spacy_pipeline() -> Callable[[str], object]:
    """spaCy's small English pipeline with all its parts."""
    from sayso.sentences import load_parser

    return load_parser("en")


def rate(read: Callable[[str], object], texts: Sequence[str]) -> float:
    """Texts a second, after one to warm up."""
    read(texts[0])
    began = time.perf_counter()
    for text in texts:
        read(text)
    return len(texts) / (time.perf_counter() - began)


def growth(read: Callable[[str], object], text: str) -> list[tuple[int, float]]:
    """Seconds for pages of 25,000 to 200,000 characters."""
    times = []
    for size in (25_000, 50_000, 100_000, 200_000):
        began = time.perf_counter()
        read((text * (size // len(text) + 1))[:size])
        times.append((size, time.perf_counter() - began))
    return times


if __name__ == "__main__":
    main()
