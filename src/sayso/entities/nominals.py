"""Who is meant by a description that points back: "the official", "the company", "the two ministers"."""

from __future__ import annotations

from sayso.entities.couples import couple
from sayso.entities.groups import Found, Group, Reading, last_word, recent
from sayso.entities.mentions import Phrase

NEAR = 2  # sentences back in which "the banker" looks for somebody just introduced
UNIQUE = {"GOV"}  # "the president" can be one whom the page has not named


def introduced(phrase: Phrase, reading: Reading) -> Found:
    """The actor that a description takes up, and why; None where it says something new."""
    same = reading.called.get(reading.bare(phrase.text))
    if same and (phrase.definite or phrase.plural):
        return same[-1], f"{phrase.text!r} was introduced as {same[-1].first.text!r}"
    if not phrase.definite:
        return None, None
    if phrase.plural:
        return couple(phrase, reading) or _by_words(phrase, reading)
    return _by_words(phrase, reading)


def _by_words(phrase: Phrase, reading: Reading) -> Found:
    """The last actor whose office, name or kind the description repeats, of the same number."""
    word, extra = last_word(phrase.text), _extra(phrase, reading)
    for fits in (_has_office, _has_in_name, _is_of_kind):
        for group in recent(reading, phrase):
            if (group.first.plural == phrase.plural or group.known) and fits(group, word, extra, reading):
                return group, f"{phrase.text!r} was introduced as {group.first.text!r}"
    return _by_calling(phrase, word, reading) if not phrase.plural and not extra else (None, None)


def _by_calling(phrase: Phrase, word: str, reading: Reading) -> Found:
    """ "The banker": the one person just mentioned who can be one; with two of them it is neither."""
    said = reading.says_of(phrase.text)
    if said.sector is None or word in reading.tables.body_words or word in reading.tables.family:
        return None, None
    near = [group for group in reading.groups if group.person and _is_near(group, phrase)]
    near = [
        group
        for group in near
        if reading.gender(group) in {None, reading.gender_of([], [word])}
        or reading.gender_of([], [word]) is None
    ]
    sectors = {id(group): reading.says(group).sector for group in near}
    fits = [group for group in near if sectors[id(group)] == said.sector]
    if not fits and said.sector not in UNIQUE and len(near) == 1:
        fits = [group for group in near if sectors[id(group)] is None]
    if len(fits) != 1:
        return None, None
    return fits[0], f"{phrase.text!r} fits {fits[0].first.text!r} alone"


def _is_near(group: Group, phrase: Phrase) -> bool:
    """Whether somebody has just been said to do something."""
    last = max(one.sentence for one in group.phrases if one.start < phrase.start)
    return phrase.sentence - last <= NEAR and any(one.subject for one in group.phrases)


def _extra(phrase: Phrase, reading: Reading) -> set[str]:
    """What a description has besides its article and its head."""
    left_out = {*reading.tables.grammar.left_out, *reading.tables.grammar.numbers, "former", "late"}
    return {word for word in phrase.text.casefold().split()[:-1] if word not in left_out}


def _has_office(group: Group, word: str, extra: set[str], reading: Reading) -> bool:
    """ "The general" for "Gen. Oo"; "the prime minister" for "British Prime Minister Finley"."""
    for text in group.descriptions():
        words = [_spelled_out(one, reading) for one in text.split(",")[0].split(" of ")[0].casefold().split()]
        if words and last_word(words[-1]) == word and extra <= {*words, *text.casefold().split()}:
            return True
    return False


def _spelled_out(word: str, reading: Reading) -> str:
    return reading.tables.abbreviations.get(word, word)


def _has_in_name(group: Group, word: str, extra: set[str], _: Reading) -> bool:
    """ "The council" for the World Grain Council."""
    names = [] if group.person else [set(name.casefold().split()) for name in group.names]
    return any(word in name and extra <= name for name in names)


def _is_of_kind(group: Group, word: str, extra: set[str], reading: Reading) -> bool:
    """ "The company" for a body that is one, or of which the page says nothing else."""
    codes = reading.tables.hypernyms.get(word)
    if codes is None or extra or group.person or not group.names:
        return False
    said = reading.says(group)
    if said.country in codes:
        return True
    if said.country and not said.sector and word not in {"organization", "organisation", "body", "alliance"}:
        return False
    return (said.sector or "") in codes or (said.sector is None and said.kind in {"organization", "unnamed"})
