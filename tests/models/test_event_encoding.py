from __future__ import annotations

from sayso.models.event_encoding import (
    ACTOR,
    LONGEST,
    NOTHING,
    RECIPIENT,
    TRIGGER,
    Question,
    covered,
    encode,
)
from tests.models.tokenizers_for_tests import word_tokenizer

SENTENCE = "he said it was so"


def test_every_piece_carries_its_role() -> None:
    question = Question(SENTENCE, trigger=((3, 7),), actors=((0, 2),), recipients=((8, 10),))
    (row,) = encode([question], word_tokenizer())
    assert list(row.features % 4) == [NOTHING, ACTOR, TRIGGER, RECIPIENT, NOTHING, NOTHING, NOTHING]
    assert [SENTENCE[s:e] for s, e in zip(row.starts[1:-1], row.ends[1:-1], strict=True)] == SENTENCE.split()


def test_the_trigger_wins_over_a_party_that_holds_it() -> None:
    question = Question(SENTENCE, trigger=((3, 7),), actors=((0, 10),), recipients=())
    (row,) = encode([question], word_tokenizer())
    assert list(row.features % 4) == [NOTHING, ACTOR, TRIGGER, ACTOR, NOTHING, NOTHING, NOTHING]


def test_what_is_beyond_the_longest_sentence_is_not_read() -> None:
    (row,) = encode([Question("he said " * LONGEST, (), (), ())], word_tokenizer())
    assert len(row.ids) == len(row.features) == len(row.starts) == LONGEST


def test_a_piece_in_part_under_a_span_is_covered() -> None:
    (row,) = encode([Question(SENTENCE, (), (), ())], word_tokenizer())
    assert list(covered(((4, 9),), row.starts, row.ends)[1:-1]) == [False, True, True, False, False]
