"""Date expressions of a page, resolved against the day on which it was published.

Each sentence is searched with the patterns of the lexicon; of matches that overlap the longest stands. What a
match means is told by its rule, the tense of its verb, the words before it ("early", "since") and, where two are
joined ("from ... to ..."), by both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sayso.entities import dates_calendar as calendar
from sayso.entities.dates_calendar import DAY, Stretch
from sayso.entities.dates_rules import Found, resolve
from sayso.entities.dates_tense import Tense, tense_at
from sayso.lexicons.dates import DateWords, words_of
from sayso.syntax import head_of, tokens_in
from sayso.types import Article, DateMention, Sentence, Sentences, Span, When

LONGER_NAMES = {"PERSON", "ORG", "GPE", "FAC", "WORK_OF_ART", "PRODUCT", "EVENT"}
NO_YEARS = {"CARDINAL", "QUANTITY", "MONEY", "PERCENT"}
LONGEST_MODIFIER = 24  # characters before an expression that are looked at
LONGEST_JOINT = 10
THIRDS = {"first_third": 0, "middle_third": 1, "last_third": 2}


@dataclass(frozen=True, slots=True)
class Expression:
    """An expression where the page has it, and what it stands for."""

    span: Span
    stretch: Stretch


def find_dates(article: Article, parsed: Sentences, words: DateWords) -> tuple[DateMention, ...]:
    """The date expressions of the body, in text order, each with its days as far as they can be told.

    Where the article has no day of publication, expressions that need it have no days. Words that are no date
    ("Feb. 30", the verb "may") are left out.
    """
    published = published_day(article)
    found: list[DateMention] = []
    for sentence in parsed.sentences:
        expressions = list(expressions_in(parsed, sentence, published, words))
        found.extend(mention_of(parsed, e) for e in joined(parsed.text, expressions, words))
    return tuple(found)


def published_day(article: Article) -> date | None:
    """The day of publication; None where the page does not tell it to the day."""
    if article.published is None or article.published.precision not in {"second", "day"}:
        return None
    try:
        return date.fromisoformat(article.published.value[:10])
    except ValueError:
        return None


def expressions_in(
    parsed: Sentences, sentence: Sentence, published: date | None, words: DateWords
) -> Iterator[Expression]:
    """The expressions of one sentence, each with its modifiers."""
    for rule, match in longest(matches_in(parsed, sentence, words)):
        span = match.span()
        if not is_date(parsed, rule, match, words):
            continue
        tense = tense_of(parsed, span, words)
        groups = {name: " ".join(value.lower().split()) for name, value in match.groupdict().items() if value}
        if stretch := resolve(rule, Found(groups, published, tense, words)):
            yield modified(parsed.text, sentence, Expression(span, stretch), published, words)


def matches_in(
    parsed: Sentences, sentence: Sentence, words: DateWords
) -> Iterator[tuple[str, re.Match[str]]]:
    """Every match of every pattern in a sentence; most patterns need words that are not there."""
    there = words_of(parsed.text[sentence.start : sentence.end])
    for pattern in words.patterns:
        if any(there.isdisjoint(needed) for needed in pattern.needs):
            continue
        for match in pattern.pattern.finditer(parsed.text, sentence.start, sentence.end):
            yield pattern.rule, match


def longest(matches: Iterator[tuple[str, re.Match[str]]]) -> list[tuple[str, re.Match[str]]]:
    """Of matches that overlap the longest, else the first of the patterns; in text order."""
    kept: list[tuple[str, re.Match[str]]] = []
    for rule, match in sorted(matches, key=lambda found: found[1].start() - found[1].end()):
        if all(match.end() <= other.start() or match.start() >= other.end() for _, other in kept):
            kept.append((rule, match))
    return sorted(kept, key=lambda found: found[1].start())


def is_date(parsed: Sentences, rule: str, match: re.Match[str], words: DateWords) -> bool:
    """Is it not a verb, a person's name, part of a longer name, or a plain number?"""
    inside = tokens_in(parsed, (match.span(),))
    labels = {name.label for name in parsed.names if name.first <= inside[0] and inside[-1] < name.last}
    if rule == "day_of_month":  # "on the 27th", not "on the 27th floor"
        after = parsed.tokens[inside[-1] + 1] if inside[-1] + 1 < len(parsed.tokens) else None
        return after is None or after.pos not in {"NOUN", "PROPN", "ADJ"}
    if rule == "year":
        before = parsed.tokens[inside[0] - 1].text.lower() if inside[0] else ""
        return "DATE" in labels or (before in words.year_openers and not labels & NO_YEARS)
    if match.group().lower() not in {**words.numbers["months"], **words.numbers["weekdays"]}:
        return True
    if not match.group()[0].isupper() or labels & LONGER_NAMES:
        return False
    return match.group().lower() not in words.ambiguous or parsed.tokens[inside[0]].pos == "PROPN"


def tense_of(parsed: Sentences, span: Span, words: DateWords) -> Tense:
    """The tense in which an expression stands; what is to be done by then is to come."""
    inside = tokens_in(parsed, (span,))
    before = parsed.tokens[inside[0] - 1].text.lower() if inside[0] else ""
    if before in words.deadlines:
        return "future"
    return tense_at(parsed, head_of(parsed, (span,)) or inside[0], words)


def modified(
    text: str, sentence: Sentence, expression: Expression, published: date | None, words: DateWords
) -> Expression:
    """The expression with the words before it that change its extent: "since early March"."""
    while found := modifier_before(text, sentence, expression.span[0], words):
        start, kind = found
        expression = Expression((start, expression.span[1]), change(kind, expression.stretch, published))
    return expression


def modifier_before(text: str, sentence: Sentence, start: int, words: DateWords) -> tuple[int, str] | None:
    """Where the modifier that ends right before ``start`` begins, and what it does."""
    before = text[max(sentence.start, start - LONGEST_MODIFIER) : start].rstrip().lower()
    if not before:
        return None
    end = len(text[:start].rstrip())
    for modifier, kind in words.modifiers:
        if before.endswith(modifier) and not before.removesuffix(modifier)[-1:].isalnum():
            return end - len(modifier), kind
    return None


def change(kind: str, whole: Stretch, published: date | None) -> Stretch:
    """What a modifier of this kind makes of a stretch."""
    if whole.start is None or whole.end is None:
        return whole
    if kind in THIRDS:
        return calendar.third(whole, THIRDS[kind])
    if kind in {"day_before", "day_after"}:
        return calendar.day(whole.start - DAY if kind == "day_before" else whole.end + DAY)
    if kind == "until_now":
        return Stretch(whole.start, published if published and published >= whole.start else None, "interval")
    if published is None or not whole.start <= published <= whole.end or whole.precision == "day":
        return whole
    if kind == "so_far":
        return Stretch(whole.start, published, "interval")
    return Stretch(published, whole.end, "interval")


def joined(text: str, expressions: list[Expression], words: DateWords) -> list[Expression]:
    """The expressions, with two that span one stretch of time ("from 2014 to 2016") made one."""
    found: list[Expression] = []
    for expression in expressions:
        if found and (start := joint_start(text, found[-1].span, expression.span, words)) is not None:
            first = found.pop()
            extent = Stretch(first.stretch.start, expression.stretch.end, "interval")
            found.append(Expression((start, expression.span[1]), extent))
        else:
            found.append(expression)
    return found


def joint_start(text: str, first: Span, second: Span, words: DateWords) -> int | None:
    """Where the joined expression begins; None where the two are not joined."""
    between = text[first[1] : second[0]].strip().lower()
    before = text[max(0, first[0] - LONGEST_JOINT) : first[0]].rstrip().lower()
    for joint in words.joints:
        if between in joint.between and before.endswith(joint.opening):
            return len(text[: first[0]].rstrip()) - len(joint.opening) if joint.opening else first[0]
    return None


def mention_of(parsed: Sentences, expression: Expression) -> DateMention:
    """The expression as the record has it."""
    start, end = expression.span
    head = head_of(parsed, (expression.span,))
    stretch = expression.stretch
    when = When(
        text=parsed.text[start:end],
        start=stretch.start.isoformat() if stretch.start else None,
        end=stretch.end.isoformat() if stretch.end else None,
        precision=stretch.precision,
    )
    return DateMention(
        expression.span, tokens_in(parsed, (expression.span,))[0] if head is None else head, when
    )
