"""The pages of examples/ are read as expected, and the scorer of facts notices every mistake."""

from __future__ import annotations

import copy
import importlib.util
import json
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from evaluation.facts import Fact, hold, summary
from sayso.types import (
    Actor,
    Article,
    Claim,
    Dispute,
    Entity,
    Event,
    Place,
    Record,
    RedLine,
    Spans,
    When,
)

ROOT = Path(__file__).resolve().parents[1]
EXPECTATIONS = sorted((ROOT / "examples").glob("*.expected.json"))


def name_of(expectation: Path) -> str:
    return expectation.name.removesuffix(".expected.json")


def page_of(expectation: Path) -> Path:
    (page,) = (
        path
        for suffix in (".html", ".txt")
        if (path := expectation.with_name(name_of(expectation) + suffix)).exists()
    )
    return page


def expected_of(expectation: Path) -> dict[str, Any]:
    expected: dict[str, Any] = json.loads(expectation.read_text(encoding="utf-8"))
    return expected


@pytest.fixture(scope="module")
def records(models: Any) -> dict[str, Record]:
    """The record of every example, by name. A text page does not say its date; an HTML page does."""
    from sayso import load_page, read

    found = {}
    for expectation in EXPECTATIONS:
        page = page_of(expectation)
        date = expected_of(expectation)["date"] if page.suffix == ".txt" else None
        found[name_of(expectation)] = read(load_page(str(page), date=date), models=models)
    return found


# --- the pages --------------------------------------------------------------------------------------------


def test_there_are_html_and_text_examples() -> None:
    suffixes = [page_of(expectation).suffix for expectation in EXPECTATIONS]
    assert suffixes.count(".html") >= 4
    assert suffixes.count(".txt") >= 3


@pytest.mark.parametrize("expectation", EXPECTATIONS, ids=name_of)
def test_what_is_dropped_stands_on_the_page(expectation: Path) -> None:
    page = page_of(expectation).read_text(encoding="utf-8")
    expected = expected_of(expectation)
    assert [words for words in expected["article"]["drop"] if words not in page] == []


@pytest.mark.parametrize("expectation", EXPECTATIONS, ids=name_of)
def test_an_expectation_refers_to_its_own_claims_and_text(
    expectation: Path, records: dict[str, Record]
) -> None:
    expected, text = expected_of(expectation), records[name_of(expectation)].article.text
    ids = [claim["id"] for claim in expected["claims"]]
    assert len(ids) == len(set(ids))
    assert {one[side] for one in expected["disputes"] for side in ("claim", "answer")} <= set(ids)
    wanted = [
        *expected["never_actual"],
        *(line[part] for line in expected["red_lines"] for part in ("condition", "consequence")),
        *(name for pair in expected["same_entity"] for name in pair),
    ]
    assert [words for words in wanted if words not in text] == []


@pytest.mark.parametrize("expectation", EXPECTATIONS, ids=name_of)
def test_the_article_is_kept_and_the_furniture_is_not(expectation: Path, records: dict[str, Record]) -> None:
    article, wanted = records[name_of(expectation)].article, expected_of(expectation)["article"]
    assert [words for words in wanted["keep"] if words not in article.text] == []
    assert [words for words in wanted["drop"] if words in article.text] == []


@pytest.mark.parametrize("expectation", EXPECTATIONS, ids=name_of)
def test_the_date_is_the_page_s_own_or_the_given_one(expectation: Path, records: dict[str, Record]) -> None:
    published = records[name_of(expectation)].article.published
    assert published is not None
    assert published.value[:10] == expected_of(expectation)["date"]
    assert published.origin == ("given" if page_of(expectation).suffix == ".txt" else "page")


def test_the_share_of_facts_is_at_its_floor(records: dict[str, Record]) -> None:
    floors = json.loads((ROOT / "evaluation" / "floors.json").read_text(encoding="utf-8"))
    facts = [fact for path in EXPECTATIONS for fact in hold(records[name_of(path)], expected_of(path))]
    assert sum(fact.right for fact in facts) / len(facts) >= floors["examples.facts"]


def test_examples_count_as_the_published_check_counts_them(
    published: ModuleType, records: dict[str, Record]
) -> None:
    for path in EXPECTATIONS:
        record, expected = records[name_of(path)], expected_of(path)
        assert tally(hold(record, expected)) == published_tally(published, record, expected), path.name


@pytest.fixture(scope="module")
def published(shared: Path) -> ModuleType:
    """The check by which records are compared elsewhere."""
    spec = importlib.util.spec_from_file_location("check_record", shared / "eval" / "check_record.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def published_tally(published: ModuleType, record: Record, expected: dict[str, Any]) -> Any:
    check = published.Check(expected, record.to_dict(), quiet=True)
    check.run()
    return check.tally


def tally(facts: list[Fact]) -> dict[str, tuple[int, int]]:
    kinds = {fact.kind for fact in facts}
    return {
        kind: (
            sum(fact.right for fact in facts if fact.kind == kind),
            sum(fact.kind == kind for fact in facts),
        )
        for kind in kinds
    }


# --- the scorer, on a record made by hand -----------------------------------------------------------------

TEXT = (
    "Ruritania accused Graustark of moving the border. "
    "Graustark denied moving it, an aide told the Post. "
    '"We will close the pass if they return," Rudolf said. '
    "Rudolf met Otto in Vienna on Monday. No treaty was signed."
)


def at(words: str) -> Spans:
    start = TEXT.index(words)
    return ((start, start + len(words)),)


def entity(words: str, **more: Any) -> Entity:
    return Entity(**{"mention": at(words), "name": words, "kind": "person", "named": True, **more})


def claim(number: int, content: str, source: Entity | None, **more: Any) -> Claim:
    fields: dict[str, Any] = {
        "id": f"c{number}",
        "content": at(content),
        "cue": (),
        "source": source,
        "via": (),
        "manner": "indirect",
        "act": "assert",
        "addressee": None,
        "hedges": (),
        "within": None,
        "sentence": 0,
        "confidence": 1.0,
    }
    return Claim(**{**fields, **more})


def event(number: int, kind: str, actor: Entity, recipient: Entity, trigger: str, **more: Any) -> Event:
    fields: dict[str, Any] = {
        "id": f"e{number}",
        "type": kind,
        "mode": None,
        "actors": (actor,),
        "recipients": (recipient,),
        "trigger": at(trigger),
        "status": "actual",
        "place": None,
        "when": None,
        "claims": (),
        "intensity": None,
        "sentence": 0,
        "confidence": 1.0,
    }
    return Event(**{**fields, **more})


def actor(name: str, *aliases: str) -> Actor:
    return Actor("a1", at(name), name, "person", True, None, None, None, None, aliases, at(name))


RURITANIA = entity("Ruritania", country="RUR")
GRAUSTARK = entity("Graustark", country="GRA")
RUDOLF = entity("Rudolf", country="RUR", role="King")
OTTO = entity("Otto", country="GRA")
AIDE = entity("an aide", named=False, anonymity="not allowed to speak")
RIGHT = Record(
    article=Article(id="hand", text=TEXT, title="The Pass", language="en-GB"),
    claims=(
        claim(1, "moving the border", RURITANIA, act="accuse", addressee=GRAUSTARK),
        claim(
            2,
            "moving it",
            AIDE,
            act="deny",
            via=(entity("the Post"),),
            hedges=at("denied"),
            within="c1",
        ),
        claim(3, "We will close the pass if they return,", RUDOLF, manner="direct"),
    ),
    events=(
        event(1, "ACCUSE", RURITANIA, GRAUSTARK, "accused", claims=("c1",)),
        event(
            2,
            "CONSULT",
            OTTO,
            RUDOLF,
            "met",
            place=Place("Vienna", "AUT"),
            when=When("on Monday", "2020-06-01", "2020-06-01", "day"),
        ),
    ),
    red_lines=(RedLine("r1", RUDOLF, None, at("they return"), at("We will close the pass"), "c3", 1),),
    disputes=(Dispute("c1", "c2", "denies"),),
    entities=(actor("Rudolf", "Rudolph"),),
)
EXPECTED: dict[str, Any] = {
    "article": {"title": "The pass", "language": "en", "keep": ["met Otto"], "drop": ["Share this"]},
    "claims": [
        {
            "id": "accusation",
            "content": "moving the border",
            "source": ["Ruritania"],
            "act": ["accuse"],
            "addressee": ["Graustark"],
        },
        {
            "id": "denial",
            "content": "moving it",
            "source": ["aide"],
            "named": False,
            "anonymity": "not allowed to speak",
            "act": ["deny"],
            "via": ["Post"],
            "hedges": ["denied"],
            "within": "accusation",
        },
        {
            "id": "threat",
            "content": "We will close the pass if they return",
            "source": ["King Rudolf"],
            "role": ["king"],
            "manner": "direct",
        },
    ],
    "events": [
        {
            "id": "accuses",
            "type": ["ACCUSE"],
            "actors": ["Ruritania"],
            "recipients": ["Graustark"],
            "countries": ["RUR", "GRA"],
            "status": ["actual"],
            "claimed": True,
        },
        {
            "id": "meets",
            "type": ["CONSULT"],
            "actors": ["Rudolf"],
            "recipients": ["Otto"],
            "symmetric": True,
            "countries": ["RUR", "GRA"],
            "status": ["actual"],
            "place": {"name": "Vienna", "country": "AUT"},
            "when": "2020-06-01",
        },
    ],
    "optional_events": [{"type": ["REJECT"], "countries": ["GRA"]}],
    "never_actual": ["treaty was signed"],
    "red_lines": [{"actor": ["Rudolf"], "condition": "they return", "consequence": "close the pass"}],
    "disputes": [{"claim": "accusation", "answer": "denial", "kind": ["denies"]}],
    "same_entity": [["Rudolf", "Rudolph"]],
}


def with_claim(number: int, **changes: Any) -> Record:
    claims = list(RIGHT.claims)
    claims[number - 1] = replace(claims[number - 1], **changes)
    return replace(RIGHT, claims=tuple(claims))


def with_event(number: int, **changes: Any) -> Record:
    events = list(RIGHT.events)
    events[number - 1] = replace(events[number - 1], **changes)
    return replace(RIGHT, events=tuple(events))


def wrong(record: Record) -> set[str]:
    return {fact.kind for fact in hold(record, EXPECTED) if not fact.right}


def test_a_right_record_holds_every_fact() -> None:
    facts = hold(RIGHT, EXPECTED)
    assert [fact for fact in facts if not fact.right] == []
    assert summary(facts)[-1] == f"facts {len(facts)}/{len(facts)}"


SOMEBODY = entity("Otto", name="Somebody Else", country="XXX")
MISTAKES = {
    "title": (replace(RIGHT, article=replace(RIGHT.article, title="The Post")), {"article"}),
    "language": (replace(RIGHT, article=replace(RIGHT.article, language=None)), {"article"}),
    "furniture": (
        replace(RIGHT, article=replace(RIGHT.article, text=TEXT + " Share this")),
        {"article"},
    ),
    "claim": (replace(RIGHT, claims=RIGHT.claims[:2]), {"claim found"}),
    "content": (with_claim(3, content=at("they return")), {"claim found"}),
    "source": (with_claim(1, source=SOMEBODY), {"claim source"}),
    "no source": (with_claim(1, source=None), {"claim source"}),
    "via": (with_claim(2, via=()), {"claim via"}),
    "manner": (with_claim(3, manner="mixed"), {"claim manner"}),
    "act": (with_claim(2, act="assert"), {"claim act"}),
    "named": (with_claim(2, source=replace(AIDE, named=True)), {"claim named"}),
    "anonymity": (with_claim(2, source=replace(AIDE, anonymity=None)), {"claim anonymity"}),
    "role": (with_claim(3, source=replace(RUDOLF, role=None)), {"claim role"}),
    "hedges": (with_claim(2, hedges=()), {"claim hedges"}),
    "addressee": (with_claim(1, addressee=None), {"claim addressee"}),
    "within": (with_claim(2, within=None), {"claim within"}),
    "event": (replace(RIGHT, events=RIGHT.events[:1]), {"event found"}),
    "direction": (
        with_event(1, actors=(GRAUSTARK,), recipients=(RURITANIA,), status="negated"),
        {"event found"},
    ),
    "type": (with_event(2, type="AGREE", status="planned"), {"event found"}),
    "status": (with_event(1, status="negated"), {"event status"}),
    "countries": (with_event(1, actors=(replace(RURITANIA, country=None),)), {"event countries"}),
    "place": (with_event(2, place=Place("Vienna", "USA")), {"event place"}),
    "when": (with_event(2, when=None), {"event when"}),
    "claimed": (with_event(1, claims=()), {"event claimed"}),
    "false event": (
        replace(RIGHT, events=(*RIGHT.events, event(3, "ASSAULT", RUDOLF, OTTO, "close"))),
        {"no false event"},
    ),
    "never actual": (
        replace(RIGHT, events=(*RIGHT.events, event(3, "REJECT", OTTO, RUDOLF, "treaty"))),
        {"never actual"},
    ),
    "red line": (replace(RIGHT, red_lines=()), {"red line"}),
    "red line's actor": (
        replace(RIGHT, red_lines=(replace(RIGHT.red_lines[0], actor=OTTO),)),
        {"red line"},
    ),
    "dispute": (replace(RIGHT, disputes=(Dispute("c1", "c2", "confirms"),)), {"dispute"}),
    "one in two": (replace(RIGHT, entities=(actor("Rudolf"), actor("Rudolf"))), {"same entity"}),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_each_kind_of_mistake_is_noticed(mistake: str) -> None:
    record, kinds = MISTAKES[mistake]
    assert wrong(record) == kinds


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_counts_as_the_published_check_counts_it(mistake: str, published: ModuleType) -> None:
    record, _ = MISTAKES[mistake]
    assert tally(hold(record, EXPECTED)) == published_tally(published, record, EXPECTED)


def test_a_claim_nobody_stands_behind_must_have_no_source() -> None:
    expected = copy.deepcopy(EXPECTED)
    expected["claims"][0]["source"] = None
    assert "claim source" in {fact.kind for fact in hold(RIGHT, expected) if not fact.right}


def test_an_event_that_may_be_told_is_not_false() -> None:
    told = replace(RIGHT, events=(*RIGHT.events, event(3, "REJECT", GRAUSTARK, RURITANIA, "denied")))
    assert wrong(told) == set()


def test_two_expected_claims_are_not_both_found_in_one() -> None:
    expected = copy.deepcopy(EXPECTED)
    expected["claims"].append({"id": "again", "content": "moving the border", "source": ["Ruritania"]})
    found = [fact.right for fact in hold(RIGHT, expected) if fact.kind == "claim found"]
    assert found.count(False) == 1
