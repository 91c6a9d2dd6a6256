"""Entities that the FollowTheMoney library takes in: known schemata, known properties, clean values."""

from __future__ import annotations

import json
import warnings
from collections import Counter
from typing import Any

import pytest
from hypothesis import given, settings

from sayso.types import Record
from tests.adapters.records import dated, odd_records, sample, text_of
from tests.views.samples import ankara

try:
    from followthemoney import model
except ImportError:
    warnings.warn("followthemoney is not installed (it needs ICU): its tests are SKIPPED", stacklevel=1)
    pytest.skip("needs followthemoney", allow_module_level=True)


def plain(records: list[Record]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text_of("ftm", records).split("\n") if line]


def entities(records: list[Record]) -> list[Any]:
    """The entities as the library reads them, values cleaned and checked."""
    return [model.get_proxy(entity, cleaned=False) for entity in plain(records)]


def one(schema: str, record: Record | None = None, **values: str) -> Any:
    """The first entity of a schema with these values."""
    for entity in entities([record or ankara()]):
        if entity.schema.name == schema and all(value in entity.get(name) for name, value in values.items()):
            return entity
    raise AssertionError((schema, values))


def test_the_library_validates_every_entity_and_drops_no_value():
    for entity in plain(sample()):
        proxy = model.get_proxy(entity, cleaned=False)
        model.get(entity["schema"]).validate(entity)
        for name, values in entity["properties"].items():
            assert sorted(proxy.get(name)) == sorted(set(values)), (entity["schema"], name)


def test_every_reference_leads_to_an_entity_of_a_schema_that_may_stand_there():
    by_id = {entity.id: entity for entity in entities(sample())}
    for entity in by_id.values():
        for prop, value in entity.itervalues():
            if prop.type.name == "entity":
                assert by_id[value].schema.is_a(prop.range), (entity.schema.name, prop.name)


def test_who_is_who():
    assert one("Person", name="Dmitry Peskov").get("country") == ["ru"]
    assert one("Person", name="Dmitry Peskov").get("position") == ["Kremlin spokesman"]
    assert one("PublicBody", name="Kremlin")
    assert one("Organization", name="TASS")
    article = one("Article")
    assert article.get("publishedAt") == ["2022-11-14"]
    assert article.get("language") == ["eng"]
    assert article.get("bodyText") == [ankara().article.text]


def test_the_unnamed_are_no_entities_but_their_reasons_are_kept():
    names = [
        name for entity in entities([ankara()]) if entity.schema.is_a("LegalEntity") for name in entity.names
    ]
    assert "White House official" not in names
    note = one("Note", keywords="anonymity:not authorized to comment publicly")
    assert note.first("summary").startswith(
        "White House official (not named: not authorized to comment publicly"
    )
    assert note.first("description") == "the two would not discuss a settlement of the war"


def test_only_what_happened_is_an_event():
    found = Counter(
        entity.schema.name for entity in entities([ankara()]) if "event" in entity.get("keywords")
    )
    assert found == {"Event": 3, "Note": 4}
    assert one("Note", keywords="status:negated").first("name").startswith("[negated] CONSULT")
    event = one("Event", keywords="mode:third-party")
    assert event.get("startDate") == ["2022-11-14"]
    assert event.get("location") == ["Ankara"]
    assert len(event.get("involved")) == 2
    assert event.get("proof") == [one("Article").id]


def test_the_chain_stands_in_its_order():
    note = one("Note", keywords="within:c3")
    assert note.first("summary").startswith(
        "William Burns (CIA director, USA) < regional sources < Al Jazeera"
    )


def test_each_spelling_is_a_mention():
    record = sample()[2]
    mentions = [entity for entity in entities([record]) if entity.schema.name == "Mention"]
    named = [actor for actor in record.entities if actor.named]
    assert len(mentions) == sum(len({actor.name, *actor.aliases}) for actor in named)


def test_a_moment_is_told_in_utc():
    assert one("Article", dated("2022-11-14T23:30:00-05:00", "second")).get("publishedAt") == [
        "2022-11-15T04:30:00"
    ]


@settings(max_examples=60, deadline=None)
@given(odd_records)
def test_no_words_of_a_page_break_an_entity(records):
    for entity in plain(records):
        model.get(entity["schema"]).validate(entity)
