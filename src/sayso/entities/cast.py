"""Groups of phrases -> actors with name, role, country and sector; the cast of a page."""

from __future__ import annotations

from sayso.entities.coreference import group_phrases
from sayso.entities.describe import Description, describe_phrase
from sayso.entities.groups import Group, described
from sayso.entities.mentions import find_phrases
from sayso.lexicons.actors import ActorTables, name_key
from sayso.types import Actor, Article, Attribution, Cast, Kind, Mention, Sentences


def who_is_who(
    article: Article, parsed: Sentences, attributions: tuple[Attribution, ...], tables: ActorTables
) -> Cast:
    """Everybody on the page: names, pronouns and descriptions, resolved as far as page and tables allow.

    Every source, chain member and addressee of ``attributions`` is among the mentions. Offices are read as
    of ``article.published``; without it nobody counts as out of office on the word of the tables.
    """
    date = article.published.value[:10] if article.published else None
    phrases = find_phrases(parsed, attributions, tables)
    groups = group_phrases(phrases, parsed, attributions, tables, date)
    single = {id(group): _description(group, parsed, tables, date) for group in groups}
    actors = tuple(
        _actor(place, group, _together(group, groups, single), tables)
        for place, group in enumerate(groups, 1)
    )
    mentions = [
        Mention(phrase.spans, phrase.head, place)
        for place, group in enumerate(groups)
        for phrase in group.phrases
    ]
    mentions.sort(key=lambda mention: (mention.spans[0][0], mention.spans[-1][1]))
    return Cast(actors, tuple(mentions), _members(groups))


def _members(groups: list[Group]) -> dict[int, tuple[int, ...]]:
    """By their places: of which actors those consist that are several."""
    places = {id(group): place for place, group in enumerate(groups)}
    return {
        places[id(group)]: tuple(places[id(member)] for member in group.members)
        for group in groups
        if group.members
    }


def _together(group: Group, groups: list[Group], single: dict[int, Description]) -> Description:
    """The description of a group; a joined one has the country and sector on which its members agree."""
    if not group.first.whole and not group.members:
        return single[id(group)]
    members = [single[id(one)] for one in groups if one in group.members]
    countries, sectors = {one.country for one in members}, {one.sector for one in members}
    return Description(
        country=countries.pop() if len(countries) == 1 else None,
        sector=sectors.pop() if len(sectors) == 1 else None,
        kind="group",
        name=None,
        why=("Joined actors have the codes on which all of them agree.",),
    )


def _actor(number: int, group: Group, said: Description, tables: ActorTables) -> Actor:
    phrases = sorted(group.phrases, key=lambda phrase: phrase.start)
    return Actor(
        id=f"a{number}",
        mention=phrases[0].spans,
        name=_name(group, tables),
        kind=_kind(group, said),
        named=bool(group.names) or group.first.whole or bool(group.members),
        role=_role(group, tables),
        country=said.country,
        sector=said.sector,
        anonymity=None,
        aliases=tuple(dict.fromkeys(group.names)),
        mentions=tuple(span for phrase in phrases for span in phrase.spans),
        why=(*said.why, *(f"{why}." for why in group.why)),
    )


def _description(group: Group, parsed: Sentences, tables: ActorTables, date: str | None) -> Description:
    """What page and tables say: the fullest title and name first, then each role."""
    context = parsed.text[parsed.sentences[group.phrases[0].sentence].start :][:600]
    names = [name for name in group.names if not group.person and name_key(name) in tables.known]
    texts = dict.fromkeys((*names, described(group), *group.roles, group.known or described(group)))
    if group.phrases[0].form == "pronoun":
        return Description(None, None, "unnamed", None, ())
    read = [describe_phrase(text, context, date, tables) for text in texts]
    country = next((one.country for one in read if one.country), None)
    sector = next((one.sector for one in read if one.sector), None)
    why = dict.fromkeys(reason for one in read for reason in one.why)
    return Description(
        country, sector, read[-1].kind, read[-1].name, tuple(why), any(one.person for one in read), None
    )


def _name(group: Group, tables: ActorTables) -> str:
    """The fullest name on the page or in the tables; else the description without its article."""
    if group.members and all(member.names for member in group.members):
        return f" {tables.grammar.together} ".join(_name(member, tables) for member in group.members)
    if group.person and group.names:
        longest = max(group.names, key=lambda name: len(name.split()))
        if len(longest.split()) > 1:
            return longest
        return group.known or f"{_style(group, tables)}{longest}"
    if group.names:
        return group.known or max(group.names, key=len)
    return _bare(group.phrases[0].text, tables)


def _style(group: Group, tables: ActorTables) -> str:
    """What somebody of one name only is called by: "King" Hassan, "Mrs." Tanaka."""
    words = [role.split()[-1] for role in group.roles if role.split()[-1].casefold() in tables.titles]
    return next((f"{word} " for word in words if word[:1].isupper()), "")


def _bare(text: str, tables: ActorTables) -> str:
    first, _, rest = text.partition(" ")
    return rest if rest and first.casefold() in tables.grammar.left_out else text


def _kind(group: Group, said: Description) -> Kind:
    if group.person or said.person:
        return "person"
    if group.first.whole or group.members:
        return "group"
    if group.names and said.kind == "unnamed":
        return "organization"
    return said.kind


def _role(group: Group, tables: ActorTables) -> str | None:
    """The fullest office that the page gives, without its article."""
    if not group.person or not group.roles:
        return None
    return _bare(max(group.roles, key=len).split(", ")[0], tables)
