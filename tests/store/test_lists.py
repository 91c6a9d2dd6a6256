"""What the lists hold, against a plain reading of the same filters over the same records."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bench.made_records import COUNTRIES, made, names, outlets, words
from sayso.errors import StoreError
from sayso.store import Filter, Kind, open_store
from sayso.types import Claim, Event, Record

RECORDS = tuple(made(number) for number in range(25))


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def full(request):
    with open_store(request.getfixturevalue(request.param)()) as store:
        list(store.add_many(RECORDS))
        yield store


asked = st.builds(
    Filter,
    by=st.none() | st.sampled_from([name.split()[0] for name in names()[:10]] + names()[:10]),
    about=st.none() | st.sampled_from(names()[:10]),
    country=st.none() | st.sampled_from(COUNTRIES[:6]),
    between=st.none() | st.tuples(st.sampled_from(COUNTRIES[:4]), st.sampled_from(COUNTRIES[4:8])),
    outlet=st.none() | st.sampled_from(outlets()[:5]),
    type=st.none() | st.sampled_from(["CONSULT", "ACCUSE", "threaten"]),
    status=st.none() | st.sampled_from(["actual", "planned"]),
    act=st.none() | st.sampled_from(["assert", "deny"]),
    manner=st.none() | st.sampled_from(["direct", "indirect"]),
    unnamed=st.sampled_from([None, None, True, False]),
    denied=st.sampled_from([None, None, True, False]),
    hedged=st.sampled_from([None, None, True, False]),
    passed=st.sampled_from([None, None, True, False]),
    since=st.none() | st.sampled_from(["2020", "2020-06", "2021-02-11"]),
    until=st.none() | st.sampled_from(["2021-03", "2022", "2021-12-31"]),
    search=st.none() | st.sampled_from([words(number) for number in (0, 1, 5, 20)]),
)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(asked=asked)
def test_claims_and_events_are_those_that_a_plain_reading_finds(full, asked):
    for kind, listed in (("claims", claims_by_hand), ("events", events_by_hand)):
        rows = getattr(full, kind)(asked, limit=10_000).rows
        assert {(row.page, row.id) for row in rows} == set(listed(asked))
        assert getattr(full.counts(asked), kind) == len(rows)
        dates = [row.published for row in rows]
        assert dates == sorted(dates, reverse=True)


def test_paging_gives_every_row_once_in_the_same_order(full):
    whole = full.claims(limit=10_000).rows
    paged, after = [], None
    while True:
        some = full.claims(limit=37, after=after)
        paged += some.rows
        after = some.next
        if after is None:
            break
    assert tuple(paged) == whole
    assert len(whole) == sum(len(record.claims) for record in RECORDS)


@pytest.mark.parametrize("listed", ["actors", "outlets", "pages", "events", "disputes", "red_lines"])
def test_every_list_can_be_paged(full, listed):
    whole = getattr(full, listed)(limit=10_000)
    first = getattr(full, listed)(limit=2)
    second = getattr(full, listed)(limit=2, after=first.next)
    assert whole.next is None
    assert first.rows + second.rows == whole.rows[:4]


@pytest.mark.parametrize("listed", ["actors", "outlets"])
@pytest.mark.parametrize("asked", [Filter(), Filter(since="2020-06")])
def test_ranked_lists_walk_over_every_row_once(full, listed, asked):
    whole = getattr(full, listed)(asked, limit=10_000).rows
    paged, after = [], None
    while True:
        some = getattr(full, listed)(asked, limit=2, after=after)
        paged += some.rows
        after = some.next
        if after is None:
            break
    assert tuple(paged) == whole
    assert len(whole) > 3


def test_what_is_added_meanwhile_does_not_repeat_a_ranked_row(store):
    for number in range(6):
        store.add(made(number))
    first = store.actors(limit=5)
    for number in range(6, 12):
        store.add(made(number))
    most = first.rows[-1].claims_by + first.rows[-1].claims_about + first.rows[-1].claims_through
    most += first.rows[-1].events_by + first.rows[-1].events_about
    for row in store.actors(limit=1_000, after=first.next).rows:
        busy = row.claims_by + row.claims_about + row.claims_through + row.events_by + row.events_about
        assert busy <= most


def test_speakers_and_roles_are_counted_and_can_be_asked_for(full):
    speakers = full.facets(Kind.CLAIM, "by", Filter(act="deny"))
    assert speakers
    for facet in speakers:
        rows = full.claims(Filter(act="deny", by=facet.value), limit=10_000).rows
        assert facet.count == sum(row.source == facet.value for row in rows)
    for facet in full.facets(Kind.CLAIM, "role"):
        assert facet.count == full.counts(Filter(role=facet.value)).claims


@pytest.mark.parametrize("listed", ["claims", "actors", "outlets"])
@pytest.mark.parametrize("after", ["", "x", "-1", "1.5", "٣", "9" * 19, "9" * 40])
def test_a_cursor_that_is_none_is_told(full, listed, after):
    with pytest.raises(StoreError, match="no cursor"):
        getattr(full, listed)(after=after)


@pytest.mark.parametrize("limit", [0, -1, 10_001])
def test_a_number_of_rows_that_makes_no_sense_is_told(full, limit):
    with pytest.raises(StoreError, match="1 to 10,000"):
        full.events(limit=limit)


def test_facets_count_what_the_filter_counts(full):
    for narrow in (Filter(), Filter(country="RUS"), Filter(search=words(3))):
        for facet in full.facets(Kind.EVENT, "type", narrow):
            both = Filter(country=narrow.country, search=narrow.search, type=facet.value)
            assert full.counts(both).events == facet.count


def test_outlets_count_what_the_filter_counts(full):
    rows = full.outlets(Filter(country="USA")).rows
    assert rows
    for row in rows:
        counts = full.counts(Filter(country="USA", outlet=row.outlet))
        assert (row.pages, row.claims, row.events) == (counts.pages, counts.claims, counts.events)


def test_actors_count_what_they_have_a_part_in(full):
    row = full.actors(Filter(country="USA")).rows[0]
    alike = full.actors(Filter(by=row.name), limit=10_000).rows
    assert full.counts(Filter(by=row.name)).claims == sum(r.claims_by for r in alike)
    assert row.country == "USA"


@pytest.mark.parametrize("since", [None, "2021-01-01"])
def test_actors_say_when_they_were_first_and_last_seen(full, since):
    for row in full.actors(Filter(since=since), limit=10).rows:
        days = [day for day in days_of(row.name) if not since or day >= since]
        assert (row.first, row.last) == (min(days), max(days))


def days_of(name: str) -> list[str]:
    """The days of the pages on whose claims or events somebody of exactly this name has a part."""
    return [
        record.article.published.value
        for record in RECORDS
        if any(name in names_at(record, part) for part in (*record.claims, *record.events))
    ]


def names_at(record: Record, part: Claim | Event) -> set[str]:
    if isinstance(part, Event):
        return {entity.name for entity in part.actors + part.recipients}
    start, end = part.content[0]
    about = {a.name for a in record.entities if any(s < end and start < e for s, e in a.mentions)}
    return about | {e.name for e in (part.source, part.addressee, *part.via) if e}


def test_a_page_is_found_by_its_words_and_by_anything_on_it(full):
    record = RECORDS[7]
    id, text = record.article.id, record.article.text
    phrase = " ".join(text.split()[3:8])
    assert id in {row.page for row in full.pages(Filter(search=f'"{phrase}"')).rows}
    assert full.counts(Filter(page=id)).claims == len(record.claims)
    source = next(claim.source for claim in record.claims if claim.source)
    assert id in {row.page for row in full.pages(Filter(by=source.name), limit=10_000).rows}


def test_accents_and_case_make_no_difference(store):
    from tests.views.samples import hostile

    store.add(hostile("Émile ZOLA said J'accuse"))
    for search in ("emile", "zola J'ACCUSE", '"said j accuse"', "accu*"):
        assert store.counts(Filter(search=search)).claims == 2
    assert store.counts(Filter(by="émile")).claims == 2


@pytest.mark.parametrize(
    "word", ["NOT", "a OR b", "NEAR(a b)", '"', "*", "a:b", "{claim}", "'", "\\", "-- ;"]
)
def test_a_search_is_words_whatever_it_holds(full, word):
    try:
        asked = Filter(search=f"{word} qqq")
    except StoreError:
        return
    assert full.counts(asked).claims == 0


def claims_by_hand(asked: Filter):
    for record in RECORDS:
        for claim in record.claims:
            if on_page(asked, record) and claim_passes(asked, record, claim):
                yield record.article.id, claim.id


def events_by_hand(asked: Filter):
    for record in RECORDS:
        for event in record.events:
            if on_page(asked, record) and event_passes(asked, record, event):
                yield record.article.id, event.id


def on_page(asked: Filter, record: Record) -> bool:
    day = record.article.published.value
    since = asked.since or ""
    until = (asked.until or "9999") + "-99-99"
    return (not asked.outlet or record.article.outlet == asked.outlet) and since <= day <= until


def claim_passes(asked: Filter, record: Record, claim: Claim) -> bool:
    start, end = claim.content[0]
    about = [a for a in record.entities if any(s < end and start < e for s, e in a.mentions)]
    about += [claim.addressee] if claim.addressee else []
    told = [event for event in record.events if claim.id in event.claims]
    names = [e.name for e in (claim.source, claim.addressee, *claim.via) if e]
    return (
        parties_pass(asked, [claim.source] if claim.source else [], about)
        and (not asked.type or asked.type.upper() in {event.type for event in told})
        and (not asked.status or asked.status in {event.status for event in told})
        and claims_pass(asked, record, [claim])
        and (not asked.search or asked.search in words_of(record.article.text[start:end], *names))
    )


def event_passes(asked: Filter, record: Record, event: Event) -> bool:
    start, end = event.trigger[0]
    around = [b for b in record.article.blocks if b.start < end and start < b.end]
    texts = [record.article.text[b.start : b.end] for b in around]
    place = event.place
    return (
        parties_pass(asked, event.actors, event.recipients, place and place.country)
        and (not asked.type or asked.type.upper() == event.type)
        and (not asked.status or asked.status == event.status)
        and claims_pass(asked, record, [c for c in record.claims if c.id in event.claims])
        and (
            not asked.search
            or asked.search
            in words_of(
                *texts, *(e.name for e in event.actors + event.recipients), place.name if place else ""
            )
        )
    )


def parties_pass(asked: Filter, by, about, place: str | None = None) -> bool:
    def named(name, entities):
        return any(set(name.lower().split()) <= set(e.name.lower().split()) for e in entities)

    doers, others = {e.country for e in by}, {e.country for e in about}
    return (
        (not asked.by or named(asked.by, by))
        and (not asked.about or named(asked.about, about))
        and (not asked.country or asked.country in doers | others | {place})
        and (not asked.between or between(*asked.between, doers, others))
    )


def between(a: str, b: str, doers: set, others: set) -> bool:
    return (a in doers and b in others) or (b in doers and a in others)


def claims_pass(asked: Filter, record: Record, claims) -> bool:
    """Act, manner and the rest: does one of the claims that stand behind it have it?"""
    denied = {d.claim for d in record.disputes if d.kind == "denies"}
    return (
        (not asked.act or any(claim.act == asked.act for claim in claims))
        and (not asked.manner or any(claim.manner == asked.manner for claim in claims))
        and one_is(asked.unnamed, (c.source is None or not c.source.named for c in claims))
        and one_is(asked.denied, (claim.id in denied for claim in claims))
        and one_is(asked.hedged, (bool(claim.hedges) for claim in claims))
        and one_is(asked.passed, (bool(claim.via) for claim in claims))
    )


def one_is(asked: bool | None, found) -> bool:
    return asked is None or asked in found


def words_of(*texts: str) -> set[str]:
    return {word.lower() for text in texts for word in text.split()}
