"""Did it happen? Read from the words that stand over the trigger, innermost first."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.events.phrases import VERBAL, lemma
from sayso.lexicons.events import EventWords
from sayso.syntax import children_by_dep
from sayso.types import Sentences, Status

# Of several findings the one that says least of the event's having happened counts.
STRENGTH: tuple[Status, ...] = ("negated", "conditional", "hypothetical", "planned", "historical")
NOMINAL_EDGES = {
    "dobj",
    "pobj",
    "prep",
    "nsubj",
    "nsubjpass",
    "attr",
    "conj",
    "compound",
    "appos",
    "oprd",
    "agent",
}


def status_of(parsed: Sentences, trigger: int, words: EventWords) -> Status:
    """The status of the event at ``trigger``, by negation, conditions, modals, tense and governing words."""
    found = set(findings(parsed, trigger, words))
    sentence = parsed.sentences[parsed.tokens[trigger].sentence]
    if parsed.text[sentence.start : sentence.end].rstrip("\"'”’ ").endswith("?"):
        found.add("hypothetical")
    return next((status for status in STRENGTH if status in found), "actual")


def findings(parsed: Sentences, token: int, words: EventWords) -> Iterator[Status]:
    """What each word from the trigger upwards says, as long as it has the trigger in its scope."""
    yield from at_word(parsed, token, words)
    while parsed.tokens[token].head != token:
        below, token = token, parsed.tokens[token].head
        governed = by_governor(parsed, below, token, words)
        if governed:
            yield governed
        if not in_scope(parsed, below, governed, words):
            return
        yield from at_word(parsed, token, words)


def in_scope(parsed: Sentences, below: int, governed: Status | None, words: EventWords) -> bool:
    """Whether what is said of the head of ``below`` is said of ``below`` too."""
    token = parsed.tokens[below]
    if token.dep == "conj" and words.status["contrasts"] & texts(parsed, token.head, "cc"):
        return False
    if token.pos in VERBAL:
        return token.dep in {"xcomp", "conj", "pcomp"} or (token.dep == "ccomp" and governed is not None)
    return token.dep in NOMINAL_EDGES and not settled_subject(parsed, below)


def texts(parsed: Sentences, head: int, dep: str) -> set[str]:
    """The words, in lower case, of the dependents with this label."""
    return {parsed.tokens[n].text.lower() for n in children_by_dep(parsed, head, dep)}


def settled_subject(parsed: Sentences, noun: int) -> bool:
    """A definite subject exists whatever its verb says: "Ukraine's recapture of Kherson will lead to"."""
    if parsed.tokens[noun].dep not in {"nsubj", "nsubjpass"}:
        return False
    return bool(children_by_dep(parsed, noun, "poss"))


def at_word(parsed: Sentences, token: int, words: EventWords) -> Iterator[Status]:
    """What the dependents of one word say: "not", "will", "if", "had", "any"."""
    lists = words.status
    for child in parsed.children[token]:
        word, dep = parsed.tokens[child].text.lower(), parsed.tokens[child].dep
        if dep == "neg" or (dep in {"det", "preconj"} and word in lists["negators"]):
            yield "negated"
        elif dep == "mark" and word in lists["conditions"]:
            yield "conditional"
        elif (dep == "mark" and word in lists["uncertain"]) or (dep == "det" and word in lists["any"]):
            yield "hypothetical"
        elif dep in {"aux", "auxpass"}:
            yield from by_auxiliary(parsed, token, child, words)
        elif dep == "mark" and word in lists["since"]:
            yield "historical"
    if parsed.tokens[token].dep == "pcomp" and lemma(parsed, parsed.tokens[token].head) in lists["negators"]:
        yield "negated"


def by_auxiliary(parsed: Sentences, verb: int, aux: int, words: EventWords) -> Iterator[Status]:
    """What an auxiliary says of its verb: will, would, had, or the "to" of an infinitive."""
    word, tag = parsed.tokens[aux].text.lower(), parsed.tokens[aux].tag
    above = parsed.tokens[parsed.tokens[verb].head]
    if word in words.status["will"]:
        yield "planned"
    elif word in words.status["modals"]:
        yield "hypothetical"
    elif tag == "VBD" and word == "had" and parsed.tokens[verb].tag == "VBN":
        yield "historical"
    elif tag == "TO" and above.lemma.lower() not in words.status["realized"]:
        yield "planned"


def by_governor(parsed: Sentences, below: int, head: int, words: EventWords) -> Status | None:
    """What a governing verb or noun says of what it governs: "seek", "plans for", "refused to"."""
    if parsed.tokens[below].dep in {"nsubj", "nsubjpass", "advcl", "relcl", "conj", "npadvmod"}:
        return None
    if parsed.tokens[head].pos in VERBAL:
        lists: tuple[tuple[str, Status], ...] = (
            ("negated", "negated"),
            ("hypothetical", "hypothetical"),
            ("planned", "planned"),
        )
    else:
        lists = (("hypothetical_nouns", "hypothetical"), ("planned_nouns", "planned"))
    return next((status for name, status in lists if lemma(parsed, head) in words.status[name]), None)
