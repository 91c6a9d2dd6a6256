from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

from sayso.stories.clusters import find_stories
from sayso.stories.copies import find_reports
from sayso.stories.scores import load_scores
from sayso.stories.tension import Pair, tension
from sayso.types import Dispute, Record, Tension
from tests.stories.makers import PADDING, claim, dated, entity, event, filler, flat_vectors, record

RUS, USA, CUB = entity("Russia", "RUS"), entity("United States", "USA"), entity("Cuba", "CUB")


def series(records: Sequence[Record], pair: Pair | None = None, by: str = "day") -> Tension:
    reports = find_reports(records)
    stories = find_stories(records, reports, flat_vectors)
    pair = pair or Pair("USA", "RUS")
    return tension(records, reports, stories, pair, load_scores(), by)  # type: ignore[arg-type]


def crisis() -> list[Record]:
    return [
        record("a", "1962-10-22", events=(event(USA, RUS),)),
        record("b", "1962-10-22", events=(event(RUS, USA, "THREATEN"),)),
        record("c", "1962-10-23", events=(event(USA, RUS, "CONSULT"), event(USA, CUB, "ASSAULT"))),
        record("d", "1962-10-23"),
        record("e", "1962-10-25", events=(event(RUS, USA, "MOBILIZE", "planned"),)),
    ]


def test_levels_are_scores_per_report_conflict_less_cooperation() -> None:
    found = {period.start: period for period in series(crisis()).periods}
    assert found["1962-10-22"].level == (3.0 + 3.5) / 2
    assert (found["1962-10-23"].level, found["1962-10-23"].verbal_cooperation) == (-2.5 / 2, 2.5 / 2)
    assert (found["1962-10-24"].level, found["1962-10-24"].reports) == (None, 0)
    assert (found["1962-10-25"].level, found["1962-10-25"].threat) == (0.0, 5.5)


def test_a_direction_counts_only_what_the_first_does() -> None:
    levels = [period.level for period in series(crisis(), Pair("USA", "RUS", directed=True)).periods]
    assert levels[0] == 3.0 / 2


def test_two_actors_may_be_named() -> None:
    found = series(
        [record("a", "1962-10-22", events=(event(entity("Keating"), USA),))], Pair("keating", "USA")
    )
    assert found.periods[0].level == 3.0


def test_supposed_negated_past_and_denied_events_do_not_count() -> None:
    for status in ("hypothetical", "negated", "historical"):
        found = series([record("a", "1962-10-22", events=(event(USA, RUS, status=status),))])
        assert (found.periods[0].level, found.periods[0].threat) == (0.0, 0.0)
        assert f"1 event left out: {status}." in found.notes


def test_all_that_is_left_out_is_told_in_one_line() -> None:
    events = [
        event(USA, RUS, status=status) for status in ("negated", "historical", "historical", "hypothetical")
    ]
    found = series([record("a", "1962-10-22", events=tuple(events))])
    assert found.notes == ("4 events left out: 2 historical, 1 hypothetical, 1 negated.",)


def test_what_only_a_denial_tells_does_not_count() -> None:
    text = f"Moscow denied that it had attacked. {PADDING}"
    denial = claim(text, "that it had attacked", RUS, "deny")
    told = event(RUS, USA, "ASSAULT", claims=("c1",))
    found = series([record("a", "1962-10-22", text, events=(told,), claims=(denial,))])
    assert found.periods[0].level == 0.0
    assert found.notes == ("1 event left out: denied.",)


def test_what_the_page_itself_sets_a_denial_against_does_not_count() -> None:
    text = f"Washington said that Moscow attacked. Moscow denied it firmly. {PADDING}"
    said = claim(text, "that Moscow attacked", USA, "accuse")
    answer = claim(text, "it firmly", RUS, "deny", id="c2")
    told = event(RUS, USA, "ASSAULT", claims=("c1",))
    page = record("a", "1962-10-22", text, events=(told,), claims=(said, answer))
    assert series([page]).periods[0].level == 9.0
    assert series([replace(page, disputes=(Dispute("c1", "c2", "denies"),))]).periods[0].level == 0.0


def renamed(page: Record, name: str) -> Record:
    return replace(page, article=replace(page.article, id=name, outlet=f"{page.article.outlet} {name}"))


def test_every_page_twice_or_ten_copies_of_one_move_nothing() -> None:
    once = series(crisis())
    twice = series([*crisis(), *(renamed(page, f"{page.article.id}2") for page in crisis())])
    copied = series([*crisis(), *(renamed(crisis()[0], f"copy{number}") for number in range(10))])
    assert (
        [p.level for p in once.periods]
        == [p.level for p in twice.periods]
        == [p.level for p in copied.periods]
    )


def test_what_is_only_alleged_counts_as_the_accusation_alone() -> None:
    text = f"Moscow accused Washington of attacking a ship. {PADDING}"
    place = text.index("attacking")
    charge = claim(text, "attacking a ship", RUS, "accuse", addressee=USA)
    alleged = replace(
        event(USA, RUS, "ASSAULT", claims=("c1",)), id="e2", trigger=((place, place + len("attacking")),)
    )
    accusation = replace(event(RUS, USA, claims=("c1",)), trigger=((text.index("accused"), 14),))
    found = series([record("a", "1962-10-22", text, events=(accusation, alleged), claims=(charge,))])
    assert found.periods[0].level == 3.0
    assert found.notes == ("1 event left out: alleged only (counted as an accusation).",)


def test_the_order_of_pages_changes_nothing() -> None:
    expected = series(crisis(), by="week")
    for seed in range(5):
        assert series(random.Random(seed).sample(crisis(), 5), by="week") == expected


def test_the_interval_holds_the_level_and_is_wider_where_reports_differ() -> None:
    alike = [record(f"a{n}", "1962-10-22", events=(event(USA, RUS),)) for n in range(8)]
    mixed = [record(f"b{n}", "1962-10-22", events=(event(USA, RUS),) * (n % 2 * 2)) for n in range(8)]
    same, wide = series(alike).periods[0], series(mixed).periods[0]
    assert (same.low, same.level, same.high) == (3.0, 3.0, 3.0)
    assert wide.level == 3.0
    assert wide.low is not None
    assert wide.high is not None
    assert 0 <= wide.low < 3.0 < wide.high <= 6.0
    assert series(alike[:1]).periods[0].low is None


def test_copies_and_quotations_of_one_speaker_are_one_source() -> None:
    told, said = event(USA, RUS, claims=("c1",)), "that Washington accused Moscow"
    texts = {name: f"Peskov said {said}. {filler(name)}" for name in ("alpha", "beta")}
    pages = [
        record(name, "1962-10-22", text, events=(told,), claims=(claim(text, said, entity("Dmitry Peskov")),))
        for name, text in texts.items()
    ]
    found = series(pages).periods[0]
    assert (found.reports, found.events, found.sources) == (2, 2, 1)


def test_of_a_span_of_more_days_than_can_be_drawn_the_end_is_drawn_and_the_rest_told_of() -> None:
    found = series([record("old", "1892-10-22", events=(event(USA, RUS),)), *crisis()])
    assert len(found.periods) == 20_000
    assert {period.start: period.level for period in found.periods}["1962-10-22"] == (3.0 + 3.5) / 2
    assert any(note.startswith("1 report is older than the last 20,000 days") for note in found.notes)


def test_an_empty_store_says_so() -> None:
    found = series([])
    assert found.periods == ()
    assert "Nothing has been read yet" in found.notes[0]


def test_pages_without_a_date_are_told_of() -> None:
    undated = record("x", events=(event(USA, RUS),))
    found = series([*crisis(), undated])
    assert [p.level for p in found.periods] == [p.level for p in series(crisis()).periods]
    assert "1 of 6 reports bear no date" in " ".join(found.notes)
    assert "1 event left out: on pages without a date." in found.notes
    assert "nothing can be placed in time" in series([undated]).notes[0]


def test_an_undated_page_counts_where_the_event_has_its_own_day() -> None:
    found = series([*crisis(), record("x", events=(dated(event(USA, RUS), "1962-10-23"),))])
    assert found.periods[1].level == (3.0 - 2.5) / 2


def test_strangers_get_a_hint() -> None:
    assert "Check the codes" in series(crisis(), Pair("SWE", "NOR")).notes[0]


def test_one_actor_with_two_countries_counts_by_the_country_of_each_page() -> None:
    before, after = entity("Stalin's daughter", "RUS"), entity("Stalin's daughter", "USA")
    pages = [
        record("a", "1967-03-06", events=(event(before, USA),)),
        record("b", "1978-01-01", events=(event(after, RUS),)),
    ]
    found = [period for period in series(pages, by="month").periods if period.events]
    assert [period.start for period in found] == ["1967-03-01", "1978-01-01"]
