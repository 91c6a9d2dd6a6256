"""Whether what happens at a date lies before or after the telling."""

from __future__ import annotations

from typing import Literal

from sayso.lexicons.dates import DateWords
from sayso.syntax import ancestors
from sayso.types import Sentences

Tense = Literal["past", "present", "future"]


def tense_at(parsed: Sentences, token: int, words: DateWords) -> Tense:
    """The tense of the verb on which ``token`` hangs; past where there is none, as in most news."""
    for number in ancestors(parsed, token):
        if parsed.tokens[number].pos in {"VERB", "AUX"} and (tense := _tense_of(parsed, number, words)):
            return tense
    return "past"


def _tense_of(parsed: Sentences, verb: int, words: DateWords) -> Tense | None:
    """The tense of one verb with its auxiliaries; None where only its own head can tell."""
    auxiliaries = [
        parsed.tokens[n] for n in parsed.children[verb] if parsed.tokens[n].dep in {"aux", "auxpass"}
    ]
    forms = {token.tag for token in (*auxiliaries, parsed.tokens[verb])}
    if any(token.text.lower() in words.future_auxiliaries for token in auxiliaries):
        return "future"
    if parsed.tokens[verb].tag == "VBD":  # takes no modal: "May told" has a name before it
        return "past"
    if "MD" in forms:
        return "past" if "VBN" in forms else "future"
    if "TO" in forms:
        return _tense_of_infinitive(parsed, verb, words)
    if parsed.tokens[verb].lemma in words.prospective and "VBN" in forms:
        return "future"
    if "VBD" in forms or ("VBN" in forms and auxiliaries):
        return "past"
    return "present" if forms & {"VBZ", "VBP"} else None


def _tense_of_infinitive(parsed: Sentences, verb: int, words: DateWords) -> Tense | None:
    """ "is due to meet", "plans to meet": what is to come; after other words as they have it."""
    above = parsed.tokens[parsed.tokens[verb].head]
    return "future" if above.lemma in words.prospective or above.lemma == "be" else None
