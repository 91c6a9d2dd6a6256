"""Events of the written sentences that were never trained on: ``python -m evaluation.written_events``.

Each sentence is read by the whole pipeline. Counted are: sentences with and without an event told apart; triggers
found; of the events found, the right type, status and parties.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from evaluation.events import macro_f1
from sayso import load_models, read_article
from sayso.article import from_text
from sayso.types import Entity, Event, Record, Span
from training.events.news import load_news
from training.events.sentences import Written, WrittenEvent, load

LATER = {
    "across",
    "desk",
}  # files written after the floors were set: counted apart, so that figures stay comparable
MEETING = "CONSULT"  # its parties count together: who meets whom is a matter of wording


@dataclass(frozen=True)
class Read:
    """A written sentence with the events that were found, each beside the written one that it overlaps."""

    written: Written
    record: Record
    pairs: tuple[tuple[WrittenEvent, Event], ...]

    @property
    def found(self) -> tuple[Event, ...]:
        """The events that were found."""
        return self.record.events


def main() -> None:
    """Read the held-out sentences and print the figures of both halves."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--news", type=Path, help="PolNeAR's train half: its labelled sentences instead")
    given = options.parse_args()
    counted = dict(zip(("tuned on", "not tuned on"), halves(given.news), strict=True))
    if not given.news:
        counted["not tuned on, written later"] = [
            one for one in held_out() if one.file in LATER and not one.tuned_on
        ]
    for half, sentences in counted.items():
        results = list(readings(sentences))
        print(f"{half}: {len(results)} sentences, {sum(len(one.written.events) for one in results)} events")
        for name, figure in figures(results).items():
            print(f"  {name:28} {figure:.3f}")
    wrong = Counter((w.status, f.status) for one in results for w, f in one.pairs if w.status != f.status)
    print("statuses taken for others:", *(f"{w}>{f} {n}" for (w, f), n in wrong.most_common(8)))


def halves(news: Path | None = None) -> tuple[list[Written], list[Written]]:
    """The held-out sentences on which thresholds are set, and the others."""
    found = [one for one in held_out(news) if one.file not in LATER]
    return [one for one in found if one.tuned_on], [one for one in found if not one.tuned_on]


def held_out(news: Path | None = None) -> list[Written]:
    """The sentences that were never trained on: those written, or with ``news`` those of its corpus."""
    return [one for one in (load_news(news) if news else load()) if one.held_out]


def readings(sentences: Sequence[Written]) -> Iterator[Read]:
    """Each sentence with the events that the pipeline finds in it."""
    models = load_models()
    for number, one in enumerate(sentences):
        record = read_article(from_text(one.sentence, id=str(number)), models)
        yield Read(one, record, tuple(paired(one.events, record.events)))


def paired(written: Sequence[WrittenEvent], found: Sequence[Event]) -> Iterator[tuple[WrittenEvent, Event]]:
    """Each written event with the found one whose trigger overlaps its own; nothing is used twice."""
    left = list(found)
    for one in written:
        for event in left:
            if any(overlap(span, one.trigger) for span in event.trigger):
                left.remove(event)
                yield one, event
                break


def overlap(one: Span, other: Span) -> bool:
    """Do two spans share a letter?"""
    return one[0] < other[1] and other[0] < one[1]


def figures(results: Sequence[Read]) -> dict[str, float]:
    """All figures by name, each between 0 and 1."""
    pairs = [pair for one in results for pair in one.pairs]
    eventful = f1(
        sum(bool(one.found) and bool(one.written.events) for one in results),
        sum(bool(one.found) for one in results),
        sum(bool(one.written.events) for one in results),
    )
    triggers = f1(
        len(pairs), sum(len(one.found) for one in results), sum(len(one.written.events) for one in results)
    )
    return {
        "event or none, F1": eventful,
        "triggers, F1": triggers,
        "type": share(w.type == f.type for w, f in pairs),
        "mode, where type is right": share(w.mode == f.mode for w, f in pairs if w.type == f.type),
        "status": share(w.status == f.status for w, f in pairs),
        "status, macro-F1": macro_f1([w.status for w, _ in pairs], [f.status for _, f in pairs]),
        "both parties right": share(same_parties(w, f, one.record) for one in results for w, f in one.pairs),
    }


def f1(both: int, found: int, right: int) -> float:
    """The harmonic mean of precision and recall."""
    return 2 * both / (found + right) if found + right else 1.0


def share(right: Iterator[bool]) -> float:
    """The share of true ones."""
    listed = list(right)
    return sum(listed) / len(listed) if listed else 1.0


def same_parties(written: WrittenEvent, found: Event, record: Record) -> bool:
    """Are actors and recipients right, nobody missing and nobody too many?"""
    if written.type == found.type == MEETING:
        everybody = {entity.name: entity for entity in (*found.actors, *found.recipients)}
        return same_party((*written.actors, *written.recipients), tuple(everybody.values()), record)
    actors = same_party(written.actors, found.actors, record)
    return actors and same_party(written.recipients, found.recipients, record)


def same_party(written: Sequence[Span], found: Sequence[Entity], record: Record) -> bool:
    """Does each written phrase name one found entity, by any of its mentions, and each entity stand in a phrase?"""
    places = [
        {n for n, span in enumerate(written) if any(overlap(span, m) for m in mentions(entity, record))}
        for entity in found
    ]
    return len(found) == len(written) and all(places) and len(set().union(*places)) == len(written)


def mentions(entity: Entity, record: Record) -> list[Span]:
    """Where the entity stands in this event, and wherever else the record knows it."""
    elsewhere = [span for actor in record.entities if actor.name == entity.name for span in actor.mentions]
    return [*entity.mention, *elsewhere]


if __name__ == "__main__":
    main()
