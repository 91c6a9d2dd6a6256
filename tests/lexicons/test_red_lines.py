import pytest

from sayso.errors import LexiconError
from sayso.lexicons.red_lines import load_red_line_words


def test_the_english_lists_are_in_lower_case_and_none_is_empty() -> None:
    words = load_red_line_words()
    for name in words.__dataclass_fields__:
        if name != "digest":
            listed = getattr(words, name)
            assert listed
            assert all(word == word.lower() for word in listed), name


def test_a_language_without_the_lexicon_is_a_clear_error() -> None:
    with pytest.raises(LexiconError, match="red_lines"):
        load_red_line_words("xx")
