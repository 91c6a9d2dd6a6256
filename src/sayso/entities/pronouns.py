"""Who is meant by a pronoun: agreement first, then salience; what fits two alike stands for neither.

Weights follow the classical factors of Lappin and Leass (1994): recency, subjects before objects, names before
descriptions, the same place in the sentence; with what reported speech adds: "she" within what X is said to have
said is mostly X, within X's own quoted words it is not.
"""

from __future__ import annotations

from sayso.entities.groups import Group, Reading, last_word
from sayso.entities.mentions import Phrase
from sayso.syntax import ancestors, children_by_dep

REACH = 3  # sentences back in which a pronoun looks for its antecedent
SENTENCE, SUBJECT, NAMED, GENDER, PARALLEL, OFTEN, SPEAKER, OWN_SUBJECT = (
    3.0,
    2.0,
    1.5,
    2.0,
    1.0,
    0.3,
    1.5,
    2.5,
)
AFTER_PREPOSITION, OWNER, INSIDE, ASIDE = -1.0, -0.5, -1.5, -1.0
THINGS = 2  # sentences back in which something that is no actor can be meant
CLEARLY = 0.2  # by how much the best has to be ahead of the next
OBJECTS = {"dobj", "dative", "iobj", "pobj"}


def antecedent(phrase: Phrase, reading: Reading) -> tuple[Group | None, str | None]:
    """The actor for whom a pronoun stands, and why; None where nothing settles it."""
    kind = reading.tables.pronouns.get(phrase.text.casefold())
    if kind is None:
        return None, None
    if kind == "relative":
        return _of_relative(phrase, reading), None
    if kind == "speaker":
        return next(iter(reading.speakers(phrase)), None), "speaks in the first person"
    if kind == "hearer":
        return _hearer(phrase, reading), "is spoken to"
    group = _most_salient(phrase, kind, reading)
    if group is None or _could_be_told(phrase, kind, group, reading):
        return None, None
    if kind in {"masculine", "feminine"}:
        group.genders.add(kind)
    return group, f"{phrase.text!r} is nearest to {group.first.text!r} among those that agree"


def _hearer(phrase: Phrase, reading: Reading) -> Group | None:
    """The one person to whom the quotation speaks."""
    told = reading.addressee(phrase) if reading.in_quotation(phrase) else None
    return told if told is not None and told.person else None


def _could_be_told(phrase: Phrase, kind: str, group: Group, reading: Reading) -> bool:
    """Whether "Smith told Jones that he was fired" leaves open who was."""
    if kind not in {"masculine", "feminine"} or reading.in_quotation(phrase) or not phrase.subject:
        return False
    told = reading.addressee(phrase)
    known = reading.genders_known(told, group) if told else False
    return told is not None and told is not group and not known and _agrees(told, kind, reading)


def _of_relative(phrase: Phrase, reading: Reading) -> Group | None:
    """Whom a relative clause is about."""
    for above in ancestors(reading.parsed, phrase.head):
        if reading.parsed.tokens[above].dep == "relcl":
            return reading.by_head.get(reading.parsed.tokens[above].head)
    return None


def _most_salient(phrase: Phrase, kind: str, reading: Reading) -> Group | None:
    """Of those that agree the one clearly ahead."""
    barred = _barred(phrase, reading)
    speakers = [] if reading.in_quotation(phrase) else reading.speakers(phrase)
    scored = [
        (score, group)
        for group in _within_reach(phrase, reading)
        if group not in barred and _agrees(group, kind, reading)
        if (score := _salience(group, phrase, kind, speakers, reading)) is not None
    ]
    scored.sort(key=lambda one: -one[0])
    if not scored or (len(scored) > 1 and scored[0][0] - scored[1][0] < CLEARLY):
        return None
    if kind in {"plural", "neuter"} and _better_thing(phrase, kind, scored[0][0], reading):
        return None
    return scored[0][1]


def _within_reach(phrase: Phrase, reading: Reading) -> list[Group]:
    """The actors mentioned in the last sentences, each once."""
    sentences = range(phrase.sentence - REACH, phrase.sentence + 1)
    return list(dict.fromkeys(group for number in sentences for group in reading.mentioned.get(number, ())))


def _better_thing(phrase: Phrase, kind: str, score: float, reading: Reading) -> bool:
    """Whether something that is no actor is nearer: "rejected the excuses and called them childish"."""
    tags = {"NNS", "NNPS"} if kind == "plural" else {"NN"}
    for number in range(reading.parsed.sentences[max(0, phrase.sentence - THINGS)].first, phrase.head):
        token = reading.parsed.tokens[number]
        if (
            token.tag in tags
            and token.dep in {"nsubj", "nsubjpass", *OBJECTS}
            and number not in reading.by_head
        ):
            subject = token.dep in {"nsubj", "nsubjpass"}
            standing = (
                SUBJECT * subject + PARALLEL * (subject == phrase.subject) + GENDER * (kind == "plural")
            )
            standing += (
                AFTER_PREPOSITION * (token.dep == "pobj") + (token.start + 1) / (phrase.start + 1) * 0.5
            )
            if standing - SENTENCE * (phrase.sentence - token.sentence) > score:
                return True
    return False


def _barred(phrase: Phrase, reading: Reading) -> list[Group]:
    """Who cannot be meant: the speaker of a quotation, and those in the same clause ("Smith hit him").

    Nor is a speaker the one to whom his own words are said: '"Do you, Lee, agree?" he asked.'
    """
    barred = reading.speakers(phrase)[:1] if reading.in_quotation(phrase) else reading.told_by(phrase)
    token = reading.parsed.tokens[phrase.head]
    reflexive = token.text.casefold().endswith(("self", "selves"))
    if token.dep == "poss":
        return [*barred, *_described_by(token.head, reading)]
    if reflexive:
        return barred
    clauses = _clauses(phrase.head, reading)
    others = (one for verb in clauses for one in _arguments(verb, reading))
    direct = [reading.by_head[one] for one in others if one != phrase.head and one in reading.by_head]
    return [*barred, *direct] if _is_argument(phrase.head, reading) else barred


def _described_by(noun: int, reading: Reading) -> list[Group]:
    """Whom a noun says something of: nobody is his own nephew."""
    tokens = reading.parsed.tokens
    if tokens[noun].dep == "appos" and tokens[noun].head in reading.by_head:
        return [reading.by_head[tokens[noun].head]]
    if tokens[noun].dep != "attr":
        return []
    subjects = children_by_dep(reading.parsed, tokens[noun].head, "nsubj")
    return [reading.by_head[one] for one in subjects if one in reading.by_head]


def _clauses(number: int, reading: Reading) -> set[int]:
    """The verb of a token, and those above it that lend it their subject ("is said to support her")."""
    tokens, verb = reading.parsed.tokens, _verb(number, reading)
    found = {verb}
    while tokens[verb].dep == "xcomp" and tokens[number].dep not in {"nsubj", "nsubjpass"}:
        verb = tokens[verb].head
        found.add(verb)
    return found


def _is_argument(number: int, reading: Reading) -> bool:
    return reading.parsed.tokens[number].dep in {"nsubj", "nsubjpass", *OBJECTS}


def _arguments(verb: int, reading: Reading) -> list[int]:
    """The tokens that stand to a verb as arguments do, by themselves or after a preposition."""
    children = reading.parsed.children
    below = [*children[verb], *(n for child in children[verb] for n in children[child])]
    return [n for n in below if _is_argument(n, reading) and _verb(n, reading) == verb]


def _verb(number: int, reading: Reading) -> int:
    """The verb whose argument a token is, by itself or after a preposition."""
    tokens = reading.parsed.tokens
    above = tokens[number].head
    return tokens[above].head if tokens[above].dep in {"prep", "agent", "dative"} else above


def _agrees(group: Group, kind: str, reading: Reading) -> bool:
    first = group.first
    if first.form == "pronoun" and not first.whole:
        return False
    if kind == "plural":
        return first.plural or is_collective(group, reading)
    if first.plural and not group.known:
        return False
    body = is_body(group, reading)
    if kind == "neuter":
        return not group.person and (bool(group.names) or body)
    human = group.person or (not group.names and not body)
    return human and reading.gender(group) in {None, kind}


def is_body(group: Group, reading: Reading) -> bool:
    """Whether a description is of a body of people or a thing, not of one person."""
    if group.person or group.names:
        return False
    words = {last_word(text.split(" of ")[0]) for text in group.descriptions()}
    return bool(words & set(reading.tables.body_words)) or bool(words & reading.tables.collectives)


def is_body_word(phrase: Phrase, reading: Reading) -> bool:
    """Whether a phrase names a body or a place rather than a person."""
    return bool(phrase.core) or last_word(phrase.text.split(" of ")[0]) in {
        *reading.tables.body_words,
        "capital",
        "city",
    }


def is_collective(group: Group, reading: Reading) -> bool:
    """Whether "they" can be one body of people: "the police", "the Taliban"."""
    if group.person or group.first.whole:
        return group.first.whole
    words = {last_word(text) for text in (*group.descriptions(), *group.names)}
    return bool(words & reading.tables.collectives) or bool(group.known)


def _salience(
    group: Group, phrase: Phrase, kind: str, speakers: list[Group], reading: Reading
) -> float | None:
    """How much an actor stands out where the pronoun is; None where it is out of reach.

    ``speakers`` say, in words that are not their own, what the pronoun stands in.
    """
    earlier = [one for one in group.phrases if one.start < phrase.start and one.head != phrase.head]
    near = [one for one in earlier if phrase.sentence - one.sentence <= REACH and not _inside(one, phrase)]
    if not near:
        return None
    best = max(_standing(one, phrase, kind, reading) for one in near)
    score = best + OFTEN * min(len(earlier), 4) + NAMED * bool(group.names or group.members)
    if kind in {"masculine", "feminine"}:
        score += GENDER * (reading.gender(group) == kind)
    if kind == "plural":
        score += GENDER * group.first.plural
    if group in speakers:
        score += SPEAKER
    return score


def _inside(one: Phrase, phrase: Phrase) -> bool:
    """Whether the pronoun is part of the phrase itself, as in "the minister and his wife"."""
    return one.spans[0][0] <= phrase.start < one.spans[-1][1] and one.whole


def _standing(one: Phrase, phrase: Phrase, kind: str, reading: Reading) -> float:
    """How well one earlier phrase can be taken up."""
    tokens, same = reading.parsed.tokens, one.sentence == phrase.sentence
    token = tokens[one.head]
    score = -SENTENCE * (phrase.sentence - one.sentence) + SUBJECT * one.subject
    score += PARALLEL * (one.subject == phrase.subject)
    score += AFTER_PREPOSITION * (token.dep == "pobj") + OWNER * (token.dep == "poss")
    score += INSIDE * _in_relative_clause(one, reading) + ASIDE * (one.head in reading.asides)
    score += (one.start + 1) / (phrase.start + 1) * 0.5
    if same and one.subject and phrase.head != one.head:
        owns = (
            tokens[phrase.head].dep == "poss" and _verb_above(phrase.head, reading) == tokens[one.head].head
        )
        score += OWN_SUBJECT * owns
    if (
        kind == "neuter"
        and token.dep == "pobj"
        and tokens[token.head].text.casefold() in reading.tables.grammar.where
    ):
        score -= SUBJECT  # "in Lagos": a place, not somebody
    return score


def _verb_above(number: int, reading: Reading) -> int:
    """The nearest verb above a token."""
    above = (
        one for one in ancestors(reading.parsed, number) if reading.parsed.tokens[one].pos in {"VERB", "AUX"}
    )
    return next(above, number)


def _in_relative_clause(one: Phrase, reading: Reading) -> bool:
    return any(
        reading.parsed.tokens[above].dep in {"relcl", "acl"} for above in ancestors(reading.parsed, one.head)
    )
