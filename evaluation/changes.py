"""How often a change is reported where there is none, and found where there is one. ``python -m evaluation.changes``

The stated rate of false alarms is 5 %. Series: of independent levels (even, or mostly nothing with a few great
days), of levels that drift, and of levels that rise by two standard deviations halfway.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sayso.stories.changes import FALSE_ALARMS, find_changes

SERIES = 200
LENGTHS = (16, 52, 156)
LASTS = 0.5  # of a departure from the mean, in levels that drift
NEAR = 2  # periods by which a change that is found may lie beside the true one

Floats = NDArray[np.float64]


def even(chance: np.random.Generator, size: int) -> Floats:
    """Independent levels around a mean."""
    return chance.normal(size=size)


def sparse(chance: np.random.Generator, size: int) -> Floats:
    """Mostly nothing, on a few days much."""
    return chance.gamma(2.0, size=size) * (chance.random(size) < 0.2)


def drifting(chance: np.random.Generator, size: int) -> Floats:
    """Each level keeps half of the last one's departure."""
    found = chance.normal(size=size)
    for place in range(1, size):
        found[place] += LASTS * found[place - 1]
    return found


def rising(chance: np.random.Generator, size: int) -> Floats:
    """From the middle on two standard deviations higher."""
    return chance.normal(size=size) + 2.0 * (np.arange(size) >= size // 2)


def alarms(kind: str, size: int) -> float:
    """The share of series without a change in which one is reported."""
    chance = np.random.default_rng(size)
    return float(np.mean([bool(find_changes(WITHOUT[kind](chance, size).tolist())) for _ in range(SERIES)]))


def hits(size: int) -> float:
    """The share of series with a change in which it is found where it is."""
    chance = np.random.default_rng(size)
    found = [find_changes(rising(chance, size).tolist()) for _ in range(SERIES)]
    return float(np.mean([any(abs(place - size // 2) <= NEAR for place in places) for places in found]))


WITHOUT = {"even": even, "sparse": sparse, "drifting": drifting}


def main() -> None:
    """Print the rates for every kind and length."""
    print(f"{SERIES} series each; stated rate of false alarms {FALSE_ALARMS:.0%}")
    for size in LENGTHS:
        rates = "  ".join(f"{kind} {alarms(kind, size):.1%}" for kind in WITHOUT)
        print(
            f"{size:4} periods: false alarms {rates}; a rise of two deviations found {hits(size):.1%}",
            flush=True,
        )


if __name__ == "__main__":
    main()
