"""Pictures for the tests of views over many pages: made by hand, without the encoder."""

from __future__ import annotations

from dataclasses import replace

from sayso.stories.copies import find_reports
from sayso.stories.picture import Picture
from sayso.types import OpenDispute, Record, Story, Telling
from tests.stories.makers import claim, entity, filler, flat_vectors, record

US, RU = entity("Adlai Stevenson", "USA"), entity("Valerian Zorin", "RUS")
SAID = "there were missiles in Cuba"


class Encoder:
    """Every text lies apart from all the others."""

    def __call__(self, texts):
        return flat_vectors(texts)


class Told(Picture):
    """A picture whose stories and disputes are given instead of found."""

    def disputes_of(self, stories):
        names = {name for story in stories for name in story.reports}
        return tuple(one for one in self.__dict__.get("given", ()) if one.claim.report in names)


def picture(*records: Record) -> Picture:
    """A picture in which every report is a story by itself."""
    kept = {one.article.id: one for one in records}
    return Picture(kept, find_reports(records), Encoder())  # type: ignore[arg-type]


def accusation(name: str, day: str, outlet: str = "Daily") -> Record:
    text = f"Stevenson said {SAID}. {filler(name)}"
    return record(name, day, text, outlet=outlet, claims=(claim(text, SAID, US, "accuse", addressee=RU),))


def denial(name: str, day: str) -> Record:
    text = f"Zorin denied that {SAID}. {filler(name)}"
    return record(name, day, text, outlet="Mirror", claims=(claim(text, f"that {SAID}", RU, "deny"),))


def crisis() -> Picture:
    """An accusation that two outlets carry, its denial two days later, and a page about something else."""
    records = [
        accusation("accused", "1962-10-23"),
        accusation("accused", "1962-10-24", "Courier"),
        denial("denied", "1962-10-25"),
        record("other", "1962-10-01", outlet="Daily"),
    ]
    records[1] = Record(replace(records[1].article, id="copied"), records[1].claims)
    found = picture(*records)
    made = Told(found.records, found.reports, found.vectors)
    days = {report.id: report for report in found.reports}
    made.__dict__["stories"] = (
        Story("other", "Another thing", ("other",), "1962-10-01", "1962-10-01", ()),
        Story("accused", "Missiles", ("accused", "denied"), "1962-10-23", "1962-10-25", ("Cuba",)),
    )
    sides = [
        Telling(
            (name, "c1"),
            name,
            days[name].outlets,
            days[name].day,
            SAID,
            act,
            who.name,
            f"name:{who.name}",
            True,
            False,
        )
        for name, act, who in (("accused", "accuse", US), ("denied", "deny", RU))
    ]
    made.__dict__["given"] = (OpenDispute(sides[0], sides[1], 1.5),)
    return made
