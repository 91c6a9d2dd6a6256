"""Rows as CSV: whatever the words, each row and each cell comes back, and no cell is a formula."""

from __future__ import annotations

import csv
import io

from hypothesis import example, given, settings

from sayso.frames import rows_of, shape_of
from sayso.tabular import FORMULA, csv_lines
from tests.adapters.records import odd_words
from tests.views.samples import hostile


def as_cell(words: str) -> str:
    flat = words.replace("\r\n", "\n").replace("\r", "\n")
    return f"'{flat}" if flat.startswith(FORMULA) else flat


@settings(max_examples=200, deadline=None)
@given(odd_words)
@example("=cmd|' /C calc'!A0")
@example("-2+3")
@example('"; DROP')
@example("\r\n=1")
@example("harmless\r=1")
def test_every_cell_comes_back_and_none_is_a_formula(words):
    for table in ("claims", "events", "red_lines", "disputes"):
        rows = list(rows_of(hostile(words), table))
        written = "".join(csv_lines(rows, shape_of(table)))
        header, *cells = csv.reader(io.StringIO(written, newline=""))
        assert len(cells) == len(rows)
        assert {len(row) for row in cells} == {len(header)}
        assert not any(cell.startswith(FORMULA) for row in cells for cell in row)
        assert all(row[header.index("title")] == as_cell(words) for row in cells)
