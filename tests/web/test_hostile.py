from __future__ import annotations

from lxml import html

from sayso.types import Article, Block, Claim, Entity, Record
from tests.web.conftest import client_of

SCRIPT = "<script>alert(document.cookie)</script>"
HANDLER = '"><img src=x onerror=alert(1)><svg onload=alert(2)>'
LONG = "x" * 10_000
BIDI = "He said \u202etxet dediH\u202c and \u2066this\u2069."
TEMPLATE = "{{ 7 * 7 }} {% raw %} {{ view.models }}"
TEXT = "\n\n".join((SCRIPT, HANDLER, LONG, BIDI, TEMPLATE, "Mr. <b>Bold</b> said half \ud800 a character."))


def hostile() -> Record:
    """A page whose every field attacks."""
    blocks, start = [], 0
    for part in TEXT.split("\n\n"):
        blocks.append(Block("paragraph", start, start + len(part)))
        start += len(part) + 2
    source = Entity(
        ((0, len(SCRIPT)),), SCRIPT, "person", True, role=HANDLER, country="<b>", anonymity=HANDLER
    )
    end = len(SCRIPT) + 2 + len(HANDLER)
    claim = Claim(
        "c1", ((0, end),), ((2, 9),), source, (source,), "direct", "assert", source, ((3, 8),), None, 0, 0.5
    )
    article = Article(
        id="hostile",
        text=TEXT.replace("\ud800", "?"),
        url="javascript:alert(1)",
        outlet=HANDLER,
        title=SCRIPT,
        deck=BIDI,
        authors=(HANDLER,),
        language='en"><script>',
        blocks=tuple(blocks),
        furniture=(SCRIPT,),
    )
    return Record(article, (claim,), models={"sayso": SCRIPT})


PATHS = ("/read/hostile", "/read/hostile?focus=c1", "/", "/claims", "/pages", "/actors", "/outlets")


def test_a_hostile_page_is_shown_whole_and_inert(store):
    store.add(hostile())
    client = client_of(store)
    for path in PATHS:
        answer = client.get(path)
        assert answer.status_code == 200
        page = html.fromstring(answer.text)
        assert not [script for script in page.xpath("//script") if not script.get("src")]
        assert not page.xpath("//img | //b")
        assert not page.xpath("//*[@onload or @onerror]")
        assert not page.xpath("//a[starts-with(@href, 'javascript')]")
        assert "\u202e" not in answer.text
    page = html.fromstring(client.get("/read/hostile").text)
    words = page.xpath("string(//div[@class='body'])")
    for whole in (SCRIPT, HANDLER, LONG, TEMPLATE):
        assert "".join(whole.split()) in "".join(words.replace("c1", "").split())
    assert "U+202E" in words
    assert client.get("/read/hostile.json").json()["title"] == SCRIPT


def test_hostile_words_in_the_address_are_inert(client):
    for path in (
        f"/actor?name={SCRIPT}",
        f"/read/{'%3Cscript%3E'}",
        f"/claims?search={HANDLER}",
        f"/{SCRIPT}",
    ):
        answer = client.get(path)
        page = html.fromstring(answer.text)
        assert not [script for script in page.xpath("//script") if not script.get("src")]
        assert not page.xpath("//img")
