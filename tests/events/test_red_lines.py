from collections.abc import Callable

import pytest

from sayso.article import from_text
from sayso.loading import Models
from sayso.pipeline import read_article
from sayso.syntax import text_of
from sayso.types import RedLine

DRAWN = [
    (
        "Iran will respond with force if Israel attacks Iran.",
        "Iran",
        "Israel attacks Iran",
        "Iran will respond with force",
    ),
    (
        "Unless Russia withdraws, Germany will impose sanctions.",
        "Germany",
        "Russia withdraws",
        "Germany will impose sanctions",
    ),
    (
        "Any attack on Iran, the minister warned, would be met with force.",
        None,
        "Any attack on Iran",
        "would be met with force",
    ),
    ("Any attack on Iran would be met with force.", None, "Any attack on Iran", "would be met with force"),
]


@pytest.mark.parametrize(("text", "actor", "condition", "consequence"), DRAWN)
def test_condition_and_consequence(
    red_lines_of: Callable[[str], tuple[RedLine, ...]],
    text: str,
    actor: str | None,
    condition: str,
    consequence: str,
) -> None:
    (line,) = red_lines_of(text)
    assert (line.actor.name if line.actor else None) == actor
    assert [text[a:b] for a, b in line.condition] == [condition]
    assert [text[a:b] for a, b in line.consequence] == [consequence]


def test_the_words_that_attribute_a_line_are_no_part_of_it(models: Models) -> None:
    text = (
        "France would close the port if Spain seized the ship, Prime Minister Leon Blum told reporters. Egypt's"
        " minister told Reuters that if Sudan diverted the river, Egypt would bomb the dam."
    )
    lines = read_article(from_text(text, id="test"), models).red_lines
    assert [(text_of(text, line.condition), text_of(text, line.consequence)) for line in lines] == [
        ("Spain seized the ship", "France would close the port"),
        ("Sudan diverted the river", "Egypt would bomb the dam"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The envoy asked whether France would attack the port if Spain seized the ship.",
        '"Will France attack the port if Spain seizes the ship?" the envoy asked.',
        "He wondered whether Russia would fight if Norway was attacked.",
    ],
)
def test_a_question_is_no_red_line(red_lines_of: Callable[[str], tuple[RedLine, ...]], text: str) -> None:
    assert red_lines_of(text) == ()


@pytest.mark.parametrize(
    "text",
    ["If it rains, France will cancel the parade.", "Israel attacked Iran.", "Any talks would be good."],
)
def test_a_condition_without_a_threat_is_no_red_line(
    red_lines_of: Callable[[str], tuple[RedLine, ...]], text: str
) -> None:
    assert red_lines_of(text) == ()
