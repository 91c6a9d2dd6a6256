"""A tension series on the terminal: a line for each period, with red lines and disputes where they stand."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import TextIO

from rich.console import Console

from sayso.errors import OutputError
from sayso.stories.calendar import period_of
from sayso.stories.forecast import Forecast
from sayso.types import Mark, Period, Tension
from sayso.views.legible import all_legible
from sayso.views.words import counted, hung

COLUMNS = (
    "start", "level", "low", "high", "verbal_cooperation", "material_cooperation", "verbal_conflict",
    "material_conflict", "threat", "reports", "events", "sources",
)  # fmt: skip
WIDEST = 40
SHADES = {"conflict": ("█", "#"), "cooperation": ("▒", "="), "threat": ("░", ":")}
MARKS = {"red line": "!", "dispute": "?"}
LONGEST = 100  # characters of a mark's words
LONGEST_GAP = 8  # periods without a report that are shown line by line


def draw_tension(tension: Tension, forecasts: Sequence[Forecast], console: Console) -> None:
    """Show the series on ``console``; in ASCII where its encoding is no Unicode one."""
    plain = not console.encoding.lower().startswith("utf")
    shown: Tension = all_legible(tension, plain)
    for line in _lines(shown, forecasts, _bar_width(console), plain):
        for part in hung(line, console):
            console.print(part, soft_wrap=True)


def _lines(tension: Tension, forecasts: Sequence[Forecast], width: int, plain: bool) -> Iterator[str]:
    arrow = "->" if tension.directed else "-" if plain else "–"
    yield f"Tension {tension.first} {arrow} {tension.second} by {tension.by}"
    yield f"conflict less cooperation, scores ({tension.scores}) per report read; 90 % interval in brackets"
    yield ""
    most = max((abs(period.level or 0.0) + period.threat for period in tension.periods), default=0.0)
    marks: defaultdict[str, list[Mark]] = defaultdict(list)
    for mark in tension.marks:
        marks[period_of(mark.day, tension.by)].append(mark)
    for empty, some in groupby(tension.periods, key=lambda period: not period.reports):
        stretch = list(some)
        if empty and len(stretch) > LONGEST_GAP:
            yield f"{stretch[0].start}   no report read in {len(stretch):,} {tension.by}s"
            continue
        for period in stretch:
            yield _row(period, most, width, plain, tension.changes)
            yield from (f"{'':12}{MARKS[mark.kind]} {_said(mark)}" for mark in marks[period.start])
    yield from ("", *_legend(tension, plain), *tension.notes)
    yield from _foretold(forecasts)


def _row(period: Period, most: float, width: int, plain: bool, changes: Sequence[str]) -> str:
    change = "*" if period.start in changes else " "
    if period.level is None:
        return f"{period.start} {change} {'no report read':{width}}"
    bar = _bar(period, most, width, plain)
    low, high = period.low, period.high
    between = "" if low is None or high is None else f"[{low:.2f}, {high:.2f}]"
    counted_in = (period.reports, "report"), (period.events, "event"), (period.sources, "source")
    counts = ", ".join(counted(number, word) for number, word in counted_in)
    return f"{period.start} {change} {bar:{width}} {period.level:6.2f} {between:15} {counts}"


def _bar(period: Period, most: float, width: int, plain: bool) -> str:
    if not most or period.level is None:
        return ""
    kind = "conflict" if period.level >= 0 else "cooperation"
    level = round(abs(period.level) / most * width)
    threat = round(period.threat / most * width)
    return SHADES[kind][plain] * level + SHADES["threat"][plain] * min(threat, width - level)


def _legend(tension: Tension, plain: bool) -> Iterator[str]:
    conflict, cooperation, threat = (SHADES[kind][plain] for kind in SHADES)
    yield (
        f"{conflict} conflict  {cooperation} cooperation  {threat} threat (planned, conditional)  "
        f"{MARKS['red line']} red line  {MARKS['dispute']} dispute  * the level changes"
    )
    if len(tension.periods) > 1:
        yield f"In a series without a change, one would be reported in {tension.false_alarms:.0%} of cases."


def _said(mark: Mark) -> str:
    words = mark.words if len(mark.words) <= LONGEST else f"{mark.words[:LONGEST].rsplit(' ', 1)[0]} ..."
    return f"{mark.kind}, {mark.who}: {words}"


def _foretold(forecasts: Iterable[Forecast]) -> Iterator[str]:
    for forecast in forecasts:
        yield (
            f"Next period by {forecast.method}: {forecast.next:.2f} (mean absolute error "
            f"{forecast.error:.2f} over {forecast.held_back} held-back periods)"
        )


def _bar_width(console: Console) -> int:
    return max(10, min(WIDEST, console.width - 70))


def write_csv(tension: Tension, path: Path) -> None:
    """Write the periods as CSV. Raises OutputError where the file cannot be written."""
    try:
        with path.open("w", encoding="utf-8", newline="") as stream:
            _csv(tension.periods, stream)
    except OSError as error:
        raise OutputError(
            f"{path} cannot be written: {error.strerror}. Choose another place with --out."
        ) from error


def _csv(periods: Iterable[Period], stream: TextIO) -> None:
    rows = csv.writer(stream)
    rows.writerow(COLUMNS)
    rows.writerows([getattr(period, column) for column in COLUMNS] for period in periods)
