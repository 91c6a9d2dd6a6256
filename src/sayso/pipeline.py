"""The whole way of a page, on one screen. This module alone knows the order of the stages.

    page          the bytes of a file or an address        page.py
    article       title, body, date; furniture taken off   article/
    sentences     bounds, tags, parse, names               sentences.py
    attributions  cues, sources, contents, chains          attributions/
    cast, places, dates    who is who, where and when      entities/
    events, red lines      what happened, and did it       events/
    record        put together                             record.py

What is expected to go wrong with a page becomes a ``Failure`` in ``read_many``; what is not, is raised.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Protocol

from sayso.article import article_of
from sayso.attributions import find_attributions, find_disputes
from sayso.entities import find_dates, find_places, who_is_who
from sayso.errors import PageError
from sayso.events import find_events, find_red_lines
from sayso.loading import Models, load_models
from sayso.record import name_sources, put_together
from sayso.sentences import parse
from sayso.types import Article, Failure, Page, Record

DEFAULT_LANGUAGE = "en"


class Map(Protocol):
    """What spreads the work of ``read_many``: ``map``, a process pool's ``map``, Ray's ``Pool.imap``."""

    def __call__(
        self, function: Callable[[Page], Record | Failure], pages: Iterable[Page], /
    ) -> Iterable[Record | Failure]:
        """Apply ``function`` to every page and yield the results in the order of the pages."""
        ...


def read(page: Page, models: Models | None = None) -> Record:
    """Read one page into its record. Raises PageError, with the stage, where the page cannot be read."""
    return read_article(article_of(page), models)


def read_article(article: Article, models: Models | None = None) -> Record:
    """Read an article, whose text is clean already, into its record."""
    models = models or load_models(DEFAULT_LANGUAGE)
    parsed = parse(article, models.parser)
    attributions = find_attributions(article, parsed, models.attributions, models.reporting)
    cast = who_is_who(article, parsed, attributions, models.actors)
    places = find_places(parsed, models.places)
    dates = find_dates(article, parsed, models.dates)
    words = models.plain_events, models.contexts, models.actors
    events = find_events(article, parsed, attributions, cast, places, dates, models.coder, *words)
    red_lines = find_red_lines(parsed, attributions, cast, models.red_lines)
    claims = name_sources(attributions, cast, parsed)
    disputes = find_disputes(claims, parsed, models.reporting)
    return put_together(article, cast, claims, events, red_lines, disputes, models.digests())


def read_many(
    pages: Iterable[Page], models: Models | None = None, map: Map = map
) -> Iterator[Record | Failure]:
    """Read pages one after the other; each yields its record or, in its place, a failure.

    ``map`` spreads the work: ``ProcessPoolExecutor.map`` over processes, Ray over machines. Without
    ``models`` each process loads its own, once.
    """
    yield from map(partial(read_or_fail, models=models), pages)


def read_or_fail(page: Page, models: Models | None = None) -> Record | Failure:
    """The record of a page, or the failure that stands in its place."""
    try:
        return read(page, models)
    except PageError as error:
        return Failure(page.name, error.stage, str(error))
