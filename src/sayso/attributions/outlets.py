"""Outlets: where a sentence names an agency, a paper, a channel or a programme, as runs of tokens.

Three ways to know one: its name stands in the lexicon; its name is made as such names are ("... Tribune",
"Radio ..."); a common noun says so ("the newspaper", "state broadcaster VTV").
"""

from __future__ import annotations

import bisect
from collections.abc import Iterable

from sayso.lexicons.reporting import Reporting
from sayso.syntax import span_of
from sayso.types import Sentences, Token

Run = tuple[int, int]  # first and last token
LONGEST = 6  # words of a name in the lexicon
JOINING = {"of", "and", "&", "-"}


def outlets_in(parsed: Sentences, numbers: Iterable[int], lexicon: Reporting) -> list[Run]:
    """The outlets that begin among the tokens of ``numbers``, in order, none inside another."""
    found: list[Run] = []
    for number in sorted(set(numbers)):
        if found and number <= found[-1][1]:
            continue
        run = _listed(parsed, number, lexicon) or _made(parsed, number, lexicon)
        run = run or _described(parsed, number, lexicon)
        if run and not (found and _belongs_to(parsed, run, found[-1])):
            found.append(run)
    return found


def _belongs_to(parsed: Sentences, run: Run, before: Run) -> bool:
    """Is it the programme of the outlet before it: NBC's "Meet the Press"?"""
    between = parsed.tokens[before[1] + 1 : run[0]]
    return (
        bool(between)
        and all(token.pos in {"PART", "PUNCT"} for token in between)
        and between[0].pos == "PART"
    )


def _listed(parsed: Sentences, first: int, lexicon: Reporting) -> Run | None:
    """The longest name of the lexicon that begins at ``first``; people of that name are not meant."""
    if parsed.tokens[first].text.lower() not in lexicon.outlet_first_words or _is_surname(parsed, first):
        return None
    end_of_all = min(first + LONGEST, _sentence_end(parsed, first))
    for last in range(end_of_all - 1, first - 1, -1):
        if _words(parsed, first, last) in lexicon.outlet_names:
            return first, _whole_name(parsed, last)
    return None


def _whole_name(parsed: Sentences, last: int) -> int:
    """The end of the name of which the lexicon knows the beginning: "Sky News" of "Sky News Australia"."""
    head = parsed.tokens[last].head
    compound = parsed.tokens[last].dep == "compound" and parsed.tokens[head].pos == "PROPN"
    return head if compound and head == last + 1 else last


def _words(parsed: Sentences, first: int, last: int) -> str:
    """The words as the lexicon has them; "The" at the front is taken as "the"."""
    start, end = span_of(parsed, [first, last])
    words = parsed.text[start:end].replace("’", "'")
    return words[0].lower() + words[1:] if words.startswith("The ") else words


def _is_surname(parsed: Sentences, number: int) -> bool:
    """Does the word end the name of a person ("Michael Bloomberg")?"""
    place = bisect.bisect_right(parsed.names, number, key=lambda name: name.first) - 1
    name = parsed.names[place] if place >= 0 else None
    return name is not None and name.label == "PERSON" and name.first < number < name.last


def _made(parsed: Sentences, first: int, lexicon: Reporting) -> Run | None:
    """A run of capital words from ``first`` that begins or ends as the names of outlets do."""
    if not _is_capital(parsed.tokens[first]):
        return None
    last = _capitals_end(parsed, first)
    while last > first and parsed.tokens[last].text not in lexicon.outlet_endings:
        last -= 1
    if last > first:
        return first, last
    begins = parsed.tokens[first].text in lexicon.outlet_beginnings
    return (first, _capitals_end(parsed, first)) if begins and _capitals_end(parsed, first) > first else None


def _described(parsed: Sentences, first: int, lexicon: Reporting) -> Run | None:
    """A common noun for an outlet, with the name that follows it: "state broadcaster VTV"."""
    last = first
    pair = _words(parsed, first, first + 1) if first + 1 < _sentence_end(parsed, first) else ""
    if pair in lexicon.outlet_words:
        last = first + 1
    elif parsed.tokens[first].text not in lexicon.outlet_words or parsed.tokens[first].pos == "VERB":
        return None
    follower = last + 1
    named = follower < _sentence_end(parsed, first) and _is_capital(parsed.tokens[follower])
    return (follower, _capitals_end(parsed, follower)) if named else (first, last)


def _capitals_end(parsed: Sentences, first: int) -> int:
    """The last token of the run of capital words that begins at ``first``."""
    last, number = first, first + 1
    while number < _sentence_end(parsed, first):
        token = parsed.tokens[number]
        if _is_capital(token) or token.pos == "NUM":
            last = number
        elif token.text not in JOINING:
            break
        number += 1
    return last


def _is_capital(token: Token) -> bool:
    return token.text[:1].isupper() and token.pos in {"PROPN", "NOUN", "ADJ", "X"}


def _sentence_end(parsed: Sentences, number: int) -> int:
    return parsed.sentences[parsed.tokens[number].sentence].last
