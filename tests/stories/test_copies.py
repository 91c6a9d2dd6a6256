from __future__ import annotations

import random
from dataclasses import replace

import pytest

from evaluation.copies import pages, score
from sayso.stories.copies import find_reports
from tests.stories.makers import record

AGENCY = (
    "VIENNA (NPA) - Envoys of both countries met for a third day in Vienna on Tuesday and spoke of progress.",
    "The head of the delegation said that the draft had eleven articles, of which nine were agreed by now.",
    "Inspectors would be allowed to visit the two plants in the south, a person close to the talks said.",
    "The talks began in March, after a winter in which neither side had answered the letters of the other.",
)


def agency_text(*kept: int) -> str:
    return "\n\n".join(AGENCY[number] for number in kept or range(len(AGENCY)))


def test_cut_and_moved_copies_are_one_report_with_its_agency() -> None:
    moved = agency_text(0, 1, 2).replace("VIENNA (NPA)", "Oslo")
    records = [
        record("a", "2021-03-02", agency_text(), outlet="Post"),
        record("b", "2021-03-01", moved, outlet="Echo"),
        record(
            "c",
            "2021-03-02",
            "The ferry company said that its ships would stay in port until the storm was over.",
        ),
    ]
    first, second = find_reports(records)
    assert (first.id, first.articles, first.outlets) == ("a", ("a", "b"), ("Post", "Echo"))
    assert (first.agency, first.day) == ("NPA", "2021-03-01")
    assert second.articles == ("c",)


def test_reports_do_not_depend_on_the_order_of_records() -> None:
    records = [
        record(f"{n}-{m}", f"2021-03-0{m}", f"{n} {agency_text(*range(m))}") for n in "ab" for m in (2, 3, 4)
    ]
    expected = find_reports(records)
    for seed in range(5):
        assert find_reports(random.Random(seed).sample(records, len(records))) == expected


def test_copies_of_copies_do_not_chain() -> None:
    """Each of three texts shares half with the next; the first and the last have nothing in common."""
    halves = [" ".join(f"{part}{number}" for number in range(60)) for part in "abcd"]
    records = [record(str(n), "2021-03-01", f"{halves[n]} {halves[n + 1]}") for n in range(3)]
    assert len(find_reports(records)) == 3


def test_short_texts_are_copies_only_of_the_same_words() -> None:
    same = [
        record("a", text="Read it here."),
        record("b", text="Read it here!"),
        record("c", text="Read it there."),
    ]
    assert sorted(report.articles for report in find_reports(same)) == [("a", "b"), ("c",)]


def test_an_agency_in_the_authors_line_is_named() -> None:
    one = record("a", "2021-03-01", agency_text(1, 2, 3))
    signed = replace(one, article=replace(one.article, authors=("Northern Press Agency",)))
    assert find_reports([signed])[0].agency == "Northern Press Agency"


def test_nothing_read_gives_no_reports() -> None:
    assert find_reports([]) == ()


@pytest.mark.parametrize("seed", [1, 2])
def test_generated_edits_are_told_from_other_reports(seed: int) -> None:
    result = score(pages(), seed)
    assert result.precision >= 0.98
    assert result.recall >= 0.98
