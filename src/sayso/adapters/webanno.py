"""Records as W3C Web Annotations (JSON-LD): each claim, event, red line and dispute over the words it rests on.

Offsets are code points, as the model asks (https://www.w3.org/TR/annotation-model/, 4.2.5). They count in the
article's clean text, which ``state`` names as the representation they are of; the quotation with what stands before
and after it finds the words on the page itself.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence

from sayso.adapters.naming import iri_of, item_iri, page_iri
from sayso.adapters.streaming import Json, document, without_nothing
from sayso.adapters.telling import (
    claim_marks,
    claims_by_id,
    event_marks,
    event_name,
    red_line_marks,
    told,
)
from sayso.types import Article, Claim, Dispute, Event, Record, RedLine, Span, Spans

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
Some = Sequence[Json | str]  # bodies or targets
BESIDE = 32  # characters before and after a quotation, as Hypothesis has them


def lines(records: Iterable[Record]) -> Iterator[str]:
    """One annotation page, an annotation a line."""
    seen = hashlib.sha256()

    def all_of() -> Iterator[Json]:
        for record in records:
            for annotation in annotations_of(record):
                seen.update(annotation["id"].encode())
                yield annotation

    head = {"@context": CONTEXT, "type": "AnnotationPage"}
    yield from document(head, "items", all_of(), lambda: {"id": iri_of("annotations", seen.hexdigest())})


def annotations_of(record: Record) -> Iterator[Json]:
    """The annotations of one page."""
    yield from (_claim(record, claim) for claim in record.claims)
    yield from (_event(record, event) for event in record.events)
    yield from (_red_line(record, line) for line in record.red_lines)
    yield from (_dispute(record, dispute) for dispute in record.disputes)


def _claim(record: Record, claim: Claim) -> Json:
    body = [_says(record, told(claim, claims_by_id(record))), *_tags(claim_marks(record, claim))]
    return _annotation(record, claim.id, "describing", body, _targets(record, claim.content))


def _event(record: Record, event: Event) -> Json:
    body = [_says(record, event_name(event)), *_tags(event_marks(record, event))]
    return _annotation(record, event.id, "classifying", body, _targets(record, event.trigger))


def _red_line(record: Record, line: RedLine) -> Json:
    body = [_says(record, "red line: if this happens, that follows"), *_tags(red_line_marks(record, line))]
    return _annotation(
        record, line.id, "describing", body, _targets(record, line.condition + line.consequence)
    )


def _dispute(record: Record, dispute: Dispute) -> Json:
    """The answer as the body, the claim that it answers as the target."""
    answer, claim = (item_iri(record, id) for id in (dispute.answer, dispute.claim))
    body: Some = [answer, *_tags([dispute.kind])]
    return _annotation(record, f"{dispute.claim} {dispute.kind} {dispute.answer}", "replying", body, [claim])


def _annotation(record: Record, item: str, motivation: str, body: Some, target: Some) -> Json:
    return {
        "id": item_iri(record, item),
        "type": "Annotation",
        "motivation": motivation,
        "generator": {
            "id": iri_of("software", "sayso"),
            "type": "Software",
            "name": f"sayso {record.models.get('sayso', '')}".strip(),
        },
        "body": list(body),
        "target": target[0] if len(target) == 1 else list(target),
    }


def _says(record: Record, value: str) -> Json:
    body = {"type": "TextualBody", "purpose": "describing", "value": value, "format": "text/plain"}
    return without_nothing(body | {"language": record.article.language})


def _tags(marks: Iterable[str]) -> Iterator[Json]:
    return ({"type": "TextualBody", "purpose": "tagging", "value": mark} for mark in marks)


def _targets(record: Record, spans: Spans) -> Some:
    """A target for each piece; the page itself where there are no words."""
    return [_target(record.article, span) for span in spans] or [page_iri(record.article)]


def _target(article: Article, span: Span) -> Json:
    start, end = span
    quote = {
        "type": "TextQuoteSelector",
        "exact": article.text[start:end],
        "prefix": article.text[max(0, start - BESIDE) : start],
        "suffix": article.text[end : end + BESIDE],
    }
    return {
        "type": "SpecificResource",
        "source": page_iri(article),
        "state": {"type": "TimeState", "cached": iri_of("text", article.text)},
        "selector": [quote, {"type": "TextPositionSelector", "start": start, "end": end}],
    }
