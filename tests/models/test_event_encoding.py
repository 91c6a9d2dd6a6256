from __future__ import annotations

from sayso.models.event_encoding import LONGEST, ROLES, Question, covered, encode
from tests.models.tokenizers_for_tests import word_tokenizer

SENTENCE = "he said it was so"
HE, SAID, IT, UP_TO_IT = (0, 2), (3, 7), (8, 10), (0, 10)


def roles(question: Question) -> list[str]:
    """The role of each piece but the marks at both ends."""
    (row,) = encode([question], word_tokenizer())
    return [ROLES[feature % len(ROLES)] for feature in row.features[1:-1]]


def test_every_piece_carries_its_role() -> None:
    question = Question(SENTENCE, (SAID,), (("doer", HE), ("preposition", IT)))
    assert roles(question) == ["doer", "trigger", "preposition", "", ""]
    (row,) = encode([question], word_tokenizer())
    assert [SENTENCE[s:e] for s, e in zip(row.starts[1:-1], row.ends[1:-1], strict=True)] == SENTENCE.split()


def test_the_trigger_wins_over_a_party_that_holds_it() -> None:
    assert roles(Question(SENTENCE, (SAID,), (("above", UP_TO_IT),))) == ["above", "trigger", "above", "", ""]


def test_where_two_parties_overlap_the_first_counts() -> None:
    question = Question(SENTENCE, (), (("modifier", HE), ("beside", UP_TO_IT)))
    assert roles(question) == ["modifier", "beside", "beside", "", ""]


def test_given_parties_stand_where_those_of_a_verb_stand() -> None:
    assert roles(Question.between(SENTENCE, (HE,), (IT,))) == ["doer", "", "done-to", "", ""]


def test_what_is_beyond_the_longest_sentence_is_not_read() -> None:
    (row,) = encode([Question("he said " * LONGEST, ())], word_tokenizer())
    assert len(row.ids) == len(row.features) == len(row.starts) == LONGEST


def test_a_piece_in_part_under_a_span_is_covered() -> None:
    (row,) = encode([Question(SENTENCE, ())], word_tokenizer())
    assert list(covered(((4, 9),), row.starts, row.ends)[1:-1]) == [False, True, True, False, False]
