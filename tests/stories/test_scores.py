from __future__ import annotations

from pathlib import Path

import pytest

from sayso.errors import LexiconError
from sayso.ontology import load_plover
from sayso.stories.scores import load_scores, shipped


def test_the_table_that_ships_is_the_ontologys() -> None:
    scores, plover = load_scores(), load_plover()
    for name, entry in plover.types.items():
        assert scores.of(name, None) == entry.score
        for mode in entry.modes:
            assert scores.of(name, mode) == plover.intensity(name, mode)


def test_the_older_table_scores_by_type_alone() -> None:
    assert load_scores("plover-1.3").of("ASSAULT", "aerial") == -9.3


def test_users_bring_their_own(tmp_path: Path) -> None:
    own = tmp_path / "mine.csv"
    own.write_text(shipped("plover-1.3").read_text().replace("ACCUSE,,-2.0", "ACCUSE,,-4.0"))
    assert (load_scores(str(own)).name, load_scores(str(own)).of("ACCUSE", None)) == ("mine", -4.0)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("ACCUSE,,-2.0", "ACUSE,,-2.0"), "ACUSE is no type"),
        (("ACCUSE,,-2.0\n", ""), "no score for ACCUSE"),
        (("ACCUSE,,-2.0", "ACCUSE,,low"), "'low' is not a number"),
    ],
)
def test_a_wrong_table_is_named(tmp_path: Path, change: tuple[str, str], said: str) -> None:
    own = tmp_path / "mine.csv"
    own.write_text(shipped("plover-1.3").read_text().replace(*change))
    with pytest.raises(LexiconError, match=said):
        load_scores(str(own))


def test_a_missing_table_is_named() -> None:
    with pytest.raises(LexiconError, match=r"absent\.csv"):
        load_scores("absent.csv")
