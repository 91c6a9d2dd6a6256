"""Accusation and denial, claim and confirmation, through the whole reading. All made up."""

from __future__ import annotations

import pytest

from sayso.article import from_text
from sayso.loading import Models
from sayso.pipeline import read_article
from sayso.syntax import text_of


def answers(text: str, models: Models) -> list[tuple[str, str, str]]:
    record = read_article(from_text(text, id="test"), models)
    cues = {claim.id: text_of(text, claim.cue) for claim in record.claims}
    return [(cues[one.claim], cues[one.answer], one.kind) for one in record.disputes]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Norway accused Russia of jamming its radars. Moscow denied any involvement.",
            ("accused", "denied", "denies"),
        ),
        (
            "Prosecutors accused Anna Petrova of selling secrets. Petrova has always denied the charge.",
            ("accused", "has always denied", "denies"),
        ),
        (
            "The chancellor claimed that the deal gave Vienna a right to the water. The envoy, Paul Ives, denied"
            " that the document granted any such right.",
            ("claimed", "denied", "denies"),
        ),
    ],
)
def test_a_denial_answers(text: str, expected: tuple[str, str, str], models: Models) -> None:
    assert expected in answers(text, models)


def test_the_explanation_of_a_denial_answers_with_it(models: Models) -> None:
    text = (
        "Prosecutors accused Anna Petrova of selling secrets. Petrova has denied the charge, saying that she drew"
        " on newspapers."
    )
    assert {answer for _, answer, _ in answers(text, models)} == {"has denied", "saying"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The mayor said that Anna Petrova had sold nothing. Petrova denied any intent to harm the town.",
            [],
        ),
        (
            "The mayor said that Anna Petrova had paid no tax. Petrova denied it.",
            [("said", "denied", "denies")],
        ),
        (
            "The mayor said that Anna Petrova had sold secrets. Petrova denied that she had sold secrets.",
            [("said", "denied", "denies")],
        ),
    ],
)
def test_who_denies_agrees_with_who_says_that_it_is_not_so(
    text: str, expected: list[tuple[str, str, str]], models: Models
) -> None:
    assert answers(text, models) == expected


def test_what_nobody_said_before_is_not_answered(models: Models) -> None:
    assert answers("The mayor denied that the bridge was closed. Voters like bridges.", models) == []
