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

TOGETHER = 256  # anchors decoded at once: each step over their pieces costs much the same for few as for many

Run = tuple[int, int]
Linked = tuple[int, Links]  # the number of a text, and what the network says of one of its windows
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
    return _read_each([text], reader)[0]


def read_within(text: str, spans: Spans, reader: AttributionReader) -> tuple[FoundAttribution, ...]:
    """The attributions inside spans of a text, such as the contents of others; offsets into ``text``.

    The words of each span are read as a text of their own: where the reader learned, only the outermost
    attribution is marked, so that inside a content it finds nothing.
    """
    read = _read_each([text[start:end] for start, end in spans], reader)
    return tuple(_moved(one, start) for (start, _), found in zip(spans, read, strict=True) for one in found)


def _read_each(texts: Sequence[str], reader: AttributionReader) -> list[tuple[FoundAttribution, ...]]:
    """The attributions in each of the texts."""
    encoded = [reader.encode(text) for text in texts]
    read = []
    for text, row, found in zip(texts, encoded, candidates(encoded, reader), strict=True):
        picked = [attribution(text, row, one, sure) for sure, one in chosen(found, reader.tuning)]
        read.append(tuple(sorted(picked, key=lambda one: (one.cue, one.content))))
    return read


def chosen(found: Iterable[Candidate], tuning: Tuning) -> list[tuple[float, Candidate]]:
    """The candidates that are likely enough, with their confidence, and do not take each other's cue."""
    weighed = [(confidence(one.evidence, tuning), one) for one in found]
    likely = sorted((pair for pair in weighed if pair[0] >= tuning.threshold), key=lambda pair: -pair[0])
    return list(_untaken(likely))


def attribution(text: str, encoded: EncodedText, candidate: Candidate, sure: float) -> FoundAttribution:
    """A candidate in offsets into the text, edges at whole words."""
    spans = {role: _spans(text, encoded, candidate.runs[role]) for role in ROLES}
    return FoundAttribution(spans["cue"], spans["source"], spans["content"], sure)


def candidates(texts: Sequence[EncodedText], reader: AttributionReader) -> list[list[Candidate]]:
    """For each text all the candidates that have a cue and a content, likely or not, window by window."""
    found: list[list[Candidate]] = [[] for _ in texts]
    linked = ((n, reader.links(text, window)) for n, text in enumerate(texts) for window in windows(text))
    for together in _gathered(linked):
        for number, candidate in _decoded(texts, together):
            found[number].append(candidate)
    return found


def _gathered(linked: Iterable[Linked]) -> Iterator[list[Linked]]:
    """Windows with anchors, gathered to be decoded together."""
    held: list[Linked] = []
    for number, links in linked:
        if len(links.anchors):
            held.append((number, links))
        if sum(len(links.anchors) for _, links in held) >= TOGETHER:
            yield held
            held = []
    if held:
        yield held


def confidence(evidence: Sequence[float], tuning: Tuning) -> float:
    """The probability that an attribution with this evidence is right: logistic regression."""
    logit = tuning.bias + sum(w * e for w, e in zip(tuning.weights, evidence, strict=True))
    return float(1 / (1 + np.exp(-logit)))


def _decoded(texts: Sequence[EncodedText], linked: Sequence[Linked]) -> Iterator[tuple[int, Candidate]]:
    """The candidates at the anchors of several windows, each with the number of its text."""
    possible = [_possible(links, len(texts[number].ids)) for number, links in linked]
    of_roles = np.moveaxis(np.concatenate(possible), 2, 0)
    totals = log_partition(np.concatenate(of_roles)).reshape(len(ROLES), -1)
    runs, surety = {}, {}
    for role, of_role, total in zip(ROLES, of_roles, totals, strict=True):
        runs[role], score = best_runs(of_role, MOST[role])
        surety[role] = (score - total).tolist()
    anchors = ((number, *at) for number, links in linked for at in _anchors(links))
    for row, (number, anchor, begins, judged) in enumerate(anchors):
        by = anchor - REACH
        shifted = {role: tuple((s + by, e + by) for s, e in runs[role][row]) for role in ROLES}
        if shifted["cue"] and shifted["content"]:
            sure = [surety[role][row] for role in ROLES]
            evidence = (begins, judged, *sure, float(bool(shifted["source"])))
            yield number, Candidate(anchor, shifted, evidence)


def _anchors(links: Links) -> Iterator[tuple[int, float, float]]:
    yield from zip(links.anchors.tolist(), links.begins.tolist(), links.judged.tolist(), strict=True)


def _possible(links: Links, size: int) -> Scores:
    """The potentials of a window's anchors, none of a piece outside the text."""
    potentials = links.potentials.astype(np.float64)
    places = links.anchors[:, None] + np.arange(-REACH, REACH + 1)
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
