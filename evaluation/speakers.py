"""Who speaks, through whom, doing what: the labelled claims of ``data/speakers.jsonl`` against the record.

``python -m evaluation.speakers [--misses]`` prints the share that is right for both halves; ``--misses`` lists
the misses of the half that was tuned on. A label is met by the claim whose cue overlaps its cue most; what is not
found at all counts in ``found`` only. Labels name their article by place: "examples/...", "chains/..." (pages
written for this set, ``data/chains.jsonl``) or "polnear/..." (articles of the corpus's dev split, which are
passed over where the corpus is not beside the project).
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from evaluation import corpora
from evaluation.jsonl import lines
from sayso.article import article_of, from_text
from sayso.loading import load_models
from sayso.page import load_page
from sayso.pipeline import read_article
from sayso.types import Article, Claim, Entity, Record

ROOT = Path(__file__).resolve().parents[1]
DATA = Path(__file__).with_name("data")
SHORT = {"pronoun", "short"}
Label = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Answer:
    """One question that a label puts to the claim found for it: which, right or not, and what came."""

    question: str
    right: bool
    label: Label
    got: str


def main() -> None:
    """Print the shares of both halves and, if asked, the misses of the tuned one."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--misses", action="store_true")
    given = options.parse_args()
    for half in ("tuned", "held"):
        answers = answers_of(half)
        print(f"{half} half: " + "  ".join(shown(answers, question) for question in questions(answers)))
        for answer in answers if given.misses and half == "tuned" else ():
            if not answer.right:
                label = answer.label
                print(
                    f"  {answer.question:10} {label['article'][:40]} {label['cue']} {label['speaker'][0]}: {answer.got}"
                )


def shares(half: str) -> dict[str, float]:
    """The share of right answers to each question, over one half of the labels."""
    answers = answers_of(half)
    return {question: share(answers, question) for question in questions(answers)}


def answers_of(half: str) -> list[Answer]:
    """All answers to the labels of one half whose articles are at hand."""
    return [answer for label in labels(half) for answer in _answers(label)]


def labels(half: str) -> Iterator[Label]:
    """The labels of one half."""
    for label in lines(DATA / "speakers.jsonl"):
        if label["half"] == half and (
            corpora.POLNEAR_DEV.exists() or not label["article"].startswith("polnear/")
        ):
            yield label


def questions(answers: Sequence[Answer]) -> list[str]:
    """The questions asked, in order of their first answer."""
    return list(dict.fromkeys(answer.question for answer in answers))


def share(answers: Sequence[Answer], question: str) -> float:
    """The share of right answers to one question."""
    held = [answer.right for answer in answers if answer.question == question]
    return sum(held) / len(held)


def shown(answers: Sequence[Answer], question: str) -> str:
    """The share as it is printed, with the number of answers."""
    return f"{question} {share(answers, question):.3f} ({sum(a.question == question for a in answers)})"


def _answers(label: Label) -> Iterator[Answer]:
    record = record_of(label["article"])
    claim = claim_at(record, label["cue"])
    yield Answer("found", claim is not None, label, "")
    if claim is None:
        return
    kind = "short" if label["mention"] in SHORT else "full" if label["mention"] == "full" else "described"
    yield Answer(kind, is_speaker(claim.source, label["speaker"]), label, _name(claim.source))
    yield Answer("act", claim.act in label["act"], label, f"{claim.act}, not {label['act']}")
    if label.get("via") or ("via" in label and claim.via):
        yield Answer(
            "chain",
            chain_is(claim.via, label["via"]),
            label,
            f"{[v.name for v in claim.via]}, not {label['via']}",
        )
    if "addressee" in label:
        yield Answer("addressee", goes_by(claim.addressee, label["addressee"]), label, _name(claim.addressee))
    if "anonymity" in label:
        reason = (claim.source and claim.source.anonymity) or ""
        yield Answer("anonymity", label["anonymity"] in reason, label, reason)


def claim_at(record: Record, cue: Sequence[Sequence[int]]) -> Claim | None:
    """The claim whose cue overlaps ``cue`` most, if any does."""

    def common(claim: Claim) -> int:
        return sum(max(0, min(b, d) - max(a, c)) for a, b in claim.cue for c, d in cue)

    best = max(record.claims, key=common, default=None)
    return best if best is not None and common(best) else None


def chain_is(via: Sequence[Entity], wanted: Sequence[Sequence[str]]) -> bool:
    """Is the chain the wanted one, link for link, each link by one of its names?"""
    return len(via) == len(wanted) and all(map(goes_by, via, wanted))


def is_speaker(source: Entity | None, names: Sequence[str]) -> bool:
    """Is the speaker resolved to one of the names? One proper name alone must be all there is."""
    if source is None:
        return False
    got = words(source.name)
    return any(
        words(name) == got or ((" " in name or name.islower()) and f" {words(name)} " in f" {got} ")
        for name in names
    )


def goes_by(entity: Entity | None, names: Sequence[str]) -> bool:
    """Does the entity's name hold one of the names?"""
    return entity is not None and any(f" {words(name)} " in f" {words(entity.name)} " for name in names)


def words(name: str) -> str:
    """A name in small letters without marks and articles."""
    return " ".join(
        word
        for word in re.findall(r"[\w.]+", name.lower().replace("’s", "").replace("'s", ""))
        if word not in {"the", "a", "an"}
    )


def _name(entity: Entity | None) -> str:
    return repr(entity.name) if entity else "nobody"


@cache
def record_of(place: str) -> Record:
    """The record of a labelled article."""
    return read_article(article_at(place), load_models())


def article_at(place: str) -> Article:
    """The article at a place such as "examples/u2-paris.txt", "chains/dam", "polnear/ID"."""
    kind, _, name = place.partition("/")
    if kind == "examples":
        return article_of(load_page(str(ROOT / place)))
    return articles(DATA / "chains.jsonl" if kind == "chains" else corpora.POLNEAR_DEV)[name]


@cache
def articles(path: Path) -> dict[str, Article]:
    """The articles of a file by their ids."""
    return {line["id"]: _article(line) for line in lines(path)}


def _article(line: dict[str, Any]) -> Article:
    article = from_text(line["text"], id=line["id"], date=line["published"], title=line["title"])
    return replace(article, outlet=line.get("outlet") or PUBLISHERS.get(line.get("publisher", "")))


PUBLISHERS = {
    "breitbart": "Breitbart",
    "huff-post": "The Huffington Post",
    "nyt": "The New York Times",
    "politico": "Politico",
    "usa-today": "USA Today",
    "wash-post": "The Washington Post",
    "west-journal": "Western Journalism",
}


if __name__ == "__main__":
    main()
