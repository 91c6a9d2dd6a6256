"""What is asked and not said, and whom direct speech calls by name, through the whole reading. All made up."""

from __future__ import annotations

import pytest

from sayso.article import from_text
from sayso.loading import Models
from sayso.pipeline import read_article
from sayso.syntax import text_of
from sayso.types import Record


def record_of(text: str, models: Models) -> Record:
    return read_article(from_text(text, id="test"), models)


def told(text: str, models: Models) -> list[tuple[str, str | None, str | None]]:
    """Cue, speaker and hearer of each claim."""
    return [
        (
            text_of(text, claim.cue),
            claim.source and claim.source.name,
            claim.addressee and claim.addressee.name,
        )
        for claim in record_of(text, models).claims
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            'Prime Minister Ravi Rao met President Juan Lopez in Lima. "You closed the border, President Lopez,"'
            " he told the host.",
            ("told", "Ravi Rao", "Juan Lopez"),
        ),
        (
            "Senator Ann Warren faced General Paul Mladic on Tuesday. Mladic looked tired. "
            '"Did you, General Mladic, deny the order?" the senator asked.',
            ("asked", "Ann Warren", "Paul Mladic"),
        ),
    ],
)
def test_who_is_called_by_name_hears_it(text: str, expected: tuple[str, str, str], models: Models) -> None:
    assert expected in told(text, models)


def test_a_name_that_is_only_spoken_of_is_no_hearer(models: Models) -> None:
    text = 'Senator Ann Warren spoke on Tuesday. "My brother, Thomas Warren, was in Rome," she said.'
    assert told(text, models) == [("said", "Ann Warren", None)]


@pytest.mark.parametrize(
    "text",
    [
        '"Do you deny that troops crossed the river?" Rao asked Lopez.',
        '"Did the minister deny that troops crossed the river?" Rao asked.',
        "Asked whether Oslo denied the charge, Anna Lund left the room.",
        "Reporters asked if the minister denied the charge.",
    ],
)
def test_what_is_asked_is_not_denied(text: str, models: Models) -> None:
    assert "deny" not in {claim.act for claim in record_of(text, models).claims}


def test_a_denial_beside_a_question_stands(models: Models) -> None:
    text = "Oslo denied that troops crossed the river. Did anybody see them?"
    assert "deny" in {claim.act for claim in record_of(text, models).claims}


def test_a_question_is_not_disputed(models: Models) -> None:
    text = '"Did Petrova sell secrets?" the prosecutor asked. Anna Petrova denied that she sold secrets.'
    assert record_of(text, models).disputes == ()
