"""Who "the two", "both countries" and "the two ministers" are."""

from __future__ import annotations

from sayso.entities.groups import Found, Group, Reading, last_word, recent
from sayso.entities.mentions import Phrase

NEAR = 2  # sentences back in which two countries that nothing joins can be meant
TWO = 2


def couple(phrase: Phrase, reading: Reading) -> Found | None:
    """Two that were joined by "and", else the two mentioned last, if the description fits each; None for no couple."""
    if not set(phrase.text.casefold().split()) & reading.tables.couples["two"]:
        return None
    word = last_word(phrase.text)
    for whole in reversed([group for group in reading.groups if group.first.whole]):
        if len(whole.members) == TWO and all(_fits(member, word, reading) for member in whole.members):
            return whole, f"{phrase.text!r} are {whole.first.text!r}"
    return _unjoined(phrase, word, reading)


def _unjoined(phrase: Phrase, word: str, reading: Reading) -> Found | None:
    """The only two countries that are near, or the two persons mentioned last."""
    before = recent(reading, phrase)
    if word in reading.tables.couples["states"]:
        near = [group for group in before if phrase.sentence - group.phrases[-1].sentence <= NEAR]
        fitting = [group for group in near if _is_state(group, reading)]
    else:
        fitting = [group for group in before if group.person][:TWO]
    if len(fitting) != TWO:
        return None
    members = tuple(sorted(fitting, key=lambda group: group.first.start))
    group = Group([], members=members, roles=[phrase.text])
    return group, f"{phrase.text!r} are {' and '.join(one.first.text for one in members)!r}"


def _fits(member: Group, word: str, reading: Reading) -> bool:
    """Whether one of two can be called so."""
    if word in reading.tables.couples["states"]:
        return _is_state(member, reading)
    return member.person or (word in reading.tables.couples["anybody"] and bool(member.names))


def _is_state(group: Group, reading: Reading) -> bool:
    """Whether a group is a country or its government, by name."""
    if group.person or not group.names:
        return False
    said = reading.says(group)
    return said.kind == "government" and said.country is not None
