"""What a reader finds in labelled articles before anything is chosen, and whether what is chosen is right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from evaluation.who_said_what import Score, matches, score
from sayso.attributions.spans import Candidate, attribution, candidates, chosen
from sayso.models.attribution_encoding import EncodedText
from sayso.models.attribution_reader import AttributionReader, Tuning
from training.attributions.score import as_gold


@dataclass(frozen=True)
class Reading:
    """One labelled article and all its candidates; the network is not asked again."""

    article: dict[str, Any]
    encoded: EncodedText
    candidates: tuple[Candidate, ...]


def reading(reader: AttributionReader, article: dict[str, Any]) -> Reading:
    """Read one article as far as its candidates."""
    encoded = reader.encode(article["text"])
    return Reading(article, encoded, tuple(candidates([encoded], reader)[0]))


def found(read: Reading, tuning: Tuning) -> list[tuple[Candidate, dict[str, Any]]]:
    """What is chosen under ``tuning``, each with its spans in PolNeAR's form."""
    text, encoded = read.article["text"], read.encoded
    picked = chosen(read.candidates, tuning)
    return [(candidate, as_gold(attribution(text, encoded, candidate, sure))) for sure, candidate in picked]


def judged(readings: Sequence[Reading], tuning: Tuning) -> list[tuple[tuple[float, ...], bool]]:
    """The evidence for everything chosen, and whether its source and content agree with a gold one's."""
    pairs: list[tuple[tuple[float, ...], bool]] = []
    for read in readings:
        picked = found(read, tuning)
        agreed = matches(read.article["text"], read.article["attributions"], [spans for _, spans in picked])
        right = set(agreed.values())
        pairs += [(candidate.evidence, number in right) for number, (candidate, _) in enumerate(picked)]
    return pairs


def total_score(readings: Sequence[Reading], tuning: Tuning) -> Score:
    """The strict score of what is chosen under ``tuning``."""
    total = Score(0, 0, 0)
    for read in readings:
        spans = [one for _, one in found(read, tuning)]
        total += score(read.article["text"], read.article["attributions"], spans)
    return total
