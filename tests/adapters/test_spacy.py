"""Sayso as a component of a pipeline that knows nothing of it."""

from __future__ import annotations

import subprocess
import sys

import pytest
import spacy
from spacy.tokens import Doc, DocBin

from sayso.errors import ModelError, PageError
from sayso.types import Record

TEXT = (
    "The foreign ministers of Austria and Hungary met in Vienna on Monday to discuss the border.\n\n"
    '"We have agreed on nothing yet," Austrian Foreign Minister Anna Huber said after the talks.\n\n'
    "A Hungarian official, who was not authorized to speak publicly, reportedly said the talks would go on."
)
OTHER = "Nothing much happened in the town of Hallstatt this week, and the lake was calm and very cold."


@pytest.fixture(scope="module")
def nlp():
    pipeline = spacy.blank("en")
    pipeline.add_pipe("sayso")
    return pipeline


@pytest.fixture(scope="module")
def doc(nlp) -> Doc:
    made = nlp.make_doc(TEXT)
    made._.published = "2021-03-08"
    made._.outlet = "The Daily Example"
    return nlp(made)


def words(doc: Doc, group: str, id: str) -> list[str]:
    return [span.text for span in doc.spans[f"sayso_{group}"] if span.id_ == id]


def test_spacy_finds_the_component_without_an_import():
    code = "import spacy; print(spacy.blank('en').add_pipe('sayso').prefix)"
    assert subprocess.check_output([sys.executable, "-c", code], text=True).strip() == "sayso_"


def test_claims_and_events_are_those_of_a_record(doc):
    (said,) = (claim for claim in doc._.claims if claim.source and claim.source.name == "Anna Huber")
    assert doc.text[slice(*said.content[0])] == '"We have agreed on nothing yet,"'
    assert isinstance(doc._.record, Record)
    assert doc._.record.article.outlet == "The Daily Example"
    met = next(event for event in doc._.events if event.type == "CONSULT")
    assert met.when is not None
    assert met.when.start == "2021-03-08"


def test_spans_lie_on_the_tokens_of_the_doc(doc):
    (said,) = (claim for claim in doc._.claims if claim.source and claim.source.name == "Anna Huber")
    assert words(doc, "claims", said.id) == ['"We have agreed on nothing yet,"']
    assert words(doc, "cues", said.id) == [doc.text[start:end] for start, end in said.cue]
    assert said.source is not None
    assert words(doc, "sources", said.id) == [doc.text[start:end] for start, end in said.source.mention]
    assert {span.label_ for span in doc.spans["sayso_claims"]} == {claim.act for claim in doc._.claims}
    assert "met" in [span.text for span in doc.spans["sayso_events"]]


def test_a_token_that_is_longer_than_the_words_is_taken_whole(nlp):
    glued = Doc(nlp.vocab, words=TEXT.split(" "))
    read = nlp(glued)
    assert read.text.rstrip() == TEXT
    for group in ("claims", "sources", "cues", "events"):
        assert len(read.spans[f"sayso_{group}"]) > 0


def test_a_batch_keeps_its_order_and_its_contexts(nlp):
    texts = [(TEXT, 1), (OTHER, 2), (TEXT, 3)]
    found = [(len(doc._.claims), number) for doc, number in nlp.pipe(texts, as_tuples=True)]
    assert [number for _, number in found] == [1, 2, 3]
    assert found[0][0] == found[2][0] > found[1][0]


def test_a_doc_that_nobody_has_read_has_nothing(nlp):
    unread = nlp.make_doc(TEXT)
    assert (unread._.claims, unread._.events, unread._.record) == ((), (), None)


def test_an_empty_doc(nlp):
    assert nlp("")._.claims == ()
    assert nlp(" \n\n ")._.events == ()


def test_what_was_read_goes_through_bytes_and_docbin(nlp, doc):
    again = Doc(nlp.vocab).from_bytes(doc.to_bytes())
    (binned,) = DocBin(docs=[doc], store_user_data=True).get_docs(nlp.vocab)
    for copy in (again, binned):
        assert copy._.record == doc._.record
        assert [(s.text, s.label_, s.id_) for s in copy.spans["sayso_claims"]] == [
            (s.text, s.label_, s.id_) for s in doc.spans["sayso_claims"]
        ]


def test_a_pipeline_is_saved_and_loaded_with_its_settings(tmp_path):
    pipeline = spacy.blank("en")
    pipeline.add_pipe("sayso", config={"outlet": "The Daily Example", "prefix": "read_"})
    pipeline.to_disk(tmp_path)
    read = spacy.load(tmp_path)(TEXT)
    assert read._.record.article.outlet == "The Daily Example"
    assert len(read.spans["read_claims"]) == len(pipeline(TEXT).spans["read_claims"]) > 0
    assert spacy.blank("en").from_bytes(pipeline.to_bytes()) is not None


def test_it_stands_beside_other_components(nlp):
    pipeline = spacy.blank("en")
    pipeline.add_pipe("sentencizer")
    pipeline.add_pipe("sayso", last=True)
    read = pipeline(TEXT)
    assert len(list(read.sents)) >= 3
    assert [token.text for token in read] == [token.text for token in pipeline.make_doc(TEXT)]


def test_what_makes_no_sense_is_told(nlp):
    with pytest.raises(ModelError, match="Sayso reads en"):
        spacy.blank("de").add_pipe("sayso")
    odd = nlp.make_doc(TEXT)
    odd._.published = "yesterday"
    with pytest.raises(PageError, match="'yesterday'"):
        nlp(odd)
