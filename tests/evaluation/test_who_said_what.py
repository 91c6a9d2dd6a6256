"""The strict score here is the one by which readers of PolNeAR are compared elsewhere."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from types import ModuleType
from typing import Any

from evaluation.who_said_what import Score, score


def published_scorer(shared: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("published", shared / "eval" / "who_said_what.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def disturbed(attributions: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Every tenth is lost, and beginnings move by up to thirty letters."""
    return [
        {role: [[max(0, s + (7 * s + e) % 61 - 30), e] for s, e in spans] for role, spans in one.items()}
        for number, one in enumerate(attributions)
        if number % 10
    ]


def test_both_scorers_count_alike(shared: Path) -> None:
    lines = (shared / "data" / "polnear" / "dev.jsonl").read_text("utf-8").splitlines()[:30]
    gold = [json.loads(line) for line in lines]
    predicted = {one["id"]: disturbed(one["attributions"]) for one in gold}
    theirs = published_scorer(shared).evaluate(gold, predicted)["attribution"]["strict"]
    ours = sum((score(a["text"], a["attributions"], predicted[a["id"]]) for a in gold), Score(0, 0, 0))
    assert ours == Score(theirs["tp"], theirs["pred"], theirs["gold"])


def test_source_and_content_must_both_agree() -> None:
    text = "Smith said the rain falls"
    gold = [{"source": [[0, 5]], "cue": [[6, 10]], "content": [[11, 25]]}]
    assert score(text, gold, gold) == Score(1, 1, 1)
    assert score(text, gold, [gold[0] | {"source": [[6, 10]]}]) == Score(0, 1, 1)
    assert score(text, gold, [gold[0] | {"content": [[11, 19]]}]) == Score(1, 1, 1)
    assert score(text, gold, [gold[0] | {"content": [[11, 14]]}]) == Score(0, 1, 1)
    assert score(text, gold, [gold[0] | {"source": []}]) == Score(0, 0, 1)


def test_one_gold_attribution_is_right_once() -> None:
    text = "Smith said the rain falls"
    gold = [{"source": [[0, 5]], "cue": [[6, 10]], "content": [[11, 25]]}]
    assert score(text, gold, gold * 2).f1 == 2 / 3
