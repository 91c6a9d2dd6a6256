"""Types of held-out written events against those found, as a picture: ``python -m evaluation.confusion OUT.svg``."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from evaluation.written_events import readings
from sayso.models.event_encoding import TYPES
from training.events.sentences import load

CELL, MARGIN = 26, 110  # points
NAMES = [*TYPES[1:], "none"]


def main() -> None:
    """Read the held-out sentences and draw what was taken for what."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("out", type=Path)
    given = options.parse_args()
    counts: Counter[tuple[str, str]] = Counter()
    for one in readings([written for written in load() if written.held_out]):
        paired = {id(event): found.type for event, found in one.pairs}
        counts.update((event.type, paired.get(id(event), "none")) for event in one.written.events)
        taken = {id(found) for _, found in one.pairs}
        counts.update(("none", event.type) for event in one.found if id(event) not in taken)
    given.out.write_text(picture(counts, NAMES), "utf-8")


def picture(counts: Mapping[tuple[str, str], int], names: Sequence[str]) -> str:
    """A square of cells as SVG, darker where more of a row's events went; rows are right, columns found."""
    size = MARGIN + CELL * len(names) + 10
    cells = [cell(row, column, counts, names) for row in range(len(names)) for column in range(len(names))]
    sides = [label(number, name) for number, name in enumerate(names)]
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{size}" height="{size}" viewBox="0 0 {size} {size}" '
    )
    style = 'font-family="sans-serif" font-size="10"><rect width="100%" height="100%" fill="#fff"/>'
    return "\n".join([head + style, *sides, *cells, "</svg>", ""])


def cell(row: int, column: int, counts: Mapping[tuple[str, str], int], names: Sequence[str]) -> str:
    """One cell with its number; empty where there is nothing."""
    number = counts.get((names[row], names[column]), 0)
    total = sum(counts.get((names[row], name), 0) for name in names) or 1
    x, y = MARGIN + CELL * column, MARGIN + CELL * row
    shade = number / total
    box = f'<rect x="{x}" y="{y}" width="{CELL}" height="{CELL}" fill="#1d5fa8" fill-opacity="{shade:.2f}" '
    ink = "#fff" if shade > 0.5 else "#222"
    text = f'<text x="{x + CELL / 2}" y="{y + CELL / 2 + 4}" text-anchor="middle" fill="{ink}">'
    return f'{box}stroke="#ddd"/>' + (f"{text}{number}</text>" if number else "")


def label(number: int, name: str) -> str:
    """The name of a type beside its row and above its column."""
    middle = MARGIN + CELL * number + CELL / 2
    row = f'<text x="{MARGIN - 6}" y="{middle + 4}" text-anchor="end" fill="#222">{name}</text>'
    return row + (
        f'<text x="{middle + 4}" y="{MARGIN - 6}" fill="#222" '
        f'transform="rotate(-90 {middle + 4} {MARGIN - 6})">{name}</text>'
    )


if __name__ == "__main__":
    main()
