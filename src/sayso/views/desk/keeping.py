"""What the process beside the desk holds: the picture of each desk, and what is kept for the next one.

What has not changed is not worked out anew: records, vectors and the disputes and red lines of a story are kept from
one picture to the next. The picture before the newest one stays, for questions that are still on their way.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar

import msgspec
import numpy as np

from sayso.errors import UnreachableError
from sayso.models.sentence_vectors import Floats, SentenceVectors, load_sentence_vectors
from sayso.store.stored import digest_of, unpacked
from sayso.stories.copies import find_reports
from sayso.stories.picture import Picture
from sayso.stories.red_lines import Drawn, Line, find_lines
from sayso.types import OpenDispute, Record, Report, Story

Result = TypeVar("Result")

# a story in all that its disputes and red lines depend on: reports, with the digests of their records
Told = tuple[tuple[Report, tuple[str, ...]], ...]


@dataclass(frozen=True)
class KeptPicture(Picture):
    """A picture that knows the disputes of stories that are as they were in the last one."""

    digests: dict[str, str] = field(default_factory=dict)
    known: dict[Told, tuple[OpenDispute, ...]] = field(default_factory=dict)
    drawn: dict[Told, tuple[Line, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """A record in which other pages filled something in is another one."""
        given = self.records
        super().__post_init__()
        filled = {name: one for name, one in self.records.items() if one is not given[name]}
        self.digests.update({name: digest_of(msgspec.json.encode(one)) for name, one in filled.items()})

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """Every red line once."""
        return tuple(line for story in self.stories for line in self._lines_of(story))

    @cached_property
    def standing(self) -> dict[Drawn, Line]:
        """The red line that stands behind each one on a page."""
        return {voicing.told: line for line in self.lines for voicing in line.voicings}

    def disputes_of(self, stories: Iterable[Story]) -> tuple[OpenDispute, ...]:
        """See ``Picture.disputes_of``."""
        return tuple(dispute for story in stories for dispute in self._of_story(story))

    def told(self, story: Story) -> Told:
        """What the disputes and red lines of a story depend on."""
        reports = (self._by_id[name] for name in story.reports)
        return tuple((report, tuple(map(self.digests.__getitem__, report.articles))) for report in reports)

    def _of_story(self, story: Story) -> tuple[OpenDispute, ...]:
        told = self.told(story)
        if told not in self.known:
            self.known[told] = super().disputes_of([story])
        return self.known[told]

    def _lines_of(self, story: Story) -> tuple[Line, ...]:
        told = self.told(story)
        if told not in self.drawn:
            found = find_lines(self.records, self._by_id, story, self._matcher, self.vectors)
            self.drawn[told] = tuple(found)
        return self.drawn[told]


@dataclass(frozen=True)
class RememberedVectors(SentenceVectors):
    """The encoder, with the vectors of texts that it has seen."""

    seen: dict[str, Floats] = field(default_factory=dict)

    def __call__(self, texts: Sequence[str]) -> Floats:
        """See ``SentenceVectors``."""
        for text in texts:
            if text not in self.seen:
                self.seen[text] = super().__call__([text])[0]
        return np.stack([self.seen[text] for text in texts]) if texts else super().__call__([])


@functools.cache
def encoder() -> RememberedVectors:
    """The encoder of sentence vectors, once a process. Raises ModelError."""
    found = load_sentence_vectors()
    return RememberedVectors(found.tokenizer, found.run, found.digest)


@dataclass
class Kept:
    """What is held for one desk."""

    records: dict[str, Record] = field(default_factory=dict)  # by digest
    pictures: dict[int, KeptPicture] = field(default_factory=dict)  # the last two
    known: dict[Told, tuple[OpenDispute, ...]] = field(default_factory=dict)
    drawn: dict[Told, tuple[Line, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Outline:
    """What a desk is told of a picture at once; the rest it asks for."""

    reports: tuple[Report, ...]
    stories: tuple[Story, ...]
    standing: dict[Drawn, Line]  # the red line behind each one on a page


def put_together(
    held: dict[str, Kept], desk: str, number: int, digests: Mapping[str, str], packed: Mapping[str, bytes]
) -> Outline:
    """Put a picture together, from the digests of records by page, and the records that are not held yet, by digest.

    Raises StoreError where one is damaged, ModelError where the encoder is missing.
    """
    kept = held.setdefault(desk, Kept())
    given = kept.records | {digest: unpacked(record) for digest, record in packed.items()}
    records = {page: given[digests[page]] for page in sorted(digests)}
    picture = KeptPicture(
        records, find_reports(records.values()), encoder(), digests=dict(digests), known=kept.known, drawn=kept.drawn
    )  # fmt: skip
    outline = Outline(picture.reports, picture.stories, picture.standing)
    _ = picture.disputes
    told = set(map(picture.told, picture.stories))
    kept.known = {key: value for key, value in picture.known.items() if key in told}
    kept.drawn = {key: value for key, value in picture.drawn.items() if key in told}
    kept.records = {digest: given[digest] for digest in digests.values()}
    kept.pictures = dict([*kept.pictures.items(), (number, picture)][-2:])
    return outline


def about(
    held: dict[str, Kept], desk: str, number: int, builder: Callable[..., Result], args: tuple[Any, ...]
) -> Result:
    """What a builder of a view makes of a picture. Raises UnreachableError where newer ones took its place."""
    picture = held[desk].pictures.get(number)
    if picture is None:
        raise UnreachableError("The store has changed meanwhile, and its stories with it. Ask again.")
    return builder(picture, *args)
