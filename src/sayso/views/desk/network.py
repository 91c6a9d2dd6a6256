"""Who told whom, over many claims: speakers, those who passed it on, and outlets, with how much went along each way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from sayso.store import ClaimRow, Store
from sayso.types import Report
from sayso.views.desk.address import Address
from sayso.views.desk.chips import Chip, chips_of

MOST_CLAIMS = 2_000  # looked at, the newest first
MOST_WAYS = 40  # drawn, the busiest first; more cannot be told apart

Part = Literal["speaker", "passed on", "outlet", "one text"]
Node = tuple[Part, str, bool]  # part, name, named
Copies = Mapping[str, Report]  # page -> the report that it carries
NO_COPIES: Copies = {}


@dataclass(frozen=True, slots=True)
class Teller:
    """One that says it, passes it on, or prints it."""

    id: str
    name: str
    short: str  # for the picture
    part: Part
    named: bool
    claims: int
    href: str  # its claims


@dataclass(frozen=True, slots=True)
class Way:
    """From one teller to the next."""

    start: str
    end: str
    claims: int


@dataclass(frozen=True, slots=True)
class Told:
    """One chain in words, and how many claims came along it."""

    names: tuple[tuple[str, bool], ...]  # with whether each is named
    claims: int
    href: str


@dataclass(frozen=True, slots=True)
class Network:
    """The page of chains: the same as a picture and as a list."""

    address: Address
    chips: tuple[Chip, ...]
    claims: int  # that were looked at
    more: bool  # were there others?
    tellers: tuple[Teller, ...]
    ways: tuple[Way, ...]
    left_out: int  # chains that are in the list but not in the picture
    told: tuple[Told, ...]


def network_of(store: Store, address: Address, copies: Copies = NO_COPIES) -> Network:
    """The chains behind the claims that pass a filter. What several pages carry as one text came along one way."""
    listing = store.claims(address.asked, limit=MOST_CLAIMS)
    rows = tuple(_folded(listing.rows, copies))
    chains = Counter(_chain(row, copies) for row in rows)
    shown = [chain for chain, _ in chains.most_common(MOST_WAYS)]
    tellers = Counter(node for chain in shown for node in chain for _ in range(chains[chain]))
    ways = Counter(way for chain in shown for way in pairwise(chain) for _ in range(chains[chain]))
    ids = {node: f"n{number}" for number, node in enumerate(tellers)}
    return Network(
        address=address,
        chips=tuple(chips_of(address)),
        claims=len(listing.rows),
        more=listing.next is not None,
        tellers=tuple(_teller(ids[node], node, count, address) for node, count in tellers.items()),
        ways=tuple(Way(ids[start], ids[end], count) for (start, end), count in ways.items()),
        left_out=len(chains) - len(shown),
        told=tuple(_told(chain, count, address) for chain, count in chains.most_common()),
    )


def copies_of(reports: Iterable[Report]) -> Copies:
    """The pages that carry a text which others carry too."""
    return {page: report for report in reports if len(report.articles) > 1 for page in report.articles}


def _folded(rows: Iterable[ClaimRow], copies: Copies) -> Iterator[ClaimRow]:
    """Each claim once, though several pages of an outlet, or several outlets with one text, carry it."""
    seen: set[tuple[object, ...]] = set()
    for row in rows:
        where = copies[row.page].id if row.page in copies else row.outlet
        copy = (row.source, row.through, row.content, where)
        if copy not in seen:
            seen.add(copy)
            yield row


def _chain(row: ClaimRow, copies: Copies) -> tuple[Node, ...]:
    speaker: Node = ("speaker", row.source or "nobody named", bool(row.source and row.named))
    passed: list[Node] = [("passed on", name, True) for name in row.through]
    return (speaker, *passed, _end(row, copies))


def _end(row: ClaimRow, copies: Copies) -> Node:
    """The outlet; the outlets together, where they print one text."""
    report = copies.get(row.page)
    if report is None or len(report.outlets) < 2:
        return ("outlet", row.outlet or "no outlet", True)
    return ("one text", f"{report.agency or 'outlets'}: {', '.join(report.outlets)}", True)


def _teller(id: str, node: Node, claims: int, address: Address) -> Teller:
    part, name, named = node
    short = f"{name.partition(':')[0]}, one text" if part == "one text" else name
    return Teller(id, name, short, part, named, claims, _of(node, address))


def _of(node: Node, address: Address) -> str:
    part, name, _ = node
    if part == "one text":
        return Address("/claims", address.asked).href()
    field = {"speaker": "by", "passed on": "through", "outlet": "outlet"}[part]
    known = name not in ("nobody named", "no outlet") and any(map(str.isalnum, name))
    claims = Address("/claims", address.asked)
    return claims.narrowed(**{field: name}).href() if known else claims.href()


def _told(chain: tuple[Node, ...], claims: int, address: Address) -> Told:
    names = tuple((name, named) for _, name, named in chain)
    return Told(names, claims, _of(chain[0], address))
