"""Records made by hand for the tests of the views. The pages are written for this project."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sayso.types import (
    Act,
    Article,
    Block,
    Claim,
    Dispute,
    Entity,
    Event,
    Kind,
    Place,
    Published,
    Record,
    RedLine,
    Span,
    Spans,
    Status,
    When,
)

HEADING = "Talks in Ankara"
PARAGRAPHS = (
    "Spy chiefs of the United States and Russia met in the Turkish capital on Monday, the first such meeting "
    "since the invasion began. Washington had asked for the meeting, the Kremlin confirmed.",
    "“Such talks did take place,” TASS quoted Kremlin spokesman Dmitry Peskov as saying. “Both sides will "
    "keep in touch.”",
    "According to Al Jazeera, citing regional sources, Burns reportedly warned Naryshkin of the consequences "
    "Russia would face in the event it used nuclear weapons in Ukraine.",
    "A White House official, who was not authorized to comment publicly, told The Associated Press that the "
    "two would not discuss a settlement of the war. A further round is said to be planned for January.",
    "Washington accused Moscow of making nuclear threats, which Putin denied, saying his words were taken "
    "out of context.",
)
TEXT = "\n\n".join((PARAGRAPHS[0], HEADING, *PARAGRAPHS[1:]))


def at(words: str, text: str = TEXT, after: str = "") -> Span:
    """Where ``words`` stand in ``text``, the first time after ``after``."""
    start = text.index(words, text.index(after) + len(after))
    return start, start + len(words)


def ankara() -> Record:
    """A page like those that Sayso is made for: layered sources, hedges, a denial, a red line."""
    return Record(
        article=_article(),
        claims=_claims(),
        events=_events(),
        red_lines=(
            RedLine(
                id="r1",
                actor=BURNS,
                addressee=NARYSHKIN,
                condition=(at("it used nuclear weapons in Ukraine"),),
                consequence=(at("the consequences Russia would face"),),
                claim="c4",
                sentence=5,
            ),
        ),
        disputes=(Dispute("c7", "c8", "denies"),),
    )


def bare(text: str = "Nothing was said.") -> Record:
    """A record with a body, and nothing else."""
    return Record(article=Article(id="bare", text=text))


def hostile(words: str) -> Record:
    """A record that carries ``words`` wherever a page's own words may come to stand."""
    somebody = Entity(
        mention=((0, len(words)),), name=words, kind="unnamed", named=False, role=words, anonymity=words
    )
    whole: Spans = ((0, len(words)),)
    claim = Claim("c1", whole, whole, somebody, (somebody,), "direct", "deny", somebody, whole, "c1", 0, 0.5)
    place, when = Place(words, words), When(words, None, None, None)
    event = Event(
        "e1", words, words, (somebody,), (somebody,), whole, "planned", place, when, ("c1",), None, 0, 0.5
    )
    return Record(
        article=Article(
            id="x",
            text=words,
            url=words,
            outlet=words,
            title=words,
            deck=words,
            authors=(words,),
            language=words,
        ),
        claims=(claim, replace(claim, id="c2", within=None)),
        events=(event,),
        red_lines=(RedLine("r1", somebody, somebody, whole, whole, "c1", 0),),
        disputes=(Dispute("c1", "c2", "contradicts"),),
    )


def _article() -> Article:
    bounds, start = [], 0
    for part in TEXT.split("\n\n"):
        bounds.append(Block("heading" if part == HEADING else "paragraph", start, start + len(part)))
        start += len(part) + 2
    return Article(
        id="ankara",
        text=TEXT,
        url="https://news.example/world/ankara-talks",
        outlet="The Daily Example",
        title="CIA and Russian Spy Chiefs Hold Rare Talks in Turkey as Both Seek to Lower Nuclear Tension",
        authors=("A. Writer",),
        published=Published("2022-11-14", "day", "given"),
        language="en",
        blocks=tuple(bounds),
    )


def _somebody(mention: str, name: str, kind: Kind, code: str = "", **more: str) -> Entity:
    country, _, sector = code.partition(" ")
    return Entity(
        mention=(at(mention),),
        name=name,
        kind=kind,
        named=kind != "unnamed",
        role=more.get("role"),
        country=country or None,
        sector=sector or None,
        anonymity=more.get("anonymity"),
    )


BURNS = _somebody("Burns", "William Burns", "person", "USA SPY", role="CIA director")
NARYSHKIN = _somebody("Naryshkin", "Sergey Naryshkin", "person", "RUS SPY", role="SVR head")
KREMLIN = _somebody("the Kremlin", "Kremlin", "government", "RUS GOV")
PESKOV = _somebody(
    "Kremlin spokesman Dmitry Peskov", "Dmitry Peskov", "person", "RUS GOV", role="Kremlin spokesman"
)
TASS = _somebody("TASS", "TASS", "outlet", "RUS JRN")
AL_JAZEERA = _somebody("Al Jazeera", "Al Jazeera", "outlet", "QAT JRN")
AP = _somebody("The Associated Press", "The Associated Press", "outlet", "USA JRN")
REGIONAL = _somebody("regional sources", "regional sources", "unnamed")
OFFICIAL = _somebody(
    "A White House official",
    "White House official",
    "unnamed",
    "USA GOV",
    anonymity="not authorized to comment publicly",
)
WASHINGTON = replace(
    _somebody("Washington", "Washington", "government", "USA GOV"),
    mention=(at("Washington", after="January."),),
)
MOSCOW = _somebody("Moscow", "Moscow", "government", "RUS GOV")
PUTIN = _somebody("Putin", "Vladimir Putin", "person", "RUS GOV")
ANKARA = Place("Ankara", "TUR", 39.92, 32.85, 323786)
MONDAY = When("Monday", "2022-11-14", "2022-11-14", "day")
JANUARY = When("January", "2023-01-01", "2023-01-31", "month")


def _claim(number: int, content: Spans, cue: Spans, source: Entity | None, act: Act, **more: Any) -> Claim:
    plain: dict[str, Any] = {"via": (), "manner": "indirect", "addressee": None, "hedges": (), "within": None}
    return Claim(f"c{number}", content, cue, source, act=act, sentence=0, confidence=0.9, **(plain | more))


def _claims() -> tuple[Claim, ...]:
    quoted = (at("“Such talks did take place,”"), at("“Both sides will keep in touch.”"))
    told = (
        at(
            "Burns reportedly warned Naryshkin of the consequences Russia would face in the event it used "
            "nuclear weapons in Ukraine"
        ),
    )
    warning = (at("the consequences Russia would face in the event it used nuclear weapons in Ukraine"),)
    return (
        _claim(1, (at("Washington had asked for the meeting"),), (at("confirmed"),), KREMLIN, "confirm"),
        _claim(2, quoted, (at("quoted"), at("as saying")), PESKOV, "assert", via=(TASS,), manner="direct"),
        _claim(3, told, (at("citing"),), REGIONAL, "report", via=(AL_JAZEERA,), hedges=(at("reportedly"),)),
        _claim(4, warning, (at("warned"),), BURNS, "warn", addressee=NARYSHKIN, within="c3"),
        _claim(
            5,
            (at("the two would not discuss a settlement of the war"),),
            (at("told"),),
            OFFICIAL,
            "assert",
            via=(AP,),
        ),
        _claim(
            6, (at("to be planned for January"),), (at("is said"),), None, "report", hedges=(at("is said"),)
        ),
        _claim(
            7,
            (at("making nuclear threats"),),
            (at("accused"), at("of", after="Moscow")),
            WASHINGTON,
            "accuse",
            addressee=MOSCOW,
        ),
        _claim(
            8,
            (at("his words were taken out of context"),),
            (at("denied"), at("saying", after="Putin")),
            PUTIN,
            "deny",
        ),
    )


def _event(number: int, kind: str, words: str, status: Status, **more: Any) -> Event:
    plain: dict[str, Any] = {
        "mode": None,
        "actors": (),
        "recipients": (),
        "place": None,
        "when": None,
        "claims": (),
    }
    trigger = (at(words),)
    return Event(
        f"e{number}",
        kind,
        trigger=trigger,
        status=status,
        intensity=None,
        sentence=0,
        confidence=0.8,
        **(plain | more),
    )


def _events() -> tuple[Event, ...]:
    parties = {"actors": (BURNS,), "recipients": (NARYSHKIN,)}
    return (
        _event(1, "CONSULT", "met", "actual", mode="third-party", place=ANKARA, when=MONDAY, **parties),
        _event(2, "THREATEN", "warned", "actual", claims=("c3",), **parties),
        _event(3, "ASSAULT", "used nuclear weapons", "conditional", actors=(MOSCOW,), claims=("c3", "c4")),
        _event(4, "CONSULT", "discuss a settlement", "negated", claims=("c5",), **parties),
        _event(5, "CONSULT", "round", "planned", claims=("c6",), when=JANUARY, **parties),
        _event(6, "THREATEN", "threats", "hypothetical", actors=(MOSCOW,), claims=("c7",)),
        _event(7, "ASSAULT", "invasion", "historical", when=When("the invasion", None, None, None)),
    )
