"""The plain, frozen data that passes between the stages, in the order in which it flows.

All spans are ``(start, end)`` offsets in Unicode code points into ``Article.text``; ``text[start:end]`` is
always the words themselves. Nothing in here computes but the record's way to JSON and back.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

import msgspec

from sayso.errors import RecordError

Span = tuple[int, int]
Spans = tuple[Span, ...]

# --- a page as it reaches us -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Page:
    """One page as it came: the bytes, and what the user or the server said about them."""

    data: bytes
    name: str  # the path or address under which the user knows it; "-" for standard input
    media: Literal["html", "markdown", "text"]
    encoding: str | None = None  # as declared by the server or the caller
    url: str | None = None
    outlet: str | None = None
    date: str | None = None  # ISO 8601, given by the user
    title: str | None = None  # given by the caller (the "title" field of a .json page)


@dataclass(frozen=True, slots=True)
class Failure:
    """A page that could not be read. It stands in the result where its record would stand."""

    page: str
    stage: str
    reason: str  # a sentence that says what is wrong and what to do


# --- the article on it ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Published:
    """When the page says it was published, or when the user says so. Never guessed."""

    value: str  # ISO 8601
    precision: Literal["second", "day", "month", "year"]
    origin: Literal["page", "given"]


@dataclass(frozen=True, slots=True)
class Block:
    """One block of the article's text."""

    kind: Literal["paragraph", "quote", "heading", "list"]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Caption:
    """What stood under a picture, with its credit."""

    text: str
    credit: str | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """The article of a page: clean body, head, and what was taken off."""

    id: str
    text: str  # paragraphs parted by "\n\n"; no title, no captions, no furniture
    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    deck: str | None = None
    authors: tuple[str, ...] = ()
    published: Published | None = None
    language: str | None = None  # BCP 47
    blocks: tuple[Block, ...] = ()
    captions: tuple[Caption, ...] = ()
    furniture: tuple[str, ...] = ()


# --- its sentences -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Token:
    """One token with its tags and its place in the parse. Token numbers run through the whole article."""

    start: int
    end: int
    text: str
    lemma: str  # lower case, except of proper nouns
    pos: str  # universal part of speech: "VERB", "PROPN", ...
    tag: str  # Penn tag: "VBD", ...
    dep: str  # dependency label as the pipeline's scheme has it (ClearNLP for English)
    head: int  # number of the head token; a root is its own head
    sentence: int  # number of the sentence


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: its span, and its tokens as a half-open range of token numbers."""

    start: int
    end: int
    first: int
    last: int  # one past the last token


@dataclass(frozen=True, slots=True)
class Name:
    """A name that the pipeline's name finder marked, with its label ("PERSON", "ORG", "GPE", "DATE", ...)."""

    start: int
    end: int
    label: str
    first: int
    last: int  # one past the last token


@dataclass(frozen=True, slots=True)
class Sentences:
    """The parsed body of an article. Questions about the parse are answered by ``sayso.syntax``."""

    text: str
    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]
    names: tuple[Name, ...]
    children: tuple[tuple[int, ...], ...]  # token numbers of each token's dependents, in order


# --- who said what ----------------------------------------------------------------------------------

Manner = Literal["direct", "mixed", "indirect"]
Act = Literal[
    "assert",
    "confirm",
    "deny",
    "accuse",
    "warn",
    "threaten",
    "demand",
    "request",
    "promise",
    "predict",
    "believe",
    "decline",
    "support",
    "criticize",
    "report",
]


@dataclass(frozen=True, slots=True)
class FoundAttribution:
    """What the span reader finds: which words are cue, source and content of one attribution."""

    cue: Spans
    source: Spans  # empty where nobody stands behind the content
    content: Spans
    confidence: float


@dataclass(frozen=True, slots=True)
class Attribution:
    """One attribution, still in the words of the page: nobody has been resolved to a name yet."""

    id: str  # "c1", "c2", ... in order of appearance; becomes the id of the claim
    content: Spans
    cue: Spans
    source: Spans  # empty where nobody stands behind it
    via: tuple[Spans, ...]  # who passed it on, from the speaker outward
    addressee: Spans  # empty where nobody is addressed
    manner: Manner
    act: Act
    hedges: Spans
    anonymity: str | None  # the stated reason why the source is not named
    within: str | None
    sentence: int
    confidence: float


# --- who is who, where and when ------------------------------------------------------------------------

Kind = Literal["person", "group", "organization", "government", "outlet", "document", "unnamed"]


@dataclass(frozen=True, slots=True)
class Entity:
    """Somebody at one place of the page, resolved as far as the page and the lexicons allow."""

    mention: Spans
    name: str
    kind: Kind
    named: bool
    role: str | None = None
    country: str | None = None  # ISO 3166-1 alpha-3 or PLOVER's IGO, UNO, EUR, NGO, MNC, IMG, ISM
    sector: str | None = None  # PLOVER's sector code
    anonymity: str | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """One distinct actor of the page, once: the entity with every spelling and every mention."""

    id: str  # "a1", "a2", ... in order of first mention
    mention: Spans  # the first mention
    name: str
    kind: Kind
    named: bool
    role: str | None
    country: str | None
    sector: str | None
    anonymity: str | None
    aliases: tuple[str, ...]
    mentions: Spans
    why: tuple[str, ...] = ()  # one sentence for each decision: alias, country, sector


@dataclass(frozen=True, slots=True)
class Mention:
    """One noun phrase or pronoun that stands for an actor."""

    spans: Spans
    head: int  # token number of its syntactic head
    actor: int  # place of its actor in ``Cast.actors``


@dataclass(frozen=True, slots=True)
class Cast:
    """Everybody on the page. ``sayso.syntax.entity_at`` looks an entity up by its span or its head."""

    actors: tuple[Actor, ...] = ()
    mentions: tuple[Mention, ...] = ()
    members: Mapping[int, tuple[int, ...]] = field(default_factory=dict)  # of actors that are several


@dataclass(frozen=True, slots=True)
class Place:
    """A place as the gazetteer has it; country as ISO 3166-1 alpha-3."""

    name: str
    country: str | None
    lat: float | None = None
    lon: float | None = None
    geonames_id: int | None = None


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place where the page names it."""

    span: Span
    head: int  # token number of its syntactic head
    place: Place


Precision = Literal["second", "day", "week", "month", "season", "year", "decade", "interval"]


@dataclass(frozen=True, slots=True)
class When:
    """A date expression, resolved to an interval as far as it can be; both ends inclusive."""

    text: str
    start: str | None  # ISO 8601
    end: str | None
    precision: Precision | None  # None where it cannot be resolved


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date expression where the page has it."""

    span: Span
    head: int
    when: When


# --- what happened --------------------------------------------------------------------------------------

Status = Literal["actual", "historical", "planned", "hypothetical", "conditional", "negated"]


@dataclass(frozen=True, slots=True)
class Event:
    """A political event in the PLOVER ontology, with its status and on whose word it is told."""

    id: str
    type: str
    mode: str | None
    actors: tuple[Entity, ...]
    recipients: tuple[Entity, ...]
    trigger: Spans
    status: Status
    place: Place | None
    when: When | None
    claims: tuple[str, ...]  # ids of the claims that report it; empty: the outlet itself says so
    intensity: float | None
    sentence: int
    confidence: float
    contexts: tuple[str, ...] = ()  # codes of PLOVER's contexts


@dataclass(frozen=True, slots=True)
class RedLine:
    """A conditional commitment: what an actor says it will do if something happens."""

    id: str
    actor: Entity | None
    addressee: Entity | None
    condition: Spans
    consequence: Spans
    claim: str | None
    sentence: int


# --- the record -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Claim:
    """What is claimed, by whom, through whom, in what manner. The fields are those of the record."""

    id: str
    content: Spans
    cue: Spans
    source: Entity | None
    via: tuple[Entity, ...]
    manner: Manner
    act: Act
    addressee: Entity | None
    hedges: Spans
    within: str | None
    sentence: int
    confidence: float


@dataclass(frozen=True, slots=True)
class Dispute:
    """Two claims of one page that answer each other."""

    claim: str
    answer: str
    kind: Literal["denies", "contradicts", "qualifies", "confirms"]


@dataclass(frozen=True, slots=True)
class Record:
    """What reading one page yields."""

    article: Article
    claims: tuple[Claim, ...] = ()
    events: tuple[Event, ...] = ()
    red_lines: tuple[RedLine, ...] = ()
    disputes: tuple[Dispute, ...] = ()
    entities: tuple[Actor, ...] = ()
    models: dict[str, str] = field(default_factory=dict)  # name -> digest, and "sayso" -> version

    def to_dict(self) -> dict[str, Any]:
        """The record as plain dictionaries, lists, strings and numbers, ready for JSON."""
        plain: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(self))
        return plain

    @classmethod
    def from_dict(cls, plain: dict[str, Any]) -> Record:
        """The record that ``to_dict`` wrote, equal to the one it was made from.

        Raises RecordError where ``plain`` does not have the shape of a record.
        """
        try:
            return msgspec.convert(plain, cls)
        except msgspec.ValidationError as error:
            raise RecordError(f"This is not a record that this version of Sayso reads: {error}.") from error


# --- across pages ---------------------------------------------------------------------------------------
#
# A page is named by the id of its article, a claim by that and its own id, as ("3f2a...", "c4").

Told = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Report:
    """One text and every article that carries it: "12 articles, one wire origin"."""

    id: str  # of the article that has the fullest text
    articles: tuple[str, ...]  # that one first, then the copies
    outlets: tuple[str, ...]
    agency: str | None  # whose dateline one of them bears
    day: str | None  # ISO 8601, in UTC: when the first of them was published


@dataclass(frozen=True, slots=True)
class Story:
    """Reports about the same happening."""

    id: str  # of its first report
    name: str
    reports: tuple[str, ...]
    first: str | None  # day
    last: str | None
    actors: tuple[str, ...]  # those whom most of the reports name, most named first


@dataclass(frozen=True, slots=True)
class Telling:
    """A claim or an event as one report tells it, and on whose word."""

    told: Told  # article, and the claim's or event's id
    report: str
    outlets: tuple[str, ...]
    day: str | None
    words: str
    act: Act | None  # None: the outlet itself says so
    source: str  # who stands behind it, as a reader would name them
    origin: str  # tellings with the same origin are not independent of each other
    named: bool
    hedged: bool


@dataclass(frozen=True, slots=True)
class Grade:
    """How an analyst would grade it: reliability of the source, credibility of what is told; no verdict."""

    reliability: str  # "A" to "F", from the user's table; "F": cannot be judged
    credibility: int  # 1 to 6; 6: cannot be judged
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Corroborated:
    """What several pages say alike: one claim or one event, with all its tellings."""

    kind: Literal["claim", "event"]
    words: str  # as the first telling has it
    tellings: tuple[Telling, ...]
    denials: tuple[Telling, ...]
    origins: tuple[str, ...]  # the independent sources
    grade: Grade


@dataclass(frozen=True, slots=True)
class OpenDispute:
    """An accusation or assertion on one page, its denial on another (or the same) page."""

    claim: Telling
    answer: Telling
    similarity: float | None  # 0 to 2; None where the page itself sets the two against each other


@dataclass(frozen=True, slots=True)
class Period:
    """One day, week or month of a tension series. Figures are scores per report read."""

    start: str  # its first day
    level: float | None  # conflict less cooperation, actual events; None where no report was read
    low: float | None  # 90 % interval of the level
    high: float | None
    verbal_cooperation: float
    material_cooperation: float
    verbal_conflict: float
    material_conflict: float
    threat: float  # planned, conditional and threatened conflict
    reports: int  # read in the period, whatever they are about, copies folded
    events: int
    sources: int  # independent ones behind the events


@dataclass(frozen=True, slots=True)
class Mark:
    """Something to be drawn on the line: a red line, or an open dispute."""

    day: str
    kind: Literal["red line", "dispute"]
    who: str
    words: str
    article: str


@dataclass(frozen=True, slots=True)
class Tension:
    """The tension between two actors over time."""

    first: str
    second: str
    directed: bool  # only what the first does to the second
    by: Literal["day", "week", "month"]
    periods: tuple[Period, ...]
    changes: tuple[str, ...]  # first days of periods at which the level changes
    false_alarms: float  # the share of series without any change in which one would be reported
    marks: tuple[Mark, ...]
    scores: str  # name of the table
    notes: tuple[str, ...]  # what was left out, and why
