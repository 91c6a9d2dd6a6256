"""Which phrases of a page stand for one actor, and why.

In text order each phrase joins an earlier actor or founds one. Names join by spelling, acronym or table;
appositives by syntax; "the official" by what was said before; pronouns by number, gender and salience.
What fits two actors equally well joins neither.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from sayso.entities.describe import describe_phrase, singular
from sayso.entities.mentions import Phrase
from sayso.entities.names import is_acronym, same_person
from sayso.lexicons.actors import ActorTables
from sayso.syntax import ancestors, head_of
from sayso.types import Attribution, Sentences

PRONOUN_REACH = 3  # sentences back in which a pronoun looks for its antecedent


@dataclass(slots=True)
class Group:
    """The phrases that stand for one actor, while they are being gathered."""

    phrases: list[Phrase]
    names: list[str] = field(default_factory=list)
    known: str | None = None  # its name in the tables
    person: bool = False
    roles: list[str] = field(default_factory=list)  # titles and appositives, as the page has them
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


def group_phrases(
    phrases: tuple[Phrase, ...],
    parsed: Sentences,
    attributions: tuple[Attribution, ...],
    tables: ActorTables,
    date: str | None,
) -> list[Group]:
    """The actors of a page as groups of phrases, in order of first mention."""
    linker = _Linker(parsed, attributions, tables, date)
    for phrase in phrases:
        linker.link(phrase)
    linker.link_counterparts()
    return linker.groups


class _Linker:
    """Founds and extends groups, phrase by phrase."""

    def __init__(
        self,
        parsed: Sentences,
        attributions: tuple[Attribution, ...],
        tables: ActorTables,
        date: str | None,
    ) -> None:
        self.parsed, self.attributions, self.tables, self.date = parsed, attributions, tables, date
        self.groups: list[Group] = []
        self.by_head: dict[int, Group] = {}

    def link(self, phrase: Phrase) -> None:
        """Put ``phrase`` to the actor it stands for."""
        if phrase.whole:
            self._found(phrase)
            return
        group, why = self._of(phrase)
        if group is None and self.tables.pronouns.get(phrase.text.casefold()) == "relative":
            return
        if group is None:
            group = self._found(phrase)
        else:
            group.add(phrase, why)
        self.by_head[phrase.head] = group
        if phrase.core and group.known is None:
            group.known = self._known_name(phrase)

    def _found(self, phrase: Phrase) -> Group:
        group = Group([])
        group.add(phrase, None)
        self.groups.append(group)
        return group

    def _of(self, phrase: Phrase) -> tuple[Group | None, str | None]:
        if phrase.form == "pronoun":
            return self._of_pronoun(phrase)
        host = self._host(phrase)
        if host is not None:
            host.roles.append(phrase.text)
            return host, f"{phrase.text!r} stands in apposition"
        return self._of_name(phrase) if phrase.form == "name" else self._of_description(phrase)

    # --- names

    def _known_name(self, phrase: Phrase) -> str | None:
        titled = f"{phrase.title} {phrase.core}".strip()
        return (
            describe_phrase(phrase.core, self.parsed.text, self.date, self.tables).name
            or describe_phrase(titled, self.parsed.text, self.date, self.tables).name
        )

    def _of_name(self, phrase: Phrase) -> tuple[Group | None, str | None]:
        known = self._known_name(phrase)
        for group in self.groups:
            if phrase.core in group.names and not phrase.person and not group.person:
                return group, None
            if known and group.known == known:
                return group, f"{phrase.core!r} is a name of {known}"
            if any(is_acronym(phrase.core, name) for name in group.names):
                return group, f"{phrase.core!r} stands for {group.names[0]!r}"
        return self._person_named(phrase, known) if phrase.person or not known else (None, None)

    def _person_named(self, phrase: Phrase, known: str | None) -> tuple[Group | None, str | None]:
        """The one person of the page who can bear this name; with two of them, the one with the title."""
        fits = [
            (group, why)
            for group in self.groups
            if (group.person or phrase.person)
            and not (known and group.known and known != group.known)
            and (why := self._bears(group, phrase))
        ]
        if len(fits) > 1 and phrase.title:
            fits = [(group, why) for group, why in fits if phrase.title in group.roles] or fits
        return fits[0] if len(fits) == 1 else (None, None)

    def _bears(self, group: Group, phrase: Phrase) -> str | None:
        """Why ``phrase`` can name this group; every full name of it must agree."""
        if not group.names or not all(phrase.core and same_person(phrase.core, name) for name in group.names):
            return None
        if self._contradicts(group, phrase):
            return None
        return same_person(phrase.core, group.names[0])

    def _contradicts(self, group: Group, phrase: Phrase) -> bool:
        """Two persons with one surname: the genders of their titles or first names differ."""
        ours, theirs = self.gender_of([phrase.core], [phrase.title]), self.gender(group)
        return ours is not None and theirs is not None and ours != theirs

    # --- descriptions

    def _host(self, phrase: Phrase) -> Group | None:
        """The actor whom an appositive names again; "or" and brackets after a name count, too."""
        token = self.parsed.tokens[phrase.head]
        host = self.by_head.get(self._nearest_member(token.head, phrase.head))
        if host is None or token.head == phrase.head:
            return None
        if token.dep == "appos" and not (phrase.form == "name" and self._other_name(host, phrase)):
            return host
        alternative = token.dep == "conj" and any(
            self.parsed.tokens[child].text.casefold() == "or" for child in self.parsed.children[token.head]
        )
        return host if alternative and phrase.core.isupper() else None

    def _nearest_member(self, head: int, appositive: int) -> int:
        """Of "A and B, the head of C" the member right before the appositive, whatever the parser says."""
        members = [c for c in self.parsed.children[head] if self.parsed.tokens[c].dep == "conj"]
        return max((c for c in members if c < appositive), default=head)

    def _other_name(self, host: Group, phrase: Phrase) -> bool:
        """Whether the appositive is a name of somebody else, as in a list that the parser misread."""
        if not host.names:
            return False
        return not any(same_person(phrase.core, name) or is_acronym(phrase.core, name) for name in host.names)

    def _of_description(self, phrase: Phrase) -> tuple[Group | None, str | None]:
        same = [group for group in self.groups if self._says(group, phrase)]
        if same and (phrase.definite or phrase.plural):
            return same[-1], f"{phrase.text!r} was introduced as {same[-1].phrases[0].text!r}"
        if phrase.definite and not phrase.title:
            return self._introduced(phrase)
        return None, None

    def _says(self, group: Group, phrase: Phrase) -> bool:
        said = self._bare(phrase.text)
        return any(not one.core and self._bare(one.text) == said for one in group.phrases)

    def _bare(self, text: str) -> str:
        words = text.casefold().split()
        return " ".join(words[1:] if words[0] in self.tables.grammar.left_out else words)

    def _introduced(self, phrase: Phrase) -> tuple[Group | None, str | None]:
        """The last actor described by the head word of "the official", of the same number."""
        word = self._last_word(phrase.text)
        for group in reversed(self.groups):
            first = group.phrases[0]
            if first.plural != phrase.plural or first.form == "pronoun":
                continue
            described = [*group.roles, *(one.text for one in group.phrases if not one.core)]
            if any(word == self._last_word(text.split(",")[0].split(" of ")[0]) for text in described):
                return group, f"{phrase.text!r} was introduced as {described[0]!r}"
        return None, None

    def _last_word(self, text: str) -> str:
        return singular((text.casefold().split() or [""])[-1])

    def link_counterparts(self) -> None:
        """ "His Russian counterpart": the one person of that country who holds such an office."""
        for group in [one for one in self.groups if self._last_word(one.phrases[0].text) == "counterpart"]:
            said = describe_phrase(group.phrases[0].text, None, self.date, self.tables)
            owner = self._owner(group.phrases[0])
            fits = [
                one for one in self.groups if owner is not one and self._counterpart(one, owner, said.country)
            ]
            if len(fits) == 1:
                for phrase in group.phrases:
                    fits[0].add(phrase, f"{phrase.text!r} is the one of {said.country} in such an office")
                self.groups.remove(group)

    def _owner(self, phrase: Phrase) -> Group | None:
        return next((self.by_head[c] for c in self.parsed.children[phrase.head] if c in self.by_head), None)

    def _counterpart(self, group: Group, owner: Group | None, country: str | None) -> bool:
        if not group.person or owner is None or country is None:
            return False
        theirs = describe_phrase(described(group), None, self.date, self.tables)
        ours = describe_phrase(described(owner), None, self.date, self.tables)
        return theirs.country == country and theirs.sector == ours.sector

    # --- pronouns

    def gender(self, group: Group) -> str | None:
        """ "masculine" or "feminine", where titles, first names or pronouns settle it."""
        return self.gender_of(group.names, group.roles)

    def gender_of(self, names: list[str], roles: list[str]) -> str | None:
        """The gender that these names and roles agree on, or None."""
        words = {word.casefold() for role in roles for word in role.split()}
        found = {self.tables.titles[word] for word in words if word in self.tables.titles}
        firsts = [name.split()[0].casefold() for name in names if len(name.split()) > 1]
        found |= {self.tables.first_names[first] for first in firsts if first in self.tables.first_names}
        return found.pop() if len(found) == 1 else None

    def _of_pronoun(self, phrase: Phrase) -> tuple[Group | None, str | None]:
        kind = self.tables.pronouns.get(phrase.text.casefold())
        if kind is None:
            return None, None
        if kind == "relative":
            return self._antecedent(phrase), None
        if kind == "speaker":
            return self._speaker(phrase), "speaks in the first person"
        fits = [group for group in self.groups if self._agrees(group, kind)]
        ranked = sorted(
            ((self._salience(group, phrase), place) for place, group in enumerate(fits)), reverse=True
        )
        if not ranked or ranked[0][0] <= 0 or (len(ranked) > 1 and ranked[0][0] == ranked[1][0]):
            return None, None
        group = fits[ranked[0][1]]
        return group, f"{phrase.text!r} is nearest to {group.phrases[0].text!r} among those that agree"

    def _antecedent(self, phrase: Phrase) -> Group | None:
        """Whom a relative clause is about."""
        for above in ancestors(self.parsed, phrase.head):
            if self.parsed.tokens[above].dep == "relcl":
                return self.by_head.get(self.parsed.tokens[above].head)
        return None

    def _speaker(self, phrase: Phrase) -> Group | None:
        """Who says what "I" stands in."""
        start, end = phrase.spans[0]
        for one in reversed(self.attributions):
            if one.source and any(first <= start and end <= last for first, last in one.content):
                head = head_of(self.parsed, one.source)
                return self.by_head.get(head) if head is not None else None
        return None

    def _agrees(self, group: Group, kind: str) -> bool:
        first = group.phrases[0]
        if first.form == "pronoun":
            return False
        if kind == "plural":
            return first.plural
        if first.plural:
            return False
        if kind == "neuter":
            return not group.person and first.form == "name"
        human = group.person or first.form == "description"
        return human and self.gender(group) in {None, kind}

    def _salience(self, group: Group, phrase: Phrase) -> float:
        """How near the actor's last mention is; subjects and names stand out. 0: out of reach."""
        earlier = [one for one in group.phrases if one.start < phrase.start]
        best = 0.0
        for one in earlier:
            away = phrase.sentence - one.sentence
            if away > PRONOUN_REACH or self._same_clause(one, phrase):
                continue
            near = 4 * (PRONOUN_REACH + 1 - away) + 2 * one.subject + 2 * bool(group.names)
            best = max(best, near + (one.start / (phrase.start + 1)) * (0.5 if away else 0.25))
        return best

    def _same_clause(self, one: Phrase, phrase: Phrase) -> bool:
        """ "Smith hit him": subject and object of one verb are two actors."""
        mine, other = self.parsed.tokens[phrase.head], self.parsed.tokens[one.head]
        return mine.dep in {"dobj", "dative"} and mine.head == other.head


def described(group: Group) -> str:
    """What the page says of an actor, as one phrase: its fullest title and name."""
    name = max(group.names, key=lambda one: len(one.split()), default=group.phrases[0].text)
    role = group.roles[0] if group.roles else ""
    return f"{role}, {name}" if role.casefold().startswith("the ") else f"{role} {name}".strip()
