"""Precision and recall of copies on generated edits. ``python -m evaluation.copies [MORE.jsonl]``

Every page of examples/ (and every line of {"id", "text"} in MORE) is given to several made-up outlets as they
print agency text: another dateline, paragraphs cut, quotation marks changed, a paragraph of their own. Two articles
belong together when they were made from one page, or from pages of examples/ that carry the same agency report (those
whose names begin alike up to "-cpa-").
"""

from __future__ import annotations

import itertools
import random
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from evaluation.jsonl import lines
from sayso.article import article_of, from_text
from sayso.page import find_pages, load_page
from sayso.stories.copies import find_reports
from sayso.types import Record

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
CITIES = ("WASHINGTON", "London", "GENEVA", "Oslo", "CAIRO")
OWN = (
    "Readers of this newspaper had asked about the matter in letters since the spring.",
    "Additional reporting came from our own staff in the region, who spoke to people in the streets.",
    "A local councillor said the town would follow the news closely and hope for the best.",
)
EDITS = 6  # made from each page


@dataclass(frozen=True, slots=True)
class Score:
    """Pairs of articles: found and right, found, right."""

    both: int
    found: int
    right: int

    @property
    def precision(self) -> float:
        """The share of found pairs that belong together."""
        return self.both / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """The share of pairs that belong together that were found."""
        return self.both / self.right if self.right else 1.0


def pages(more: Iterable[Path] = ()) -> Iterator[tuple[str, str]]:
    """Origin and text of every page."""
    for source in find_pages(str(EXAMPLES)):
        if Path(source).suffix in (".html", ".txt"):
            yield Path(source).stem.split("-cpa-")[0], article_of(load_page(source)).text
    for path in more:
        yield from ((line["id"], line["text"]) for line in lines(path))


def edited(text: str, chance: random.Random) -> str:
    """The text as another outlet prints it; at least half of its words are left."""
    paragraphs = text.split("\n\n")
    size = sum(len(paragraph.split()) for paragraph in paragraphs)
    while len(paragraphs) > 2 and chance.random() < 0.6:
        cut = chance.choice(range(1, len(paragraphs)))
        left = [paragraph for number, paragraph in enumerate(paragraphs) if number != cut]
        if sum(len(paragraph.split()) for paragraph in left) < size / 2:
            break
        paragraphs = left
    if chance.random() < 0.7:
        first = paragraphs[0].split(" – ", 1)[-1]
        paragraphs[0] = f"{chance.choice(CITIES)}, Oct. {chance.randint(1, 28)} (CPA) – {first}"
    if chance.random() < 0.4:
        paragraphs.insert(chance.randint(1, len(paragraphs)), chance.choice(OWN))
    joined = "\n\n".join(paragraphs)
    return joined.replace('"', "”") if chance.random() < 0.3 else joined


def score(texts: Iterable[tuple[str, str]], seed: int = 1) -> Score:
    """Make the edits, find the reports, and count pairs."""
    chance = random.Random(seed)  # noqa: S311
    origins: dict[str, str] = {}
    records = []
    for number, (origin, text) in enumerate(texts):
        for edit in range(EDITS + 1):
            name = f"{number}-{edit}"
            origins[name] = origin
            records.append(Record(from_text(edited(text, chance) if edit else text, id=name)))
    groups = [report.articles for report in find_reports(records)]
    found = {frozenset(pair) for group in groups for pair in itertools.combinations(group, 2)}
    pairs = itertools.combinations(origins, 2)
    right = {frozenset(pair) for pair in pairs if origins[pair[0]] == origins[pair[1]]}
    return Score(len(found & right), len(found), len(right))


def main() -> None:
    """Print the scores over three seeds."""
    texts = list(pages(map(Path, sys.argv[1:])))
    for seed in (1, 2, 3):
        result = score(texts, seed)
        print(f"{len(texts)} pages, seed {seed}: {result.right} pairs; precision {result.precision:.4f}, "
              f"recall {result.recall:.4f}")  # fmt: skip


if __name__ == "__main__":
    main()
