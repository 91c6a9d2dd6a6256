"""The sieve before the event coder: a logistic regression that foretells the coder's chance that there is an event.

``python -m training.events.sieve src/sayso/models --texts POLNEAR/train.jsonl`` fits it anew for the network that lies
in the folder, and writes it into the settings there. TEXTS is running news with lines of {"text"}: the written
sentences, which are learned from as well, are denser in events. Its threshold is set on articles kept apart.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import torch

from sayso.events.questions import question_at
from sayso.events.triggers import readable, words_seen
from sayso.models.event_coder import SETTINGS, EventCoder, Sieve, load_event_coder
from sayso.sentences import load_parser, parse
from sayso.types import Article
from training.events.ask import Parsed, parsed
from training.events.news import load_news, rows_of
from training.events.sentences import load

RARE = 2  # a feature seen less often is not learned
LASSO, RIDGE = 2e-6, 3e-6  # the first makes many weights nothing, so that the file stays small
AGAIN = 3  # times that the triggers of written sentences are learned once more: they are of crises, the news is not
EPOCHS, BATCH, RATE = 30, 2048, 0.02
SMALL = 0.1  # weights below it are left out
FOLDS = 4
ARTICLES = 1000  # of running text, at most
RECALL = 0.85  # of the words of running text in which the network finds an event


@dataclass(frozen=True)
class Row:
    """A verb or noun: what the sieve sees of it, and what it is to foretell."""

    seen: list[str]
    chance: float  # that it tells of an event, as the coder has it
    tells: bool  # whether the coder finds an event there
    page: int  # number of the article; -1 for a written sentence


def found_in(texts: Iterable[str], coder: EventCoder) -> Iterator[Row]:
    """Every verb and noun of running text, and what the network says of it."""
    parser = load_parser("en")
    for number, text in enumerate(texts):
        page = parse(Article(id="", text=text), parser)
        words = [word for s in page.sentences if readable(page, s) for word in words_seen(page, s)]
        judged = coder.judge([question_at(page, n) for n, _ in words])
        for (_, seen), one in zip(words, judged, strict=True):
            yield Row(seen, 1 - one.none, one.type is not None, number)


def written(sentences: Sequence[Parsed]) -> Iterator[Row]:
    """Every verb and noun of the written sentences, and whether it is a trigger; triggers come several times."""
    for one in sentences:
        triggers = {number for number, _ in one.triggers}
        for sentence in one.parsed.sentences:
            for number, seen in words_seen(one.parsed, sentence):
                row = Row(seen, float(number in triggers), number in triggers, -1)
                yield from [row] * (1 + AGAIN * row.tells)


def fit(rows: Sequence[Row]) -> Sieve:
    """Fit the regression, its bias where chances are even."""
    counts = Counter(feature for row in rows for feature in row.seen)
    names = sorted(feature for feature, times in counts.items() if times >= RARE)
    place = {name: number for number, name in enumerate(names)}
    bags = [torch.tensor([place[f] for f in row.seen if f in place]) for row in rows]
    chances = torch.tensor([row.chance for row in rows])
    weights, bias = torch.zeros(len(names), 1, requires_grad=True), torch.tensor([-2.0], requires_grad=True)
    optimizer = torch.optim.Adam([weights, bias], lr=RATE)
    falling = torch.optim.lr_scheduler.LinearLR(optimizer, 1.0, 0.02, EPOCHS * (len(rows) // BATCH + 1))
    shuffled = torch.Generator().manual_seed(0)
    for _ in range(EPOCHS):
        for chosen in torch.randperm(len(rows), generator=shuffled).split(BATCH):
            some = [bags[n] for n in chosen.tolist()]
            starts = torch.tensor([0, *(len(bag) for bag in some[:-1])]).cumsum(0)
            sums = torch.nn.functional.embedding_bag(torch.cat(some), weights, starts, mode="sum")[:, 0]
            wrong = torch.nn.functional.binary_cross_entropy_with_logits(sums + bias, chances[chosen])
            optimizer.zero_grad()
            (wrong + (LASSO * weights.abs() + RIDGE * weights.square()).sum()).backward()  # type: ignore[no-untyped-call]
            optimizer.step()
            falling.step()
    kept = {name: round(w, 2) for name, (w,) in zip(names, weights.tolist(), strict=True) if abs(w) >= SMALL}
    return Sieve(kept, round(bias.item(), 3))


def kept_apart(rows: Sequence[Row]) -> list[tuple[float, Row]]:
    """The rows of running text, each weighed by a sieve that was fitted without its article."""
    weighed: list[tuple[float, Row]] = []
    for fold in range(FOLDS):
        sieve = fit([row for row in rows if row.page < 0 or row.page % FOLDS != fold])
        weighed += [
            (sieve.weigh(row.seen), row) for row in rows if row.page >= 0 and row.page % FOLDS == fold
        ]
    return weighed


def threshold(weighed: Iterable[tuple[float, Row]], recall: float) -> float:
    """The weight that ``recall`` of the words that tell of an event reach."""
    telling = sorted(weight for weight, row in weighed if row.tells)
    return telling[int((1 - recall) * len(telling))]


def fitted(rows: Sequence[Row], recall: float) -> Sieve:
    """The sieve of all rows, with the threshold that lets ``recall`` through on articles kept apart."""
    weighed, pages = kept_apart(rows), len({row.page for row in rows if row.page >= 0})
    for share in sorted({0.8, 0.85, 0.9, 0.95, recall}):
        least = threshold(weighed, share)
        asked = sum(weight >= least for weight, _ in weighed) / pages
        print(f"on articles kept apart, {asked:.1f} words an article let {share} of the events through")
    sieve = fit(rows)
    return replace(sieve, bias=round(sieve.bias - threshold(weighed, recall), 3))


def learned() -> list[Parsed]:
    """The written sentences that may be learned from, parsed."""
    return parsed([one for one in load() if not one.held_out])


def texts_of(corpus: Path, articles: int) -> list[str]:
    """Articles of the corpus, at equal distances, without those whose labelled sentences are kept for measuring."""
    held = [one.sentence for one in load_news(corpus) if one.held_out]
    free = [text for text in (row["text"] for row in rows_of(corpus)) if not any(s in text for s in held)]
    return free[:: max(1, len(free) // articles)][:articles]


def refit(folder: Path, corpus: Path, articles: int, recall: float, threads: int = 1) -> None:
    """Fit the sieve for the network in the folder, and write it into the settings there."""
    coder = load_event_coder(folder, threads)
    sieve = fitted([*written(learned()), *found_in(texts_of(corpus, articles), coder)], recall)
    settings = json.loads((folder / SETTINGS).read_text("utf-8"))
    settings["sieve"] = {"weights": sieve.weights, "bias": sieve.bias}
    (folder / SETTINGS).write_text(json.dumps(settings, ensure_ascii=False) + "\n", "utf-8")
    print(f"{len(sieve.weights)} weights")


def main() -> None:
    """Refit the sieve of a network that is exported already."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("models", type=Path)
    options.add_argument("--texts", type=Path, required=True)
    options.add_argument("--articles", type=int, default=ARTICLES)
    options.add_argument("--recall", type=float, default=RECALL)
    options.add_argument("--threads", type=int, default=1)
    given = options.parse_args()
    refit(given.models, given.texts, given.articles, given.recall, given.threads)


if __name__ == "__main__":
    main()
