"""Which phrases of a page stand for one actor, and why.

In text order each phrase joins an earlier actor or founds one. Names join by spelling, acronym or table;
appositives by syntax; "the official" by what was said before (nominals); pronouns by number, gender and salience
(pronouns), those within quotations last, when their speakers are known. What fits two actors equally well joins
neither.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from sayso.entities.describe import describe_phrase, head_called
from sayso.entities.groups import Group, Reading, last_word
from sayso.entities.mentions import Phrase
from sayso.entities.names import is_acronym, same_person
from sayso.entities.nominals import introduced
from sayso.entities.pronouns import antecedent, is_body, is_body_word
from sayso.lexicons.actors import ActorTables, name_key
from sayso.types import Attribution, Sentences


def group_phrases(
    phrases: tuple[Phrase, ...],
    parsed: Sentences,
    attributions: tuple[Attribution, ...],
    tables: ActorTables,
    date: str | None,
) -> list[Group]:
    """The actors of a page as groups of phrases, in order of first mention."""
    reading = Reading(parsed, attributions, tables, date)
    linker = _Linker(reading)
    last = {one for one in phrases if one.form == "pronoun" and _waits(one, reading)}
    for phrase in sorted(phrases, key=lambda one: one in last):
        linker.link(phrase)
    linker.link_counterparts()
    linker.know_heads()
    return sorted(reading.groups, key=lambda group: min(one.start for one in group.phrases))


def _waits(phrase: Phrase, reading: Reading) -> bool:
    """Whether a pronoun is read last: within a quotation, whose speaker may come after it."""
    return reading.in_quotation(phrase) or reading.tables.pronouns.get(phrase.text.casefold()) == "speaker"


class _Linker:
    """Founds and extends groups, phrase by phrase."""

    def __init__(self, reading: Reading) -> None:
        self.reading, self.parsed, self.tables = reading, reading.parsed, reading.tables
        self.groups, self.by_head = reading.groups, reading.by_head
        self.known_names: dict[
            tuple[str, str], str | None
        ] = {}  # in the tables, by name and by title and name
        self.full_names = defaultdict[str, set[str]](set)  # of persons on the page, by their last words
        for name in (self.parsed.text[n.start : n.end] for n in self.parsed.names if n.label == "PERSON"):
            if len(name.split()) > 1:
                self.full_names[name.split()[-1]].add(name)

    def link(self, phrase: Phrase) -> None:
        """Put ``phrase`` to the actor it stands for."""
        if phrase.whole:
            self._found(phrase, Group([], members=self._members(phrase)))
            return
        group, why = self._of(phrase)
        if group is not None and is_body(group, self.reading):
            phrase = replace(phrase, person=False)
        if group is None and self.tables.pronouns.get(phrase.text.casefold()) in {"relative", "hearer"}:
            return
        if group is None or not group.phrases:
            group = self._found(phrase, group or Group([]))
        else:
            self.reading.join(group, phrase, why)
        self.by_head[phrase.head] = group
        if phrase.core and group.known is None:
            group.known = self._fitting(self._known_name(phrase), group)
        if group.person and all(len(name.split()) == 1 for name in group.names):
            group.names += self._in_full(group)

    def _fitting(self, known: str | None, group: Group) -> str | None:
        """A name of the tables, unless the page has a full name that is another: Keron, not Tony, Blair."""
        full = [name for name in group.names if group.person and len(name.split()) > 1]
        return (
            known
            if known
            and all(same_person(known, name) or name_key(name) in self.tables.persons for name in full)
            else None
        )

    def _in_full(self, group: Group) -> list[str]:
        """The one full name of a person on the page that ends with this surname, wherever it stands."""
        full = {name for short in group.names for name in self.full_names.get(short, ())}
        if len(full) != 1:
            return []
        taken = {name for other in self.groups if other is not group for name in other.names}
        return sorted(full) if not full & taken else []

    def _members(self, whole: Phrase) -> tuple[Group, ...]:
        return tuple(self.by_head[head] for head in whole.members if head in self.by_head)

    def _found(self, phrase: Phrase, group: Group) -> Group:
        self.reading.join(group, phrase, None)
        self.groups.append(group)
        return group

    def _of(self, phrase: Phrase) -> tuple[Group | None, str | None]:
        if phrase.form == "pronoun":
            return antecedent(phrase, self.reading)
        host = self._host(phrase)
        if host is not None:
            host.roles.append(phrase.text if phrase.form != "name" else host.first.text)
            return host, f"{phrase.text!r} stands in apposition"
        return self._of_name(phrase) if phrase.form == "name" else introduced(phrase, self.reading)

    # --- names

    def _known_name(self, phrase: Phrase) -> str | None:
        called = phrase.core, f"{phrase.title} {phrase.core}".strip()
        if called not in self.known_names:
            page, date = self.parsed.text, self.reading.date
            told = (describe_phrase(name, page, date, self.tables).name for name in called)
            self.known_names[called] = next(filter(None, told), None)
        return self.known_names[called]

    def _of_name(self, phrase: Phrase) -> tuple[Group | None, str | None]:
        known, shortens, acronym = self._known_name(phrase), self._can_shorten(phrase), phrase.core.isupper()
        for group in self.groups:
            if phrase.core in group.names and not phrase.person and not group.person:
                return group, None
            if known and group.known == known:
                return group, f"{phrase.core!r} is a name of {known}"
            if acronym and any(is_acronym(phrase.core, name) for name in group.names):
                return group, f"{phrase.core!r} stands for {group.names[0]!r}"
            if shortens and not group.person and _begins(phrase.core, group.names):
                return group, f"{phrase.core!r} is short for {group.names[0]!r}"
        return self._person_named(phrase, known) if phrase.person or not known else (None, None)

    def _person_named(self, phrase: Phrase, known: str | None) -> tuple[Group | None, str | None]:
        """The one person of the page who can bear this name; with two of them, the one with the title."""
        fits = [
            (group, why)
            for group in self.groups
            if self._can_be_person(group, phrase)
            and not (known and group.known and known != group.known)
            and (why := self._bears(group, phrase))
        ]
        if len(fits) > 1 and phrase.title:
            fits = [(group, why) for group, why in fits if phrase.title in group.roles] or fits
        return fits[0] if len(fits) == 1 else (None, None)

    def _can_be_person(self, group: Group, phrase: Phrase) -> bool:
        """Whether both can be one person; "Jordan" the country is not Jordan Price."""
        if group.person:
            return True
        return phrase.person and not any(name_key(name) in self.tables.known for name in group.names)

    def _bears(self, group: Group, phrase: Phrase) -> str | None:
        """Why ``phrase`` can name this group; every full name of it must agree."""
        if not group.names or not all(phrase.core and same_person(phrase.core, name) for name in group.names):
            return None
        if self._contradicts(group, phrase):
            return None
        return same_person(phrase.core, group.names[0])

    def _contradicts(self, group: Group, phrase: Phrase) -> bool:
        """Two persons with one surname: the genders of their titles or first names differ."""
        ours, theirs = self.reading.gender_of([phrase.core], [phrase.title]), self.reading.gender(group)
        return ours is not None and theirs is not None and ours != theirs

    def _can_shorten(self, phrase: Phrase) -> bool:
        """ "Helios" may be Helios Energy: the tables know nobody by the short name."""
        unknown = not self._known_name(phrase) and name_key(phrase.core) not in self.tables.known
        return unknown and not phrase.person

    # --- appositives and counterparts

    def _host(self, phrase: Phrase) -> Group | None:
        """The actor whom an appositive names again; "or" and brackets after a name count, too."""
        token = self.parsed.tokens[phrase.head]
        if (called := self._called(phrase.head)) is not None:
            return self.by_head.get(called)
        host = self.by_head.get(self._nearest_member(token.head, phrase.head))
        if host is None or token.head == phrase.head:
            return None
        if token.dep == "appos" and self._is_place(host) and not is_body_word(phrase, self.reading):
            return None
        if token.dep == "appos" and not (phrase.form == "name" and self._other_name(host, phrase)):
            return host
        alternative = token.dep == "conj" and any(
            self.parsed.tokens[child].text.casefold() == "or" for child in self.parsed.children[token.head]
        )
        return host if alternative and phrase.core.isupper() else None

    def _is_place(self, host: Group) -> bool:
        """Whether an actor is a country, city or region: "Tulsa, an unarmed man" is a misreading."""
        known = (self.tables.known.get(name_key(name)) for name in host.names)
        return any(one is not None and one.territory for one in known)

    def _called(self, head: int) -> int | None:
        """Of "a driver named X" and "the rebels, known as X" the noun that gets the name."""
        tokens = self.parsed.tokens
        above = tokens[head].head
        if tokens[above].dep == "prep" and tokens[above].text.casefold() == "as":
            above = tokens[above].head
        naming = tokens[above].lemma in self.tables.grammar.naming and tokens[above].tag == "VBN"
        fits = (
            naming and tokens[above].dep in {"acl", "relcl"} and tokens[head].dep in {"oprd", "pobj", "dobj"}
        )
        return tokens[above].head if fits else None

    def _nearest_member(self, head: int, appositive: int) -> int:
        """Of "A and B, the head of C" the member right before the appositive, whatever the parser says."""
        members = [c for c in self.parsed.children[head] if self.parsed.tokens[c].dep == "conj"]
        return max((c for c in members if c < appositive), default=head)

    def _other_name(self, host: Group, phrase: Phrase) -> bool:
        """Whether the appositive is a name of somebody else, as in a list that the parser misread."""
        if not host.names:
            return False
        return not any(same_person(phrase.core, name) or is_acronym(phrase.core, name) for name in host.names)

    def link_counterparts(self) -> None:
        """ "His Russian counterpart": the one person of that country who holds such an office."""
        for group in [one for one in self.groups if last_word(one.phrases[0].text) == "counterpart"]:
            said = self.reading.says_of(group.phrases[0].text)
            owner = self._owner(group.phrases[0])
            fits = [
                one for one in self.groups if owner is not one and self._counterpart(one, owner, said.country)
            ]
            if len(fits) == 1:
                for phrase in group.phrases:
                    fits[0].add(phrase, f"{phrase.text!r} is the one of {said.country} in such an office")
                self.groups.remove(group)

    def know_heads(self) -> None:
        """Whom the page never introduces, everybody knows: "Castro", on a page of 1962."""
        date = self.reading.date
        for group in self.groups if date else ():
            if date and group.person and group.known is None and self._never_introduced(group):
                head = head_called(group.names[0], date, self.tables)
                if head is not None:
                    group.known = head.names[0]
                    group.why.append(
                        f"{group.names[0]!r} is {head.names[0]}, in office on the day of the page"
                    )

    def _never_introduced(self, group: Group) -> bool:
        """Whether the page has only the surname of somebody, with no office or full name to it."""
        titled = all(role.casefold() in self.tables.titles for role in group.roles)
        full = any(len(name.split()) > 1 or name in self.full_names for name in group.names)
        return len(group.names) == 1 and titled and not full

    def _owner(self, phrase: Phrase) -> Group | None:
        return next((self.by_head[c] for c in self.parsed.children[phrase.head] if c in self.by_head), None)

    def _counterpart(self, group: Group, owner: Group | None, country: str | None) -> bool:
        if not group.person or owner is None or country is None:
            return False
        theirs, ours = self.reading.says(group), self.reading.says(owner)
        return theirs.country == country and theirs.sector == ours.sector


def _begins(short: str, names: list[str]) -> bool:
    """Whether a word is the first of one of these names: "Helios" of Helios Energy."""
    return any(name.startswith(f"{short} ") for name in names)
