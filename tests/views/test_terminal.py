"""The text view: what an analyst sees at 80 columns, and what hostile words cannot do to it."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from sayso.types import Article, Block, Claim, Entity, Published, Record
from sayso.views.terminal import draw
from tests.views.samples import PARAGRAPHS, TEXT, ankara, at, bare, hostile

GOLDEN = Path(__file__).parent / "golden"
ANSI = re.compile(r"\x1b\[[0-9;]*m")


def drawn(record: Record, width: int = 80, encoding: str = "utf-8", colour: bool = False) -> str:
    """What a console of this width and encoding receives."""
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding=encoding, newline="\n")
    console = Console(
        file=stream,
        width=width,
        highlight=False,
        force_terminal=colour,
        color_system="truecolor" if colour else None,
        legacy_windows=False,
        _environ={},
    )
    draw(record, console)
    stream.flush()
    return raw.getvalue().decode(encoding)


def section(shown: str, title: str) -> str:
    """The lines of one section, its heading left out."""
    return shown.split(f"\n{title}", 1)[1].split("\n\n", 1)[0]


@pytest.mark.parametrize("name", ["ankara", "bare"])
def test_eighty_columns_without_colour(name: str) -> None:
    record = {"ankara": ankara, "bare": bare}[name]()

    assert drawn(record) == (GOLDEN / f"{name}.txt").read_text(encoding="utf-8")


def test_an_ascii_console_gets_ascii_of_the_same_page() -> None:
    assert drawn(ankara(), encoding="ascii") == (GOLDEN / "ankara_ascii.txt").read_text(encoding="ascii")


def test_style_adds_nothing_that_the_plain_view_lacks() -> None:
    coloured = drawn(ankara(), colour=True)

    assert coloured != drawn(ankara())
    assert ANSI.sub("", coloured) == drawn(ankara())


def test_no_color_is_obeyed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    stream = io.StringIO()

    draw(ankara(), Console(file=stream, force_terminal=True, color_system="truecolor", width=80))

    codes = {code for found in ANSI.findall(stream.getvalue()) for code in found[2:-1].split(";")}
    assert codes <= {"0", "1", "2", "3", "4", ""}  # reset, bold, dim, italic, underline; no colour


@pytest.mark.parametrize("encoding", ["utf-8", "ascii", "latin-1", "cp1252"])
@pytest.mark.parametrize("width", [20, 60, 80, 120, 200])
def test_no_line_is_wider_than_the_console(width: int, encoding: str) -> None:
    lines = drawn(ankara(), width, encoding).splitlines()

    assert max(map(cell_len, lines)) <= width
    assert not [line for line in lines if line != line.rstrip()]


@pytest.mark.parametrize("width", [60, 80, 120, 200])
def test_every_word_of_the_body_is_shown_in_order(width: int) -> None:
    body = drawn(ankara(), width).split("Marks:", 1)[1].split("WHO SAID WHAT", 1)[0].split("\n", 1)[1]
    unmarked = re.sub(r"⟦c\d+\s|[⟧⟨⟩_]|## ", "", body)

    assert unmarked.split() == TEXT.split()


def test_a_claim_inside_a_claim_is_marked_inside_it() -> None:
    line = " ".join(drawn(ankara(), 200).split())

    assert "⟦c3 ⟨Burns⟩ reportedly _warned_ Naryshkin of ⟦c4 the consequences Russia would face" in line
    assert "nuclear weapons in Ukraine⟧⟧." in line


def test_crossing_contents_are_closed_and_opened_anew() -> None:
    claims = tuple(
        Claim(number, ((start, end),), (), None, (), "indirect", "assert", None, (), None, 0, 1.0)
        for number, start, end in (("c1", 0, 7), ("c2", 4, 11))
    )
    record = Record(Article(id="x", text="one two six"), claims=claims)

    assert "⟦c1 one ⟦c2 two⟧⟧⟦c2  six⟧" in drawn(record)


def test_a_content_over_two_paragraphs_is_marked_in_both() -> None:
    claim = Claim("c1", ((4, 12),), (), None, (), "direct", "assert", None, (), None, 0, 1.0)
    blocks = (Block("paragraph", 0, 7), Block("quote", 9, 17))
    record = Record(Article(id="x", text="one two\n\nsix nine", blocks=blocks), claims=(claim,))

    assert "one ⟦c1 two⟧\n\n  │ ⟦c1 six⟧ nine\n" in drawn(record)


def test_nothing_that_did_not_happen_can_be_taken_for_what_did() -> None:
    happened = section(drawn(ankara()), "WHAT HAPPENED")
    signs = re.findall(r"^e\d +(\[.+?\]) (.+?):", happened, re.MULTILINE)

    assert [sign for sign, _ in signs] == ["[+]", "[+]", "[if]", "[x]", "[>]", "[?]", "[<]"]
    assert all("not" in words.split(", ")[1] for sign, words in signs if sign not in {"[+]", "[<]"})


@pytest.mark.parametrize(
    ("actors", "recipients", "shown"),
    [
        ("AB", "AB", "A <-> B"),
        ("AB", "B", "A -> B"),
        ("A", "A", "A -> A"),
        ("A", "BC", "A -> B, C"),
        ("", "B", "nobody named -> B"),
        ("A", "", "A"),
    ],
)
def test_who_stands_on_both_sides_is_named_once(actors: str, recipients: str, shown: str) -> None:
    record = ankara()
    sides = [
        tuple(Entity(mention=(), name=name, kind="person", named=True) for name in side)
        for side in (actors, recipients)
    ]
    event = replace(record.events[0], actors=sides[0], recipients=sides[1])
    assert f"\n     {shown}\n" in drawn(replace(record, events=(event,)))


def test_what_the_outlet_does_not_say_itself_is_only_said_to_have_happened() -> None:
    happened = section(drawn(ankara()), "WHAT HAPPENED")

    assert '[+] happened: CONSULT (third-party) "met"' in happened
    assert '[+] said to have happened: THREATEN "warned"' in happened
    assert "says c3 regional sources; c4 William Burns" in happened
    assert "DISPUTED by c8 Vladimir Putin" in happened


@pytest.mark.parametrize(
    ("published", "shown"),
    [
        (None, "no date"),
        (Published("2022-11-14", "day", "page"), "2022-11-14 (from the page)"),
        (Published("2022-11", "month", "given"), "2022-11 (given by the user)"),
    ],
)
def test_the_date_says_where_it_is_from(published: Published | None, shown: str) -> None:
    record = ankara()
    record = replace(record, article=replace(record.article, published=published))

    assert f"The Daily Example | {shown} | en\n" in drawn(record)


def test_long_contents_are_cut_to_two_lines() -> None:
    long = replace(ankara().claims[0], content=(at(PARAGRAPHS[0]),))
    lines = section(drawn(replace(ankara(), claims=(long,)), 60), "WHO SAID WHAT").splitlines()

    content = [line for line in lines if line.startswith("     │ ")]
    assert len(content) == 2
    assert content[1].endswith("…")


@pytest.mark.parametrize(
    "words",
    [
        "[bold]x[/bold] [link=https://x.example]y[/link] [/] :smile:",
        "\x1b[31mred\x1b[0m \x1b]0;title\x07 \x1b[2J \x9b31m \x08\x7f \x00",
        "a\u202eb\u2066c\u200bd\u200de\ufefff\u00adg\U000e0041h",
        "⟦c9 never said⟧ ⟨nobody⟩ [[c9 never said]] <<nobody>>",
        "\ud800 lone surrogate",
        "w" * 10_000,
        "広" * 10_000,
        "e" + "\u0301" * 1_000,
        "قال الناطق: «لن نهاجم» ثم أنكر שלום",
        "one\n\ntwo\r\nthree\u2028four\tfive",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "ascii"])
@pytest.mark.parametrize("width", [20, 80])
def test_hostile_words_steer_nothing(words: str, encoding: str, width: int) -> None:
    shown = drawn(hostile(words), width, encoding)

    assert_inert(shown, width)
    assert ("⟦c9" if encoding == "utf-8" else "[[c9") not in shown


@given(words=st.text(st.characters(), min_size=1, max_size=60))
@example(words="_")
@example(words="\u0600\u070f")
def test_no_words_steer_anything(words: str) -> None:
    assert_inert(drawn(hostile(words)), 80)
    drawn(hostile(words), encoding="ascii")


def assert_inert(shown: str, width: int) -> None:
    """No control or hidden character is left, and no line runs over."""
    assert not [c for c in shown if c != "\n" and unicodedata.category(c) in {"Cc", "Cf", "Cs", "Zl", "Zp"}]
    assert max(map(cell_len, shown.split("\n"))) <= width


def test_what_was_hidden_is_shown_as_its_code_point() -> None:
    assert "a<U+202E>b<U+200B>c<U+001B>[31m" in drawn(bare("a\u202eb\u200bc\x1b[31m"))


def test_markup_of_the_page_is_shown_as_it_stands() -> None:
    assert "[bold]x[/bold] :smile:" in drawn(bare("[bold]x[/bold] :smile:"))


def test_letters_of_other_scripts_stay_as_they_are() -> None:
    words = "قال الناطق שלום Эрдоган 安卡拉 Erdoğan"

    assert words in drawn(bare(words))
    assert "Erdogan" in drawn(bare(words), encoding="ascii")


def test_importing_sayso_loads_no_rich() -> None:
    code = "import sys, sayso; sys.exit('rich' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
