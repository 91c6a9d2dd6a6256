"""Types between given parties: ``python -m evaluation.events PAIRS.jsonl OUT.jsonl``.

PAIRS has lines of {"sentence", "source", "target", "marked"}, as in PLV (Hu et al., ACL 2024); "marked" is the
sentence with <s>source</s> and <t>target</t>. OUT gets a line of {"type"} for each: a PLOVER root type, YIELD standing
for CONCEDE and RETREAT. ``--score`` prints macro-F1 and accuracy where the lines have a "type".
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from evaluation.jsonl import lines
from sayso.models.event_coder import EventCoder, load_event_coder
from sayso.models.event_encoding import Question
from sayso.types import Span, Spans

WHOLE = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}
TAG = re.compile(r"</?[st]>")


def main() -> None:
    """Judge all the pairs and write the types, line by line."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("pairs", type=Path)
    options.add_argument("out", type=Path)
    options.add_argument("--score", action="store_true", help="print macro-F1 and accuracy")
    given = options.parse_args()
    pairs = list(lines(given.pairs))
    found = root_types(pairs, load_event_coder())
    with given.out.open("w", encoding="utf-8") as out:
        out.writelines(json.dumps({"type": name}) + "\n" for name in found)
    if given.score:
        right = [root(pair["type"]) for pair in pairs]
        same = sum(map(str.__eq__, right, found)) / len(right)
        print(f"{len(right)} pairs: macro-F1 {macro_f1(right, found):.3f}, accuracy {same:.3f}")


def root_types(pairs: Sequence[dict[str, Any]], coder: EventCoder) -> list[str]:
    """The likeliest root type of each pair."""
    return [likeliest_root(judged.rules) for judged in coder.judge([question_of(pair) for pair in pairs])]


def likeliest_root(chances: Mapping[str, float]) -> str:
    """The root type with the highest chance, CONCEDE and RETREAT counted together."""
    sums: Counter[str] = Counter()
    for name, chance in chances.items():
        sums[root(name)] += chance
    return sums.most_common(1)[0][0]


def root(name: str) -> str:
    """The type as PLV has it, which does not split YIELD."""
    return WHOLE.get(name, name)


def question_of(pair: dict[str, Any]) -> Question:
    """The question that a line asks; without "marked" the first places of source and target count."""
    if pair.get("marked"):
        return marked(pair["marked"])
    sentence = pair["sentence"]
    return Question.between(sentence, first(sentence, pair["source"]), first(sentence, pair["target"]))


def first(sentence: str, words: str) -> Spans:
    """The first place of the words in the sentence; none where they are not there."""
    start = sentence.find(words)
    return ((start, start + len(words)),) if words and start >= 0 else ()


def marked(sentence: str) -> Question:
    """The question in a sentence with <s>source</s> and <t>target</t>."""
    opened: dict[str, int] = {}
    spans: dict[str, Span] = {}
    text, done = "", 0
    for tag in TAG.finditer(sentence):
        text, done = text + sentence[done : tag.start()], tag.end()
        name = tag.group()[-2]
        if tag.group().startswith("</") and name in opened:
            spans[name] = (opened[name], len(text))
        opened.setdefault(name, len(text))
    source, target = ((spans[name],) if name in spans else () for name in "st")
    return Question.between(text + sentence[done:], source, target)


def macro_f1(right: Sequence[str], found: Sequence[str]) -> float:
    """The mean of the F1 of every type that occurs."""
    scores = []
    for name in set(right):
        both = sum(r == f == name for r, f in zip(right, found, strict=True))
        scores.append(2 * both / (right.count(name) + found.count(name)))
    return sum(scores) / len(scores)


if __name__ == "__main__":
    main()
