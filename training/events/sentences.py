"""The written sentences, checked as they are read: ``python -m training.events.sentences`` counts them.

The guide to them is ``training/events/sentences/README.md``.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sayso.ontology import load_plover
from sayso.types import Span

FOLDER = Path(__file__).with_name("sentences")
STATUSES = ("actual", "historical", "planned", "hypothetical", "conditional", "negated")
HELD_OUT = 10  # one in so many is never trained on


@dataclass(frozen=True, slots=True)
class WrittenEvent:
    """One event of a sentence, its words as spans of the sentence."""

    type: str
    mode: str | None
    status: str
    trigger: Span
    actors: tuple[Span, ...]
    recipients: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Written:
    """A sentence with all its political events; none makes it an example of no event."""

    sentence: str
    events: tuple[WrittenEvent, ...]
    file: str  # name of the file it stands in

    @property
    def held_out(self) -> bool:
        """Whether the sentence is of the tenth that is never trained on."""
        return is_held_out(self.sentence)

    @property
    def tuned_on(self) -> bool:
        """Whether, of those held out, it is of the half on which thresholds are set."""
        return digest(self.sentence) % (2 * HELD_OUT) == 0


def is_held_out(sentence: str) -> bool:
    """Whether a sentence is never trained on, by its digest."""
    return digest(sentence) % HELD_OUT == 0


def digest(sentence: str) -> int:
    """A number that is the sentence's own."""
    return int(hashlib.sha256(sentence.encode()).hexdigest(), 16)


def load(folder: Path = FOLDER) -> list[Written]:
    """All sentences of the folder's files. Raises ValueError that names file and line of what breaks the guide."""
    found = [written for path in sorted(folder.glob("*.jsonl")) for written in of_file(path)]
    doubles = [text for text, times in Counter(one.sentence for one in found).items() if times > 1]
    if doubles:
        raise ValueError(f"written twice: {doubles[:3]}")
    return found


def of_file(path: Path) -> Iterator[Written]:
    """The sentences of one file."""
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        try:
            yield of_row(json.loads(line), path.stem)
        except (ValueError, KeyError) as error:
            raise ValueError(f"{path.name}, line {number}: {error}") from error


def of_row(row: dict[str, Any], file: str) -> Written:
    """A sentence of a line. Raises ValueError or KeyError where the line breaks the guide."""
    return Written(row["sentence"], tuple(_event(row["sentence"], event) for event in row["events"]), file)


def _event(sentence: str, row: dict[str, Any]) -> WrittenEvent:
    types = load_plover().types
    if row["type"] not in types or (row["mode"] is not None and row["mode"] not in types[row["type"]].modes):
        raise ValueError(f"PLOVER has no {row['type']} {row['mode'] or ''}")
    if row["status"] not in STATUSES:
        raise ValueError(f"no status is called {row['status']}")
    return WrittenEvent(
        type=row["type"],
        mode=row["mode"],
        status=row["status"],
        trigger=place(sentence, row["trigger"]),
        actors=tuple(place(sentence, words) for words in row["actors"]),
        recipients=tuple(place(sentence, words) for words in row["recipients"]),
    )


def place(sentence: str, words: str) -> Span:
    """Where the words stand in the sentence; "words#2" is their second place. Raises ValueError if nowhere."""
    words, _, which = words.partition("#")
    places = [m.span() for m in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", sentence)]
    number = int(which or 1)
    if len(places) < number:
        raise ValueError(f"{words!r} does not stand {number} times in: {sentence}")
    return places[number - 1]


def main() -> None:
    """Print how many sentences there are, and how many events of each type, mode and status."""
    written = load()
    events = [event for one in written for event in one.events]
    held = sum(one.held_out for one in written)
    empty = sum(not one.events for one in written)
    print(f"{len(written)} sentences, {held} held out, {empty} without an event, {len(events)} events")
    for field in ("type", "status"):
        print(dict(Counter(getattr(event, field) for event in events).most_common()))
    print(dict(Counter(f"{event.type} {event.mode}" for event in events if event.mode).most_common()))


if __name__ == "__main__":
    main()
