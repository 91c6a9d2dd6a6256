"""Who stands behind a telling, and which tellings are not independent of each other.

Copies of one agency report, many quotations of one speaker, and officials who may not be named and cannot be told
apart, count once. In doubt two tellings are held to be of one origin: a count of sources may be too low, not too high.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from sayso.lexicons.claims import load_claim_words
from sayso.types import Article, Claim, Entity, Event, Record, Report, Span, Telling

_STOP = re.compile(r"(?<=[a-z0-9)”\"])[.!?][”\"]?\s+(?=[A-Z“\"])|\n+")
FOLDED = {"organization", "government"}  # the Pentagon and the Defense Department are one voice


def claims_told(record: Record, report: Report) -> Iterator[Telling]:
    """The claims of a record as tellings of the report that it stands for."""
    for claim in record.claims:
        if claim.content:
            yield _telling(record.article, report, claim.id, words(record.article, claim.content), (claim,))


def event_told(event: Event, record: Record, report: Report, claims: Mapping[str, Claim]) -> Telling:
    """An event as a telling: on the word of those who claim it, else of the outlet."""
    sentence = _around(record.article, event.trigger)
    behind = tuple(claims[name] for name in event.claims if name in claims)
    return _telling(record.article, report, event.id, sentence, behind)


def origin_of(source: Entity | None, via: Iterable[Entity], report: Report) -> str:
    """The key that tellings share which are not independent of each other."""
    if source is None:
        passed = next((entity.name for entity in via), None)
        return f"outlet:{(passed or own_word(report)).casefold()}"
    if not source.named:
        return f"unnamed:{source.country or '?'}:{source.sector or '?'}"
    if source.kind in FOLDED and source.country and source.sector:
        return f"office:{source.country}:{source.sector}"
    return f"{'outlet' if source.kind == 'outlet' else 'name'}:{source.name.casefold()}"


def is_somebody(source: Entity | None) -> bool:
    """Is it known who speaks? A pronoun that nothing could be found for is nobody."""
    return source is not None and source.name.casefold() not in load_claim_words().nobody


def own_word(report: Report) -> str:
    """On whose word a report stands where it names nobody: the agency's, the outlet's, else its own."""
    return report.agency or next(iter(report.outlets), report.id)


def words(article: Article, spans: Iterable[Span]) -> str:
    """The words of some spans."""
    return " ".join(article.text[start:end] for start, end in spans)


def _telling(article: Article, report: Report, name: str, said: str, claims: tuple[Claim, ...]) -> Telling:
    first = claims[0] if claims else None
    source = first.source if first and is_somebody(first.source) else None
    passed = first.via if first else ()
    return Telling(
        told=(article.id, name),
        report=report.id,
        outlets=report.outlets,
        day=report.day,
        words=said,
        act=first.act if first else None,
        source=source.name if source else next((entity.name for entity in passed), own_word(report)),
        origin=origin_of(source, passed, report),
        named=source.named if source else True,
        hedged=bool(first and first.hedges),
    )


def _around(article: Article, trigger: Iterable[Span]) -> str:
    """The sentence about a trigger, as far as full stops tell."""
    place = next(iter(trigger), (0, 0))[0]
    ends = [found.end() for found in _STOP.finditer(article.text)]
    begin = max((end for end in ends if end <= place), default=0)
    return article.text[begin : min((end for end in ends if end > place), default=len(article.text))].strip()
