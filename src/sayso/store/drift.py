"""What an edit changed in the claims of a page: two records of it -> the claims that came, went and changed. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from rapidfuzz.fuzz import ratio

from sayso.store.words import folded
from sayso.types import Claim, Entity, Record, Spans

ALIKE = 60  # of 100: claims whose words are less alike are two claims, not one that was edited


@dataclass(frozen=True, slots=True)
class Said:
    """A claim in words, so that it can be compared across versions."""

    id: str
    source: str | None
    through: tuple[str, ...]
    act: str
    manner: str
    hedges: tuple[str, ...]
    content: str


@dataclass(frozen=True, slots=True)
class ClaimChange:
    """One claim that is not the same in both versions."""

    kind: Literal["added", "removed", "changed"]
    before: Said | None
    after: Said | None
    fields: tuple[str, ...] = ()  # what differs: "source", "content", ...


@dataclass(frozen=True, slots=True)
class Drift:
    """From one version of a page to the next."""

    page: str
    before: int
    after: int
    title_changed: bool
    kept: int  # claims that are the same in both
    changes: tuple[ClaimChange, ...]


COMPARED = tuple(name for name in Said.__slots__ if name != "id")


def drift_between(before: Record, after: Record, numbers: tuple[int, int]) -> Drift:
    """What became of the claims of one version in the next one.

    Claims with the same source and words are the same one; of the others, those whose words are most alike are
    taken for one that was edited.
    """
    old, new = _said(before), _said(after)
    pairs = _same(old, new)
    pairs += _edited(_left(old, pairs, 0), _left(new, pairs, 1))
    changed = [
        ClaimChange("changed", a, b, fields)
        for a, b in pairs
        if (fields := tuple(name for name in COMPARED if getattr(a, name) != getattr(b, name)))
    ]
    gone = [ClaimChange("removed", said, None) for said in _left(old, pairs, 0)]
    come = [ClaimChange("added", None, said) for said in _left(new, pairs, 1)]
    return Drift(
        page=after.article.id,
        before=numbers[0],
        after=numbers[1],
        title_changed=before.article.title != after.article.title,
        kept=len(pairs) - len(changed),
        changes=(*changed, *gone, *come),
    )


Pairs = list[tuple[Said, Said]]


def _same(old: list[Said], new: list[Said]) -> Pairs:
    free: dict[tuple[str | None, str], list[Said]] = {}
    for said in new:
        free.setdefault((said.source, said.content), []).append(said)
    return [(said, alike.pop(0)) for said in old if (alike := free.get((said.source, said.content)))]


def _edited(old: list[Said], new: list[Said]) -> Pairs:
    """Pair the most alike first."""
    scored = [(ratio(folded(a.content), folded(b.content)), a, b) for a in old for b in new]
    pairs: Pairs = []
    for score, a, b in sorted(scored, key=lambda one: -one[0]):
        if score >= ALIKE and not any(a is x or b is y for x, y in pairs):
            pairs.append((a, b))
    return pairs


def _left(every: list[Said], pairs: Pairs, side: Literal[0, 1]) -> list[Said]:
    return [said for said in every if not any(said is pair[side] for pair in pairs)]


def _said(record: Record) -> list[Said]:
    text = record.article.text
    return [_in_words(claim, text) for claim in record.claims]


def _in_words(claim: Claim, text: str) -> Said:
    def words(spans: Spans) -> str:
        return " … ".join(text[start:end] for start, end in spans)

    def name(entity: Entity) -> str:
        return entity.name

    return Said(
        id=claim.id,
        source=claim.source.name if claim.source else None,
        through=tuple(map(name, claim.via)),
        act=claim.act,
        manner=claim.manner,
        hedges=tuple(words((span,)) for span in claim.hedges),
        content=words(claim.content),
    )
