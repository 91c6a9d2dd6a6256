"""The phrases that stand for one actor, while they are being gathered, and what the linking steps share."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from sayso.entities.describe import Description, describe_phrase, singular
from sayso.entities.mentions import Phrase
from sayso.lexicons.actors import ActorTables
from sayso.syntax import head_of
from sayso.types import Attribution, Sentences, Span

Found = tuple["Group | None", str | None]  # whom a phrase stands for, and why
QUOTED = re.compile(r"“[^”]*”?|\"[^\"]*\"?")


@dataclass(slots=True, eq=False)
class Group:
    """The phrases that stand for one actor."""

    phrases: list[Phrase]
    names: list[str] = field(default_factory=list)
    known: str | None = None  # its name in the tables
    person: bool = False
    roles: list[str] = field(default_factory=list)  # titles and appositives, as the page has them
    genders: set[str] = field(default_factory=set)  # of the pronouns that stand for it
    members: tuple[Group, ...] = ()  # of several actors taken together
    why: list[str] = field(default_factory=list)

    def add(self, phrase: Phrase, why: str | None) -> None:
        """Let ``phrase`` stand for this actor, too."""
        self.phrases.append(phrase)
        if phrase.core and phrase.core not in self.names:
            self.names.append(phrase.core)
        if phrase.title and phrase.core and not phrase.title.endswith(("'s", "’s")):
            self.roles.append(phrase.title)
        self.person = self.person or phrase.person
        if why and why not in self.why:
            self.why.append(why)

    @property
    def first(self) -> Phrase:
        """The first phrase that was found to stand for it."""
        return self.phrases[0]

    def descriptions(self) -> list[str]:
        """Everything the page calls it that is not its name."""
        return [*self.roles, *(one.text for one in self.phrases if not one.core and one.form != "pronoun")]


@dataclass(slots=True)
class Reading:
    """A page while its actors are gathered."""

    parsed: Sentences
    attributions: tuple[Attribution, ...]
    tables: ActorTables
    date: str | None
    groups: list[Group] = field(default_factory=list)
    by_head: dict[int, Group] = field(default_factory=dict)
    mentioned: defaultdict[int, list[Group]] = field(default_factory=lambda: defaultdict(list))  # by sentence
    called: defaultdict[str, list[Group]] = field(default_factory=lambda: defaultdict(list))  # by description
    said: dict[str, Description] = field(default_factory=dict)  # by phrase
    quoted: list[Span] = field(default_factory=list)
    contents: list[tuple[int, int, Attribution]] = field(
        default_factory=list
    )  # stretches of what has a source
    asides: frozenset[int] = frozenset()  # heads of sources that follow what they say: ", police said"

    def __post_init__(self) -> None:
        self.quoted = [match.span() for match in QUOTED.finditer(self.parsed.text)]
        self.contents = [(*span, one) for one in self.attributions if one.source for span in one.content]
        after = [
            one for one in self.attributions if one.source and one.content and one.content[0] < one.source[0]
        ]
        heads = (head_of(self.parsed, one.source) for one in after if one.manner != "direct")
        self.asides = frozenset(head for head in heads if head is not None)

    def join(self, group: Group, phrase: Phrase, why: str | None) -> None:
        """Let ``phrase`` stand for ``group``, and remember where and how the page mentions it."""
        group.add(phrase, why)
        self.mentioned[phrase.sentence].append(group)
        if not phrase.core:
            self.called[self.bare(phrase.text)].append(group)

    def bare(self, text: str) -> str:
        """A description in lower case, without its article."""
        words = text.casefold().split()
        return " ".join(words[1:] if words[0] in self.tables.grammar.left_out else words)

    def in_quotation(self, phrase: Phrase) -> bool:
        """Whether a phrase stands in somebody's own words."""
        place = bisect_right(self.quoted, (phrase.start, len(self.parsed.text))) - 1
        return place >= 0 and phrase.start < self.quoted[place][1]

    def around(self, phrase: Phrase) -> list[Attribution]:
        """The attributions in whose content ``phrase`` stands, the innermost first."""
        start, end = phrase.spans[0]
        around = [one for first, last, one in self.contents if first <= start and end <= last]
        return sorted(around, key=lambda one: sum(last - first for first, last in one.content))

    def speakers(self, phrase: Phrase) -> list[Group]:
        """Who says what ``phrase`` stands in, the innermost first."""
        heads = [head_of(self.parsed, one.source) for one in self.around(phrase)]
        return [self.by_head[head] for head in heads if head is not None and head in self.by_head]

    def addressee(self, phrase: Phrase) -> Group | None:
        """Whom the speaker of what ``phrase`` stands in speaks to."""
        told = next(iter(self.around(phrase)), None)
        head = head_of(self.parsed, told.addressee) if told and told.addressee else None
        return self.by_head.get(head) if head is not None else None

    def told_by(self, phrase: Phrase) -> list[Group]:
        """To whom ``phrase`` says something."""
        said = [one for one in self.attributions if one.source and one.addressee]
        heads = [
            head_of(self.parsed, one.addressee)
            for one in said
            if head_of(self.parsed, one.source) == phrase.head
        ]
        return [self.by_head[head] for head in heads if head is not None and head in self.by_head]

    def genders_known(self, *groups: Group) -> bool:
        """Whether it is known of all of them that they differ in gender."""
        found = [self.gender(group) for group in groups]
        return None not in found and len(set(found)) == len(found)

    def says(self, group: Group) -> Description:
        """What page and tables say of a group so far."""
        return self.says_of(described(group))

    def says_of(self, phrase: str) -> Description:
        """What the tables say of a phrase by itself; asked of the same phrases again and again."""
        if phrase not in self.said:
            self.said[phrase] = describe_phrase(phrase, None, self.date, self.tables)
        return self.said[phrase]

    def gender(self, group: Group) -> str | None:
        """ "masculine" or "feminine", where pronouns, titles or first names settle it."""
        if group.genders:
            return next(iter(group.genders)) if len(group.genders) == 1 else None
        return self.gender_of(group.names, group.descriptions())

    def gender_of(self, names: list[str], roles: list[str]) -> str | None:
        """The gender that these names and roles agree on, or None."""
        words = {word.casefold() for role in roles for word in role.split()}
        found = {self.tables.titles[word] for word in words if word in self.tables.titles}
        firsts = [name.split()[0].casefold() for name in names if len(name.split()) > 1]
        found = found or {self.tables.first_names[one] for one in firsts if one in self.tables.first_names}
        return found.pop() if len(found) == 1 else None


def recent(reading: Reading, phrase: Phrase) -> Iterator[Group]:
    """The actors, the last mentioned first; those of pronouns alone left out."""
    found = [group for group in reading.groups if group.first.form != "pronoun" and not group.first.whole]
    found.sort(
        key=lambda group: max(one.start for one in group.phrases if one.start <= phrase.start), reverse=True
    )
    return iter(found)


def described(group: Group) -> str:
    """What the page says of an actor, as one phrase: its fullest title and name."""
    name = max(group.names, key=lambda one: len(one.split()), default=group.first.text)
    role = group.roles[0] if group.roles else ""
    return f"{role}, {name}" if role.casefold().startswith("the ") else f"{role} {name}".strip()


def last_word(text: str) -> str:
    """The last word of a phrase in the singular and in lower case."""
    return singular((text.casefold().split() or [""])[-1].strip(".,"))
