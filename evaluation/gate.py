"""The gate: no accuracy figure may fall below its floor. ``python -m evaluation.gate``

Each measure yields named figures between 0 and 1; floors.json holds the least that each may be. A figure
well above its floor asks for the floor to be raised: floors only rise. Measures whose corpus is not beside
the project are skipped with a loud line. Exit status 0 if no figure is below its floor, else 1.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from evaluation import measures

FLOORS = Path(__file__).with_name("floors.json")
SLACK = 0.02  # a figure this far above its floor is worth a higher floor


def main() -> int:
    """Take every measure that can be taken, print the table, and say whether all floors hold."""
    argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    ).parse_args()
    floors: dict[str, float] = json.loads(FLOORS.read_text(encoding="utf-8"))
    figures: dict[str, float] = {}
    for name, measure in measures.ALL.items():
        if measure.available():
            figures |= measure.take()
        else:
            print(f"SKIPPED  {name}: {measure.needs} is not beside the project")
    below = [name for name, figure in figures.items() if figure < floors.get(name, 0.0)]
    for name, figure in figures.items():
        print(line(name, figure, floors.get(name)))
    return 1 if below else 0


def line(name: str, figure: float, floor: float | None) -> str:
    """One line of the table."""
    if floor is None:
        remark = "has no floor yet: add one"
    elif figure < floor:
        remark = "BELOW ITS FLOOR"
    else:
        remark = "raise the floor" if figure - floor > SLACK else ""
    shown = "-" if floor is None else f"{floor:.3f}"
    return f"{name:32} {figure:.3f}  floor {shown:>5}  {remark}".rstrip()


if __name__ == "__main__":
    sys.exit(main())
