"""One event told several times is one event with several triggers."""

from __future__ import annotations

from dataclasses import replace

from sayso.types import Event


def merge(events: list[Event]) -> tuple[Event, ...]:
    """Events in order of appearance, the same ones joined, numbered "e1", "e2", ..."""
    kept: list[Event] = []
    for event in events:
        place = next((n for n, other in enumerate(kept) if same(other, event)), None)
        if place is None:
            kept.append(event)
        else:
            kept[place] = joined(kept[place], event)
    return tuple(replace(event, id=f"e{n}") for n, event in enumerate(kept, 1))


def same(one: Event, other: Event) -> bool:
    """Same type, status and parties, and neither place nor date speaks against it."""
    return (
        (one.type, one.status) == (other.type, other.status)
        and parties(one) == parties(other)
        and (one.place is None or other.place is None or one.place == other.place)
        and (not is_dated(one) or not is_dated(other) or day(one) == day(other))
    )


def is_dated(event: Event) -> bool:
    """Whether it is known on which day or in which time it happened."""
    return day(event) is not None


def day(event: Event) -> str | None:
    """The first day of the time in which it happened."""
    return event.when.start if event.when else None


def parties(event: Event) -> frozenset[str]:
    """The names of everybody who takes part."""
    return frozenset(entity.name for entity in (*event.actors, *event.recipients))


def joined(first: Event, again: Event) -> Event:
    """The first telling with what the later one adds."""
    return replace(
        first,
        trigger=tuple(sorted({*first.trigger, *again.trigger})),
        mode=first.mode or again.mode,
        place=first.place or again.place,
        when=first.when if is_dated(first) or again.when is None else again.when,
        claims=tuple(dict.fromkeys((*first.claims, *again.claims))),
        confidence=max(first.confidence, again.confidence),
        contexts=tuple(dict.fromkeys((*first.contexts, *again.contexts))),
    )
