"""Many pages at once: time and memory against the number of records, two threads at most.

usage: python bench/stories.py [--most 50000] [--vectors 200]

Made-up records (one in four a copy, 137 pages a day, stories of one to many reports, four claims and three events a
page) go through copies, stories, claims and disputes, events and a tension series, each size in a process of its own.
The encoder of sentence vectors is timed apart on --vectors texts, since its cost is the same for every text; for the
other figures vectors are sums of a vector for each word. Close to linear: ten times the records, ten times the seconds.
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
from itertools import accumulate
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from sayso.types import Article, Claim, Entity, Event, Record

os.environ.setdefault("OMP_NUM_THREADS", "2")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "2")

SIZES = (0.02, 0.1, 0.2, 0.5, 1.0)  # of the most
PER_DAY, LEAD, WORDS, VOCABULARY, WIDTH = 137, 60, 220, 4_000, 384
COUNTRIES = ("USA", "RUS", "CHN", "IRN", "UKR", "GBR", "FRA", "TUR")
ACTS = ("assert", "assert", "report", "accuse", "deny", "demand")
STEPS = ("copies", "stories", "claims", "events", "tension")
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
    print(
        f"{'records':>8}{''.join(f'{step:>9}' for step in STEPS)}{'all s':>8}{'ms each':>9}{'MB':>7}", end=""
    )
    print(f"{'largest':>9}{'disputes':>10}", flush=True)
    for share in SIZES:
        command = [sys.executable, __file__, "--size", str(int(share * given.most))]
        print(subprocess.run(command, check=True, capture_output=True, text=True).stdout, end="", flush=True)


def row(size: int) -> str:
    """Time every step on so many records."""
    from sayso.stories.between import between
    from sayso.stories.copies import find_reports
    from sayso.stories.picture import Picture
    from sayso.stories.scores import load_scores
    from sayso.stories.tension import Pair

    records = list(made_up(size))
    by_id = {record.article.id: record for record in records}
    reports, copies = timed(lambda: find_reports(records))
    encoder: Any = WordSums()
    picture = Picture(by_id, reports, encoder)
    stories, grouping = timed(lambda: picture.stories)
    _, claims = timed(lambda: (picture.claims, picture.disputes))
    _, events = timed(lambda: picture.events)
    _, series = timed(lambda: between(picture, Pair("USA", "RUS"), load_scores(), "day"))
    seconds = (copies, grouping, claims, events, series)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    largest = max(len(story.reports) for story in stories)
    return (
        f"{size:8}{''.join(f'{step:9.1f}' for step in seconds)}{sum(seconds):8.1f}"
        f"{1000 * sum(seconds) / size:9.2f}{memory:7.0f}{largest:9}{len(picture.disputes):10}"
    )


def made_up(size: int) -> Iterator[Record]:
    """Records with text, day, claims and events; every fourth text is a copy with words cut."""
    from sayso.types import Record

    chance = random.Random(1)
    vocabulary = [f"w{number}" for number in range(VOCABULARY)]
    leads: list[list[str]] = []
    text: list[str] = []
    for number in range(size):
        copy = number % 4 == 3
        if not copy and (not leads or chance.random() < 0.3):
            leads.append(chance.choices(vocabulary, k=LEAD))
        text = text[: len(text) * 3 // 4] if copy else told(leads, vocabulary, chance)
        events = tuple(made_up_event(f"e{found}", chance) for found in range(3))
        claims = tuple(made_up_claim(f"c{found}", text, chance) for found in range(4))
        yield Record(made_up_article(number, text), claims, events)


def told(leads: Sequence[list[str]], vocabulary: Sequence[str], chance: random.Random) -> list[str]:
    """The words of a text on one of the latest stories, the latest more often."""
    lead = leads[-1 - min(len(leads) - 1, int(chance.expovariate(1 / 40)))]
    return [*lead, *chance.choices(vocabulary, k=WORDS - LEAD)]


def made_up_article(number: int, text: Sequence[str]) -> Article:
    """An article of the day that its number falls on."""
    from sayso.types import Article, Published

    day = (datetime.date(2000, 1, 1) + datetime.timedelta(number // PER_DAY)).isoformat()
    title, published = " ".join(text[:8]), Published(day, "day", "page")
    return Article(
        f"{number:08}", " ".join(text), outlet=f"outlet {number % 40}", title=title, published=published
    )


def made_up_claim(name: str, text: Sequence[str], chance: random.Random) -> Claim:
    """A claim whose content is eight words of the text, in the lead or after it."""
    from sayso.types import Claim

    first = chance.choice((*range(0, 40, 8), *range(80, 120, 8)))
    starts = [0, *accumulate(len(word) + 1 for word in text)]
    span, act = (starts[first], starts[first + 8] - 1), chance.choice(ACTS)
    source, other = country(chance), country(chance)
    return Claim(
        name, (span,), (), source, (), "indirect", act, other if act == "accuse" else None, (), None, 0, 1.0
    )  # type: ignore[arg-type]


def made_up_event(name: str, chance: random.Random) -> Event:
    """An event between two countries."""
    from sayso.types import Event

    one, other = country(chance), country(chance)
    kind = chance.choice(("ACCUSE", "CONSULT", "THREATEN", "AID"))
    return Event(name, kind, None, (one,), (other,), ((0, 1),), "actual", None, None, (), None, 0, 1.0)


def country(chance: random.Random) -> Entity:
    """A country as an actor."""
    from sayso.types import Entity

    code = chance.choice(COUNTRIES)
    return Entity(((0, 1),), code, "government", True, country=code)


class WordSums:
    """In place of the encoder: a text's vector is the sum of its words' vectors."""

    def __init__(self) -> None:
        import numpy as np

        self.table = np.random.default_rng(1).normal(size=(VOCABULARY, WIDTH)).astype(np.float32)

    def __call__(self, texts: Sequence[str]) -> Any:
        """See ``SentenceVectors``."""
        import numpy as np

        return np.stack([self.in_pieces(text).vector for text in texts])

    def in_pieces(self, text: str) -> Any:
        """See ``SentenceVectors``."""
        import numpy as np

        from sayso.models.sentence_vectors import InPieces

        words = text.replace(".", "").split()
        ends = list(accumulate(len(word) + 1 for word in words))
        spans = tuple((end - len(word) - 1, end - 1) for word, end in zip(words, ends, strict=True))
        pieces = self.table[[int(word[1:]) if word[1:].isdigit() else 0 for word in words]]
        total = pieces.sum(0)
        return InPieces((total / np.linalg.norm(total)).astype(np.float32), pieces, spans)


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
    """What the work gives, and its seconds of processor time, so that others on the machine do not count."""
    began = time.process_time()
    found = work()
    return found, time.process_time() - began


if __name__ == "__main__":
    main()
