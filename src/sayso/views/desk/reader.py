"""The reader: one article with everything that was read in it, and the chain behind each claim."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from sayso.store import MarkRow, PageRow, Store, VersionRow
from sayso.stories.picture import Picture
from sayso.types import Article, Block, Claim, Dispute, Entity, Event, Published, Record, RedLine, Spans
from sayso.views.desk.chain import Link, chain_of
from sayso.views.desk.changes import Changes, changes_of
from sayso.views.desk.segments import Orphan, Passage, fits, orphans, passages
from sayso.views.desk.stories import Copy, copy_of, story_href, story_with
from sayso.views.desk.wording import Kinship, country_name, kinship, word_for
from sayso.views.reading import paragraphs

LOST = "[words that are not in the text]"


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody on a card."""

    name: str
    named: bool
    about: str
    country: str | None


@dataclass(frozen=True, slots=True)
class Answer:
    """How a claim meets another one of the page."""

    how: str  # "denied", "confirmed", ...
    claim: str  # the other one's id
    who: str
    answers: bool  # does this claim answer the other one, rather than the other way round?


@dataclass(frozen=True, slots=True)
class ClaimCard:
    """A claim: who says what, how, through whom."""

    id: str
    speaker: Party | None
    anonymity: str | None
    act: str
    says: str  # the act in a word: "denies"
    manner: str
    quoted: str  # the manner in words
    addressee: Party | None
    content: str
    hedges: tuple[str, ...]
    chain: tuple[Link, ...]
    within: str | None
    answers: tuple[Answer, ...]
    events: tuple[str, ...]
    confidence: float
    sentence: int


@dataclass(frozen=True, slots=True)
class EventCard:
    """An event: who did what to whom, and did it happen."""

    id: str
    type: str
    mode: str | None
    kinship: Kinship
    status: str
    told: str  # the status in words
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    trigger: str
    place: str | None
    when: str | None  # the page's words
    starts: str | None
    ends: str | None
    claims: tuple[
        tuple[str, str], ...
    ]  # id and speaker of the claims that report it; none: the outlet itself
    denied_by: tuple[str, ...]
    intensity: float | None
    confidence: float
    sentence: int


@dataclass(frozen=True, slots=True)
class RedLineCard:
    """A red line: what is said to follow if something happens."""

    id: str
    actor: Party | None
    addressee: Party | None
    condition: str
    consequence: str
    claim: str | None
    sentence: int


Card = ClaimCard | EventCard | RedLineCard


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Where else the page belongs: its story, and the other pages that carry its text."""

    story: str
    story_href: str
    reports: int  # of the story
    agency: str | None
    copies: tuple[Copy, ...]


@dataclass(frozen=True, slots=True)
class Reader:
    """Everything that the reader shows of one version of a page."""

    page: str
    version: int
    current: int
    title: str | None
    deck: str | None
    outlet: str | None
    authors: tuple[str, ...]
    published: Published | None
    language: str | None
    url: str | None
    deleted: str | None
    passages: tuple[Passage, ...]
    cards: tuple[Card, ...]  # in the order of the text
    orphans: tuple[Orphan, ...]
    captions: tuple[tuple[str, str | None], ...]
    furniture: tuple[str, ...]
    versions: tuple[VersionRow, ...]
    models: dict[str, str]
    marks: tuple[MarkRow, ...]  # of readings on this page that somebody holds to be wrong
    focus: str | None
    changes: Changes | None = None  # since the version before
    elsewhere: Elsewhere | None = None  # None where the picture is not there yet, or does not hold the page

    def orphans_of(self, item: str) -> tuple[Orphan, ...]:
        """The spans of one card that do not fit the text."""
        return tuple(orphan for orphan in self.orphans if orphan.part.item == item)

    def marks_of(self, item: str) -> tuple[MarkRow, ...]:
        """The marks on one card."""
        return tuple(mark for mark in self.marks if mark.item == item)

    def count(self, letter: str) -> int:
        """How many cards there are of a kind: "c", "e" or "r"."""
        return sum(card.id.startswith(letter) for card in self.cards)


def reader_of(store: Store, page: str, version: int | None = None, focus: str | None = None) -> Reader:
    """The reader of a stored page. Raises StoreError where there is no such page or version."""
    row = store.page(page)
    record = store.record(page, version)
    number = version or row.version
    view = reading_for(record, row, number, store.versions(page), store.marks(page), focus)
    return replace(view, changes=_changes(store, page, number)) if number > 1 else view


def elsewhere_of(picture: Picture, page: str) -> Elsewhere | None:
    """Where else a page belongs; None where the picture does not hold it."""
    report = next((one for one in picture.reports if page in one.articles), None)
    if report is None:
        return None
    story = story_with(picture.reports, picture.stories, page)
    copies = tuple(copy_of(picture.records[name]) for name in report.articles if name != page)
    return Elsewhere(story.name, story_href(story.id), len(story.reports), report.agency, copies)


def _changes(store: Store, page: str, version: int) -> Changes | None:
    drift = store.last_drift(page, version)
    if drift is None:
        return None
    return changes_of(drift, store.record(page, drift.before).article.title)


def reading_for(
    record: Record,
    row: PageRow | None = None,
    version: int = 1,
    versions: tuple[VersionRow, ...] = (),
    marks: tuple[MarkRow, ...] = (),
    focus: str | None = None,
) -> Reader:
    """The reader of a record, whether it is stored yet or not. ``focus`` that is not on the page is none."""
    article = record.article
    cards = cards_of(record)
    return Reader(
        page=article.id,
        version=version,
        current=row.version if row else version,
        title=article.title,
        deck=article.deck,
        outlet=article.outlet,
        authors=article.authors,
        published=article.published,
        language=article.language,
        url=article.url,
        deleted=row.deleted if row else None,
        passages=passages(record, _blocks(article)),
        cards=cards,
        orphans=orphans(record),
        captions=tuple((caption.text, caption.credit) for caption in article.captions),
        furniture=article.furniture,
        versions=versions,
        models=record.models,
        marks=tuple(mark for mark in marks if mark.version == version),
        focus=focus if any(card.id == focus for card in cards) else None,
    )


def cards_of(record: Record) -> tuple[Card, ...]:
    """A card for each claim, event and red line, in the order of the text."""
    book = _Book(record)
    cards: list[tuple[int, Card]] = [(_first(c.cue or c.content), book.claim(c)) for c in record.claims]
    cards += [(_first(event.trigger), book.event(event)) for event in record.events]
    cards += [(_first(line.consequence), book.red_line(line)) for line in record.red_lines]
    return tuple(card for _, card in sorted(cards, key=lambda pair: (pair[1].sentence, pair[0])))


class _Book:
    """A record opened to make cards of it."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self.claims: Mapping[str, Claim] = {claim.id: claim for claim in record.claims}

    def claim(self, claim: Claim) -> ClaimCard:
        return ClaimCard(
            id=claim.id,
            speaker=_party(claim.source),
            anonymity=claim.source.anonymity if claim.source else None,
            act=claim.act,
            says=word_for("act", claim.act),
            manner=claim.manner,
            quoted=word_for("manner", claim.manner),
            addressee=_party(claim.addressee),
            content=self._words(claim.content),
            hedges=tuple(self._words((span,)) for span in claim.hedges),
            chain=chain_of(claim, self.claims, self.record.article.outlet),
            within=claim.within,
            answers=tuple(
                self._answer(claim.id, d) for d in self.record.disputes if self._meets(claim.id, d)
            ),
            events=tuple(event.id for event in self.record.events if claim.id in event.claims),
            confidence=claim.confidence,
            sentence=claim.sentence,
        )

    def event(self, event: Event) -> EventCard:
        return EventCard(
            id=event.id,
            type=event.type,
            mode=event.mode,
            kinship=kinship(event.type),
            status=event.status,
            told=word_for("status", event.status),
            actors=_parties(event.actors),
            recipients=_parties(event.recipients),
            trigger=self._words(event.trigger),
            place=_place(event),
            when=event.when.text if event.when else None,
            starts=event.when.start if event.when else None,
            ends=event.when.end if event.when else None,
            claims=tuple((id, self._speaker(id)) for id in event.claims),
            denied_by=tuple(self._speaker(d.answer) for d in self.record.disputes if _denies(d, event)),
            intensity=event.intensity,
            confidence=event.confidence,
            sentence=event.sentence,
        )

    def red_line(self, line: RedLine) -> RedLineCard:
        return RedLineCard(
            id=line.id,
            actor=_party(line.actor),
            addressee=_party(line.addressee),
            condition=self._words(line.condition),
            consequence=self._words(line.consequence),
            claim=line.claim,
            sentence=line.sentence,
        )

    def _meets(self, claim: str, dispute: Dispute) -> bool:
        both = dispute.claim, dispute.answer
        return claim in both and all(id in self.claims for id in both)

    def _answer(self, claim: str, dispute: Dispute) -> Answer:
        answers = dispute.answer == claim
        other = dispute.claim if answers else dispute.answer
        return Answer(word_for("dispute", dispute.kind), other, self._speaker(other), answers)

    def _speaker(self, claim: str) -> str:
        source = self.claims[claim].source if claim in self.claims else None
        return source.name if source else "nobody named"

    def _words(self, spans: Spans) -> str:
        text = self.record.article.text
        return " … ".join(text[start:end] if fits((start, end), text) else LOST for start, end in spans)


def _blocks(article: Article) -> tuple[Block, ...]:
    return article.blocks or paragraphs(article.text)


def _first(spans: Spans) -> int:
    return spans[0][0] if spans else 0


def _party(entity: Entity | None) -> Party | None:
    if entity is None:
        return None
    role = entity.role if entity.role != entity.name else None
    country = country_name(entity.country)
    about = ", ".join(filter(None, (role, country if country != entity.name else None)))
    return Party(entity.name, entity.named, about, entity.country)


def _parties(entities: tuple[Entity, ...]) -> tuple[Party, ...]:
    return tuple(party for party in map(_party, entities) if party is not None)


def _place(event: Event) -> str | None:
    if event.place is None:
        return None
    country = country_name(event.place.country)
    return ", ".join(dict.fromkeys(part for part in (event.place.name, country) if part))


def _denies(dispute: Dispute, event: Event) -> bool:
    return dispute.claim in event.claims and dispute.kind in ("denies", "contradicts")
