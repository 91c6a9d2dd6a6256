"""How far a reader's confidence can be believed: ``python -m evaluation.reliability POLNEAR [--plot OUT.svg]``.

Reads dev through the stages that users call; with ``--model`` the spans of the reader in that folder alone.
Prints the strict score on dev, the expected calibration error (ten bins of equal width, each weighted by
what is in it; Guo et al. 2017) and the table behind it, and draws the reliability plot.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evaluation.attributions import attributions, plain
from evaluation.jsonl import lines
from evaluation.who_said_what import Score, matches, score
from sayso.attributions.spans import read_spans
from sayso.loading import load_models
from sayso.models.attribution_reader import load_attribution_reader

BINS = 10


@dataclass(frozen=True)
class Bin:
    """Attributions of like confidence: how many, how confident and how right on average."""

    count: int
    confidence: float
    right: float


def bins(pairs: Sequence[tuple[float, bool]]) -> list[Bin]:
    """Confidence and rightness, gathered into bins of equal width; empty ones are left out."""
    groups: list[list[tuple[float, bool]]] = [[] for _ in range(BINS)]
    for confidence, right in pairs:
        groups[min(BINS - 1, int(confidence * BINS))].append((confidence, right))
    return [
        Bin(len(group), sum(c for c, _ in group) / len(group), sum(r for _, r in group) / len(group))
        for group in groups
        if group
    ]


def expected_error(table: Sequence[Bin]) -> float:
    """The expected calibration error."""
    total = sum(one.count for one in table)
    return sum(one.count * abs(one.confidence - one.right) for one in table) / max(1, total)


SIZE, EDGE = 320, 44  # of the plot's square, and of what stands around it
FRAME = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {whole} {whole}"
 font-family="sans-serif" font-size="11">
<title>Reliability of the attribution reader on PolNeAR dev</title>
<rect width="100%" height="100%" fill="#fff"/>
<path d="M{edge} {edge}V{far}H{far}" fill="none" stroke="#333"/>
<path d="M{edge} {far}L{far} {edge}" stroke="#999" stroke-dasharray="4 4"/>
<text x="{middle}" y="{low}" text-anchor="middle">confidence</text>
<text x="{edge}" y="{high}">share right (area: how many); dashed: perfect; expected error {error:.3f}</text>
{marks}
</svg>
"""


def plot(table: Sequence[Bin]) -> str:
    """The reliability plot as SVG: a disc for each bin, its area as many attributions as it holds."""
    most = max(one.count for one in table)
    marks = [_tick(tenth / 10) for tenth in range(0, 11, 2)] + [_disc(one, most) for one in table]
    return FRAME.format(
        whole=SIZE + 2 * EDGE,
        edge=EDGE,
        far=EDGE + SIZE,
        middle=EDGE + SIZE // 2,
        low=SIZE + 2 * EDGE - 8,
        high=EDGE - 14,
        error=expected_error(table),
        marks="\n".join(marks),
    )


def _tick(value: float) -> str:
    along, down = EDGE + SIZE * value, EDGE + SIZE * (1 - value)
    return (
        f'<text x="{along:.0f}" y="{EDGE + SIZE + 16}" text-anchor="middle">{value:.1f}</text>'
        f'<text x="{EDGE - 6}" y="{down + 4:.0f}" text-anchor="end">{value:.1f}</text>'
    )


def _disc(one: Bin, most: int) -> str:
    x, y = EDGE + SIZE * one.confidence, EDGE + SIZE * (1 - one.right)
    radius = 14 * (one.count / most) ** 0.5
    label = f"confidence {one.confidence:.2f}, right {one.right:.2f}, {one.count} attributions"
    circle = f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" fill="#1f5fa8" fill-opacity=".75">'
    return f"{circle}<title>{label}</title></circle>"


def reader_of(model: Path | None) -> Callable[[str], list[dict[str, Any]]]:
    """What finds the attributions of a text: all stages, or the span reader of a folder."""
    if model is None:
        models = load_models()
        return lambda text: attributions(text, models)
    reader = load_attribution_reader(model)
    return lambda text: [plain(one) for one in read_spans(text, reader)]


def main() -> None:
    """Print score, error and table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("polnear", type=Path, help="folder with dev.jsonl")
    options.add_argument("--model", type=Path)
    options.add_argument("--plot", type=Path, help="where the plot goes, as SVG")
    given = options.parse_args()
    read = reader_of(given.model)
    pairs: list[tuple[float, bool]] = []
    total = Score(0, 0, 0)
    for article in lines(given.polnear / "dev.jsonl"):
        found = read(article["text"])
        right = set(matches(article["text"], article["attributions"], found).values())
        pairs += [(one["confidence"], number in right) for number, one in enumerate(found)]
        total += score(article["text"], article["attributions"], found)
    table = bins(pairs)
    print(total)
    print(f"expected calibration error {expected_error(table):.3f}")
    for one in table:
        print(f"{one.confidence:.2f} {one.right:.2f} {one.count:5d} {'#' * round(40 * one.right)}")
    if given.plot:
        given.plot.write_text(plot(table), encoding="utf-8")


if __name__ == "__main__":
    main()
