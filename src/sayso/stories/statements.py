"""Stories -> what is said in them that can be set beside each other: statements and demands of somebody.

Left out are fragments, questions, what nobody in particular says ("it denied"), and saying that did not take place
("did not deny", "if Russia denied"): they neither confirm nor deny anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sayso.lexicons.claims import ClaimWords
from sayso.stories.matching import Matcher, Saying
from sayso.stories.origins import claims_told, is_somebody
from sayso.types import Claim, Record, Report, Story, Telling

FEWEST_WORDS = 4  # a shorter content ("yes", "the charge") says nothing that another could confirm
BEFORE = 3  # words before a cue that may say that there was no such saying

DENIES = {"deny", "decline"}  # acts by which a speaker says that it is not so, or will not be
DEMANDS = {"demand", "request"}
ACCUSES = {"accuse", "criticize"}

_BEGINS_WITH_NAME = re.compile(r"(?:the\s+)?[A-Z]")
_WORDS = re.compile(r"[\w’'-]+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Said:
    """One statement of a story: who tells it, the claim itself, its content made ready to be compared."""

    telling: Telling
    claim: Claim
    saying: Saying

    @property
    def accused(self) -> str | None:
        """The country that is accused: as the page marks it, else the one that the accusation begins with."""
        if self.claim.addressee is not None:
            return self.claim.addressee.country
        begins = self.claim.act == "accuse" and _BEGINS_WITH_NAME.match(self.saying.text)
        return next((name for name in self.saying.names if name.isupper()), None) if begins else None


def statements(
    records: Mapping[str, Record], reports: Mapping[str, Report], story: Story, matcher: Matcher
) -> Iterator[Said]:
    """Every statement of a story. A denial is a telling of the opposite."""
    for name in story.reports:
        record = records[name]
        claims = {claim.id: claim for claim in record.claims}
        for telling in claims_told(record, reports[name]):
            claim = claims[telling.told[1]]
            if says_enough(telling.words, matcher.lexicon) and is_said(
                claim, record.article.text, matcher.lexicon
            ):
                denied = claim.act in DENIES
                yield Said(telling, claim, matcher.saying(telling.words, denied, _subject(claim)))


def says_enough(content: str, lexicon: ClaimWords) -> bool:
    """Is it a statement that another could confirm or deny: no fragment, and no question?"""
    first, *others = content.lower().split() or [""]
    return len(others) >= FEWEST_WORDS - 1 and first not in lexicon.open and "?" not in content[-2:]


def is_said(claim: Claim, text: str, lexicon: ClaimWords) -> bool:
    """Does somebody in particular say it, and is the saying itself neither negated, supposed nor asked?"""
    if claim.source is not None and not is_somebody(claim.source):
        return False
    ends = max((end for _, end in (*claim.content, *claim.cue)), default=0)
    if text[ends : ends + 2].strip().startswith("?"):
        return False
    return lexicon.unsaid.isdisjoint(_leading(claim, text))


def _leading(claim: Claim, text: str) -> list[str]:
    """The last words before the cue and before the source, as far as no punctuation parts them from it."""
    starts = {span[0] for span in (claim.cue[:1] or ())}
    if claim.source is not None and claim.source.mention and claim.cue:
        starts |= {start for start, _ in claim.source.mention[:1] if 0 < claim.cue[0][0] - start < 80}
    return [word for start in starts for word in _words_before(text, start)]


def _words_before(text: str, start: int) -> list[str]:
    found: list[str] = []
    for word in reversed(_WORDS.findall(text[max(0, start - 60) : start].lower())):
        if not word[0].isalnum() or len(found) == BEFORE:
            break
        found += [word, "n't"] if word.endswith(("n't", "n’t")) else [word]
    return found


def _subject(claim: Claim) -> str | None:
    """The country that "it" or a verb without a subject stands for: of the accused, else of the speaker."""
    party = claim.addressee if claim.act in ACCUSES else claim.source
    return party.country if party is not None else None
