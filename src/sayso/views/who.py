"""Who is who on a page: a row for each actor with what it is called, what it is, and why we say so."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.types import Actor, Record


@dataclass(frozen=True, slots=True)
class WhoRow:
    """One actor of one page."""

    name: str
    role: str | None
    country: str | None
    sector: str | None
    kind: str
    mentions: int
    aliases: tuple[str, ...]  # other spellings than the name
    why: str
    page: str


def who_rows(record: Record) -> list[WhoRow]:
    """The actors of a page that have a name, a country or a sector, or are mentioned again; most mentioned first."""
    page = record.article.title or record.article.url or record.article.id
    told = [actor for actor in record.entities if is_told(actor)]
    told.sort(key=lambda actor: (-len(actor.mentions), actor.mention))
    return [_row(actor, page) for actor in told]


def is_told(actor: Actor) -> bool:
    """Whether anything is known of an actor besides one bare noun."""
    return actor.named or bool(actor.country or actor.sector) or len(actor.mentions) > 1


def _row(actor: Actor, page: str) -> WhoRow:
    return WhoRow(
        name=actor.name,
        role=actor.role,
        country=actor.country,
        sector=actor.sector,
        kind=actor.kind,
        mentions=len(actor.mentions),
        aliases=tuple(alias for alias in actor.aliases if alias != actor.name),
        why=" ".join(actor.why),
        page=page,
    )
