"""Records -> the whole picture: reports, stories, what is told alike, what is disputed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from sayso.lexicons.actors import load_actors
from sayso.lexicons.claims import load_claim_words
from sayso.models.sentence_vectors import SentenceVectors, load_sentence_vectors
from sayso.stories.clusters import find_stories
from sayso.stories.copies import find_reports
from sayso.stories.corroboration import corroborated_claims, corroborated_events
from sayso.stories.disputes import open_disputes
from sayso.stories.grading import Reliability
from sayso.stories.matching import Matcher
from sayso.stories.parties import with_countries
from sayso.stories.statements import Said, statements
from sayso.types import Corroborated, OpenDispute, Record, Report, Story


@dataclass(frozen=True)
class Picture:
    """What many pages make together. The costlier parts are worked out when they are first asked for."""

    records: Mapping[str, Record]
    reports: tuple[Report, ...]
    vectors: SentenceVectors
    reliability: Reliability = field(default_factory=Reliability)
    language: str = "en"
    _kept: dict[tuple[str, ...], tuple[OpenDispute, ...]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )  # disputes by the reports of their story

    def __post_init__(self) -> None:
        """What one page leaves open of its actors' countries, and others tell, is filled in."""
        object.__setattr__(self, "records", with_countries(self.records, load_actors(self.language)))

    @cached_property
    def stories(self) -> tuple[Story, ...]:
        """The stories, in the order of their days."""
        return find_stories(self.records.values(), self.reports, self.vectors)

    @cached_property
    def disputes(self) -> tuple[OpenDispute, ...]:
        """What is said by one and denied by another."""
        return self.disputes_of(self.stories)

    def disputes_of(self, stories: Iterable[Story]) -> tuple[OpenDispute, ...]:
        """The disputes of some stories."""
        return tuple(dispute for story in stories for dispute in self._disputes_in(story, None))

    @cached_property
    def claims(self) -> tuple[Corroborated, ...]:
        """Every claim once, with its tellings. Making claims ready costs most, so disputes are sought with them."""
        return tuple(claim for story in self.stories for claim in self._claims_of(story))

    def _claims_of(self, story: Story) -> Iterator[Corroborated]:
        said = self._said(story)
        self._disputes_in(story, said)
        return corroborated_claims(said, self._matcher, self.reliability)

    def _disputes_in(self, story: Story, said: Sequence[Said] | None) -> tuple[OpenDispute, ...]:
        if story.reports not in self._kept:
            said = self._said(story) if said is None else said
            found = open_disputes(self.records, self._by_id, story, said, self._matcher)
            self._kept[story.reports] = tuple(found)
        return self._kept[story.reports]

    @cached_property
    def events(self) -> tuple[Corroborated, ...]:
        """Every actual event once, with its tellings."""
        return tuple(corroborated_events(self.records, self.reports, self.reliability))

    @cached_property
    def _by_id(self) -> dict[str, Report]:
        return {report.id: report for report in self.reports}

    @cached_property
    def _matcher(self) -> Matcher:
        return Matcher(self.vectors, load_claim_words(self.language), load_actors(self.language))

    def _said(self, story: Story) -> tuple[Said, ...]:
        return tuple(statements(self.records, self._by_id, story, self._matcher))


def disputes_of(picture: Picture, stories: Iterable[Story]) -> tuple[OpenDispute, ...]:
    """The disputes of some stories of a picture, wherever that is held."""
    return picture.disputes_of(stories)


def picture_of(records: Sequence[Record], reliability: Reliability | None = None) -> Picture:
    """The picture that these records make; the same for any order of them.

    Of two records of the same article the last one counts. Raises ModelError where the encoder is missing.
    """
    by_id = {record.article.id: record for record in records}
    ordered = {name: by_id[name] for name in sorted(by_id)}
    return Picture(
        ordered, find_reports(ordered.values()), load_sentence_vectors(), reliability or Reliability()
    )
