import pytest

from sayso.events.proposals import proposed
from sayso.sentences import load_parser, parse
from sayso.types import Article

PARSER = load_parser("en")

# sentence; trigger; who may take part, and where they stand
STANDS = [
    ("France sanctioned Belarus.", "sanctioned", "France doer, Belarus done-to"),
    ("Belarus was sanctioned by France.", "sanctioned", "Belarus done-to, France doer"),
    (
        "Bogota spoke with Caracas about oil and with Quito about trade.",
        "spoke",
        "Caracas preposition, Quito preposition",
    ),
    ("Ethiopia pulled its soldiers out of Somalia.", "pulled", "Somalia preposition"),
    ("Kyiv accused Moscow of shelling the port.", "shelling", "Moscow above, port done-to"),
    ("The government freed the jailed general.", "jailed", "general done-to"),
    ("The striking miners blocked a road.", "striking", "miners doer"),
    ("A promise from the Americans not to invade ended it.", "invade", "Americans above"),
    ("Washington called on Israel to withdraw.", "withdraw", "Israel above"),
    ("Rebels threatened to burn Djibo.", "threatened", "Rebels doer, Djibo beside"),
    ("Hungary will veto the loan unless Kyiv opens the pipeline.", "veto", "Hungary doer, Kyiv elsewhere"),
    ("Talks between Cairo and Khartoum failed.", "Talks", "Cairo preposition, Khartoum preposition"),
]


@pytest.mark.parametrize(("text", "trigger", "expected"), STANDS)
def test_the_parse_proposes_who_may_take_part(text: str, trigger: str, expected: str) -> None:
    parsed = parse(Article(id="t", text=text), PARSER)
    words = [token.text for token in parsed.tokens]
    found = {words[head]: role for head, role in proposed(parsed, words.index(trigger)).items()}
    assert dict(one.split() for one in expected.split(", ")).items() <= found.items()
    assert trigger not in found
