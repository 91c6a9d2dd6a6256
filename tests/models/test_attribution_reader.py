"""The reader that ships loads by digest, and reads."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from sayso.attributions.spans import read_spans, read_within
from sayso.errors import ModelError
from sayso.models import files
from sayso.models.attribution_reader import (
    NETWORK,
    SETTINGS,
    TOKENIZER,
    AttributionReader,
    load_attribution_reader,
)

LARGEST = 40_000_000  # bytes that may ship


@pytest.fixture(scope="module")
def reader() -> AttributionReader:
    return load_attribution_reader()


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    for name in (NETWORK, TOKENIZER, SETTINGS):
        shutil.copy(files.HERE / name, tmp_path / name)
    return tmp_path


def test_the_model_is_small() -> None:
    assert sum((files.HERE / name).stat().st_size for name in (NETWORK, TOKENIZER, SETTINGS)) < LARGEST


@pytest.mark.parametrize("name", [NETWORK, TOKENIZER, SETTINGS])
def test_a_missing_file_is_a_clear_error(copied: Path, name: str) -> None:
    (copied / name).unlink()
    with pytest.raises(ModelError, match=f"{name} cannot be read"):
        load_attribution_reader(copied)


@pytest.mark.parametrize("name", [NETWORK, TOKENIZER])
def test_a_damaged_file_is_refused(copied: Path, name: str) -> None:
    (copied / name).write_bytes((copied / name).read_bytes()[:-1] + b"?")
    with pytest.raises(ModelError, match="damaged or of another version"):
        load_attribution_reader(copied)


def test_another_encoding_is_refused(copied: Path) -> None:
    settings = json.loads((copied / SETTINGS).read_text())
    settings["encoding"]["reach"] += 1
    (copied / SETTINGS).write_text(json.dumps(settings))
    with pytest.raises(ModelError, match="another version"):
        load_attribution_reader(copied)


def test_direct_speech_is_found_with_its_speaker(reader: AttributionReader) -> None:
    text = "“The talks will go on until Friday,” Foreign Minister Anna Berg said."
    (found,) = read_spans(text, reader)
    assert [text[s:e] for s, e in found.source] == ["Foreign Minister Anna Berg"]
    assert [text[s:e] for s, e in found.cue] == ["said"]
    assert "The talks will go on until Friday" in text[found.content[0][0] : found.content[0][1]]


def test_indirect_speech_and_the_report_inside_it_are_both_found(reader: AttributionReader) -> None:
    text = "According to Reuters, the minister said the talks would go on until Friday."
    (outer,) = read_spans(text, reader)
    (inner,) = read_within(text, outer.content, reader)
    found = [[text[s:e] for s, e in one.source] for one in (outer, inner)]
    assert found == [["Reuters"], ["the minister"]]


def test_capitals_do_not_hide_a_claim(reader: AttributionReader) -> None:
    text = "THE MINISTER SAID THE TALKS WOULD GO ON UNTIL FRIDAY."
    (found,) = read_spans(text, reader)
    assert [text[s:e] for s, e in found.source] == ["THE MINISTER"]


@pytest.mark.parametrize(
    "spoilt", ['He was "late, as always.', "SHOUTING ALL DAY LONG!", "” odd ” marks “ here"]
)
def test_a_spoilt_paragraph_leaves_the_next_one_alone(reader: AttributionReader, spoilt: str) -> None:
    text = f"{spoilt}\n\n“The talks will go on until Friday,” Foreign Minister Anna Berg said."
    assert any(
        text[s:e] == "Foreign Minister Anna Berg" for one in read_spans(text, reader) for s, e in one.source
    )


@pytest.mark.parametrize("text", ["", " \n\n ", "“", "a" * 5_000, "said " * 2_000])
def test_odd_texts_are_read_without_complaint(reader: AttributionReader, text: str) -> None:
    for one in read_spans(text, reader):
        assert all(0 <= s < e <= len(text) for s, e in (*one.cue, *one.source, *one.content))
