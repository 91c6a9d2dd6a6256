"""Parts of spaCy's pipelines, doing the same with less work.

``Names`` finds names while it keeps Python's lock. spaCy gives the lock back for the whole of its search and then takes
it again for every move that it asks about, seventy times a word; who reads one page on one core has no use for that.

``Attributes`` sets part of speech, morphology and exceptional lemmas by the pipeline's rules. All but a few look at one
word's form, tag and label, so what they say is remembered, and the text is not searched for each of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Any, cast

import numpy as np

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.matcher import Matcher
    from spacy.pipeline import AttributeRuler, EntityRecognizer, Lemmatizer
    from spacy.tokens import Doc

BATCH = 256  # texts at once, as many as spaCy's pipelines take

Word = tuple[int, int, int, int]  # form if a rule names it, tag, label, whether it is white space
GIVEN: list[int | str] = ["POS", "MORPH", "LEMMA", "TAG", "DEP"]  # what rules may set of a word


@dataclass(frozen=True, slots=True)
class Names:
    """A part of a pipeline that sets the names that ``recognizer`` finds."""

    recognizer: EntityRecognizer

    def __call__(self, doc: Doc) -> Doc:
        """Set the names of one text."""
        return next(self.pipe([doc]))

    def pipe(self, docs: Iterable[Doc], *, batch_size: int = BATCH) -> Iterator[Doc]:
        """Set the names of texts, many at once."""
        waiting = iter(docs)
        while batch := list(islice(waiting, batch_size)):
            self.recognizer.set_annotations(batch, self._states(batch))
            yield from batch

    def _states(self, docs: list[Doc]) -> list[Any]:
        """Where the search ends in each text: at every step the best of the moves that are allowed."""
        model = self.recognizer.model.predict(docs)
        states: list[Any] = self.recognizer.moves.init_batch(docs)
        unfinished = [state for state in states if not state.is_final()]
        while unfinished:
            unfinished = self.recognizer.transition_states(unfinished, model.predict(unfinished))
        model.clear_memory()
        return states


@dataclass(frozen=True, slots=True)
class Attributes:
    """A part of a pipeline that sets what ``ruler`` sets."""

    ruler: AttributeRuler
    named: frozenset[int]  # forms in lower case that a rule names; any other is the same word to all rules
    others: Matcher  # finds where a rule applies that looks at more than one word's form, tag and label
    known: dict[Word, list[int]] = field(default_factory=dict)

    def __call__(self, doc: Doc) -> Doc:
        """Set the attributes of the words of a text."""
        if not len(doc):
            return doc
        rows = doc.to_array(["LOWER", "TAG", "DEP", "IS_SPACE"]).tolist()
        words = [(form if form in self.named else 0, tag, label, space) for form, tag, label, space in rows]
        found = [
            self.known.get(word) or self._learned(word, doc[place].text) for place, word in enumerate(words)
        ]
        for start, end in _apart(self.others(doc, allow_missing=True)):
            found[start:end] = self._asked([doc[n].text for n in range(start, end)], words[start:end])
        doc.from_array(GIVEN[:3], np.array([given[:3] for given in found], np.uint64))  # type: ignore[arg-type]
        for place, ((_, tag, label, _), given) in enumerate(zip(words, found, strict=True)):
            if given[3] != tag or given[4] != label:  # white space that was taken for a word
                doc[place].tag, doc[place].dep = given[3:]
        return doc

    def _learned(self, word: Word, text: str) -> list[int]:
        """What the rules set of a word by itself."""
        (self.known[word],) = self._asked([text], [word])
        return self.known[word]

    def _asked(self, texts: list[str], words: list[Word]) -> list[list[int]]:
        """What the rules set of some words, asked of a text that is nothing but these words."""
        from spacy.tokens import Doc

        alone = Doc(self.ruler.vocab, texts, [False] * len(texts))
        for token, (_, tag, label, _) in zip(alone, words, strict=True):
            token.tag, token.dep = tag, label
        return cast("list[list[int]]", self.ruler(alone).to_array(GIVEN).tolist())


def names(nlp: Language, name: str) -> Names:  # noqa: ARG001  spaCy gives both
    """A part that does as the pipeline's recognizer of names does."""
    return Names(cast("EntityRecognizer", nlp.get_pipe("ner")))


def attributes(nlp: Language, name: str) -> Attributes:  # noqa: ARG001
    """A part that does as the pipeline's attribute ruler does."""
    from spacy.matcher import Matcher

    ruler = cast("AttributeRuler", nlp.get_pipe("attribute_ruler"))
    named, others = set[str](), Matcher(ruler.vocab)
    for number, rule in enumerate(cast(Any, ruler.patterns)):
        if all(_is_plain(pattern) for pattern in rule["patterns"]):
            named |= {form for (word,) in rule["patterns"] for form in _forms(word)}
        else:
            others.add(str(number), rule["patterns"])
    return Attributes(ruler, frozenset(map(ruler.vocab.strings.add, named)), others)


def index_lemmas(parser: Language) -> None:
    """Let the lemmatizer look words up in its lists of lemmas, which it searches from end to end: 57,000 nouns."""
    lemmatizer = cast("Lemmatizer", parser.get_pipe("lemmatizer"))
    lemmas = lemmatizer.lookups.get_table("lemma_index", {})
    for part_of_speech in lemmas:
        lemmas[part_of_speech] = dict.fromkeys(lemmas[part_of_speech])


def _apart(matches: Iterable[tuple[int, int, int]]) -> list[tuple[int, int]]:
    """First and last places of the matches, those that touch made one."""
    runs: list[tuple[int, int]] = []
    for start, end in sorted((start, end) for _, start, end in matches):
        if runs and start <= runs[-1][1]:
            runs[-1] = runs[-1][0], max(runs[-1][1], end)
        else:
            runs.append((start, end))
    return runs


def _is_plain(pattern: list[dict[str, Any]]) -> bool:
    """Does a rule's pattern look at one word only, and at nothing of it but what is remembered?"""
    looked_at = {name for word in pattern for name in word}
    form = pattern[0].get("LOWER", "")
    readable = isinstance(form, str) or set(form) == {"IN"}
    return len(pattern) == 1 and readable and looked_at <= {"LOWER", "TAG", "DEP", "IS_SPACE"}


def _forms(word: dict[str, Any]) -> list[str]:
    """The forms that a pattern names for a word."""
    form = word.get("LOWER", [])
    return [form] if isinstance(form, str) else list(form["IN"] if form else [])
