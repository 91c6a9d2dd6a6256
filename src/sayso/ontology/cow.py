"""State numbers of the Correlates of War project, which POLECAT gives beside the codes of ISO 3166."""

from __future__ import annotations

import csv
import functools
from importlib import resources


@functools.cache
def cow_numbers() -> dict[str, int]:
    """The number of each member of the state system by ISO 3166-1 alpha-3 (XKX: Kosovo), or withdrawn ISO code.

    What is not a state of that system (Palestine, the Vatican, international bodies) is not in it.
    """
    lines = resources.files("sayso.ontology").joinpath("cow.csv").read_text("utf-8").splitlines()
    rows = csv.DictReader(line for line in lines if not line.startswith("#"))
    return {row["code"]: int(row["number"]) for row in rows}
