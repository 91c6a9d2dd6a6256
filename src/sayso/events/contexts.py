"""In which contexts of PLOVER an event stands: by the words of its sentence, its parties and its mode.

The rule that a mode brings its context along, and that crime gives way to closer contexts, are the manual's
(PLOVER 2.0, Contexts).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sayso.lexicons.contexts import PARTS, STEM, ContextPhrase, ContextWords
from sayso.ontology import load_plover
from sayso.types import Entity, Sentences

CRIME = "crime"
CLOSER_THAN_CRIME = {"corruption", "illegal_drugs", "trafficking"}

Forms = tuple[str, str]  # a word as it stands and its lemma, both in small letters


def contexts_of(
    parsed: Sentences, sentence: int, parties: Iterable[Entity], mode: str | None, words: ContextWords
) -> tuple[str, ...]:
    """Codes of the contexts of an event that the sentence of this number tells, in PLOVER's order."""
    plover = load_plover()
    found = set(told(forms_in(parsed, sentence), words))
    found |= {plover.context_of_sector.get(party.sector or "", "") for party in parties}
    found.add(plover.context_of_mode.get(mode or "", ""))
    if found & CLOSER_THAN_CRIME:
        found.discard(CRIME)
    return tuple(code for code in plover.contexts if code in found)


def told(forms: Sequence[Forms], words: ContextWords) -> Iterator[str]:
    """The contexts that the words tell, where they do not stand within a phrase that tells otherwise."""
    matches = [(n, phrase) for n in range(len(forms)) for phrase in phrases_at(forms, n, words)]
    barred = {(p.context, n + m) for n, p in matches if p.unless for m in range(len(p.words))}
    for n, phrase in matches:
        if not phrase.unless and any((phrase.context, n + m) not in barred for m in range(len(phrase.words))):
            yield phrase.context


def phrases_at(forms: Sequence[Forms], start: int, words: ContextWords) -> Iterator[ContextPhrase]:
    """The phrases of the lexicon whose words stand here, one after the other."""
    candidates: dict[ContextPhrase, None] = {}
    for form in dict.fromkeys(forms[start]):
        candidates.update(dict.fromkeys(words.by_word.get(form, ())))
        for length in words.stems:
            candidates.update(dict.fromkeys(words.by_stem.get(form[:length], ())))
    for phrase in candidates:
        here = forms[start : start + len(phrase.words)]
        if len(here) == len(phrase.words) and all(map(matches, phrase.words, here)):
            yield phrase


def matches(word: str, forms: Forms) -> bool:
    """Whether a word of the lexicon is one of these forms, or the stem of one."""
    if word.endswith(STEM):
        return any(form.startswith(word.removesuffix(STEM)) for form in forms)
    return word in forms


def forms_in(parsed: Sentences, sentence: int) -> list[Forms]:
    """The words of a sentence without its punctuation; what is joined by hyphens is several words."""
    bounds = parsed.sentences[sentence]
    found: list[Forms] = []
    for token in parsed.tokens[bounds.first : bounds.last]:
        parts = [part for part in PARTS.split(token.text.lower()) if any(map(str.isalnum, part))]
        found += [(part, token.lemma.lower() if len(parts) == 1 else part) for part in parts]
    return found
