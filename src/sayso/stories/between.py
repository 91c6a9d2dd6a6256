"""A picture -> the tension between two actors, with the disputes that concern them."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.stories.calendar import By
from sayso.stories.picture import Picture
from sayso.stories.scores import Scores
from sayso.stories.tension import Pair, tension
from sayso.types import Claim, OpenDispute, Story, Tension


def between(picture: Picture, pair: Pair, scores: Scores, by: By) -> Tension:
    """The tension of a pair; disputes are sought only in stories in which one of the two has a part."""
    concerned = [story for story in picture.stories if _concerns(picture, story, pair)]
    disputes = [dispute for dispute in picture.disputes_of(concerned) if _is_theirs(picture, dispute, pair)]
    return tension(picture.records.values(), picture.reports, picture.stories, pair, scores, by, disputes)


def _concerns(picture: Picture, story: Story, pair: Pair) -> bool:
    return any(pair.concerns(event) for name in story.reports for event in picture.records[name].events)


def _is_theirs(picture: Picture, dispute: OpenDispute, pair: Pair) -> bool:
    return any(
        pair.has(entity)
        for told in (dispute.claim.told, dispute.answer.told)
        for claim in _claims(picture, told)
        for entity in (claim.source, claim.addressee)
    )


def _claims(picture: Picture, told: tuple[str, str]) -> Iterator[Claim]:
    return (claim for claim in picture.records[told[0]].claims if claim.id == told[1])
