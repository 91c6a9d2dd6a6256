"""A claim and its answer, side by side: each with its day, outlet, words and chain. No verdict."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from sayso.errors import StoreError
from sayso.store import DisputeRow, Filter
from sayso.store.words import folded
from sayso.stories.picture import Picture
from sayso.types import Claim, OpenDispute, Record, Telling
from sayso.views.desk.address import EVERYTHING, Address
from sayso.views.desk.chain import Link, chain_of
from sayso.views.desk.chips import Chip, chips_of

NARROWING = ("by", "outlet", "country", "since", "until", "search")
UNRECONCILED = ("denies", "contradicts")
ROWS = 100


@dataclass(frozen=True, slots=True)
class Side:
    """What one of the two says, where and through whom."""

    page: str
    item: str  # id of the claim
    title: str | None
    language: str | None
    outlets: tuple[str, ...]  # all that carry the text
    day: str | None
    source: str | None
    named: bool
    country: str | None
    act: str
    addressee: str | None
    words: str
    chain: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Meeting:
    """A claim and its answer."""

    kind: str  # "denies", "contradicts", "qualifies", "confirms"
    claim: Side
    answer: Side
    across: bool  # do the two stand on different pages?
    reconciled: bool


@dataclass(frozen=True, slots=True)
class AcrossRow:
    """A claim on one page and its denial on another, as a row."""

    claim_page: str
    claim: str
    claim_day: str | None
    claim_outlets: tuple[str, ...]
    claim_source: str
    claim_act: str | None
    claim_content: str
    answer_page: str
    answer: str
    answer_day: str | None
    answer_outlets: tuple[str, ...]
    answer_source: str
    answer_content: str
    similarity: float


@dataclass(frozen=True, slots=True)
class Across:
    """The page of disputes across pages."""

    address: Address
    chips: tuple[Chip, ...]
    meetings: tuple[Meeting, ...]
    total: int
    on_pages: int  # disputes on one page, which are another list
    left_out: int  # pages that are too old to be in the picture

    @property
    def twins(self) -> dict[str, str]:
        """The same in other forms."""
        return {form: self.address.twin(form) for form in ("json", "csv", "parquet")}


def narrowing(address: Address) -> Address:
    """The same address. Raises StoreError where a field of it cannot narrow disputes across pages."""
    unknown = [chip.label for chip in chips_of(address) if chip.field not in NARROWING]
    if unknown:
        raise StoreError(
            f"Disputes across pages are not narrowed by {', '.join(unknown).lower()}. Take it off."
        )
    return address


def across_of(picture: Picture, address: Address, on_pages: int, left_out: int) -> Across:
    """The disputes across pages that pass."""
    found = across_pages(picture, address.asked)
    shown = met_across(picture, found[:ROWS])
    return Across(address, tuple(chips_of(address)), shown, len(found), on_pages, left_out)


def on_one_page(rows: Iterable[DisputeRow], record_of: Callable[[str], Record]) -> tuple[Meeting, ...]:
    """The disputes of a list, with the chains that only the records have."""
    rows = tuple(rows)
    records = {page: record_of(page) for page in {row.page for row in rows}}
    return tuple(_met(row, records[row.page]) for row in rows)


def met_across(picture: Picture, disputes: Iterable[OpenDispute]) -> tuple[Meeting, ...]:
    """Disputes of a picture, whether on one page or across pages."""
    return tuple(_met_open(picture, dispute) for dispute in disputes)


def across_pages(picture: Picture, asked: Filter) -> tuple[OpenDispute, ...]:
    """The disputes across pages of which a side passes, the latest answer first."""
    found = [one for one in picture.disputes if _is_across(one) and _passes(picture, one, asked)]
    return tuple(sorted(found, key=lambda one: (one.answer.day or "", one.answer.told), reverse=True))


def every_across(picture: Picture) -> tuple[Meeting, ...]:
    """All disputes across pages, the latest answer first."""
    return met_across(picture, across_pages(picture, EVERYTHING))


def across_row(dispute: OpenDispute) -> AcrossRow:
    """A dispute across pages as a row."""
    claim, answer = dispute.claim, dispute.answer
    return AcrossRow(
        *claim.told, claim.day, claim.outlets, claim.source, claim.act, claim.words,
        *answer.told, answer.day, answer.outlets, answer.source, answer.words,
        similarity=dispute.similarity or 0.0,
    )  # fmt: skip


def _is_across(dispute: OpenDispute) -> bool:
    return dispute.claim.told[0] != dispute.answer.told[0]


def _met_open(picture: Picture, dispute: OpenDispute) -> Meeting:
    sides = (_told(picture, dispute.claim), _told(picture, dispute.answer))
    return Meeting("denies", *sides, across=_is_across(dispute), reconciled=False)


def _told(picture: Picture, telling: Telling) -> Side:
    record = picture.records[telling.told[0]]
    return _side(record, telling.told[1], telling.outlets, telling.day)


def _met(row: DisputeRow, record: Record) -> Meeting:
    outlets = (row.outlet,) if row.outlet else ()
    claim, answer = (_side(record, item, outlets, row.published) for item in (row.claim, row.answer))
    return Meeting(row.kind, claim, answer, across=False, reconciled=row.kind not in UNRECONCILED)


def _side(record: Record, item: str, outlets: tuple[str, ...], day: str | None) -> Side:
    claims = {claim.id: claim for claim in record.claims}
    claim = claims[item]
    source = claim.source
    return Side(
        page=record.article.id,
        item=item,
        title=record.article.title,
        language=record.article.language,
        outlets=outlets,
        day=day,
        source=source.name if source else None,
        named=bool(source and source.named),
        country=source.country if source else None,
        act=claim.act,
        addressee=claim.addressee.name if claim.addressee else None,
        words=" … ".join(record.article.text[start:end] for start, end in claim.content),
        chain=chain_of(claim, claims, ", ".join(outlets) or None),
    )


def _passes(picture: Picture, dispute: OpenDispute, asked: Filter) -> bool:
    return any(_side_passes(picture, telling, asked) for telling in (dispute.claim, dispute.answer))


def _side_passes(picture: Picture, telling: Telling, asked: Filter) -> bool:
    day = telling.day or ""
    return all(
        (
            asked.by is None or _has(telling.source, asked.by),
            asked.outlet is None or any(folded(name) == folded(asked.outlet) for name in telling.outlets),
            asked.search is None or _has(telling.words, asked.search),
            asked.since is None or day >= asked.since,
            asked.until is None or (day != "" and day[: len(asked.until)] <= asked.until),
            asked.country is None or asked.country.upper() in _countries(picture, telling),
        )
    )


def _has(text: str, wanted: str) -> bool:
    inside = folded(text)
    return all(word in inside for word in folded(wanted).split())


def _countries(picture: Picture, telling: Telling) -> Iterator[str | None]:
    page, item = telling.told
    for claim in picture.records[page].claims:
        if claim.id == item:
            yield from _parties(claim)


def _parties(claim: Claim) -> Iterator[str | None]:
    for entity in (claim.source, claim.addressee):
        if entity is not None:
            yield entity.country
