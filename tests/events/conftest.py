from collections.abc import Callable

import pytest

from sayso.events import find_events, find_red_lines
from sayso.lexicons.actors import load_actors
from sayso.lexicons.contexts import load_context_words
from sayso.lexicons.events import load_event_words
from sayso.lexicons.red_lines import load_red_line_words
from sayso.models.event_coder import load_event_coder
from sayso.types import Article, Event, RedLine, Sentences
from tests.events.cast_for_tests import cast_of

Parse = Callable[[str], Sentences]


@pytest.fixture(scope="session")
def events_of(parse_text: Parse) -> Callable[[str], tuple[Event, ...]]:
    coder = load_event_coder()
    words = load_event_words(), load_context_words(), load_actors()

    def read(text: str) -> tuple[Event, ...]:
        parsed = parse_text(text)
        return find_events(Article(id="t", text=text), parsed, (), cast_of(parsed), (), (), coder, *words)

    return read


@pytest.fixture(scope="session")
def red_lines_of(parse_text: Parse) -> Callable[[str], tuple[RedLine, ...]]:
    words = load_red_line_words()

    def read(text: str) -> tuple[RedLine, ...]:
        parsed = parse_text(text)
        return find_red_lines(parsed, (), cast_of(parsed), words)

    return read
