"""Articles a second on one core: the reader in int8 and in full precision, and spaCy's full small pipeline.

``python bench/attributions.py TEXTS.jsonl [--full-precision FOLDER]``; every reader reads the same texts in
the same run, and processor seconds are counted, so that other work on the machine matters little. Also prints
the time of ever longer pages, which must grow no faster than they do. The same weights in full precision come
from ``python -m training.attributions.export POLNEAR WEIGHTS FOLDER --full-precision``.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.texts import one_core, options_for, texts_of


def main() -> None:
    """Time the readers in turn, each on the same texts, on one core."""
    options = options_for(__doc__)
    options.add_argument("--full-precision", type=Path, help="folder of the same model in full precision")
    given = options.parse_args()
    one_core()
    texts = texts_of(given)
    rates = rates_of(readers(given.full_precision), texts)
    for name, articles in rates.items():
        cost = rates["spaCy, full small"] / articles
        print(f"{name:24} {articles:6.2f} articles a second, {cost:.2f} times the cost of spaCy")
    for size, seconds in growth(readers(None)[0][1], "\n\n".join(texts)):
        print(f"{size:7d} characters {seconds:6.2f} s")


def readers(full_precision: Path | None) -> list[tuple[str, Callable[[str], object]]]:
    """The readers to be timed, with their names; loading is not timed."""
    from sayso.attributions.spans import read_spans
    from sayso.models.attribution_reader import load_attribution_reader

    small = load_attribution_reader()
    found: list[tuple[str, Callable[[str], object]]] = [("int8", lambda text: read_spans(text, small))]
    if full_precision:
        full = load_attribution_reader(full_precision)
        found.append(("full precision", lambda text: read_spans(text, full)))
    return [*found, ("spaCy, full small", spacy_pipeline())]


def spacy_pipeline() -> Callable[[str], object]:
    """spaCy's small English pipeline with all its parts, as a user of spaCy calls it."""
    import spacy.util

    from sayso.sentences import PIPELINES

    return spacy.load(next(name for name in PIPELINES["en"] if spacy.util.is_package(name)))


def rates_of(found: Sequence[tuple[str, Callable[[str], object]]], texts: Sequence[str]) -> dict[str, float]:
    """Texts a second of each reader, after one to warm up. They take turns, so that each meets the same machine."""
    for _, read in found:
        read(texts[0])
    seconds = dict.fromkeys((name for name, _ in found), 0.0)
    for text in texts:
        for name, read in found:
            began = time.process_time()
            read(text)
            seconds[name] += time.process_time() - began
    return {name: len(texts) / spent for name, spent in seconds.items()}


def growth(read: Callable[[str], object], text: str) -> list[tuple[int, float]]:
    """Seconds for pages of 25,000 to 200,000 characters."""
    times = []
    for size in (25_000, 50_000, 100_000, 200_000):
        began = time.process_time()
        read((text * (size // len(text) + 1))[:size])
        times.append((size, time.process_time() - began))
    return times


if __name__ == "__main__":
    main()
