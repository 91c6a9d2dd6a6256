"""A tension series as a picture, PNG or SVG."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sayso.errors import OutputError
from sayso.types import Period, Tension
from sayso.views.legible import all_legible

if TYPE_CHECKING:
    from matplotlib.axes import Axes

SIZE = (10.0, 5.0)  # inches
CONFLICT, COOPERATION, THREAT, LINE = "#b2182b", "#2166ac", "#f4a582", "#222222"
DAYS = {"day": 1, "week": 7, "month": 28}


def write_chart(tension: Tension, path: Path) -> None:
    """Draw the series into ``path``; its suffix, .png or .svg, says how. Raises OutputError where that fails."""
    from matplotlib import rc_context
    from matplotlib.figure import Figure

    with rc_context({"svg.hashsalt": "sayso", "svg.fonttype": "none"}):
        figure = Figure(figsize=SIZE, layout="constrained")
        _draw(all_legible(tension), figure.subplots())
        try:
            figure.savefig(path, dpi=150, metadata={"Date": None} if path.suffix == ".svg" else None)
        except OSError as error:
            raise OutputError(
                f"{path} cannot be written: {error.strerror}. Choose another place with --out."
            ) from error


def _draw(tension: Tension, axes: Axes) -> None:
    periods = [period for period in tension.periods if period.level is not None]
    days = [date.fromisoformat(period.start) for period in periods]
    width = DAYS[tension.by] * 0.8
    _bars(axes, days, periods, width)
    levels = [period.level for period in periods]
    axes.plot(_plain(days), _plain(levels), color=LINE, marker="o", markersize=3, label="level")
    axes.fill_between(
        _plain(days),
        _plain([period.level if period.low is None else period.low for period in periods]),
        _plain([period.level if period.high is None else period.high for period in periods]),
        color=LINE, alpha=0.12, label="90 % interval",
    )  # fmt: skip
    for change in tension.changes:
        axes.axvline(_plain(date.fromisoformat(change)), color=LINE, linestyle="--", linewidth=0.8)
    _marks(axes, tension)
    between = "to" if tension.directed else "and"
    axes.set_title(f"Tension, {tension.first} {between} {tension.second}, by {tension.by}", pad=14)
    axes.set_ylabel(f"scores ({tension.scores}) per report")
    axes.axhline(0, color=LINE, linewidth=0.6)
    axes.figure.legend(loc="outside lower center", ncols=7, fontsize=8)


def _bars(axes: Axes, days: list[date], periods: list[Period], width: float) -> None:
    conflict = [period.verbal_conflict + period.material_conflict for period in periods]
    cooperation = [-period.verbal_cooperation - period.material_cooperation for period in periods]
    threat = [period.threat for period in periods]
    axes.bar(_plain(days), conflict, width, color=CONFLICT, alpha=0.7, label="conflict")
    axes.bar(_plain(days), cooperation, width, color=COOPERATION, alpha=0.7, label="cooperation")
    axes.bar(_plain(days), threat, width, bottom=conflict, color=THREAT, alpha=0.7, label="threat")


def _marks(axes: Axes, tension: Tension) -> None:
    for kind, sign in (("red line", "v"), ("dispute", "x")):
        days = [date.fromisoformat(mark.day) for mark in tension.marks if mark.kind == kind]
        if days:
            height = [1.02] * len(days)  # above the frame
            above = axes.get_xaxis_transform()
            axes.plot(_plain(days), height, sign, color=CONFLICT, clip_on=False, label=kind, transform=above)


def _plain(value: Any) -> Any:
    """Matplotlib takes dates as they are, which its types do not say."""
    return value
