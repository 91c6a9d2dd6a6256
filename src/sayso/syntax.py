"""Questions about a parsed article: dependents, subtrees, phrases, and who stands at a place.

Pure look-ups over ``Sentences`` and ``Cast``; every stage may use them.
"""

from __future__ import annotations

import bisect
from collections.abc import Iterator, Sequence
from dataclasses import replace
from operator import attrgetter

from sayso.types import Cast, Entity, Mention, Name, Sentence, Sentences, Span, Spans

START, END = attrgetter("start"), attrgetter("end")


def text_of(text: str, spans: Spans) -> str:
    """The words under ``spans``, pieces joined by one space."""
    return " ".join(text[start:end] for start, end in spans)


def subtree(parsed: Sentences, token: int) -> list[int]:
    """Numbers of ``token`` and of everything that hangs below it, in text order."""
    found, waiting = [], [token]
    while waiting:
        number = waiting.pop()
        found.append(number)
        waiting.extend(parsed.children[number])
    return sorted(found)


def ancestors(parsed: Sentences, token: int) -> Iterator[int]:
    """The heads above ``token``, nearest first, up to the root."""
    while parsed.tokens[token].head != token:
        token = parsed.tokens[token].head
        yield token


def children_by_dep(parsed: Sentences, token: int, *deps: str) -> list[int]:
    """Dependents of ``token`` whose label is one of ``deps``, in text order."""
    return [child for child in parsed.children[token] if parsed.tokens[child].dep in deps]


def tokens_in(parsed: Sentences, spans: Spans) -> list[int]:
    """Numbers of the tokens that overlap any of ``spans``, in text order."""
    found: list[int] = []
    for start, end in spans:
        number = bisect.bisect_right(parsed.tokens, start, key=END)
        while number < len(parsed.tokens) and parsed.tokens[number].start < end:
            found.append(number)
            number += 1
    return found if len(spans) == 1 else sorted(set(found))


def head_of(parsed: Sentences, spans: Spans) -> int | None:
    """The token under ``spans`` that heads the others: the first whose own head lies outside them."""
    inside = tokens_in(parsed, spans)
    among = set(inside)
    outward = [n for n in inside if parsed.tokens[n].head == n or parsed.tokens[n].head not in among]
    wordy = [n for n in outward if parsed.tokens[n].pos not in {"PUNCT", "SPACE"}]
    return next(iter(wordy or outward), None)


def span_of(parsed: Sentences, tokens: list[int]) -> Span:
    """The span from the first to the last of ``tokens`` (which must not be empty)."""
    return parsed.tokens[min(tokens)].start, parsed.tokens[max(tokens)].end


def names_in(parsed: Sentences, sentence: Sentence) -> Sequence[Name]:
    """The names of a sentence."""
    ends = (sentence.first, sentence.last)
    first, last = (bisect.bisect_left(parsed.names, end, key=lambda name: name.first) for end in ends)
    return parsed.names[first:last]


def name_at(parsed: Sentences, token: int) -> Name | None:
    """The name of which the token is a part."""
    around = names_in(parsed, parsed.sentences[parsed.tokens[token].sentence])
    return next((name for name in around if name.first <= token < name.last), None)


def sentence_at(parsed: Sentences, offset: int) -> int:
    """The number of the sentence in which ``offset`` lies; between two, the one before; 0 where none is."""
    return max(0, bisect.bisect_right(parsed.sentences, offset, key=START) - 1)


def entity_at(cast: Cast, parsed: Sentences, spans: Spans) -> Entity | None:
    """Who stands at ``spans``: the mention with these very spans, else the one with the same head token.

    The entity returned carries ``spans`` as its mention. None where the cast knows nobody there.
    """
    mention = _mention_at(cast, parsed, spans)
    return replace(entity_of(cast, mention.actor), mention=spans) if mention else None


def _mention_at(cast: Cast, parsed: Sentences, spans: Spans) -> Mention | None:
    if not spans:
        return None
    head = head_of(parsed, spans)
    exact = [mention for mention in cast.mentions if mention.spans == spans]
    same_head = [mention for mention in cast.mentions if mention.head == head]
    return next(iter(exact or same_head), None)


def entities_at(cast: Cast, parsed: Sentences, spans: Spans) -> tuple[Entity, ...]:
    """Everybody who stands at ``spans``: the members where several are meant, "they", "the two", else one."""
    mention = _mention_at(cast, parsed, spans)
    if mention is None:
        return ()
    members = cast.members.get(mention.actor, (mention.actor,))
    return tuple(replace(entity_of(cast, member), mention=spans) for member in members)


def entity_of(cast: Cast, actor: int) -> Entity:
    """The entity of the actor at this place of ``cast.actors``, with all its mentions."""
    who = cast.actors[actor]
    return Entity(
        mention=who.mentions,
        name=who.name,
        kind=who.kind,
        named=who.named,
        role=who.role,
        country=who.country,
        sector=who.sector,
        anonymity=who.anonymity,
    )
