"""Who denies what on another page, and what only looks like a denial."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sayso.models.sentence_vectors import load_sentence_vectors
from sayso.stories.copies import find_reports
from sayso.stories.picture import Picture
from sayso.types import Act, Entity, OpenDispute, Record, Story
from tests.stories.makers import claim, entity, filler, record

ENCODER = load_sentence_vectors()
IRAN, USA, IRAQ = entity("Iran", "IRN"), entity("United States", "USA"), entity("Iraq", "IRQ")
STRUCK = "launching the drones that struck the Saudi oil plants"


def page(
    name: str, text: str, content: str, source: Entity | None, act: Act, cue: str, **more: Entity
) -> Record:
    """A page on which one claim is made; the cue and the source's mention lie where the words stand."""
    whole = f"{text} {filler(name)}"
    start = whole.index(cue)
    made = replace(claim(whole, content, source, act, **more), cue=((start, start + len(cue)),))
    if source is not None and source.name in whole:
        place = whole.index(source.name)
        made = replace(made, source=replace(source, mention=((place, place + len(source.name)),)))
    return record(name, "2019-09-16", whole, outlet=name, claims=(made,))


def accusation() -> Record:
    text = f"The United States accused Iran of {STRUCK}."
    return page("one", text, STRUCK, USA, "accuse", "accused", addressee=IRAN)


def disputes(*records: Record) -> list[OpenDispute]:
    picture = Picture({one.article.id: one for one in records}, find_reports(records), ENCODER)
    return list(picture.disputes_of([Story("s", "", tuple(picture.records), None, None, ())]))


def denial(
    text: str, source: Entity | None, content: str = "that it had struck the Saudi oil plants"
) -> Record:
    return page("two", text, content, source, "deny", "denied" if "denied" in text else "deny")


def test_the_accused_denies() -> None:
    (found,) = disputes(accusation(), denial("Iran denied that it had struck the Saudi oil plants.", IRAN))
    assert (found.claim.source, found.answer.source) == ("United States", "Iran")


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Iran did not deny that it had struck the Saudi oil plants.", IRAN),
        ("If Iran denied that it had struck the Saudi oil plants, few would believe it.", IRAN),
        ("Nobody denied that it had struck the Saudi oil plants.", entity("Nobody")),
        ("So you deny that it had struck the Saudi oil plants?", entity("you", named=False)),
        ("He denied that it had struck the Saudi oil plants.", entity("he", named=False)),
        ("the denied that it had struck the Saudi oil plants.", entity("the", named=False)),
        ("Iraq denied that it had struck the Saudi oil plants.", IRAQ),
    ],
)
def test_what_looks_like_a_denial_and_is_none(text: str, source: Entity) -> None:
    assert disputes(accusation(), denial(text, source)) == []


def test_a_denial_of_something_else_by_the_accused_is_no_answer() -> None:
    text = "Iran denied that its minister would travel to the Saudi court."
    other = denial(text, IRAN, "that its minister would travel to the Saudi court")
    assert disputes(accusation(), other) == []


def test_it_stands_for_the_speaker() -> None:
    said = "that it had shot down a Pakistani jet"
    india = page("one", f"India said {said}.", said, entity("India", "IND"), "assert", "said")
    turned = "that it had shot down an Indian jet"
    pakistan = entity("Pakistan", "PAK")
    assert (
        disputes(india, page("two", f"Pakistan denied {turned}.", turned, pakistan, "deny", "denied")) == []
    )
    same = "that India had shot down a Pakistani jet"
    assert disputes(india, page("two", f"Pakistan denied {same}.", same, pakistan, "deny", "denied")) != []
