"""Small records for the tests of many pages."""

from __future__ import annotations

from sayso.stories.clusters import Floats
from sayso.types import Act, Article, Claim, Entity, Event, Published, Record, Status, When

PADDING = " ".join(f"word{number}" for number in range(40))


def filler(seed: str) -> str:
    return " ".join(f"{seed}{number}" for number in range(40))


def entity(name: str, country: str | None = None, *, named: bool = True) -> Entity:
    return Entity(mention=((0, 1),), name=name, kind="government", named=named, country=country)


def event(
    actor: Entity, recipient: Entity, type: str = "ACCUSE", status: Status = "actual", claims: tuple[str, ...] = ()
) -> Event:  # fmt: skip
    return Event(
        id="e1", type=type, mode=None, actors=(actor,), recipients=(recipient,), trigger=((0, 1),), status=status,
        place=None, when=None, claims=claims, intensity=None, sentence=0, confidence=1.0,
    )  # fmt: skip


def dated(found: Event, start: str, precision: str = "day", end: str | None = None) -> Event:
    from dataclasses import replace

    return replace(found, when=When(start, start, end or start, precision))  # type: ignore[arg-type]


def claim(
    text: str, content: str, source: Entity | None, act: Act = "assert", id: str = "c1",
    addressee: Entity | None = None,
) -> Claim:  # fmt: skip
    start = text.index(content)
    return Claim(
        id=id, content=((start, start + len(content)),), cue=(), source=source, via=(), manner="indirect", act=act,
        addressee=addressee, hedges=(), within=None, sentence=0, confidence=1.0,
    )  # fmt: skip


def record(
    id: str, day: str | None = None, text: str | None = None, *, outlet: str = "Daily", title: str | None = None,
    events: tuple[Event, ...] = (), claims: tuple[Claim, ...] = (),
) -> Record:  # fmt: skip
    precision = "second" if day and "T" in day else "day"
    published = Published(day, precision, "page") if day else None  # type: ignore[arg-type]
    article = Article(id=id, text=text or filler(id), outlet=outlet, title=title or id, published=published)
    return Record(article, claims=claims, events=events)


def flat_vectors(texts: object) -> Floats:
    """Every text lies apart from all the others."""
    import numpy as np

    return np.eye(len(list(texts)), dtype=np.float32)  # type: ignore[call-overload]
