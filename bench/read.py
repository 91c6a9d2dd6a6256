"""Pages a second, one core: Sayso's whole reading beside spaCy's own pipeline on the same texts, same run.

usage: python bench/read.py TEXTS.jsonl [--articles 40]

TEXTS has lines of {"id", "text"}. Each program reads every text once to warm up on the first ten and is then
timed over all of them, in turn; peak memory is that of the whole process after each.
"""

from __future__ import annotations

import os
import resource
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.texts import options_for, texts_of

os.environ.setdefault("OMP_NUM_THREADS", "1")

WARM_UP = 10


def main() -> None:
    """Time both programs and print one table."""
    given = options_for(__doc__).parse_args()
    texts = texts_of(given)
    print(f"{len(texts)} articles, {sum(map(len, texts)) / 1000:.0f} thousand characters, one core")
    print(f"{'':28}{'pages/s':>8}{'ms/page':>9}{'peak MB':>9}")
    rows = {"spaCy, full small pipeline": spacy_reader, "sayso, page to record": sayso_reader}
    for name, reader in rows.items():
        seconds = timed(reader(), texts)
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"{name:28}{len(texts) / seconds:8.2f}{1000 * seconds / len(texts):9.0f}{memory:9.0f}")


def spacy_reader() -> Callable[[str], object]:
    """spaCy's English pipeline with all its parts, as a user of spaCy calls it."""
    import spacy.util

    from sayso.sentences import PIPELINES

    return spacy.load(next(name for name in PIPELINES["en"] if spacy.util.is_package(name)))


def sayso_reader() -> Callable[[str], object]:
    """Everything that ``sayso read`` does after the page has become an article."""
    from sayso.article import from_text
    from sayso.loading import load_models
    from sayso.pipeline import read_article

    models = load_models()
    return lambda text: read_article(from_text(text, id="bench"), models)


def timed(read: Callable[[str], object], texts: Sequence[str]) -> float:
    """Seconds for all the texts, after a warm-up."""
    for text in texts[:WARM_UP]:
        read(text)
    began = time.perf_counter()
    for text in texts:
        read(text)
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
