"""Quotations that stand in paragraphs of their own behind a colon: "He said in a statement:"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sayso.attributions.phrases import noun_phrase, subject_of
from sayso.attributions.quotations import CLOSING, OPENING, STRAIGHT
from sayso.attributions.rules import CONFIDENCE, merged
from sayso.syntax import sentence_at, tokens_in
from sayso.types import Article, Block, FoundAttribution, Sentences, Span, Spans

Found = tuple[FoundAttribution, ...]


def with_blocks(found: Found, article: Article, parsed: Sentences) -> Found:
    """Give each quotation behind a colon to the attribution that introduces it, or to the subject in front."""
    grown = list(found)
    for colon, quoted in _introduced(article):
        sentence = parsed.sentences[sentence_at(parsed, colon - 1)]
        places = [n for n, hit in enumerate(grown) if hit.cue and sentence.start <= hit.cue[0][0] < colon]
        if places:
            place = max(places, key=lambda n: grown[n].cue)
            told = [span for span in grown[place].content if _tells(parsed, span)]
            grown[place] = replace(grown[place], content=merged([*told, *quoted]))
        elif hit := _by_subject(parsed, sentence_at(parsed, colon - 1), quoted):
            grown.append(hit)
    return tuple(grown)


def _tells(parsed: Sentences, span: Span) -> bool:
    """Does it say something itself, as "his answer" in front of a colon does not?"""
    return any(parsed.tokens[n].pos in {"VERB", "AUX"} for n in tokens_in(parsed, (span,)))


def _introduced(article: Article) -> Iterator[tuple[int, list[Span]]]:
    """Each colon that ends a paragraph before quoted ones, with their spans."""
    blocks = article.blocks
    for place, block in enumerate(blocks):
        if article.text[block.start : block.end].rstrip().endswith(":"):
            quoted = list(_quoted(article.text, blocks[place + 1 :]))
            if quoted:
                yield block.end, quoted


def _quoted(text: str, blocks: tuple[Block, ...]) -> Iterator[Span]:
    """The leading blocks that are quoted: set off, or opened by a mark, until a mark closes at the end of one."""
    for block in blocks:
        words = text[block.start : block.end].strip()
        marked = words[:1] in tuple(OPENING + STRAIGHT)
        if block.kind != "quote" and not marked:
            return
        yield block.start, block.end
        if marked and words[-1:] in tuple(CLOSING + STRAIGHT):
            return


def _by_subject(parsed: Sentences, number: int, quoted: list[Span]) -> FoundAttribution | None:
    """The subject of the sentence's main verb as the speaker of what follows."""
    sentence = parsed.sentences[number]
    roots = [n for n in range(sentence.first, sentence.last) if parsed.tokens[n].head == n]
    subject = subject_of(parsed, roots[0]) if roots else None
    if subject is None or parsed.tokens[roots[0]].pos != "VERB":
        return None
    cue = parsed.tokens[roots[0]]
    content: Spans = tuple(quoted)
    return FoundAttribution(((cue.start, cue.end),), (noun_phrase(parsed, subject),), content, CONFIDENCE)
