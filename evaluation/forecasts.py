"""Forecasts against the seasonal naive baseline on made-up series. ``python -m evaluation.forecasts``

Series as a pair of countries has them: a level that drifts back to its mean, crises that break out and fade, periods in
which little is read, and by day a rhythm of the week (Saturdays and Sundays are quieter). Each is forecast one step
ahead over its last quarter, which no method has seen. Printed are mean absolute errors, relative to the baseline's. The
seeds of "dev" were looked at while the model was chosen, those of "test" were not. Levels return to their mean by
construction, so a model that expects it is favoured: real series may be less kind.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from sayso.stories.calendar import By
from sayso.stories.forecast import Forecast, forecasts

SEEDS = {"dev": range(40), "test": range(1000, 1100)}
LENGTHS: dict[By, int] = {"day": 364, "week": 156}
REPORTS: dict[By, float] = {"day": 3.0, "week": 20.0}  # read about the two in a usual period
STAYS: dict[By, float] = {
    "day": 0.9,
    "week": 0.6,
}  # share of a departure from the mean that is left a period later
CRISES: dict[By, float] = {"day": 0.01, "week": 0.04}  # chance that one breaks out in a period
WEEKEND = 0.6


def made(seed: int, by: By) -> list[float]:
    """One series: the true tension as its reports tell it."""
    chance = np.random.default_rng(seed)
    mean, level, crisis, found = chance.uniform(-1, 2), 0.0, 0.0, []
    for place in range(LENGTHS[by]):
        level = STAYS[by] * level + chance.normal(scale=0.5)
        crisis = STAYS[by] * crisis + (chance.gamma(4.0) if chance.random() < CRISES[by] else 0.0)
        quiet = WEEKEND if by == "day" and place % 7 > 4 else 1.0
        reports = 1 + chance.poisson(REPORTS[by])
        noise = chance.normal(scale=3.5 / np.sqrt(reports))
        found.append(float(quiet * (mean + level + crisis) + noise))
    return found


def scored(split: str, by: By) -> dict[str, tuple[float, float]]:
    """Per method: mean error relative to the baseline's, and the share of series in which it is lower."""
    rows = [forecasts(made(seed, by), by) for seed in SEEDS[split]]
    return {
        method: _against([_named(row, method) for row in rows], [row[0] for row in rows])
        for method in _methods(rows)
    }


def _methods(rows: Sequence[Sequence[Forecast]]) -> list[str]:
    return [forecast.method for forecast in rows[0]]


def _named(row: Sequence[Forecast], method: str) -> Forecast:
    return next(forecast for forecast in row if forecast.method == method)


def _against(found: Sequence[Forecast], baseline: Sequence[Forecast]) -> tuple[float, float]:
    ratios = [one.error / other.error for one, other in zip(found, baseline, strict=True)]
    return float(np.mean(ratios)), float(np.mean([ratio < 1 for ratio in ratios]))


def main() -> None:
    """Print a row for each method."""
    for split in SEEDS:
        for by in LENGTHS:
            for method, (ratio, better) in scored(split, by).items():
                print(
                    f"{split:5} {len(SEEDS[split])} series by {by:5} {method:24} error {ratio:.3f} of the baseline's, "
                    f"better in {better:.0%}"
                )


if __name__ == "__main__":
    main()
