from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from sayso.errors import ModelError
from sayso.models import files
from sayso.models.event_coder import NETWORK, SETTINGS, TOKENIZER, EventCoder, Sieve, load_event_coder
from sayso.models.event_encoding import Question


@pytest.fixture(scope="module")
def coder() -> EventCoder:
    return load_event_coder()


def ask(sentence: str, trigger: str) -> Question:
    start = sentence.index(trigger)
    return Question(sentence, ((start, start + len(trigger)),))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in (NETWORK, TOKENIZER, SETTINGS):
        shutil.copy(files.HERE / name, tmp_path / name)
    return tmp_path


def test_it_tells_who_did_what_to_whom(coder: EventCoder) -> None:
    sentence = "Syrian troops shelled the town, activists said."
    (judged,) = coder.judge([ask(sentence, "shelled")])
    assert (judged.type, judged.status) == ("ASSAULT", "actual")
    troops, town = (
        judged.chances((place, place + len(word))) for word, place in (("troops", 7), ("town", 26))
    )
    assert troops[0] > 0.5 > troops[1]
    assert town[1] > 0.5 > town[0]


def test_answers_come_in_the_order_of_the_questions(coder: EventCoder) -> None:
    questions = [
        ask("The ministers met in Oslo on Friday, after a long and difficult week for both of them.", "met"),
        ask("Police arrested him.", "arrested"),
    ]
    assert [one.type for one in coder.judge(questions * 30)] == ["CONSULT", "COERCE"] * 30


def test_a_sentence_is_judged_alike_on_every_page(coder: EventCoder) -> None:
    asked = [ask("Moscow warned Kyiv that it would strike the depot.", word) for word in ("warned", "strike")]
    others = [ask(f"Minister {name} met the envoy for talks in {name}.", "met") for name in ("Holt", "Ruud")]
    alone, among = coder.judge(asked), coder.judge([others[0], *asked, others[1]])[1:3]
    assert [(one.rules, one.confidence) for one in alone] == [(one.rules, one.confidence) for one in among]


def test_no_questions_no_answers(coder: EventCoder) -> None:
    assert coder.judge([]) == []


def test_a_word_beyond_what_is_read_has_no_chances(coder: EventCoder) -> None:
    sentence = "Police arrested him. " * 100
    (judged,) = coder.judge([ask(sentence, "arrested")])
    assert judged.chances((len(sentence) - 10, len(sentence) - 2)) == (0.0, 0.0)


def test_the_sieve_sums_the_weights_it_knows() -> None:
    sieve = Sieve({"attack/VERB": 2.0, "NOUN nsubj": -1.0}, -0.5)
    assert sieve.keeps(["attack/VERB", "never seen"])
    assert not sieve.keeps(["NOUN nsubj"])


@pytest.mark.parametrize("name", [NETWORK, TOKENIZER, SETTINGS])
def test_a_missing_file_is_named(folder: Path, name: str) -> None:
    (folder / name).unlink()
    with pytest.raises(ModelError, match=name):
        load_event_coder(folder)


def test_a_damaged_network_is_refused(folder: Path) -> None:
    (folder / NETWORK).write_bytes((folder / NETWORK).read_bytes()[:-1] + b"x")
    with pytest.raises(ModelError, match="damaged"):
        load_event_coder(folder)


@pytest.mark.parametrize("entry", ["encoding", "sieve", "threshold", "files"])
def test_settings_of_another_version_are_refused(folder: Path, entry: str) -> None:
    settings = json.loads((folder / SETTINGS).read_text("utf-8"))
    del settings[entry]
    (folder / SETTINGS).write_text(json.dumps(settings), "utf-8")
    with pytest.raises(ModelError, match=SETTINGS):
        load_event_coder(folder)
