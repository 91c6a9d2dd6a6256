"""What the sieve sees of a word."""

from collections.abc import Callable

from sayso.events.triggers import names_in, words_seen
from sayso.types import Sentences

TEXT = "Police arrested two men in Iran. Russia attacked Ukraine with missiles on Monday."


def test_it_sees_the_word_its_neighbours_and_the_labels_of_its_names(
    parse_text: Callable[[str], Sentences],
) -> None:
    parsed = parse_text(TEXT)
    seen = {parsed.tokens[n].text: features for n, features in words_seen(parsed, parsed.sentences[1])}
    assert set(seen) == {"attacked", "missiles"}
    attacked = seen["attacked"]
    assert {"attack/VERB", "attack/VERB VBD", "VERB > nsubj GPE", "VERB > with NOUN", "_ ukraine"} <= set(
        attacked
    )
    assert {"in russia", "in ukraine", "GPE 2"} <= set(attacked)


def test_names_belong_to_their_own_sentence(parse_text: Callable[[str], Sentences]) -> None:
    parsed = parse_text(TEXT)
    first, second = ({TEXT[n.start : n.end] for n in names_in(parsed, s)} for s in parsed.sentences)
    assert "Iran" in first and not first & second


def test_only_words_are_seen(parse_text: Callable[[str], Sentences]) -> None:
    parsed = parse_text(
        "They are focusing on the potential for an exchange between the US and Russia, as well as the de-escalation of "
        "nuclear tensions."
    )
    words = [parsed.tokens[n].text for n, _ in words_seen(parsed, parsed.sentences[0])]
    assert {"focusing", "exchange", "escalation", "tensions"} <= set(words) and "-" not in words
