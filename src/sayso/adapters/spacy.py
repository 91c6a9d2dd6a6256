"""Sayso as a component of any spaCy pipeline: ``nlp.add_pipe("sayso")``.

It reads the text of a Doc, whatever else the pipeline does with it, and leaves the Doc's own tokens alone:

    doc._.claims, doc._.events, doc._.red_lines, doc._.disputes    as in a record, offsets into ``doc.text``
    doc._.record                                                   the record, if one wants all of it
    doc.spans["sayso_claims"]    what is claimed; the label is the act, ``span.id_`` the id of the claim
    doc.spans["sayso_sources"], ["sayso_cues"], ["sayso_hedges"]   the same id, so that they find each other
    doc.spans["sayso_events"]    triggers; the label is the type, ``span.id_`` the id of the event

What is kept on the Doc is plain, so that it goes through ``to_bytes``, ``DocBin`` and several processes. When a page
was published and by whom is told beforehand: ``doc._.published = "2022-11-14"``, ``doc._.outlet = "..."``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any, Literal

from spacy.language import Language
from spacy.tokens import Doc, Span

from sayso.errors import ModelError, PageError
from sayso.types import Article, Published, Record, Spans

KEPT = "sayso"  # under this key of ``doc._`` stands the record as plain dictionaries
GROUPS = ("claims", "sources", "cues", "hedges", "events")
PRECISIONS: dict[int, Literal["year", "month", "day"]] = {4: "year", 7: "month", 10: "day"}


def _declare() -> None:
    """The attributes of a Doc; those that another component has declared stay as they are."""
    for name in (KEPT, "published", "outlet"):
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=None)
    if not Doc.has_extension("record"):
        Doc.set_extension("record", getter=record_of)
    for name in ("claims", "events", "red_lines", "disputes"):
        if not Doc.has_extension(name):
            Doc.set_extension(name, getter=partial(_part_of, name))


def _part_of(name: str, doc: Doc) -> tuple[Any, ...]:
    """Claims, events and the like of a Doc; none where the component has not read it."""
    record = record_of(doc)
    return getattr(record, name) if record else ()


def record_of(doc: Doc) -> Record | None:
    """The record of a Doc; None where the component has not read it."""
    kept = doc._.get(KEPT)
    return Record.from_dict(kept) if kept else None


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text that becomes a span of a group."""

    group: str
    start: int
    end: int
    label: str
    id: str  # of the claim or event


@dataclass(frozen=True, slots=True)
class SaysoComponent:
    """Reads each Doc that passes. The models are loaded at the first one, once a process.

    It has no ``to_disk`` and needs none: its settings are in the pipeline's configuration, the models in the wheel.
    """

    language: str
    outlet: str | None
    prefix: str  # of the keys of ``doc.spans``

    def __call__(self, doc: Doc) -> Doc:
        """Read the text of a Doc. Raises PageError where ``doc._.published`` is no date."""
        from sayso.loading import load_models
        from sayso.pipeline import read_article

        record = read_article(self._article(doc), load_models(self.language))
        doc._.set(KEPT, record.to_dict())
        pieces = list(_pieces(record))
        for group in GROUPS:
            spans = [_span(doc, piece) for piece in pieces if piece.group == group]
            doc.spans[f"{self.prefix}{group}"] = [span for span in spans if span is not None]
        return doc

    def _article(self, doc: Doc) -> Article:
        id = hashlib.sha256(doc.text.encode("utf-8", "replace")).hexdigest()[:16]
        return Article(
            id=id,
            text=doc.text,
            outlet=doc._.get("outlet") or self.outlet,
            published=_published(doc._.get("published")),
            language=self.language,
        )


@Language.factory(
    "sayso",
    default_config={"outlet": None, "prefix": "sayso_"},
    assigns=[
        "doc._.claims",
        "doc._.events",
        "doc._.red_lines",
        "doc._.disputes",
        "doc._.record",
        "doc.spans",
    ],
)
def make_component(nlp: Language, name: str, outlet: str | None, prefix: str) -> SaysoComponent:
    """What ``nlp.add_pipe("sayso")`` makes. Raises ModelError for a language that Sayso does not read."""
    from sayso.sentences import PIPELINES

    del name  # spaCy hands it to every factory
    language = "en" if nlp.lang == "xx" else nlp.lang
    if language not in PIPELINES:
        raise ModelError(
            f"Sayso reads {', '.join(PIPELINES)}, and this pipeline is of {nlp.lang!r}. Use another one."
        )
    return SaysoComponent(language, outlet, prefix)


def _pieces(record: Record) -> Iterator[Piece]:
    """Every stretch of text that is worth a span."""
    for claim in record.claims:
        source: Spans = claim.source.mention if claim.source else ()
        for group, spans in (
            ("claims", claim.content),
            ("sources", source),
            ("cues", claim.cue),
            ("hedges", claim.hedges),
        ):
            yield from (Piece(group, start, end, claim.act, claim.id) for start, end in spans)
    for event in record.events:
        yield from (Piece("events", start, end, event.type, event.id) for start, end in event.trigger)


def _span(doc: Doc, piece: Piece) -> Span | None:
    """The tokens that a stretch touches; a token that it cuts counts as touched."""
    return doc.char_span(piece.start, piece.end, label=piece.label, span_id=piece.id, alignment_mode="expand")


def _published(value: str | None) -> Published | None:
    from sayso.page import is_iso_date

    if value is None:
        return None
    if not is_iso_date(value):
        raise PageError(
            f"doc._.published is {value!r}, which is no date. Give it as 2022-11-14, 2022-11 or 2022."
        )
    return Published(value, PRECISIONS.get(len(value), "second"), "given")


_declare()
