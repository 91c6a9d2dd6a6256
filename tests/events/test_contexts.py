from __future__ import annotations

from collections.abc import Callable

import pytest

from sayso.events.contexts import contexts_of
from sayso.lexicons.contexts import load_context_words
from sayso.ontology import load_plover
from sayso.types import Entity, Sentences

Parse = Callable[[str], Sentences]
WORDS = load_context_words("en")


def party(sector: str | None) -> Entity:
    return Entity(mention=(), name="somebody", kind="unnamed", named=False, sector=sector)


@pytest.fixture
def contexts(parse_text: Parse) -> Callable[..., tuple[str, ...]]:
    def read(text: str, *sectors: str, mode: str | None = None) -> tuple[str, ...]:
        return contexts_of(parse_text(text), 0, [party(sector) for sector in sectors], mode, WORDS)

    return read


def test_words_tell_contexts_whatever_their_ending(contexts):
    assert contexts("Negotiators from both capitals discussed the tariffs.") == ("economic", "diplomatic")


def test_hyphens_do_not_matter(contexts):
    assert "pro_democracy" in contexts("They joined a pro-democracy rally.")
    assert "terrorism" in contexts("The raid killed an Al-Qaeda commander.")


def test_a_phrase_can_say_otherwise(contexts):
    assert contexts("The think tank praised the deal.") == ()
    assert "military" in contexts("A tank crossed the river.")
    assert contexts("They won a landslide victory.") == ("election",)


def test_a_word_counts_where_it_also_stands_outside_the_phrase(contexts):
    assert "military" in contexts("The think tank counted each tank on the border.")


def test_parties_bring_their_context(contexts):
    assert contexts("They met on Monday.", "SPY", "MIL") == ("military", "intelligence")
    assert contexts("They met on Monday.", "GOV") == ()


def test_modes_bring_their_context_by_plovers_rule(contexts):
    assert contexts("They did it again.", mode="cyber") == ("cyber",)
    assert contexts("They did it again.", mode="misinformation") == ("misinformation",)
    assert contexts("They met again.", mode="visit") == ()


def test_crime_gives_way_to_closer_contexts(contexts):
    assert contexts("A gang robbed the bank.") == ("crime",)
    assert contexts("A gang smuggled rifles over the border.", "CRM") == ("trafficking",)


def test_only_the_sentence_asked_for_counts(parse_text):
    parsed = parse_text("The court sat on Monday. The weather was fine.")
    assert contexts_of(parsed, 0, (), None, WORDS) == ("legal",)
    assert contexts_of(parsed, 1, (), None, WORDS) == ()


@pytest.mark.parametrize("text", ["COURT COURT " * 200, "- * | ;", "*", "1 2 3 4"])
def test_odd_sentences_do_no_harm(contexts, text):
    assert set(contexts(text)) <= set(load_plover().contexts)
