"""Many pages at once: time and memory against the number of records, two threads at most.

usage: python bench/stories.py [--most 50000] [--vectors 200]

Made-up records (one in four a copy, stories of five reports, 137 pages a day) go through copies, stories, events and a
tension series, each size in a process of its own. The encoder of sentence vectors is timed apart on --vectors texts.
Its cost is the same for every record. For the other figures vectors are drawn around a centre for each story.
Close to linear: ten times the records, ten times the seconds.
"""

from __future__ import annotations

import argparse
import datetime
import os
import random
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from sayso.types import Event, Record

os.environ.setdefault("OMP_NUM_THREADS", "2")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "2")

PER_DAY, PER_STORY, WORDS, VOCABULARY, WIDTH = 137, 5, 220, 20_000, 384
COUNTRIES = ("USA", "RUS", "CHN", "IRN", "UKR", "GBR", "FRA", "TUR")
T = TypeVar("T")


def main() -> None:
    """Print one row for each size, smallest first."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--most", type=int, default=50_000)
    options.add_argument("--vectors", type=int, default=200)
    options.add_argument("--size", type=int, help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.size:
        print(row(given.size))
        return
    print(f"sentence vectors: {encoder_speed(given.vectors):.0f} texts a second on one core")
    print(f"{'records':>8}{'copies s':>10}{'stories s':>11}{'events s':>10}{'tension s':>11}", end="")
    print(f"{'all s':>8}{'s/1000':>8}{'MB':>7}")
    for size in (given.most // 50, given.most // 10, given.most // 2, given.most):
        command = [sys.executable, __file__, "--size", str(size)]
        print(subprocess.run(command, check=True, capture_output=True, text=True).stdout, end="", flush=True)


def row(size: int) -> str:
    """Time every step on so many records."""
    from sayso.stories.clusters import find_stories
    from sayso.stories.copies import find_reports
    from sayso.stories.corroboration import corroborated_events
    from sayso.stories.grading import Reliability
    from sayso.stories.scores import load_scores
    from sayso.stories.tension import Pair, tension

    records = list(made_up(size))
    by_id = {record.article.id: record for record in records}
    reports, copies = timed(lambda: find_reports(records))
    vectors = drawn([report.id for report in reports])
    stories, grouping = timed(lambda: find_stories(records, reports, vectors))
    _, events = timed(lambda: list(corroborated_events(by_id, reports, Reliability())))
    pair = Pair("USA", "RUS")
    _, series = timed(lambda: tension(records, reports, stories, pair, load_scores(), "day"))
    total = copies + grouping + events + series
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return (
        f"{size:8}{copies:10.1f}{grouping:11.1f}{events:10.1f}{series:11.1f}{total:8.1f}"
        f"{1000 * total / size:8.2f}{memory:7.0f}"
    )


def made_up(size: int) -> Iterator[Record]:
    """Records with text, day, story and events; every fourth text is a copy with words cut."""
    from sayso.types import Article, Published, Record

    chance = random.Random(1)
    words = [f"w{number}" for number in range(VOCABULARY)]
    text: list[str] = []
    for number in range(size):
        copy = number % 4 == 3
        text = text[: len(text) * 3 // 4] if copy else chance.choices(words, k=WORDS)
        day = (datetime.date(2000, 1, 1) + datetime.timedelta(number // PER_DAY)).isoformat()
        name, published = f"{number:08}", Published(day, "day", "page")
        article = Article(
            name, " ".join(text), outlet=f"outlet {number % 40}", title=name, published=published
        )
        yield Record(article, events=tuple(made_up_event(f"e{found}", chance) for found in range(3)))


def made_up_event(name: str, chance: random.Random) -> Event:
    """An event between two countries."""
    from sayso.types import Entity, Event

    one, other = (
        Entity(((0, 1),), code, "government", True, country=code) for code in chance.sample(COUNTRIES, 2)
    )
    kind = chance.choice(("ACCUSE", "CONSULT", "THREATEN", "AID"))
    return Event(name, kind, None, (one,), (other,), ((0, 1),), "actual", None, None, (), None, 0, 1.0)


def drawn(names: Sequence[str]) -> Callable[[Sequence[str]], object]:
    """Vectors around a centre for each story of neighbours."""
    import numpy as np

    chance = np.random.default_rng(1)
    centres = chance.normal(size=(len(names) // PER_STORY + 1, WIDTH))
    rows = centres[np.arange(len(names)) // PER_STORY] + chance.normal(scale=0.7, size=(len(names), WIDTH))
    rows = (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)
    return lambda _: rows


def encoder_speed(texts: int) -> float:
    """Texts a second, of the length that stories are told by."""
    from sayso.models.sentence_vectors import load_sentence_vectors

    encoder = load_sentence_vectors()
    words = "The ministers of both countries met in the capital on Tuesday to speak about the border. "
    sample = [f"{number} {words * 6}"[:600] for number in range(texts)]
    encoder(sample[:10])
    _, seconds = timed(lambda: encoder(sample))
    return texts / seconds


def timed(work: Callable[[], T]) -> tuple[T, float]:
    """What the work gives, and its seconds."""
    began = time.perf_counter()
    found = work()
    return found, time.perf_counter() - began


if __name__ == "__main__":
    main()
