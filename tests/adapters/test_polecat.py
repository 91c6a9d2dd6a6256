"""A record in, a table out that any reader of tab-separated text takes in again."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace

import pytest

from sayso.adapters.polecat import COLUMNS, FURTHER_COLUMNS, POLECAT_COLUMNS, lines
from sayso.exports import lines_of, write_lines
from sayso.types import Entity, Event, Place, Published, Record, When
from tests.views.samples import ankara, at, bare, hostile


def table_of(*records: Record, every_status: bool = False) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(written(*records, every_status=every_status)), delimiter="\t"))


def written(*records: Record, every_status: bool = False) -> str:
    return "".join(lines(records, every_status))


def row_of(event: str, record: Record | None = None) -> dict[str, str]:
    rows = {row["Event ID"]: row for row in table_of(record or ankara(), every_status=True)}
    return rows[f"ankara_{event}"]


def with_event(**changes: object) -> Record:
    record = ankara()
    return replace(record, events=(replace(record.events[0], **changes), *record.events[1:]))  # type: ignore[arg-type]


def test_the_forty_columns_stand_first_in_their_order(shared):
    expected = json.loads((shared / "data" / "plover" / "plover.json").read_text("utf-8"))["polecat_columns"]
    assert list(POLECAT_COLUMNS) == expected
    assert written(ankara()).splitlines()[0].split("\t") == [*expected, *FURTHER_COLUMNS]


def test_forty_different_columns_before_the_further_ones():
    assert len(POLECAT_COLUMNS) == 40
    assert len(set(COLUMNS)) == len(COLUMNS)


def test_an_event_in_polecats_values():
    row = row_of("e1")
    assert row["Event Date"] == "2022-11-14"
    assert (row["Event Type"], row["Event Mode"], row["Intensity"]) == ("CONSULT", "third-party", "1.0")
    assert row["Quad Code"] == "VERBAL COOPERATION"
    assert (row["Actor Name"], row["Actor Country"], row["Actor COW"]) == ("William Burns", "USA", "2")
    assert (row["Primary Recipient Sector"], row["Recipient Sectors"]) == ("SPY", "SPY")
    assert (row["Recipient Name Raw"], row["Recipient Title"]) == ("Naryshkin", "SVR head")
    assert (row["Placename"], row["Country"], row["GeoNames ID"]) == ("Ankara", "TUR", "323786")
    assert (row["Source"], row["Publication Date"]) == ("The Daily Example", "2022-11-14")
    assert row["Wikipedia Actor ID"] == row["City"] == row["Feature Type"] == "None"


def test_contexts_and_several_parties_share_a_cell_in_one_order():
    burns, lavrov = (
        ankara().events[0].actors[0],
        Entity((), "Palestinian official", "unnamed", False, country="PSE"),
    )
    row = row_of("e1", with_event(actors=(burns, lavrov), contexts=("intelligence", "diplomatic")))
    assert row["Contexts"] == "intelligence; diplomatic"
    assert row["Actor Name"] == "William Burns; None"
    assert (row["Actor Country"], row["Actor COW"]) == ("USA; PSE", "2; None")


def test_only_what_happened_goes_out_by_default():
    statuses = {row["Event ID"]: row["Status"] for row in table_of(ankara())}
    assert statuses == {"ankara_e1": "actual", "ankara_e2": "actual", "ankara_e5": "planned"}


def test_every_event_goes_out_when_asked_for():
    assert [row["Status"] for row in table_of(ankara(), every_status=True)] == [
        e.status for e in ankara().events
    ]


def test_a_planned_meeting_is_an_agreement_of_the_day_it_is_reported():
    row = row_of("e5")
    assert (row["Event Type"], row["Event Mode"], row["Intensity"]) == ("AGREE", "None", "2.5")
    assert row["Told Type"] == "CONSULT"
    assert row["Event Date"] == "2022-11-14"
    assert (row["Told Date Start"], row["Told Date End"]) == ("2023-01-01", "2023-01-31")


@pytest.mark.parametrize(
    ("told", "coded", "quad"),
    [
        ("SUPPORT", "AGREE", "VERBAL COOPERATION"),
        ("COOPERATE", "AGREE", "VERBAL COOPERATION"),
        ("AID", "AGREE", "VERBAL COOPERATION"),
        ("RETREAT", "CONCEDE", "VERBAL COOPERATION"),
    ],
)
def test_plovers_rules_for_the_future(told, coded, quad):
    row = row_of("e1", with_event(type=told, mode=None, status="planned"))
    assert (row["Event Type"], row["Quad Code"], row["Told Type"]) == (coded, quad, told)


def test_a_planned_assault_is_not_counted():
    rows = table_of(with_event(type="ASSAULT", mode=None, status="planned"))
    assert "ankara_e1" not in [row["Event ID"] for row in rows]


def test_history_goes_out_only_with_a_date_of_its_own():
    dated = When("in 2014", "2014-01-01", "2014-12-31", "year")
    rows = {row["Event ID"]: row for row in table_of(with_event(status="historical", when=dated))}
    assert rows["ankara_e1"]["Event Date"] == "2014-01-01"
    assert "ankara_e7" not in rows


def test_the_day_is_that_of_publication_else_empty():
    record = with_event(when=None)
    assert row_of("e1", record)["Event Date"] == "2022-11-14"
    vague = replace(record, article=replace(record.article, published=Published("2022-11", "month", "page")))
    assert row_of("e1", vague)["Event Date"] == ""


def test_on_whose_word():
    row = row_of("e3")
    assert row["Claims"] == "c3; c4"
    assert row["Said By"] == "regional sources; William Burns"
    assert row["Said By Named"] == "False; True"
    assert row["Passed On By"] == "Al Jazeera; regional sources|Al Jazeera"
    assert row["Hedged"] == "True; True"
    assert row_of("e4")["Anonymity"] == "not authorized to comment publicly"
    assert row_of("e6")["Disputed By"] == "Vladimir Putin"


def test_what_the_outlet_tells_itself_has_nobodys_word():
    row = row_of("e1")
    assert {row[column] for column in ("Claims", "Said By", "Passed On By", "Hedged", "Disputed By")} == {
        "None"
    }


def test_the_sentence_of_the_trigger():
    assert row_of("e5")["Sentence"] == "A further round is said to be planned for January."
    sentence = row_of("e1", with_event(trigger=(at("Such talks"),)))["Sentence"]
    assert sentence.startswith("“Such talks did take place,”")
    assert sentence.endswith("as saying.")


@pytest.mark.parametrize(
    "words", ["a\tb\nc", 'a "quoted" word', '"', "x\r\n\x0b\x85\u2028y", "\x00", "; | ;"]
)
def test_no_words_of_a_page_break_a_row(words):
    text = written(hostile(words), hostile(words), every_status=True)
    rows = text.rstrip("\n").split("\n")
    assert [len(line.split("\t")) for line in rows] == [len(COLUMNS)] * 3
    assert [len(row) for row in csv.reader(io.StringIO(text), delimiter="\t")] == [len(COLUMNS)] * 3
    assert len(text.splitlines()) == 3


def test_no_words_of_a_page_part_a_value_or_start_a_formula():
    assert row_in(hostile("Smith; Jones|Co"))["Actor Name Raw"] == "Smith, Jones/Co"
    assert row_in(hostile("=HYPERLINK(1)"))["Sentence"] == "'=HYPERLINK(1)"
    south = with_event(place=Place("Canberra", "AUS", -35.28, 149.13, 2172517))
    assert row_of("e1", south)["Latitude"] == "-35.28"


def row_in(record: Record) -> dict[str, str]:
    return table_of(record, every_status=True)[0]


def test_one_header_for_many_records_and_none_lost(tmp_path):
    out = tmp_path / "events.tsv"
    assert write_lines(lines_of("polecat", [bare(), ankara(), ankara()]), str(out))
    rows = out.read_text("utf-8").splitlines()
    assert len(rows) == 1 + 2 * 3
    assert sum(row.startswith("Event ID\t") for row in rows) == 1


def test_an_event_with_nobody_and_nothing():
    empty = Event("e9", "PROTEST", None, (), (), (), "actual", None, None, (), None, 0, 0.5)
    row = table_of(replace(bare(), events=(empty,)))[0]
    assert (row["Actor Name"], row["Recipient COW"], row["Sentence"], row["Event Date"]) == (
        "None",
        "None",
        "None",
        "",
    )
