"""Contexts of events on labelled sentences: ``python -m evaluation.contexts [CONTEXTS.jsonl]``.

A line has {"id", "text", "sectors", "mode", "contexts"}: a sentence that tells one event, the sectors of its parties,
its mode or null, and the contexts it stands in. The word lists were set on lines at even places; the figure that counts
is that of the others.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from evaluation.jsonl import lines
from sayso.events.contexts import contexts_of
from sayso.lexicons.contexts import load_context_words
from sayso.sentences import load_parser, parse
from sayso.types import Article, Entity

DATA = Path(__file__).with_name("data") / "contexts.jsonl"
Pair = tuple[set[str], set[str]]  # contexts as labelled, and as found


def main() -> None:
    """Print precision, recall and micro-F1 of both halves, and the mistakes of one."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("contexts", type=Path, nargs="?", default=DATA)
    options.add_argument("--mistakes", choices=["even", "odd"], help="print the mistakes of a half")
    given = options.parse_args()
    labelled = list(lines(given.contexts))
    for half, some in {"even": labelled[::2], "odd": labelled[1::2]}.items():
        pairs = pairs_of(some, contexts_found(some))
        print(report(half, pairs))
        if given.mistakes == half:
            print(*mistakes(some, pairs), sep="\n")


def contexts_found(labelled: Iterable[dict[str, Any]]) -> list[set[str]]:
    """The contexts of each line."""
    parser, words = load_parser("en"), load_context_words("en")
    found = []
    for line in labelled:
        parsed = parse(Article(id=line["id"], text=line["text"]), parser)
        parties = [party(sector) for sector in line["sectors"]]
        found.append(
            {
                c
                for n in range(len(parsed.sentences))
                for c in contexts_of(parsed, n, parties, line["mode"], words)
            }
        )
    return found


def party(sector: str) -> Entity:
    """Somebody of this sector."""
    return Entity(mention=(), name=sector, kind="unnamed", named=False, sector=sector)


def pairs_of(labelled: Iterable[dict[str, Any]], found: Iterable[set[str]]) -> list[Pair]:
    """Labelled and found contexts of each line, side by side."""
    return [(set(line["contexts"]), contexts) for line, contexts in zip(labelled, found, strict=True)]


def f1_of(pairs: list[Pair]) -> float:
    """Micro-F1 over sentences and contexts."""
    right, labelled, found = totals(pairs)
    return 2 * right / max(labelled + found, 1)


def totals(pairs: list[Pair]) -> tuple[int, int, int]:
    """How many contexts are right, how many are labelled, how many are found."""
    return (
        sum(len(labelled & found) for labelled, found in pairs),
        sum(len(labelled) for labelled, _ in pairs),
        sum(len(found) for _, found in pairs),
    )


def report(half: str, pairs: list[Pair]) -> str:
    """One line of figures."""
    right, labelled, found = totals(pairs)
    precision, recall = right / max(found, 1), right / max(labelled, 1)
    return (
        f"{half}: micro-F1 {f1_of(pairs):.3f} (precision {precision:.3f}, recall {recall:.3f}) "
        f"on {len(pairs)} sentences"
    )


def mistakes(lines: Iterable[dict[str, Any]], pairs: Iterable[Pair]) -> Iterator[str]:
    """What was missed and what is spurious, one line a sentence."""
    for line, (labelled, found) in zip(lines, pairs, strict=True):
        if labelled != found:
            missed, spurious = sorted(labelled - found), sorted(found - labelled)
            yield f"  {line['id']} missed {missed}, spurious {spurious}: {line['text']}"


if __name__ == "__main__":
    main()
