"""Text -> the attributions that the trained reader finds in it, as spans of cue, source and content.

read      windows of pieces -> candidates: a place where a cue may begin, with the best spans around it
weigh     the evidence for a candidate -> how likely it is right
choose    the likeliest first; none whose cue or whose spans are taken
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sayso.attributions.segments import NEVER, best_runs, log_partition
from sayso.models.attribution_encoding import BREAK, REACH, ROLES, EncodedText, windows
from sayso.models.attribution_reader import AttributionReader, Links, Tuning
from sayso.types import FoundAttribution, Span, Spans

MOST = {"cue": 1, "source": 1, "content": 3}  # runs of a role; PolNeAR's sources and cues are contiguous

Run = tuple[int, int]
Scores = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible attribution; runs are numbers of first and last pieces."""

    anchor: int
    runs: dict[str, tuple[Run, ...]]
    evidence: tuple[float, ...]


def read_spans(text: str, reader: AttributionReader) -> tuple[FoundAttribution, ...]:
    """The attributions in a text whose paragraphs are parted by blank lines, in order of their cues.

    Spans are offsets into ``text``; ``source`` is empty where nobody stands behind the content. The
    confidence is the probability that source and content are right, as calibrated on held-out articles.
    """
    encoded = reader.encode(text)
    picked = chosen(candidates(encoded, reader), reader.tuning)
    found = [attribution(text, encoded, candidate, sure) for sure, candidate in picked]
    return tuple(sorted(found, key=lambda one: (one.cue, one.content)))


def read_within(text: str, span: Span, reader: AttributionReader) -> tuple[FoundAttribution, ...]:
    """The attributions inside one span of a text, such as the content of another; offsets into ``text``.

    The words are read as a text of their own: where the reader learned, only the outermost attribution is
    marked, so that inside a content it finds nothing.
    """
    start, end = span
    return tuple(_moved(one, start) for one in read_spans(text[start:end], reader))


def chosen(found: Iterable[Candidate], tuning: Tuning) -> list[tuple[float, Candidate]]:
    """The candidates that are likely enough, with their confidence, and do not take each other's cue."""
    weighed = [(confidence(one.evidence, tuning), one) for one in found]
    likely = sorted((pair for pair in weighed if pair[0] >= tuning.threshold), key=lambda pair: -pair[0])
    return list(_untaken(likely))


def attribution(text: str, encoded: EncodedText, candidate: Candidate, sure: float) -> FoundAttribution:
    """A candidate in offsets into the text, edges at whole words."""
    spans = {role: _spans(text, encoded, candidate.runs[role]) for role in ROLES}
    return FoundAttribution(spans["cue"], spans["source"], spans["content"], sure)


def candidates(encoded: EncodedText, reader: AttributionReader) -> Iterator[Candidate]:
    """All the candidates that have a cue and a content, likely or not, window by window."""
    for window in windows(encoded):
        yield from _decoded(encoded, reader.links(encoded, window))


def confidence(evidence: Sequence[float], tuning: Tuning) -> float:
    """The probability that an attribution with this evidence is right: logistic regression."""
    logit = tuning.bias + sum(w * e for w, e in zip(tuning.weights, evidence, strict=True))
    return float(1 / (1 + np.exp(-logit)))


def _decoded(encoded: EncodedText, links: Links) -> Iterator[Candidate]:
    if not len(links.anchors):
        return
    potentials = _possible(links.potentials.astype(np.float64), links.anchors, len(encoded.ids))
    of_roles = np.moveaxis(potentials, 2, 0)
    totals = log_partition(np.concatenate(of_roles)).reshape(len(ROLES), -1)
    runs, surety = {}, {}
    for role, of_role, total in zip(ROLES, of_roles, totals, strict=True):
        runs[role], score = best_runs(of_role, MOST[role])
        surety[role] = score - total
    for row, anchor in enumerate(links.anchors.tolist()):
        shifted = {r: tuple((s + anchor - REACH, e + anchor - REACH) for s, e in runs[r][row]) for r in ROLES}
        if shifted["cue"] and shifted["content"]:
            sure = [float(surety[role][row]) for role in ROLES]
            sourced = float(bool(shifted["source"]))
            yield Candidate(
                anchor, shifted, (float(links.begins[row]), float(links.judged[row]), *sure, sourced)
            )


def _possible(potentials: Scores, anchors: NDArray[np.int64], size: int) -> Scores:
    places = anchors[:, None] + np.arange(-REACH, REACH + 1)
    potentials[(places < 0) | (places >= size)] = NEVER
    return potentials


def _moved(found: FoundAttribution, by: int) -> FoundAttribution:
    cue, source, content = (
        tuple((start + by, end + by) for start, end in spans)
        for spans in (found.cue, found.source, found.content)
    )
    return FoundAttribution(cue, source, content, found.confidence)


def _untaken(likely: Sequence[tuple[float, Candidate]]) -> Iterator[tuple[float, Candidate]]:
    taken: set[int] = set()
    seen: set[tuple[tuple[Run, ...], ...]] = set()
    for sure, candidate in likely:
        cue = {piece for start, end in candidate.runs["cue"] for piece in range(start, end + 1)}
        link = (candidate.runs["source"], candidate.runs["content"])
        if taken.isdisjoint(cue) and link not in seen:
            taken |= cue
            seen.add(link)
            yield sure, candidate


def _spans(text: str, encoded: EncodedText, runs: Sequence[Run]) -> Spans:
    parts = [part for run in runs for part in _within_paragraphs(encoded, run)]
    spans = [_whole_words(text, int(encoded.starts[first]), int(encoded.ends[last])) for first, last in parts]
    return tuple(_joined(text, spans))


def _within_paragraphs(encoded: EncodedText, run: Run) -> Iterator[Run]:
    first, last = run
    for cut in [*(first + np.flatnonzero(encoded.ids[first : last + 1] == BREAK)).tolist(), last + 1]:
        if cut > first:
            yield first, cut - 1
        first = cut + 1


def _whole_words(text: str, start: int, end: int) -> Span:
    while start and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    return start, end


def _joined(text: str, spans: Sequence[Span]) -> Iterator[Span]:
    """Spans with nothing but space between them become one; paragraphs stay apart."""
    held: Span | None = None
    for span in spans:
        if held and not (gap := text[held[1] : span[0]]).strip() and "\n" not in gap:
            held = (held[0], span[1])
            continue
        if held:
            yield held
        held = span
    if held:
        yield held
