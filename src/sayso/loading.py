"""Everything that reading takes besides the page: parser and lexicons of one language, loaded once."""

from __future__ import annotations

import functools
from dataclasses import dataclass, replace
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from sayso.lexicons.actors import ActorTables, load_actors
from sayso.lexicons.additions import with_additions
from sayso.lexicons.contexts import ContextWords, load_context_words
from sayso.lexicons.dates import DateWords, load_date_words
from sayso.lexicons.events import EventWords, load_event_words
from sayso.lexicons.gazetteer import Gazetteer, load_gazetteer
from sayso.lexicons.red_lines import RedLineWords, load_red_line_words
from sayso.lexicons.reporting import Reporting, load_reporting
from sayso.models.attribution_reader import AttributionReader, load_attribution_reader
from sayso.models.event_coder import EventCoder, load_event_coder
from sayso.sentences import load_parser, parser_version

if TYPE_CHECKING:
    from spacy.language import Language


class Digested(Protocol):
    """A model or lexicon that says which one it is."""

    @property
    def digest(self) -> str:
        """The SHA-256 of its file or files."""
        ...


@dataclass(frozen=True)
class Models:
    """What the stages are handed. Tests pass fakes; a worker loads one set."""

    parser: Language
    attributions: AttributionReader
    reporting: Reporting
    actors: ActorTables
    places: Gazetteer
    dates: DateWords
    coder: EventCoder
    plain_events: EventWords
    contexts: ContextWords
    red_lines: RedLineWords

    def digests(self) -> dict[str, str]:
        """Name and digest of everything that takes part, and the version of sayso, for the record."""
        tables: dict[str, Digested] = {
            "attributions": self.attributions,
            "reporting": self.reporting,
            "actors": self.actors,
            "places": self.places,
            "dates": self.dates,
            "events": self.coder,
            "plain_events": self.plain_events,
            "contexts": self.contexts,
            "red_lines": self.red_lines,
        }
        digests = {name: table.digest for name, table in tables.items()}
        return {"sayso": version("sayso"), "parser": parser_version(self.parser), **digests}


@functools.cache
def load_models_with(lexicons: tuple[str, ...], language: str = "en") -> Models:
    """The models with the actors of the user's own files, later files before earlier ones; once a process.

    Raises LexiconError, with file and line, where one of them is wrong.
    """
    models = load_models(language)
    actors = models.actors
    for lexicon in lexicons:
        actors = with_additions(actors, Path(lexicon))
    return replace(models, actors=actors)


@functools.cache
def load_models(language: str = "en") -> Models:
    """Load parser and lexicons of a language, once a process.

    Raises ModelError where a model is missing and LexiconError where a lexicon does not parse.
    """
    return Models(
        parser=load_parser(language),
        attributions=load_attribution_reader(),
        reporting=load_reporting(language),
        actors=load_actors(language),
        places=load_gazetteer(language),
        dates=load_date_words(language),
        coder=load_event_coder(),
        plain_events=load_event_words(language),
        contexts=load_context_words(language),
        red_lines=load_red_line_words(language),
    )
