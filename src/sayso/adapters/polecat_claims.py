"""On whose word an event is told, as cells: one value for each claim that reports it."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.adapters.polecat_values import WITHIN, listed, value
from sayso.adapters.telling import around
from sayso.types import Claim, Entity, Event, Record

ATTRIBUTION_COLUMNS = (
    "Claims", "Said By", "Said By Named", "Passed On By", "Anonymity", "Act", "Hedged", "Disputed By",
)  # fmt: skip
AGAINST = {"denies", "contradicts"}


def attribution_cells(record: Record, event: Event) -> list[str]:
    """The cells of ``ATTRIBUTION_COLUMNS``; all are "None" where the outlet itself tells the event."""
    claims = {claim.id: claim for claim in record.claims}
    told = [claims[name] for name in event.claims if name in claims]
    chains = [list(around(claim, claims)) for claim in told]
    return [
        listed(claim.id for claim in told),
        listed(name_of(claim.source) for claim in told),
        listed(str(claim.source.named) if claim.source else None for claim in told),
        _several([_passed_on(chain) for chain in chains]),
        listed(claim.source.anonymity if claim.source else None for claim in told),
        listed(claim.act for claim in told),
        listed(str(any(claim.hedges for claim in chain)) for chain in chains),
        listed(dict.fromkeys(_against(record, event, claims))),
    ]


def name_of(entity: Entity | None) -> str | None:
    """What somebody goes by."""
    return entity.name if entity else None


def _passed_on(chain: list[Claim]) -> list[str]:
    """Who passed the claim on, from the speaker outward: its own chain, then speakers and chains around it."""
    names = [name_of(entity) for claim in chain for entity in (claim.source, *claim.via)]
    return [name for name in names[1:] if name]


def _several(chains: list[list[str]]) -> str:
    """Chains in one cell, the links of each parted by "|"."""
    parted = [WITHIN.join(listed([link]) for link in chain) for chain in chains]
    return "; ".join(map(value, parted)) or value(None)


def _against(record: Record, event: Event, claims: dict[str, Claim]) -> Iterator[str]:
    """Who denies or contradicts a claim that reports the event."""
    for dispute in record.disputes:
        if dispute.claim in event.claims and dispute.kind in AGAINST and dispute.answer in claims:
            yield name_of(claims[dispute.answer].source) or dispute.answer
