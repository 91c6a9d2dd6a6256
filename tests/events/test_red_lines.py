from collections.abc import Callable

import pytest

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


@pytest.mark.parametrize(
    "text",
    ["If it rains, France will cancel the parade.", "Israel attacked Iran.", "Any talks would be good."],
)
def test_a_condition_without_a_threat_is_no_red_line(
    red_lines_of: Callable[[str], tuple[RedLine, ...]], text: str
) -> None:
    assert red_lines_of(text) == ()
