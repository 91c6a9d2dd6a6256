"""Events as POLECAT's table: its 40 columns, then what POLECAT does not know: status, on whose word, the sentence.

What is known of POLECAT's own files, and what is decided here, is in docs/decisions/0021-polecat-columns.md.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator

from sayso.adapters.polecat_claims import ATTRIBUTION_COLUMNS, attribution_cells
from sayso.adapters.polecat_values import NONE, listed, one_line, sentence_around, value
from sayso.ontology import by_rule, load_plover
from sayso.ontology.cow import cow_numbers
from sayso.syntax import text_of
from sayso.types import Article, Entity, Event, Kind, Record

PARTY_COLUMNS = (
    "{} Name", "{} Country", "{} COW", "Primary {} Sector", "{} Sectors", "{} Title", "{} Name Raw", "Wikipedia {} ID",
)  # fmt: skip
PLACE_COLUMNS = (
    "Placename", "City", "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename",
    "Feature Type",
)  # fmt: skip
POLECAT_COLUMNS = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts",
    *(name.format("Actor") for name in PARTY_COLUMNS),
    *(name.format("Recipient") for name in PARTY_COLUMNS),
    *PLACE_COLUMNS,
    "Source", "Publication Date", "Story People", "Story Organizations", "Story Locations", "Language", "Version",
)  # fmt: skip
FURTHER_COLUMNS = (
    "Status", "Told Type", "Told Mode", "Told Date", "Told Date Start", "Told Date End", "Confidence",
    *ATTRIBUTION_COLUMNS,
    "Trigger", "Sentence", "Title", "URL",
)  # fmt: skip
COLUMNS = POLECAT_COLUMNS + FURTHER_COLUMNS
QUADS = {
    1: "VERBAL COOPERATION",
    2: "MATERIAL COOPERATION",
    3: "VERBAL CONFLICT",
    4: "MATERIAL CONFLICT",
}
ORGANIZED: set[Kind] = {"group", "organization", "government", "outlet"}
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def lines(records: Iterable[Record], every_status: bool = False) -> Iterator[str]:
    """The header, then tab-separated rows, one an event.

    Without ``every_status`` only events go out that a reader who does not know the column Status may count.
    """
    stream = io.StringIO(newline="")
    table = csv.writer(stream, delimiter="\t", lineterminator="\n")
    table.writerow(COLUMNS)
    for record in records:
        table.writerows(rows_of(record, every_status))
        yield stream.getvalue()
        stream.seek(0)
        stream.truncate()
    yield stream.getvalue()


def rows_of(record: Record, every_status: bool = False) -> Iterator[list[str]]:
    """One row for each event, its cells in the order of ``COLUMNS``; many parties share a cell, as in POLECAT."""
    for event in record.events:
        if every_status or counts(event):
            yield [one_line(cell) for cell in cells_of(record, event)]


def counts(event: Event) -> bool:
    """Whether the event may be counted as having happened on its Event Date.

    So it may if it happened; if it is history with a date of its own; or if it is a plan that PLOVER's rules turn into
    an agreement or a concession, which has happened.
    """
    if event.status == "historical":
        return event.when is not None and event.when.start is not None
    return event.status == "actual" or turned(event)


def turned(event: Event) -> bool:
    """Whether PLOVER's rules give the event another type than the words tell."""
    return by_rule(event.type, event.status) != event.type


def cells_of(record: Record, event: Event) -> list[str]:
    """The cells of an event's row, not yet made safe."""
    return [
        f"{record.article.id}_{event.id}",
        event_day(record.article, event),
        *_what(event),
        listed(event.contexts),
        *_parties(record.article, event.actors),
        *_parties(record.article, event.recipients),
        *_place(event),
        *_story(record),
        *_told(event),
        *attribution_cells(record, event),
        listed(record.article.text[slice(*span)] for span in event.trigger),
        sentence_around(record.article.text, event.trigger[0]) if event.trigger else NONE,
        value(record.article.title),
        value(record.article.url),
    ]


def event_day(article: Article, event: Event) -> str:
    """The day of the event: its own (of a longer stretch the first), else that of publication, else nothing.

    What PLOVER's rules turn into an agreement was agreed when it was reported, whenever it is to happen.
    """
    own = event.when.start if event.when and event.when.start and not turned(event) else None
    return day(own) or published_day(article)


def published_day(article: Article) -> str:
    """The day of publication; empty where it is not known to the day."""
    return day(article.published.value if article.published else None)


def day(value: str | None) -> str:
    """The day of an ISO 8601 date or moment; empty where it has none."""
    found = DAY.match(value or "")
    return found.group() if found else ""


def _what(event: Event) -> list[str]:
    """Type, mode, intensity and quad code, by PLOVER's rules. A mode belongs to its type, and goes with it."""
    plover = load_plover()
    kind = by_rule(event.type, event.status)
    mode = None if turned(event) else event.mode
    if kind not in plover.types:
        return [kind, value(mode), value(event.intensity), NONE]
    return [kind, value(mode), str(plover.intensity(kind, mode)), QUADS[plover.types[kind].quad]]


def _parties(article: Article, parties: Iterable[Entity]) -> list[str]:
    """The eight cells of one side; with several parties the values stand in the same order in each cell."""
    columns = zip(*(_party(article, party) for party in parties), strict=True)
    return [listed(column) for column in columns] or [NONE] * len(PARTY_COLUMNS)


def _party(article: Article, party: Entity) -> list[str | None]:
    number = cow_numbers().get(party.country or "")
    return [
        party.name if party.named else None,
        party.country,
        str(number) if number else None,
        party.sector,
        party.sector,
        party.role,
        text_of(article.text, party.mention) or None,
        None,  # Sayso looks nobody up in Wikipedia
    ]


def _place(event: Event) -> list[str]:
    """The ten cells of the place. The record has no finer parts of it than name, country and point."""
    if event.place is None:
        return [NONE] * len(PLACE_COLUMNS)
    place = event.place
    known = {
        "Placename": place.name,
        "Country": place.country,
        "Latitude": place.lat,
        "Longitude": place.lon,
        "GeoNames ID": place.geonames_id,
    }
    return [value(known.get(column)) for column in PLACE_COLUMNS]


def _story(record: Record) -> list[str]:
    named = [actor for actor in record.entities if actor.named]
    places = dict.fromkeys(event.place.name for event in record.events if event.place)
    return [
        value(record.article.outlet),
        published_day(record.article),
        listed(actor.name for actor in named if actor.kind == "person"),
        listed(actor.name for actor in named if actor.kind in ORGANIZED),
        listed(places),
        value(record.article.language),
        f"sayso {record.models['sayso']}" if "sayso" in record.models else "sayso",
    ]


def _told(event: Event) -> list[str]:
    """What the words tell, before PLOVER's rules."""
    when = event.when
    dates = (when.text, when.start, when.end) if when else (None, None, None)
    return [event.status, event.type, *map(value, (event.mode, *dates, event.confidence))]
