"""Records made by script, as long as those of real pages: for timing the store without reading pages.

``made(number)`` gives the same record for the same number. Words follow Zipf's law, as do names, countries and
outlets; dates run over three years. A record has some 3,000 characters, 10 claims, 4 events, 12 actors.
"""

from __future__ import annotations

import random
from bisect import bisect
from datetime import date, timedelta
from functools import cache
from itertools import accumulate
from typing import Any, get_args

from sayso.types import (
    Act,
    Actor,
    Article,
    Block,
    Claim,
    Dispute,
    Entity,
    Event,
    Place,
    Published,
    Record,
    RedLine,
    Span,
    Status,
    When,
)

CLAIMS = 10
EVENTS = 4
ACTORS = 12
PARAGRAPHS = 12
FIRST_DAY = date(2020, 1, 1)
DAYS = 1_100
COUNTRIES = [
    "USA",
    "RUS",
    "CHN",
    "IRN",
    "ISR",
    "UKR",
    "TUR",
    "GBR",
    "FRA",
    "DEU",
    "IND",
    "PAK",
    "SAU",
    "EGY",
    "JPN",
    "KOR",
    "PRK",
    "SYR",
    "IRQ",
    "QAT",
    "AUT",
    "POL",
    "IGO",
    "NGO",
]
TYPES = [
    "CONSULT",
    "ACCUSE",
    "THREATEN",
    "REJECT",
    "REQUEST",
    "SUPPORT",
    "AGREE",
    "COOPERATE",
    "ASSAULT",
    "COERCE",
    "SANCTION",
    "MOBILIZE",
]
SYLLABLES = ["ba", "ke", "di", "lo", "mu", "ran", "sel", "tor", "vin", "zam", "gre", "pla", "sti"]
MODELS = {"sayso": "0.1.0", "attributions": "made", "events": "made"}


def made(number: int, *, models: dict[str, str] = MODELS, edit: int = 0) -> Record:
    """The record of made page ``number``; with another ``edit`` its words differ, as after an edit."""
    dice = random.Random(number * 1_000 + edit)
    paragraphs = [" ".join(_word(dice) for _ in range(dice.randint(25, 55))) for _ in range(PARAGRAPHS)]
    text = "\n\n".join(paragraphs)
    blocks = _blocks(paragraphs)
    cast = tuple(_actor(dice, place, blocks) for place in range(ACTORS))
    claims = tuple(_claim(dice, place, blocks, cast) for place in range(CLAIMS))
    events = tuple(_event(dice, place, blocks, cast) for place in range(EVENTS))
    article = _article(dice, number, text, blocks)
    lines = (RedLine("r1", _entity(cast[0]), _entity(cast[1]), (blocks[1],), (blocks[2],), "c2", 3),)
    disputes = (Dispute("c1", "c2", "denies"),)
    return Record(
        article,
        claims,
        events,
        lines if number % 5 == 0 else (),
        disputes if number % 3 == 0 else (),
        cast,
        dict(models),
    )


def words(number: int) -> str:
    """The ``number``-th most frequent word."""
    return _vocabulary()[0][number]


def names() -> list[str]:
    """The names of the actors, the most frequent first."""
    return list(_people())


@cache
def outlets() -> tuple[str, ...]:
    """The names of the outlets, the most frequent first."""
    dice = random.Random(2)
    return tuple(dict.fromkeys(f"The {_pseudo(dice).title()} Times" for _ in range(60)))


def _article(dice: random.Random, number: int, text: str, blocks: list[Span]) -> Article:
    day = FIRST_DAY + timedelta(days=dice.randrange(DAYS))
    return Article(
        id=f"{number:016x}",
        text=text,
        url=f"https://made.example/{day:%Y/%m/%d}/{number}",
        outlet=_zipf(dice, outlets()),
        title=" ".join(_word(dice) for _ in range(9)).capitalize(),
        authors=("A. Writer",),
        published=Published(day.isoformat(), "day", "page"),
        language="en",
        blocks=tuple(Block("paragraph", start, end) for start, end in blocks),
        furniture=("Share this", "Subscribe", "Most read"),
    )


def _blocks(paragraphs: list[str]) -> list[Span]:
    blocks, start = [], 0
    for paragraph in paragraphs:
        blocks.append((start, start + len(paragraph)))
        start += len(paragraph) + 2
    return blocks


def _actor(dice: random.Random, place: int, blocks: list[Span]) -> Actor:
    name = _zipf(dice, _people())
    mentions = tuple(sorted(_span(dice, blocks, len(name)) for _ in range(4)))
    named = dice.random() > 0.25
    return Actor(
        id=f"a{place + 1}",
        mention=mentions[:1],
        name=name if named else f"{name.split()[0]} officials",
        kind="person" if named else "unnamed",
        named=named,
        role="minister",
        country=COUNTRIES[sum(map(ord, name)) % len(COUNTRIES)],
        sector="GOV",
        anonymity=None,
        aliases=(name, name.split()[-1]),
        mentions=mentions,
        why=tuple(f"{name!r} is a name of {name}." for _ in range(3)),
    )


def _entity(actor: Actor) -> Entity:
    return Entity(actor.mention, actor.name, actor.kind, actor.named, actor.role, actor.country, actor.sector)


def _claim(dice: random.Random, place: int, blocks: list[Span], cast: tuple[Actor, ...]) -> Claim:
    via = (_entity(dice.choice(cast)),) if dice.random() < 0.2 else ()
    return Claim(
        id=f"c{place + 1}",
        content=(_span(dice, blocks, dice.randint(40, 160)),),
        cue=(_span(dice, blocks, 4),),
        source=_entity(dice.choice(cast)) if dice.random() < 0.9 else None,
        via=via,
        manner=dice.choice(("direct", "mixed", "indirect")),
        act=_zipf(dice, get_args(Act)),
        addressee=_entity(dice.choice(cast)) if dice.random() < 0.2 else None,
        hedges=(),
        within=None,
        sentence=place * 2,
        confidence=round(dice.random(), 3),
    )


def _event(dice: random.Random, place: int, blocks: list[Span], cast: tuple[Actor, ...]) -> Event:
    told = (f"c{dice.randint(1, CLAIMS)}",) if dice.random() < 0.6 else ()
    somewhere: dict[str, Any] = {"name": _word(dice).title(), "country": dice.choice(COUNTRIES)}
    return Event(
        id=f"e{place + 1}",
        type=_zipf(dice, tuple(TYPES)),
        mode=None,
        actors=(_entity(dice.choice(cast)),),
        recipients=(_entity(dice.choice(cast)),),
        trigger=(_span(dice, blocks, 6),),
        status=_zipf(dice, get_args(Status)),
        place=Place(**somewhere, lat=40.0, lon=20.0, geonames_id=1) if dice.random() < 0.5 else None,
        when=When("Monday", "2021-03-01", "2021-03-01", "day"),
        claims=told,
        intensity=-2.0,
        sentence=place * 3,
        confidence=0.8,
    )


def _span(dice: random.Random, blocks: list[Span], length: int) -> Span:
    start, end = dice.choice(blocks)
    first = dice.randint(start, max(start, end - length))
    return first, min(first + length, end)


def _word(dice: random.Random) -> str:
    ranked, weights = _vocabulary()
    return ranked[bisect(weights, dice.random() * weights[-1])]


def _zipf(dice: random.Random, ranked: tuple[Any, ...]) -> Any:
    weights = _weights(len(ranked))
    return ranked[bisect(weights, dice.random() * weights[-1])]


@cache
def _weights(count: int) -> list[float]:
    return list(accumulate(1 / rank for rank in range(1, count + 1)))


@cache
def _vocabulary() -> tuple[list[str], list[float]]:
    dice = random.Random(0)
    ranked = list(dict.fromkeys(_pseudo(dice) for _ in range(30_000)))
    return ranked, _weights(len(ranked))


@cache
def _people() -> tuple[str, ...]:
    dice = random.Random(1)
    return tuple(dict.fromkeys(f"{_pseudo(dice)} {_pseudo(dice)}".title() for _ in range(3_000)))


def _pseudo(dice: random.Random) -> str:
    return "".join(dice.choice(SYLLABLES) for _ in range(dice.randint(1, 4)))
