"""The score of a network on articles, by the decoding that reads the news."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from tokenizers import Tokenizer

from evaluation.who_said_what import Score, score
from sayso.attributions.spans import read_spans
from sayso.models.attribution_reader import AttributionReader
from sayso.types import FoundAttribution
from training.attributions.network import Network
from training.attributions.readers import network_reader


def as_gold(found: FoundAttribution) -> dict[str, Any]:
    """A found attribution in the form of PolNeAR's."""
    return {"source": found.source, "cue": found.cue, "content": found.content}


def score_reader(reader: AttributionReader, articles: Sequence[dict[str, Any]]) -> Score:
    """The strict score of a reader over articles."""
    total = Score(0, 0, 0)
    for article in articles:
        found = [as_gold(one) for one in read_spans(article["text"], reader)]
        total += score(article["text"], article["attributions"], found)
    return total


def scorer(articles: Sequence[dict[str, Any]], tokenizer: Tokenizer) -> Callable[[Network], str]:
    """A function that scores a network, for the log of the training."""
    return lambda network: str(score_reader(network_reader(network, tokenizer), articles))
