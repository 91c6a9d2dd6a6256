from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from threadpoolctl import threadpool_info

from sayso.errors import ModelError
from sayso.sentences import cut, load_parser, paragraphs, parse, parser_version
from sayso.types import Article, Block


def sentences(parsed):
    return [parsed.text[s.start : s.end] for s in parsed.sentences]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"We will not go." he said. She stayed.', ['"We will not go." he said.', "She stayed."]),
        ("“It is over.” They left.", ["“It is over.”", "They left."]),
        (
            "The talks ended\n\nNobody spoke to the press.",
            ["The talks ended", "Nobody spoke to the press."],
        ),
    ],
)
def test_quotation_marks_and_paragraphs_bound_sentences(parse_text, text, expected):
    assert sentences(parse_text(text)) == expected


def test_an_unbalanced_quotation_mark_stays_in_its_paragraph(parse_text):
    parsed = parse_text('He said "we will see.\n\nThe talks went on. Nothing came of them.')
    assert sentences(parsed)[-2:] == ["The talks went on.", "Nothing came of them."]


def test_parsing_leaves_other_work_its_threads(parse_text):
    before = [one["num_threads"] for one in threadpool_info() if one["user_api"] == "blas"]
    parse_text("Talks began.")
    assert [one["num_threads"] for one in threadpool_info() if one["user_api"] == "blas"] == before


def by_spacy(parser, text):
    doc = parser.make_doc(text)
    for part in ("tok2vec", "tagger", "quotation_bounds", "parser", "attribute_ruler", "lemmatizer", "ner"):
        doc = parser.get_pipe(part)(doc)
    return doc


def told(doc):
    words = [(t.text, t.lemma_, t.pos_, t.tag_, t.dep_, str(t.morph), t.head.i) for t in doc]
    return words, [(name.text, name.label_) for name in doc.ents]


WORDS = [
    "there",
    "is",
    "let",
    "'s",
    "gon",
    "na",
    "that",
    "I",
    "do",
    "not",
    "Moscow",
    "has",
    "\n",
    " ",
    "ain't",
]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.one_of(st.text(max_size=60), st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join)))
def test_the_parts_of_ours_do_as_the_parts_of_spacy(parser, text):
    assert told(parser(text)) == told(by_spacy(parser, text))


def test_names_are_found_in_many_texts_at_once(parser):
    texts = ["Talks in Vienna failed.", "", "Anna Berg left Paris on Monday.", "Nothing new."] * 80
    assert [told(doc) for doc in parser.pipe(texts)] == [told(parser(text)) for text in texts]


def test_headings_are_not_sentences_of_the_body(parser):
    text = "What we know\n\nTroops left the city."
    blocks = (Block("heading", 0, 12), Block("paragraph", 14, len(text)))
    assert sentences(parse(Article(id="x", text=text, blocks=blocks), parser)) == ["Troops left the city."]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=300))
def test_every_token_is_the_words_themselves(parse_text, text):
    parsed = parse_text(text)
    assert all(text[t.start : t.end] == t.text for t in parsed.tokens)
    assert all(text[n.start : n.end].strip() for n in parsed.names)
    assert [t.sentence for t in parsed.tokens] == sorted(t.sentence for t in parsed.tokens)
    assert all(parsed.tokens[t.head].sentence == t.sentence for t in parsed.tokens)
    for number, children in enumerate(parsed.children):
        assert all(parsed.tokens[child].head == number for child in children)


@given(st.text(alphabet="ab \n", max_size=60))
def test_paragraphs_hold_everything_but_white_space(text):
    assert " ".join(text[a:b] for a, b in paragraphs(text)).split() == text.split()


@given(st.text(alphabet="ab ", max_size=80))
def test_cutting_loses_nothing(text):
    pieces = cut(text, (0, len(text)))
    assert "".join(text[a:b] for a, b in pieces) == text


def test_an_overlong_paragraph_is_parsed_in_pieces(parse_text):
    parsed = parse_text("The minister spoke. " * 2500)
    assert len(parsed.sentences) >= 2500


def test_an_unknown_language_is_named():
    with pytest.raises(ModelError, match="'xx'"):
        load_parser("xx")


def test_the_pipeline_names_its_version(parser):
    assert parser_version(parser).startswith("en_core_web_sm")
