"""The table of scores: what an event of a type and mode adds to the tension. A file that users can replace."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from sayso.errors import LexiconError
from sayso.lexicons.tables import read_rows
from sayso.ontology import load_plover

DEFAULT = "plover-2.0"


@dataclass(frozen=True, slots=True)
class Scores:
    """Scores by (type, mode); mode "" is the type's own. Cooperation is above zero, conflict below."""

    name: str
    table: dict[tuple[str, str], float]

    def of(self, type: str, mode: str | None) -> float:
        """The score of the mode, else of the type."""
        return self.table.get((type, mode or ""), self.table[type, ""])


def load_scores(name: str = DEFAULT) -> Scores:
    """The table that ships under this name ("plover-2.0", "plover-1.3"), or that in the CSV file of this path.

    A file has the columns type, mode, score; a row with an empty mode is the type's own. Raises LexiconError
    where the file does not parse, has an unknown type, or lacks a type.
    """
    path = Path(name) if name.endswith(".csv") else shipped(name)
    table = {}
    for number, row in read_rows(path, ("type", "mode", "score")):
        table[row["type"], row["mode"]] = _number(row["score"], path, number)
    types = set(load_plover().types)
    if unknown := {type for type, _ in table} - types:
        raise LexiconError(f"{path}: {', '.join(sorted(unknown))} is no type of PLOVER. Correct the name.")
    if missing := types - {type for type, mode in table if not mode}:
        raise LexiconError(
            f"{path} has no score for {', '.join(sorted(missing))}. Add a row with an empty mode."
        )
    return Scores(path.stem, table)


def shipped(name: str) -> Path:
    """The path of a table that ships with Sayso."""
    return Path(str(resources.files("sayso.ontology"))) / "scores" / f"{name}.csv"


def _number(cell: str, path: Path, line: int) -> float:
    try:
        return float(cell)
    except ValueError as error:
        raise LexiconError(f"{path}, line {line}: {cell!r} is not a number. Write it as -3.5.") from error
