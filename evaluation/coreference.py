"""Who is meant, on labelled passages: ``python -m evaluation.coreference [COREFERENCE.jsonl]``.

A line has {"id", "text", "mentions": [{"span", "name"}]}: pronouns, short names and descriptions, each with the
full name of whom it stands for, null where the passage does not settle it. A mention is right where the actor
found there has that name, or, for null, where it is nobody else's mention, too. Rules were set on the lines at
even places; the others were never looked at.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from evaluation.halves import Halves, Judged, halved, tell
from sayso.attributions import find_attributions
from sayso.entities import who_is_who
from sayso.loading import Models, load_models
from sayso.sentences import parse
from sayso.syntax import head_of
from sayso.types import Article, Cast, Sentences

DATA = Path(__file__).with_name("data") / "coreference.jsonl"


def judge_all(path: Path) -> Halves:
    """Every labelled mention of the even and of the odd lines, as ``judge`` has it."""
    models = load_models()
    return halved(path, lambda line: judge(line, models))


def judge(line: dict[str, Any], models: Models) -> Iterator[Judged]:
    """For each label of one passage: is it right, and in words."""
    article = Article(id=line["id"], text=line["text"])
    parsed = parse(article, models.parser)
    attributions = find_attributions(article, parsed, models.attributions, models.reporting)
    cast = who_is_who(article, parsed, attributions, models.actors)
    for label in line["mentions"]:
        found = meant(cast, parsed, label["span"])
        words = line["text"][slice(*label["span"])]
        right = same(label["name"], found) or (label["name"] is None and alone(cast, parsed, label["span"]))
        yield Judged(right, f"{line['id']} {words} ({label['span'][0]}): {found!r} is not {label['name']!r}")


def meant(cast: Cast, parsed: Sentences, span: list[int]) -> str | None:
    """The name of the actor at ``span``; None where nobody is."""
    found = actor_at(cast, parsed, span)
    return None if found is None else cast.actors[found].name


def alone(cast: Cast, parsed: Sentences, span: list[int]) -> bool:
    """Whether whoever stands at ``span`` is mentioned only there."""
    found = actor_at(cast, parsed, span)
    return sum(mention.actor == found for mention in cast.mentions) == 1


def actor_at(cast: Cast, parsed: Sentences, span: list[int]) -> int | None:
    """The place of the actor at ``span``: the mention of these very words, else that with the same head."""
    head = head_of(parsed, ((span[0], span[1]),))
    exact = [m for m in cast.mentions if list(m.spans[0]) == span]
    same_head = [m for m in cast.mentions if m.head == head]
    return next((mention.actor for mention in exact or same_head), None)


def same(expected: str | None, found: str | None) -> bool:
    """Whether two names are one, articles and case aside."""
    return plain(expected) == plain(found)


def plain(name: str | None) -> str | None:
    """A name without its article, in lower case."""
    return name.casefold().removeprefix("the ").removeprefix("a ") if name else None


if __name__ == "__main__":
    tell(__doc__, DATA, judge_all)
