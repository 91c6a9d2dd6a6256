import pytest

from sayso.errors import LexiconError
from sayso.lexicons.events import load_event_words, pattern_of
from sayso.ontology import load_plover


def test_every_type_of_plover_has_a_plain_word() -> None:
    words = load_event_words()
    told = {p.type for patterns in (*words.verbs.values(), *words.nouns.values()) for p in patterns}
    assert told == set(load_plover().types)


def test_a_type_that_plover_lacks_is_a_clear_error() -> None:
    with pytest.raises(LexiconError, match="GREET"):
        pattern_of({"type": "GREET", "recipient": []})


def test_a_mode_of_another_type_is_a_clear_error() -> None:
    with pytest.raises(LexiconError, match="aerial"):
        pattern_of({"type": "CONSULT", "mode": "aerial", "recipient": []})
