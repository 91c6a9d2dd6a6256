"""A record on a terminal, for an analyst's glance: the marked body, then who said what and what happened.

Source, cue and content are told apart by plain marks as well as by style, so that a pipe, ``NO_COLOR`` or a
dumb terminal loses nothing. Lines are wrapped here, not by the console, so that indents hold. Words of the
page enter rich as ``Text`` only, never as markup, and only after ``all_legible``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rich.console import Console
from rich.text import Text

from sayso.types import Record, Status
from sayso.views.legible import all_legible
from sayso.views.marks import Mark, Piece, Role
from sayso.views.reading import Answer, Happening, Head, Limit, Passage, Reading, Saying, Telling, reading_of
from sayso.views.words import counted, who_to_whom

STYLES: dict[Role, str] = {"content": "underline", "source": "bold cyan", "cue": "italic yellow"}
SIGNS: dict[Status, str] = {
    "actual": "[+] happened",
    "historical": "[<] happened in the past",
    "planned": "[>] PLANNED, has not happened",
    "hypothetical": "[?] SUPPOSED, has not happened",
    "conditional": "[if] ON A CONDITION, has not happened",
    "negated": "[x] NEGATED, did not or will not happen",
}
CLAIMED_SIGNS: dict[Status, str] = {  # of what the outlet does not say itself
    "actual": "[+] said to have happened",
    "historical": "[<] said to have happened in the past",
}
OWN_WORD = "the outlet's own word"
STATUS_STYLES: dict[Status, str] = {"actual": "green", "historical": "green", "negated": "red"}
NOT_ACTUAL = "yellow"
NARROWEST = 20  # columns; below it words are cut rather than lines lost
INDENT = "     "
CONTENT_LINES = 2


@dataclass(frozen=True, slots=True)
class Signs:
    """The characters that a console can show."""

    content: tuple[str, str]
    source: tuple[str, str]
    cue: tuple[str, str]
    rule: str
    bar: str
    bullet: str
    more: str


UNICODE = Signs(("⟦", "⟧"), ("⟨", "⟩"), ("_", "_"), "─", "│", "•", "…")
ASCII = Signs(("[[", "]]"), ("<<", ">>"), ("_", "_"), "-", "|", "*", "...")


def draw(record: Record, console: Console) -> None:
    """Show a record on ``console``, wrapped at its width; in ASCII where its encoding is no Unicode one."""
    ascii_only = console.options.ascii_only
    reading = all_legible(reading_of(record), ascii_only)
    sheet = Sheet(console, ASCII if ascii_only else UNICODE)
    for line in sheet.lines(reading):
        console.print(line, no_wrap=True, overflow="ignore", crop=False)


@dataclass(frozen=True, slots=True)
class Sheet:
    """Lays a reading out in lines for one console."""

    console: Console
    signs: Signs

    @property
    def width(self) -> int:
        """Columns to write in."""
        return max(self.console.width, NARROWEST)

    def lines(self, reading: Reading) -> Iterator[Text]:
        """Every line of the page, from the title to the last dispute."""
        yield from self.head(reading.head)
        yield from self.flow(Text(_glance(reading)))
        yield self.rule()
        yield from self.body(reading.body)
        yield from self.section("WHO SAID WHAT", map(self.saying, reading.sayings))
        yield from self.section("WHAT HAPPENED", map(self.happening, reading.happenings))
        yield from self.section("RED LINES", map(self.limit, reading.limits))
        yield from self.section("DISPUTES", map(self.answer, reading.answers))
        yield Text()

    def head(self, head: Head) -> Iterator[Text]:
        """Title and deck; outlet, date and language in a line; authors and address where there are any."""
        yield from self.flow(Text(head.title or "(no title)", "bold"))
        if head.deck:
            yield from self.flow(Text(head.deck, "italic"))
        facts = (head.outlet or "no outlet", head.date or "no date", head.language or "language not known")
        yield from self.flow(Text(" | ".join(facts)))
        if head.authors:
            yield from self.flow(Text("by " + ", ".join(head.authors)))
        if head.address:
            yield from self.flow(Text(head.address, "dim"))

    def body(self, passages: Sequence[Passage]) -> Iterator[Text]:
        """How to read the marks, then the body."""
        if not passages:
            yield Text("no body", "dim")
            return
        yield from self.flow(self.legend())
        for passage in passages:
            yield Text()
            yield from self.passage(passage)

    def legend(self) -> Text:
        """The marks of the body, each in its own style."""
        marks: tuple[tuple[Role, str, str], ...] = (
            ("source", "", "source"),
            ("cue", "", "cue"),
            ("content", "c1", "content of claim c1"),
        )
        shown = (self.marked(role, claim, words) for role, claim, words in marks)
        return Text("Marks: ", "dim").append_text(Text("  ").join(shown))

    def marked(self, role: Role, claim: str, words: str) -> Text:
        """``words`` between the marks of a role."""
        return Text.assemble(
            self.mark(Mark(role, claim, True)), (words, STYLES[role]), self.mark(Mark(role, claim, False))
        )

    def mark(self, mark: Mark) -> Text:
        """The sign of one mark; a content opens with the number of its claim."""
        signs = {"content": self.signs.content, "source": self.signs.source, "cue": self.signs.cue}
        opening, closing = signs[mark.role]
        if not mark.opens:
            return Text(closing, "dim")
        return Text.assemble((opening, "dim"), (f"{mark.claim} " if mark.claim else "", "bold"))

    def passage(self, passage: Passage) -> Iterator[Text]:
        """One block of the body; headings, quotes and lists are told apart by how their lines begin."""
        words = Text.assemble(*map(self.piece, passage.pieces))
        if passage.kind == "heading":
            words.stylize("bold")
        first, rest = {
            "paragraph": ("", ""),
            "heading": ("## ", "   "),
            "quote": (f"  {self.signs.bar} ", f"  {self.signs.bar} "),
            "list": (f"  {self.signs.bullet} ", "    "),
        }[passage.kind]
        yield from self.flow(words, first, rest)

    def piece(self, piece: Piece) -> Text:
        """A mark, or words in the styles of all their roles."""
        if isinstance(piece, Mark):
            return self.mark(piece)
        words = Text(piece.text)
        for role in piece.roles:
            words.stylize(STYLES[role])
        return words

    def section(self, title: str, entries: Iterable[Iterable[Text]]) -> Iterator[Text]:
        """A heading with the number of its entries, and the entries; nothing where there are none."""
        drawn = [list(entry) for entry in entries]
        if not drawn:
            return
        yield Text()
        yield Text(f"{title} ({len(drawn)})", "bold")
        yield self.rule()
        for entry in drawn:
            yield from entry

    def saying(self, saying: Saying) -> Iterator[Text]:
        """Who; how and through whom; what."""
        speaker = Text(saying.speaker or "no source given", "bold" if saying.speaker else "dim")
        if saying.about:
            speaker.append(f" ({saying.about})", "not bold")
        yield from self.entry(saying.id, speaker)
        yield from self.flow(Text("; ".join(_manner(saying))), INDENT, INDENT + "  ")
        yield from self.shortened(saying.content, f"{INDENT}{self.signs.bar} ")

    def happening(self, event: Happening) -> Iterator[Text]:
        """Whether and what; who to whom; where and when; on whose word."""
        what = Text(_sign(event), STATUS_STYLES.get(event.status, NOT_ACTUAL))
        what.append(": ", "default").append(_type(event), "bold default")
        yield from self.entry(event.id, what.append(f' "{event.trigger}"' if event.trigger else ""))
        yield from self.flow(Text(who_to_whom(event.actors, event.recipients)), INDENT, INDENT + "  ")
        where_and_when = ", ".join(filter(None, (event.place and f"in {event.place}", event.when)))
        if where_and_when:
            yield from self.flow(Text(where_and_when), INDENT, INDENT + "  ")
        yield from self.word(event.word)
        if event.disputed:
            yield from self.flow(
                Text("DISPUTED by " + "; ".join(event.disputed), "red"), INDENT, INDENT + "  "
            )

    def limit(self, limit: Limit) -> Iterator[Text]:
        """Who to whom; if what; then what; on whose word."""
        parties = limit.actor or "nobody named"
        if limit.addressee:
            parties += f" -> {limit.addressee}"
        yield from self.entry(limit.id, Text(parties, "bold"))
        yield from self.flow(Text(limit.condition), f"{INDENT}if   ", f"{INDENT}     ")
        yield from self.flow(Text(limit.consequence), f"{INDENT}then ", f"{INDENT}     ")
        yield from self.word((limit.word,) if limit.word else ())

    def answer(self, answer: Answer) -> Iterator[Text]:
        """The claim, how it is answered, the answer."""
        yield from self.telling(answer.claim)
        yield from self.flow(Text(answer.how, "red"), INDENT, INDENT)
        yield from self.telling(answer.answer)

    def telling(self, telling: Telling) -> Iterator[Text]:
        """A claim's id and speaker, and its words in short."""
        yield from self.entry(telling.id, Text(telling.speaker, "bold"))
        yield from self.shortened(telling.content, f"{INDENT}{self.signs.bar} ")

    def word(self, word: Sequence[str]) -> Iterator[Text]:
        """On whose word something is told."""
        told = f"says {'; '.join(word)}" if word else OWN_WORD
        yield from self.flow(Text(told), INDENT, INDENT + "  ")

    def entry(self, number: str, words: Text) -> Iterator[Text]:
        """The first lines of an entry, behind its number."""
        yield from self.flow(words, f"{number:<4} ", INDENT)

    def shortened(self, words: str, indent: str) -> Iterator[Text]:
        """``words`` in two lines at most."""
        room = self.width - len(indent)
        lines = _wrapped(Text(words[: room * (CONTENT_LINES + 2)]), self.console, room)
        if len(lines) > CONTENT_LINES:
            lines = lines[:CONTENT_LINES]
            lines[-1].truncate(room - len(self.signs.more))
            lines[-1].rstrip()
            lines[-1].append(self.signs.more)
        yield from (Text(indent).append_text(line) for line in lines)

    def flow(self, words: Text, first: str = "", rest: str = "") -> Iterator[Text]:
        """``words`` wrapped at the width, the first line behind ``first`` and the others behind ``rest``."""
        lines = _wrapped(words, self.console, self.width - max(len(first), len(rest)))
        for number, line in enumerate(lines):
            yield Text(rest if number else first).append_text(line)

    def rule(self) -> Text:
        """A line from edge to edge."""
        return Text(self.signs.rule * self.width, "dim")


def _wrapped(words: Text, console: Console, width: int) -> list[Text]:
    lines = list(words.wrap(console, max(width, 1), overflow="fold"))
    for line in lines:
        line.rstrip()
    return lines


def _manner(saying: Saying) -> Iterator[str]:
    yield f"{saying.act}, {saying.manner}"
    if saying.addressee:
        yield f"to {saying.addressee}"
    if saying.via:
        yield f"via {', via '.join(saying.via)}"
    if saying.unnamed:
        yield f"unnamed: {saying.unnamed}"
    if saying.hedges:
        yield "hedged: " + ", ".join(f'"{hedge}"' for hedge in saying.hedges)
    if saying.within:
        yield f"inside {saying.within}"


def _sign(event: Happening) -> str:
    return CLAIMED_SIGNS.get(event.status, SIGNS[event.status]) if event.word else SIGNS[event.status]


def _type(event: Happening) -> str:
    return f"{event.type} ({event.mode})" if event.mode else event.type


def _glance(reading: Reading) -> str:
    """How much was found, in a line."""
    unnamed = sum(saying.unnamed is not None or saying.speaker is None for saying in reading.sayings)
    claims = counted(len(reading.sayings), "claim") + (
        f" ({unnamed} without a named source)" if unnamed else ""
    )
    rest = ((reading.happenings, "event"), (reading.limits, "red line"), (reading.answers, "dispute"))
    return " | ".join([claims, *(counted(len(entries), word) for entries, word in rest)])
