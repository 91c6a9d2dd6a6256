"""Rows of a store as a table on a terminal: the few columns that an analyst's glance needs.

A page's words enter rich as ``Text`` only, never as markup, and only after ``all_legible``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from rich.box import ASCII2, SIMPLE_HEAD, Box
from rich.console import Console, Group
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from sayso.store.rows import (
    ActorRow,
    ClaimRow,
    DisputeRow,
    EventRow,
    OutletRow,
    PageRow,
    RedLineRow,
    VersionRow,
)
from sayso.views import accounts
from sayso.views.legible import all_legible
from sayso.views.reading import ANSWERED
from sayso.views.who import WhoRow
from sayso.views.words import NOBODY, who_to_whom

WIDE_CELL = 30  # columns of the terminal that the wide column of a table takes at least
MOST_WIDE = 26  # those that another one takes at most
BETWEEN = 3


@dataclass(frozen=True, slots=True)
class Grid:
    """A table before it is drawn."""

    headers: tuple[str, ...]
    lines: tuple[tuple[str, ...], ...]
    wide: int  # number of the column that takes the room that is left


def grid_of(shape: type, rows: Sequence[Any]) -> Grid:
    """The grid of rows that are all of one shape."""
    headers, wide, cells = SHAPES[shape]
    return Grid(headers, tuple(cells(row) for row in rows), wide)


def draw_grid(grid: Grid, console: Console) -> None:
    """Show a grid on ``console``: as a table where it is wide enough, else each row as a short paragraph."""
    ascii_only = console.options.ascii_only
    grid = all_legible(grid, ascii_only)
    if _room_for(grid) <= console.width:
        console.print(_table(grid, ASCII2 if ascii_only else SIMPLE_HEAD))
    else:
        for line in grid.lines:
            console.print(_paragraph(grid, line))


def _table(grid: Grid, box: Box) -> Table:
    table = Table(box=box, pad_edge=False, expand=True)
    for number, header in enumerate(grid.headers):
        if number == grid.wide:
            table.add_column(Text(header), overflow="fold", ratio=1)
        else:
            table.add_column(Text(header), overflow="fold", max_width=MOST_WIDE)
    for line in grid.lines:
        table.add_row(*map(Text, line))
    return table


def _room_for(grid: Grid) -> int:
    """Columns of the terminal that the grid takes as a table."""
    others = (
        column
        for number, column in enumerate(zip(grid.headers, *grid.lines, strict=True))
        if number != grid.wide
    )
    return WIDE_CELL + sum(min(MOST_WIDE, max(map(len, column))) + BETWEEN for column in others)


def _paragraph(grid: Grid, line: tuple[str, ...]) -> Group:
    """The wide cell, indented under the others, or above them where it comes first; a number with its header."""
    short = [
        f"{header} {cell}" if cell.isdigit() else cell
        for header, cell in zip(grid.headers, line, strict=True)
        if cell and cell != line[grid.wide]
    ]
    others, wide = Text("  ".join(short), style="dim"), Text(line[grid.wide])
    above, below = (others, wide) if grid.wide else (wide, others)
    return Group(above, Padding(below, (0, 0, 0, 4), expand=False))


def _claim(row: ClaimRow) -> tuple[str, ...]:
    said = row.act + (" (denied)" if row.denied else "")
    return _day(row.published), row.outlet or "", _who(row), said, row.content, f"{row.page} {row.id}"


def _who(row: ClaimRow) -> str:
    name = row.source or NOBODY
    if row.country:
        name += f" {row.country}"
    return " < ".join([name, *row.through])


def _event(row: EventRow) -> tuple[str, ...]:
    kind = row.type + (f" {row.mode}" if row.mode else "")
    whole = who_to_whom(row.actors, row.recipients)
    place = ", ".join(part for part in (row.place, row.starts or row.date_text) if part)
    return _day(row.published), row.outlet or "", kind, row.status, whole, place, f"{row.page} {row.id}"


def _red_line(row: RedLineRow) -> tuple[str, ...]:
    whole = f"if {row.condition}: {row.consequence}"
    return _day(row.published), row.outlet or "", row.actor or NOBODY, row.addressee or "", whole, row.page


def _dispute(row: DisputeRow) -> tuple[str, ...]:
    whole = f"{row.claim_content} / {row.answer_content}"
    sides = row.claim_source or NOBODY, row.answer_source or NOBODY
    return _day(row.published), row.outlet or "", sides[0], ANSWERED[row.kind], sides[1], whole, row.page


def _page(row: PageRow) -> tuple[str, ...]:
    counts = str(row.claims), str(row.events), str(row.version)
    return _day(row.published), row.outlet or "", row.title or "", *counts, row.page


def _actor(row: ActorRow) -> tuple[str, ...]:
    codes = " ".join(code for code in (row.country, row.sector) if code)
    numbers = (row.claims_by, row.claims_about, row.claims_through, row.events_by, row.events_about)
    return row.name, row.kind, codes, *map(str, numbers), _period(row.first, row.last)


def _outlet(row: OutletRow) -> tuple[str, ...]:
    numbers = map(str, (row.pages, row.claims, row.events))
    return row.outlet or "(not given)", *numbers, _period(row.first, row.last)


def _actor_of_page(row: WhoRow) -> tuple[str, ...]:
    called = "; ".join(filter(None, (row.role, *row.aliases)))
    return (
        row.name,
        called,
        " ".join(code for code in (row.country, row.sector) if code),
        str(row.mentions),
        row.why,
    )


def _version(row: VersionRow) -> tuple[str, ...]:
    return str(row.number), row.added, row.digest, "erased" if row.erased else ""


def _day(published: str | None) -> str:
    return (published or "")[:10]


def _period(first: str | None, last: str | None) -> str:
    return " to ".join(dict.fromkeys(day for day in (first, last) if day))


SHAPES: dict[type, tuple[tuple[str, ...], int, Callable[[Any], tuple[str, ...]]]] = {
    ClaimRow: (("date", "outlet", "who < through", "act", "claim", "where"), 4, _claim),
    EventRow: (("date", "outlet", "type", "status", "who -> whom", "place, day", "where"), 4, _event),
    RedLineRow: (("date", "outlet", "who", "to whom", "red line", "page"), 4, _red_line),
    DisputeRow: (("date", "outlet", "claimed by", "", "answered by", "claim / answer", "page"), 5, _dispute),
    PageRow: (("date", "outlet", "title", "claims", "events", "version", "page"), 2, _page),
    ActorRow: (
        ("actor", "kind", "code", "claims by", "about", "through", "events by", "events on", "dates"),
        0,
        _actor,
    ),
    OutletRow: (("outlet", "pages", "claims", "events", "dates"), 0, _outlet),
    WhoRow: (("who", "also called", "code", "mentions", "why"), 4, _actor_of_page),
    VersionRow: (("version", "added", "digest of the words", ""), 2, _version),
    **accounts.SHAPES,
}
