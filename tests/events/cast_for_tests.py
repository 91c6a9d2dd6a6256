"""A cast for tests: every name that the table below knows is an actor of that country."""

from sayso.types import Actor, Cast, Mention, Sentences

COUNTRIES = {
    "Russia": "RUS", "Ukraine": "UKR", "Putin": "RUS", "Burns": "USA", "Naryshkin": "RUS",
    "Washington": "USA",
    "Israel": "ISR", "Hamas": "PSE", "Iran": "IRN", "China": "CHN", "Taiwan": "TWN", "India": "IND",
    "Pakistan": "PAK", "France": "FRA", "Germany": "DEU", "Turkey": "TUR", "Griner": "USA", "Ethiopia": "ETH",
    "Eritrea": "ERI", "Sudan": "SDN", "Macron": "FRA", "Xi": "CHN", "Biden": "USA", "Serbia": "SRB",
    "Kosovo": "XKX", "rebels": "SDN", "civilians": "SDN", "police": "FRA", "activists": "FRA",
    "administration": "USA", "men": "USA", "England": "GBR", "Brazil": "BRA",
}  # fmt: skip


def cast_of(parsed: Sentences) -> Cast:
    """One mention for every token of the table; the actor's name is the token."""
    found = [(n, t) for n, t in enumerate(parsed.tokens) if t.text in COUNTRIES]
    names = list(dict.fromkeys(token.text for _, token in found))
    mentions = tuple(Mention(((t.start, t.end),), n, names.index(t.text)) for n, t in found)
    spans = {name: tuple(s for m in mentions for s in m.spans if names[m.actor] == name) for name in names}
    actors = tuple(
        Actor(
            f"a{n}",
            spans[name][:1],
            name,
            "government",
            True,
            None,
            COUNTRIES[name],
            None,
            None,
            (),
            spans[name],
        )
        for n, name in enumerate(names, 1)
    )
    return Cast(actors, mentions)
