from __future__ import annotations

import pytest

from sayso.errors import LexiconError
from sayso.lexicons.reporting import load_reporting


def test_the_english_lexicon_knows_its_acts() -> None:
    lexicon = load_reporting()
    assert lexicon.verbs["say"] == "assert"
    assert lexicon.verbs["accuse"] == "accuse"
    assert lexicon.nouns["warning"] == "warn"
    assert lexicon.digest.startswith("sha256:")


def test_a_language_without_a_lexicon_is_refused() -> None:
    with pytest.raises(LexiconError):
        load_reporting("xx")
