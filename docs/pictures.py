"""Draw the picture of the terminal view in the README: ``python docs/pictures.py`` (from the project's folder).

The view is what ``sayso read`` shows, with paragraphs and entries left out where it says "…".
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from rich.console import Console
from rich.text import Text

from sayso import load_models, load_page, read
from sayso.views.legible import all_legible
from sayso.views.reading import reading_of
from sayso.views.terminal import UNICODE, Sheet

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "examples" / "salisbury.html"
OUT = ROOT / "docs" / "images" / "read.svg"
WIDTH = 84
PARAGRAPHS, ENTRIES = 7, 4  # so many are shown of the body, and of each section
WEB_FONT = re.compile(r"@font-face {.*?}\s*", re.DOTALL)  # a picture calls no other host
SECTION = re.compile(r"[A-Z ]+ \(\d+\)$")
ENTRY = re.compile(r"[a-z]\d+ ")


def main() -> None:
    """Read the page and write the picture."""
    console = Console(
        record=True, width=WIDTH, file=io.StringIO(), force_terminal=True, color_system="truecolor"
    )
    reading = all_legible(reading_of(read(load_page(str(PAGE)), load_models())))
    for line in shortened(Sheet(console, UNICODE).lines(reading)):
        console.print(line, no_wrap=True, crop=False)
    picture = console.export_svg(title=f"sayso read {PAGE.relative_to(ROOT)}", unique_id="sayso")
    OUT.write_text(WEB_FONT.sub("", picture), "utf-8")


def shortened(lines: Iterable[Text]) -> Iterator[Text]:
    """The first paragraphs, and the first entries of each section."""
    number, most, hidden = 0, PARAGRAPHS, False
    for line in lines:
        if SECTION.match(line.plain):
            if hidden:
                yield Text()
            number, most, hidden = 0, ENTRIES, False
        elif ENTRY.match(line.plain) or (most == PARAGRAPHS and not line.plain):
            number += 1
        if number <= most:
            yield line
        elif not hidden:
            hidden = True
            yield Text("…", "dim")


if __name__ == "__main__":
    main()
