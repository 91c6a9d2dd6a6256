"""Sentences -> Attributions: who is said to have said what, in the words of the page."""

from __future__ import annotations

from sayso.attributions.blocks import with_blocks
from sayso.attributions.combining import combined, nested
from sayso.attributions.disputes import find_disputes
from sayso.attributions.enriching import enrich
from sayso.attributions.rules import find_by_rules
from sayso.attributions.spans import read_spans
from sayso.lexicons.reporting import Reporting
from sayso.models.attribution_reader import AttributionReader
from sayso.types import Article, Attribution, Sentences

__all__ = ["enrich", "find_attributions", "find_disputes"]


def find_attributions(
    article: Article, parsed: Sentences, reader: AttributionReader, lexicon: Reporting
) -> tuple[Attribution, ...]:
    """All attributions of the body, numbered "c1", "c2", ... in order of appearance of their first word.

    The trained reader finds the spans and rules fill its gaps; act, chain, hedges and nesting come after.
    """
    by_rules = find_by_rules(parsed, lexicon)
    together = combined(read_spans(article.text, reader), by_rules, parsed, lexicon)
    found = with_blocks(together, article, parsed)
    inner = nested(found, by_rules, article.text, reader, parsed, lexicon)
    return enrich((*found, *inner), article, parsed, lexicon)
