"""Stories: what is being told, by how many really, and what of it is disputed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Literal
from urllib.parse import quote, urlencode

from sayso.errors import MissingError, StoreError
from sayso.lexicons.actors import load_actors
from sayso.lexicons.claims import load_claim_words
from sayso.store.words import folded
from sayso.stories.corroboration import corroborated_claims, corroborated_events
from sayso.stories.matching import Matcher
from sayso.stories.origins import claims_told
from sayso.stories.picture import Picture
from sayso.stories.statements import statements
from sayso.types import Corroborated, Grade, Record, Report, Story, Telling
from sayso.views.desk.address import to_page
from sayso.views.desk.meetings import Meeting, met_across

LATELY = 3  # days that count as movement, up to the newest day of the picture
MOST_DAYS = 30  # of the little bars
MOST_REPORTS = 60  # whose claims are compared, the newest
ROWS = 50
Order = Literal["movement", "time", "size"]


@dataclass(frozen=True, slots=True)
class StoryRow:
    """A story in figures."""

    id: str  # of its first page
    name: str
    first: str | None
    last: str | None
    pages: int
    reports: int  # copies folded
    outlets: tuple[str, ...]
    sources: int  # independent ones
    claims: int
    disputes: int
    actors: tuple[str, ...]
    lately: int  # reports of the last days
    before: int  # of as many days before those


@dataclass(frozen=True, slots=True)
class StoryCard:
    """A story with its days, for a list."""

    row: StoryRow
    days: tuple[int, ...]  # reports by day, up to the newest day of the picture
    href: str


@dataclass(frozen=True, slots=True)
class Stories:
    """The page of stories."""

    cards: tuple[StoryCard, ...]
    total: int
    order: Order
    words: str
    newest: str | None  # the day up to which movement is reckoned
    left_out: int
    start: int  # how many come before the first one shown

    @property
    def next(self) -> str | None:
        """The stories that follow."""
        after = self.start + len(self.cards)
        return stories_href(self.order, self.words, after) if after < self.total else None

    @property
    def twins(self) -> dict[str, str]:
        """All of them in other forms."""
        return {form: stories_href(self.order, self.words, form=form) for form in ("json", "csv", "parquet")}


@dataclass(frozen=True, slots=True)
class Copy:
    """One article that carries a text."""

    page: str
    title: str | None
    outlet: str | None
    published: str | None
    href: str


@dataclass(frozen=True, slots=True)
class StoryReport:
    """One text of the story with every article that carries it."""

    day: str | None
    agency: str | None  # whose text it is
    fullest: Copy
    copies: tuple[Copy, ...]
    claims: int


@dataclass(frozen=True, slots=True)
class Voice:
    """One telling of something."""

    href: str
    day: str | None
    source: str
    named: bool
    hedged: bool
    act: str | None
    outlets: tuple[str, ...]
    words: str


@dataclass(frozen=True, slots=True)
class Alike:
    """What several reports tell alike, with all who tell it and all who deny it."""

    words: str
    tellings: tuple[Voice, ...]
    denials: tuple[Voice, ...]
    sources: int
    grade: Grade


@dataclass(frozen=True, slots=True)
class StoryView:
    """The page of one story."""

    row: StoryRow
    days: tuple[int, ...]
    reports: tuple[StoryReport, ...]  # the latest first
    claims: tuple[Alike, ...]  # told by several reports, or denied
    once: int  # claims that one report alone tells
    events: tuple[Alike, ...]  # told by several reports
    disputes: tuple[Meeting, ...]
    compared: int  # reports whose claims were compared


@dataclass(frozen=True, slots=True)
class TellingRow:
    """One telling of a claim of a story, as a row."""

    claim: int  # tellings with the same number say the same
    told: str  # "told" or "denied"
    page: str
    id: str
    day: str | None
    outlets: tuple[str, ...]
    source: str
    named: bool
    hedged: bool
    words: str
    sources: int  # independent ones behind the claim
    reliability: str
    credibility: int


def stories_href(order: Order = "movement", words: str = "", start: int = 0, form: str = "") -> str:
    """The address of the page of stories."""
    given = {"order": order if order != "movement" else "", "search": words, "start": str(start or "")}
    query = urlencode({name: value for name, value in given.items() if value})
    return f"/stories{f'.{form}' if form else ''}{f'?{query}' if query else ''}"


def story_href(page: str) -> str:
    """The address of the story in which a page stands."""
    return f"/story/{quote(page, safe='')}"


def story_cards(picture: Picture) -> tuple[StoryCard, ...]:
    """Every story of a picture, those that move most first."""
    newest, reports = newest_day(picture.reports), _by_id(picture)
    cards = [
        _card(picture, story, [reports[name] for name in story.reports], newest) for story in picture.stories
    ]
    return tuple(sorted(cards, key=KEYS["movement"], reverse=True))


def in_order(cards: Iterable[StoryCard], order: str = "movement", words: str = "") -> tuple[StoryCard, ...]:
    """Stories in an order, narrowed to those that have the words. Raises StoreError where there is no such order."""
    if order not in KEYS:
        raise StoreError(f"'order' is {', '.join(KEYS)}, not {order!r}.")
    return tuple(sorted((card for card in cards if _has(card.row, words)), key=KEYS[order], reverse=True))


def stories_of(
    cards: tuple[StoryCard, ...], order: Order, words: str, start: int, newest: str | None, left_out: int
) -> Stories:
    """The page of stories: some of those that are in order."""
    return Stories(cards[start : start + ROWS], len(cards), order, words, newest, left_out, max(0, start))


def story_with(reports: Iterable[Report], stories: Iterable[Story], page: str) -> Story:
    """The story in which a page stands. Raises StoreError where no report has it."""
    report = next((one for one in reports if page in one.articles), None)
    found = next((one for one in stories if report and report.id in one.reports), None)
    if found is None:
        raise MissingError(f"There is no story with page {page!r} in the store.")
    return found


def story_of(picture: Picture, page: str) -> StoryView:
    """The page of the story in which a page stands. Raises StoreError where there is none."""
    story = story_with(picture.reports, picture.stories, page)
    reports = [_by_id(picture)[name] for name in story.reports]
    newest = newest_day(picture.reports)
    claims = _told_alike(picture, story)
    shared = [one for one in claims if _shared(one) or one.denials]
    events = corroborated_events(picture.records, reports, picture.reliability)
    return StoryView(
        row=_row(picture, story, reports, newest),
        days=_days(reports, newest),
        reports=tuple(_report(picture, report) for report in reversed(reports)),
        claims=tuple(map(_alike, sorted(shared, key=_weight, reverse=True))),
        once=len(claims) - len(shared),
        events=tuple(map(_alike, sorted(filter(_shared, events), key=_weight, reverse=True))),
        disputes=met_across(picture, picture.disputes_of([story])),
        compared=min(len(reports), MOST_REPORTS),
    )


def telling_rows(picture: Picture, page: str) -> tuple[TellingRow, ...]:
    """Every telling of every claim of the story in which a page stands."""
    story = story_with(picture.reports, picture.stories, page)
    return tuple(_telling_rows(_told_alike(picture, story)))


def _telling_rows(claims: Iterable[Corroborated]) -> Iterator[TellingRow]:
    for number, one in enumerate(claims, 1):
        for told, tellings in (("told", one.tellings), ("denied", one.denials)):
            for telling in tellings:
                yield TellingRow(
                    number, told, *telling.told, telling.day, telling.outlets, telling.source, telling.named,
                    telling.hedged, telling.words, len(one.origins), one.grade.reliability, one.grade.credibility,
                )  # fmt: skip


def newest_day(reports: Iterable[Report]) -> str | None:
    """The newest day of any report, up to which movement is reckoned."""
    return max((report.day for report in reports if report.day), default=None)


KEYS: dict[str, Callable[[StoryCard], tuple[Any, ...]]] = {
    "movement": lambda card: (
        card.row.lately,
        card.row.lately - card.row.before,
        card.row.last or "",
        card.row.id,
    ),
    "time": lambda card: (card.row.last or "", card.row.reports, card.row.id),
    "size": lambda card: (card.row.reports, card.row.last or "", card.row.id),
}


def _card(picture: Picture, story: Story, reports: Sequence[Report], newest: str | None) -> StoryCard:
    row = _row(picture, story, reports, newest)
    return StoryCard(row, _days(reports, newest), story_href(story.id))


def _by_id(picture: Picture) -> Mapping[str, Report]:
    return {report.id: report for report in picture.reports}


def _row(picture: Picture, story: Story, reports: Sequence[Report], newest: str | None) -> StoryRow:
    told = [telling for report in reports for telling in claims_told(picture.records[report.id], report)]
    return StoryRow(
        id=story.id,
        name=story.name,
        first=story.first,
        last=story.last,
        pages=sum(len(report.articles) for report in reports),
        reports=len(reports),
        outlets=tuple(dict.fromkeys(outlet for report in reports for outlet in report.outlets)),
        sources=len({telling.origin for telling in told}),
        claims=len(told),
        disputes=len(picture.disputes_of([story])),
        actors=story.actors,
        lately=_between(reports, newest, 0),
        before=_between(reports, newest, LATELY),
    )


def _between(reports: Iterable[Report], newest: str | None, skipped: int) -> int:
    """Reports of LATELY days, after so many were skipped from the newest backward."""
    if newest is None:
        return 0
    last = date.fromisoformat(newest) - timedelta(days=skipped)
    first = last - timedelta(days=LATELY - 1)
    return sum(
        bool(report.day) and first.isoformat() <= str(report.day) <= last.isoformat() for report in reports
    )


def _days(reports: Iterable[Report], newest: str | None) -> tuple[int, ...]:
    if newest is None:
        return ()
    counts = Counter(report.day for report in reports)
    last = date.fromisoformat(newest)
    return tuple(counts[(last - timedelta(days=back)).isoformat()] for back in range(MOST_DAYS - 1, -1, -1))


def _has(row: StoryRow, words: str) -> bool:
    inside = folded(" ".join((row.name, *row.actors, *row.outlets)))
    return all(word in inside for word in folded(words).split())


def _report(picture: Picture, report: Report) -> StoryReport:
    fullest, *copies = (copy_of(picture.records[name]) for name in report.articles)
    claims = len(picture.records[report.id].claims)
    return StoryReport(report.day, report.agency, fullest, tuple(copies), claims)


def copy_of(record: Record) -> Copy:
    """An article among others that carry its text."""
    article = record.article
    published = article.published.value if article.published else None
    return Copy(article.id, article.title, article.outlet, published, to_page(article.id))


def _told_alike(picture: Picture, story: Story) -> list[Corroborated]:
    """The claims of a story, each once; those of its newest reports, where there are very many."""
    matcher = Matcher(picture.vectors, load_claim_words(picture.language), load_actors(picture.language))
    newest = replace(story, reports=story.reports[-MOST_REPORTS:])
    said = tuple(statements(picture.records, _by_id(picture), newest, matcher))
    return list(corroborated_claims(said, matcher, picture.reliability))


def _shared(one: Corroborated) -> bool:
    return len(one.tellings) > 1


def _weight(one: Corroborated) -> tuple[int, int, int]:
    return len(one.denials), len(one.origins), len(one.tellings)


def _alike(one: Corroborated) -> Alike:
    tellings, denials = (tuple(map(_voice, side)) for side in (one.tellings, one.denials))
    return Alike(one.words, tellings, denials, len(one.origins), one.grade)


def _voice(telling: Telling) -> Voice:
    return Voice(
        href=to_page(*telling.told),
        day=telling.day,
        source=telling.source,
        named=telling.named,
        hedged=telling.hedged,
        act=telling.act,
        outlets=telling.outlets,
        words=telling.words,
    )
