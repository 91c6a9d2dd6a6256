import pytest

from sayso.errors import LexiconError
from sayso.lexicons import contexts
from sayso.lexicons.contexts import load_context_words
from sayso.ontology import load_plover


def test_every_context_has_words():
    words = load_context_words("en")
    phrases = [p for table in (words.by_word, words.by_stem) for found in table.values() for p in found]
    assert {p.context for p in phrases if not p.unless} == set(load_plover().contexts)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ('[weather]\nwords = ["rain"]', "weather"),
        ('[legal]\nwords = ["Court"]', "small letters"),
        ('[legal]\nwords = [" "]', "small letters"),
    ],
)
def test_what_breaks_the_shape_is_named(text, complaint, tmp_path, monkeypatch):
    path = tmp_path / "contexts.toml"
    path.write_text(text, encoding="utf-8")
    monkeypatch.setattr(contexts, "lexicon_path", lambda *_: path)
    with pytest.raises(LexiconError, match=complaint):
        load_context_words("en")
