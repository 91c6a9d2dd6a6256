"""The words that attribute: reporting verbs and nouns by act, hedges, outlets, phrases of anonymity."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, get_args

from sayso.errors import LexiconError
from sayso.lexicons.tables import digest_of, lexicon_path, read_toml, shape_of
from sayso.types import Act


@dataclass(frozen=True, slots=True)
class Reporting:
    """Everything the attributions stage knows of a language. Lemmas and words are in lower case."""

    verbs: dict[str, Act]
    nouns: dict[str, Act]
    prepositions: dict[str, frozenset[str]]  # "accuse" -> {"of"}: what stands before its content
    objects: frozenset[str]
    infinitives: frozenset[str]
    hearsay: frozenset[str]
    passing_on: frozenset[str]
    plain: frozenset[str]
    addressing: frozenset[str]  # verbs whose object hears it, or is accused
    attacking: frozenset[str]  # verbs whose object, where it is a name, is attacked or praised
    addressing_by: dict[str, frozenset[str]]  # "call" -> {"on", "upon"}: what stands before the hearer
    hearers: frozenset[str]  # people who hear things said "to" them
    informants: frozenset[str]  # common nouns for people whom a report cites
    asking: frozenset[str]  # acts by which somebody is to do something
    questions: frozenset[str]  # verbs whose passive attributes nothing: "asked about the report"
    hearer: frozenset[str]  # "you" and its forms
    undecided: frozenset[str]  # "whether": what follows is left open
    undecided_behind_asking: frozenset[str]  # "if", behind a verb of asking
    act_needs: dict[str, frozenset[str]]  # "call" -> {"for", "on"}: words without which its act is to assert
    act_with_infinitive: dict[str, Act]  # "ask" -> "request", where "to ..." follows
    according: tuple[str, ...]
    hedges: frozenset[str]
    outlet_names: frozenset[str]  # as they are written; "the" in front where a name is a common word without
    outlet_first_words: frozenset[str]  # in lower case: what every name in the lexicon begins with
    outlet_endings: frozenset[str]
    outlet_beginnings: frozenset[str]
    outlet_words: frozenset[str]  # common nouns for outlets and those who ask for them
    outlet_nouns: frozenset[str]  # the last words of those
    interviews: frozenset[str]  # what is given to, or written for, an outlet only
    talks: frozenset[str]  # what a preposition in front of an outlet may hang on
    pieces: frozenset[str]  # what an outlet publishes
    linking: frozenset[str]  # prepositions in front of an outlet that passed words on
    linking_agent: frozenset[str]  # those that need a participle of ``carrying`` in front
    carrying: frozenset[str]
    telling: frozenset[str]
    anonymity: tuple[str, ...]
    accusing: frozenset[str]  # acts that stand against somebody
    disputable: frozenset[str]  # acts that a denial or confirmation can answer
    negations: frozenset[str]  # "nothing": by which a claim says that something is not so
    taking_up: frozenset[str]  # "it", "charge": by which an answer takes up a whole claim
    digest: str


def load_reporting(language: str = "en") -> Reporting:
    """The reporting lexicon of ``language``. Raises LexiconError where it is missing or breaks its shape."""
    path = lexicon_path(language, "reporting.toml")
    table = read_toml(path)
    with shape_of(path):
        return _reporting(table, digest_of(path))


def _reporting(table: dict[str, Any], digest: str) -> Reporting:
    patterns, outlets = table["patterns"], table["outlets"]
    return Reporting(
        verbs=_by_lemma(table["acts"]),
        nouns=_by_lemma(table["nouns"]),
        prepositions={verb: frozenset(words) for verb, words in patterns["prepositions"].items()},
        objects=frozenset(patterns["objects"]),
        infinitives=frozenset(patterns["infinitives"]),
        hearsay=frozenset(patterns["hearsay"]),
        passing_on=frozenset(patterns["passing_on"]),
        plain=frozenset(patterns["plain"]),
        addressing=frozenset(patterns["addressing"]),
        attacking=frozenset(patterns["attacking"]),
        addressing_by={verb: frozenset(words) for verb, words in patterns["addressing_by"].items()},
        hearers=frozenset(patterns["hearers"]),
        informants=frozenset(patterns["informants"]),
        asking=frozenset(patterns["asking"]),
        questions=frozenset(patterns["questions"]),
        hearer=frozenset(patterns["hearer"]),
        undecided=frozenset(patterns["undecided"]),
        undecided_behind_asking=frozenset(patterns["undecided_behind_asking"]),
        act_needs={verb: frozenset(words) for verb, words in patterns["act_needs"].items()},
        act_with_infinitive=patterns["act_with_infinitive"],
        according=tuple(patterns["according"]),
        hedges=frozenset(table["hedges"]["words"]),
        outlet_names=frozenset(outlets["names"]),
        outlet_first_words=frozenset(_first_word(name) for name in outlets["names"]),
        outlet_endings=frozenset(outlets["endings"]),
        outlet_beginnings=frozenset(outlets["beginnings"]),
        outlet_words=frozenset(outlets["words"]),
        outlet_nouns=frozenset(words.split()[-1] for words in outlets["words"]),
        interviews=frozenset(patterns["interviews"]),
        talks=frozenset(patterns["talks"]),
        pieces=frozenset(patterns["pieces"]),
        linking=frozenset(patterns["linking"]),
        linking_agent=frozenset(patterns["linking_agent"]),
        carrying=frozenset(patterns["carrying"]),
        telling=frozenset(patterns["telling"]),
        anonymity=tuple(table["anonymity"]["phrases"]),
        accusing=frozenset(table["disputes"]["accusing"]),
        disputable=frozenset(table["disputes"]["disputable"]),
        negations=frozenset(table["disputes"]["negations"]),
        taking_up=frozenset(table["disputes"]["taking_up"]),
        digest=digest,
    )


def _first_word(name: str) -> str:
    """The first token of a name, in lower case: a hyphen or an apostrophe ends it."""
    return re.split(r"[ '-]", name.lower())[0]


def _by_lemma(by_act: dict[Act, list[str]]) -> dict[str, Act]:
    """Turn act -> lemmas round. Of two acts for one lemma the first stands."""
    unknown = set(by_act) - set(get_args(Act))
    if unknown:
        raise LexiconError(
            f"reporting.toml names acts that Sayso does not know: {', '.join(sorted(unknown))}."
        )
    found: dict[str, Act] = {}
    for act, lemmas in by_act.items():
        for lemma in lemmas:
            found.setdefault(lemma, act)
    return found
