"""Labelled lines by halves: rules are set on those at even places, and what is reported is the others."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, NamedTuple

from evaluation.jsonl import lines


class Judged(NamedTuple):
    """Something that is labelled, or that was found where no label is."""

    right: bool
    words: str
    labelled: bool = True


Halves = dict[str, list[Judged]]


def halved(path: Path, judge: Callable[[dict[str, Any]], Iterable[Judged]]) -> Halves:
    """What ``judge`` makes of the even and of the odd lines."""
    judged: Halves = {"even": [], "odd": []}
    for number, line in enumerate(lines(path)):
        judged["odd" if number % 2 else "even"].extend(judge(line))
    return judged


def share(judged: Iterable[Judged]) -> float:
    """The share of what is labelled that is right."""
    labelled = [one.right for one in judged if one.labelled]
    return sum(labelled) / len(labelled)


def tell(about: str | None, data: Path, judge_all: Callable[[Path], Halves]) -> None:
    """The command: print the accuracy of both halves, and every mistake of the half that is asked for."""
    options = argparse.ArgumentParser(description=about)
    options.add_argument("labels", type=Path, nargs="?", default=data)
    options.add_argument("--mistakes", choices=["even", "odd"], help="print the mistakes of a half")
    given = options.parse_args()
    judged = judge_all(given.labels)
    for half, found in judged.items():
        right = [one.right for one in found if one.labelled]
        spurious = len(found) - len(right)
        print(f"{half}: {sum(right)} of {len(right)} right, {share(found):.3f}; {spurious} spurious")
    for one in judged.get(given.mistakes, []):
        if not one.right:
            print("  ", one.words)
