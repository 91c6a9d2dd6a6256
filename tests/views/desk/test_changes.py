from __future__ import annotations

from dataclasses import replace

from sayso.store.drift import drift_between
from sayso.types import Entity
from sayso.views.desk.changes import changes_of, pieces
from sayso.views.desk.reader import elsewhere_of, reading_for
from tests.views.desk.pictures import crisis
from tests.views.samples import ankara


def test_two_texts_are_told_word_by_word():
    found = [(one.kind, one.text) for one in pieces("work must stop first", "all work must stop")]
    assert found == [("come", "all"), ("same", "work must stop"), ("gone", "first")]


def test_an_edit_is_told_with_what_went_and_what_came():
    before = ankara()
    other = Entity(before.claims[1].content, "Tehran", "government", True)
    kept = (replace(before.claims[0], source=other, act="deny"), *before.claims[2:])
    after = replace(before, claims=kept, disputes=())
    changes = changes_of(drift_between(before, after, (1, 2)), "Old title")
    kinds = {(one.kind, one.item_before, one.after) for one in changes.changes}
    assert ("changed", "c1", "c1") in kinds and ("removed", "c2", None) in kinds
    [changed] = [one for one in changes.changes if one.kind == "changed"]
    assert {told.field for told in changed.told} >= {"speaker", "act"}
    assert changes.title_before is None and changes.before == 1


def test_a_span_outside_the_text_is_an_orphan_on_its_card_and_not_moved():
    record = ankara()
    lost = replace(record.claims[0], content=((10, len(record.article.text) + 5),))
    view = reading_for(replace(record, claims=(lost, *record.claims[1:])))
    [orphan] = view.orphans_of("c1")
    assert (orphan.part.role, orphan.span) == ("content", (10, len(record.article.text) + 5))
    card = next(card for card in view.cards if card.id == "c1")
    assert "not in the text" in card.content
    assert not any(
        part.item == "c1" and part.role == "content"
        for p in view.passages
        for s in p.segments
        for part in s.parts
    )


def test_a_page_knows_its_story_and_who_else_carries_its_text():
    found = elsewhere_of(crisis(), "copied")
    assert found is not None and (found.story, found.reports) == ("Missiles", 2)
    assert [copy.page for copy in found.copies] == ["accused"]
    assert elsewhere_of(crisis(), "nowhere") is None
