"""Fit ``src/sayso/article/body_lines.json``: ``python -m training.articles PAGES ARTICLES.jsonl``.

PAGES is a folder with truth.json ({id: {"articleBody"}}) and text/ID.txt. Of the ids in order, those at even
places are fitted on, whole and in variants with less around the story; the others are for testing. ARTICLES
has lines of {"text"}, articles without a page around them whose first line is the headline. The first
regression's findings, on which the second is fitted, are made for each page by weights that have not seen it.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import numpy as np

from sayso.article.draft import squeezed
from sayso.article.lines import chances, line_rows, page_rows
from sayso.article.plain import title_of
from sayso.lexicons.furniture import load_furniture
from training.articles.variants import Labelled, variants

OUT = Path(__file__).resolve().parents[2] / "src" / "sayso" / "article" / "body_lines.json"
RIDGE = 3.0  # the prior that keeps weights small
FOLDS = 5
STEPS = 30  # of Newton's method; it settles in far fewer
ARTICLES = 60  # so many of the articles without a page
PAGE, VARIANTS, ARTICLE = (
    100.0,
    70.0,
    30.0,
)  # what a page, all its variants, and an article without a page count


@dataclass(frozen=True)
class Sample:
    """A page to fit on: each line with what is seen of it, what it is, and what it counts."""

    lines: list[str]
    rows: np.ndarray
    labels: np.ndarray
    worth: np.ndarray


def main() -> None:
    """Read the pages, fit both regressions, write the weights."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("pages", type=Path)
    options.add_argument("articles", type=Path)
    options.add_argument("--all", action="store_true", help="fit on every page")
    given = options.parse_args()
    truth = json.loads((given.pages / "truth.json").read_text("utf-8"))
    ids = sorted(truth) if given.all else sorted(truth)[::2]
    pages = [((given.pages / "text" / f"{i}.txt").read_text("utf-8"), truth[i]["articleBody"]) for i in ids]
    weights = fitted([*samples_of_pages(pages), *samples_of_articles(given.articles)])
    OUT.write_text(json.dumps(weights) + "\n", "utf-8")


def fitted(samples: list[Sample]) -> dict[str, list[float]]:
    """The weights of both regressions, rounded."""
    first = fit([(page.rows, page) for page in samples])
    second = fit([(np.array(page_rows(page.lines, unseen)), page) for page, unseen in crossed(samples)])
    return {"first": [round(w, 4) for w in first], "second": [round(w, 4) for w in second]}


def samples_of_pages(pages: Iterable[tuple[str, str]]) -> Iterator[Sample]:
    """Each page, given by its text and its story's, and then its variants."""
    for text, truth in pages:
        lines, labels = labelled(text, truth)
        yield sample(lines, labels, PAGE)
        cut = variants(lines, labels, title_of(lines))
        yield from (sample(*variant, VARIANTS / len(cut)) for variant in cut)


def samples_of_articles(path: Path) -> Iterator[Sample]:
    """Articles without a page around them: every line below the headline is story."""
    with path.open(encoding="utf-8") as articles:
        for article in islice(articles, ARTICLES):
            lines = lines_of(json.loads(article)["text"])[1:]
            if len(lines) > 1:
                yield sample(lines, [True] * len(lines), ARTICLE)


def sample(lines: list[str], labels: list[bool], counts: float) -> Sample:
    """What is seen of each line, what it is, and what it is worth: by its words, ``counts`` for all."""
    rows = line_rows(lines, title_of(lines), load_furniture())
    worth = np.array([min(len(re.findall(r"\w+", line)) + 3, 60) for line in lines], dtype=float)
    return Sample(lines, np.array(rows), np.array(labels, dtype=float), worth / worth.sum() * counts)


def lines_of(text: str) -> list[str]:
    """The lines that are not blank."""
    return [squeezed(line) for line in text.split("\n") if line.strip()]


def labelled(text: str, truth: str) -> Labelled:
    """The lines of a page, and whether each is of the article."""
    lines, fours = lines_of(text), shingles(truth)
    body = " " + " ".join(re.findall(r"\w+", truth)) + " "
    return lines, [told(line, fours, body) for line in lines]


def told(line: str, fours: Counter[tuple[str, ...]], body: str) -> bool:
    """Is the line of the article: most of its runs of four words, or all of it where it is shorter?"""
    words = re.findall(r"\w+", line)
    if len(words) < 4:
        return len(words) > 0 and f" {' '.join(words)} " in body and len(line) > 12
    own = shingles(line)
    return sum((own & fours).values()) >= 0.5 * sum(own.values())


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """Runs of four words."""
    words = re.findall(r"\w+", text)
    return Counter(tuple(words[n : n + 4]) for n in range(len(words) - 3))


def crossed(pages: list[Sample]) -> list[tuple[Sample, list[float]]]:
    """Each page with what the first regression says of it when fitted on the pages of other folds."""
    result = []
    for fold in range(FOLDS):
        weights = tuple(fit([(page.rows, page) for n, page in enumerate(pages) if n % FOLDS != fold]))
        unseen = pages[fold::FOLDS]
        result += [(page, chances([tuple(row) for row in page.rows], weights)) for page in unseen]
    return result


def fit(samples: list[tuple[np.ndarray, Sample]]) -> list[float]:
    """Weights of a logistic regression by Newton's method, each line counted by its worth."""
    x = np.concatenate([rows for rows, _ in samples])
    y = np.concatenate([page.labels for _, page in samples])
    worth = np.concatenate([page.worth for _, page in samples])
    weights = np.zeros(x.shape[1])
    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-np.clip(x @ weights, -30, 30)))
        slope = x.T @ (worth * (y - p)) - RIDGE * weights
        bend = (x.T * (worth * p * (1 - p))) @ x + RIDGE * np.eye(x.shape[1])
        weights += np.linalg.solve(bend, slope)
    return [float(weight) for weight in weights]


if __name__ == "__main__":
    main()
