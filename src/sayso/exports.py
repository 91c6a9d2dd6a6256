"""The formats in which records go out to other programs, and the writing of them to a file or a stream.

>>> from sayso.exports import lines_of
>>> from sayso.types import Article, Record
>>> list(lines_of("bibtex", [Record(Article(id="a1", text="", title="Talks"))]))
['@misc{:a1,\\n  title = {{Talks}},\\n  note = {Sayso page a1}\\n}\\n\\n']
"""

from __future__ import annotations

import importlib
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from sayso.errors import OutputError

if TYPE_CHECKING:
    from sayso.types import Record


@dataclass(frozen=True, slots=True)
class Format:
    """A format of one outside system; its adapter is the module of ``sayso.adapters`` with its name."""

    name: str
    says: str  # what it holds, for the help
    media: str  # media type
    suffix: str


FORMATS = {
    known.name: known
    for known in (
        Format("jsonl", "records as they are, one a line", "application/x-ndjson", ".jsonl"),
        Format("polecat", "events in POLECAT's columns", "text/tab-separated-values", ".tsv"),
        Format("webanno", "W3C Web Annotation over the words of the pages", "application/ld+json", ".jsonld"),
        Format(
            "ftm", "FollowTheMoney entities, for Aleph and OpenAleph", "application/x-ndjson", ".ftm.json"
        ),
        Format("stix", "a STIX 2.1 bundle, for OpenCTI and MISP", "application/stix+json", ".stix.json"),
        Format("prov", "PROV-O in Turtle: who said it, who passed it on", "text/turtle", ".ttl"),
        Format("schemaorg", "schema.org Claim in JSON-LD", "application/ld+json", ".jsonld"),
        Format("bibtex", "the pages cited, for LaTeX", "application/x-bibtex", ".bib"),
        Format(
            "csl",
            "the pages cited, for Zotero and pandoc",
            "application/vnd.citationstyles.csl+json",
            ".json",
        ),
    )
}
TABLES = ("csv", "parquet")  # of rows, see ``sayso.tabular``
BRAT = "brat"  # a folder of two files a page


def lines_of(name: str, records: Iterable[Record], every_status: bool = False) -> Iterator[str]:
    """The text of an export, piece by piece as the records come; nothing where there are none.

    ``every_status`` matters to "polecat" alone: also rows for events that did not happen.
    """
    records = iter(records)
    first = next(records, None)
    if first is None:
        return
    adapter = importlib.import_module(f"sayso.adapters.{FORMATS[name].name}")
    more = {"every_status": every_status} if name == "polecat" else {}
    yield from adapter.lines(chain([first], records), **more)


def write_lines(lines: Iterable[str], path: str | None) -> bool:
    """Write text to a file, which appears when all is in it, or to standard output; tells whether there was any.

    Raises OutputError where it cannot be written.
    """
    from sayso.writing import standard_output, whole_file

    written = False
    with standard_output() if path is None else whole_file(Path(path)) as stream:
        for line in lines:
            stream.write(line)
            if stream is sys.stdout:
                stream.flush()
            written = written or bool(line)
    return written


def write_table(records: Iterable[Record], name: str, form: str, path: str | None) -> bool:
    """Write the rows of a table ("claims", "events", "red-lines", "disputes") as "csv" or "parquet".

    Tells whether there were any records. Raises OutputError where that cannot be written.
    """
    from sayso.frames import rows_of, shape_of
    from sayso.tabular import write_rows

    records = iter(records)
    first = next(records, None)
    if first is None:
        return False
    table = name.replace("-", "_")
    write_rows(rows_of(chain([first], records), table), shape_of(table), form, path)
    return True


def write_brat(records: Iterable[Record], folder: Path) -> bool:
    """Write brat's files into a new folder, which appears when all is in it; tells whether there were any records.

    Raises OutputError where the folder holds something already, or cannot be written.
    """
    from sayso.adapters import brat

    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise OutputError(f"{folder} is not an empty folder. Choose another one.")
    written = False
    try:
        aside = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}."))
        try:
            (aside / "annotation.conf").write_text(brat.configuration(), encoding="utf-8")
            for record in records:
                for name, text in brat.files(record):
                    (aside / name).write_text(text, encoding="utf-8", newline="")
                written = True
            if written:
                aside.chmod(0o755)
                aside.replace(folder)
        finally:
            shutil.rmtree(aside, ignore_errors=True)
    except OSError as error:
        raise OutputError(f"{folder} cannot be written: {error.strerror}. Choose another folder.") from error
    return written
