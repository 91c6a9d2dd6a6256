from __future__ import annotations

import itertools
import json
import re
import textwrap
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.article import article_of, extract, from_text
from sayso.errors import PageError
from sayso.page import load_page
from sayso.types import Article, Page

STORY = [
    "The harbour master said on Tuesday that both ferries would stay in port.",
    "“We will not send a crew out in this,” she told reporters at the quay, where forty lorries waited.",
    "The company denied that it had been warned, and promised to pay for hotel rooms.",
    "Forecasters expect it to ease by Thursday, when the first boats could leave for the islands again.",
]
GERMAN = [
    "Der Minister sagte am Montag vor der Presse in Berlin, dass er trotz der Vorwürfe im Amt bleiben werde.",
    "Die Opposition forderte ihn auf, dem Ausschuss alle Unterlagen zu geben, die seit dem Sommer fehlen.",
    "Ein Sprecher der Regierung wies das zurück, und er sprach von einer Kampagne, die niemandem nützt.",
]
HEAD = "Ferries stay in port as storm nears"
HTML = f"""<html><head><title>{HEAD}</title><meta property="og:site_name" content="Northport Post">
<meta property="article:published_time" content="2021-03-02T08:00:00Z">
<link rel="canonical" href="https://post.example/ferries">
</head><body><nav><ul><li><a href="/">Home</a></li><li><a href="/sport">Sport</a></li></ul></nav>
<article><h1>{HEAD}</h1>
<figure><img src="a.jpg"><figcaption>A ferry at the quay. Photo: Ann Example</figcaption></figure>
{"".join(f"<p>{line}</p>" for line in STORY)}</article>
<footer><p>All rights reserved.</p></footer></body></html>"""


def html_page(markup: str = HTML, **more: str | None) -> Page:
    return Page(data=markup.encode(), name="page.html", media="html", **more)


def text_page(text: str) -> Page:
    return Page(data=text.encode("utf-8", "replace"), name="page.txt", media="text")


def whole(article: Article) -> bool:
    edges = [(block.start, block.end) for block in article.blocks]
    inside = all(0 <= start < end <= len(article.text) for start, end in edges)
    return inside and all(left[1] <= right[0] for left, right in itertools.pairwise(edges))


def test_html_article_has_body_head_and_what_was_taken_off() -> None:
    article = article_of(html_page(date="2020"))
    assert article.text == "\n\n".join(STORY)
    assert (article.title, article.outlet, article.url) == (
        HEAD,
        "Northport Post",
        "https://post.example/ferries",
    )
    assert article.published is not None
    assert (article.published.value[:10], article.published.origin) == ("2021-03-02", "page")
    assert [(caption.text, caption.credit) for caption in article.captions] == [
        ("A ferry at the quay.", "Ann Example")
    ]
    assert {"Home", "Sport", "All rights reserved."} <= set(article.furniture)


def test_date_is_given_or_unknown_where_the_page_is_silent() -> None:
    silent = re.sub(r'<meta property="article[^>]*>', "", HTML).replace("Tuesday", "March 5, 2019")
    assert extract(html_page(silent)).published is None
    published = extract(html_page(silent, date="2020-05")).published
    assert published is not None
    assert (published.value, published.precision, published.origin) == ("2020-05", "month", "given")


def test_plain_page_loses_its_furniture() -> None:
    menu = ["Home", "Sport", "Sign in"]
    around = ["Post a Comment", "Follow us on Facebook and Telegram for more!", "نموذج الاتصال"]
    lines = [
        HEAD,
        *menu,
        HEAD,
        *STORY[:2],
        "A ferry at the quay.",
        "A ferry at the quay. Photo: Ann Example",
        *STORY[2:],
    ]
    article = article_of(text_page("\n\n".join(lines + around)))
    assert article.text == "\n\n".join(STORY)
    assert article.title == HEAD
    assert [(caption.text, caption.credit) for caption in article.captions] == [
        ("A ferry at the quay.", "Ann Example")
    ]
    assert {*menu, *around} <= set(article.furniture)


def test_id_follows_the_address_without_its_tracking() -> None:
    addresses = ("https://Post.example/a?id=1", "https://post.example/a?utm_source=x&id=1#top")
    assert len({extract(html_page(url=address)).id for address in addresses}) == 1
    assert extract(html_page(url="https://post.example/a?id=2")).id != extract(html_page(url=addresses[0])).id


@pytest.mark.parametrize("declared", [None, "utf-8", "no-such-encoding"])
def test_lying_encodings_are_seen_through(declared: str | None) -> None:
    text = "\n\n".join(["Café closes", *(line + " Señor Muñoz agreed, naïvely." for line in STORY)])
    page = Page(data=text.encode("cp1252"), name="x", media="text", encoding=declared)
    assert "Señor Muñoz agreed" in extract(page).text
    assert "Señor Muñoz agreed" in extract(Page(text.encode(), "x", "text", encoding="cp1252")).text


def test_truncated_html_is_read_as_far_as_it_goes() -> None:
    assert article_of(html_page(HTML[: HTML.index(STORY[3]) + 20])).text.startswith(STORY[0])


@pytest.mark.parametrize(
    ("page", "stage"),
    [
        (Page(bytes(range(256)) * 50, "x", "html"), "article"),
        (Page(b"\x89PNG\r\n\x1a\n" + bytes(900), "x", "text"), "article"),
        (html_page("<html><body><ul><li><a href='/'>Home</a></li></ul></body></html>"), "article"),
        (text_page("Subscribers only\n\nSign in\n\nThe minister said on Monday that she would"), "article"),
        (html_page("<p>" + "</p><p>".join(GERMAN) + "</p>"), "language"),
        (text_page(GERMAN[0]), "language"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_names_its_stage(page: Page, stage: str) -> None:
    with pytest.raises(PageError) as caught:
        article_of(page)
    assert caught.value.stage == stage


def test_the_stub_before_a_paywall_is_named_as_such() -> None:
    stub = "".join(f"<p>{line}</p>" for line in STORY[:3])
    page = html_page(
        f"<article><h1>{HEAD}</h1>{stub}<p>Subscribe now for 1 euro to continue reading.</p></article>"
    )
    with pytest.raises(PageError, match="stub before a paywall"):
        article_of(page)


@given(st.text())
def test_running_text_is_kept_as_it_is(text: str) -> None:
    article = from_text(text, id="t", date="2022")
    assert article.text == text
    assert whole(article)
    covered = "".join(text[block.start : block.end] for block in article.blocks)
    assert "".join(covered.split()) == "".join(text.split())
    assert article == from_text(text, id="t", date="2022")


@settings(deadline=None, max_examples=60)
@given(st.lists(st.one_of(st.text(max_size=80), st.sampled_from(STORY)), max_size=30))
def test_any_page_gives_whole_blocks_or_a_page_error(lines: list[str]) -> None:
    page = text_page("\n".join(lines))
    try:
        article = extract(page)
    except PageError as error:
        assert error.stage == "article"
        return
    assert whole(article)
    assert "\n\n".join(article.text[block.start : block.end] for block in article.blocks) == article.text
    assert article == extract(page)


def test_the_known_page_keeps_its_story_and_loses_the_rest(shared: Path) -> None:
    expected = json.loads((shared / "seeds" / "expected.json").read_text())["article"]
    article = article_of(load_page(str(next((shared / "seeds").glob("000_*.txt")))))
    assert [words for words in expected["keep"] if words not in article.text] == []
    assert [words for words in expected["drop"] if words in article.text] == []


def test_lines_broken_to_a_width_are_joined_again() -> None:
    story = "\n\n".join(textwrap.fill(paragraph, 64) for paragraph in STORY)
    article = extract(text_page(f"{HEAD}\n\n{story}"))
    assert article.text == "\n\n".join(STORY)
    assert article.title == HEAD


def test_lines_broken_at_a_link_are_joined_again() -> None:
    broken = STORY[2].replace("that it", "that\nit").replace("promised", "\npromised")
    article = extract(text_page("\n\n".join([*STORY[:2], broken, STORY[3]])))
    assert article.text == "\n\n".join(STORY)


@pytest.mark.parametrize("head", [[HEAD], []])
@pytest.mark.parametrize("count", [2, 3, 4])
def test_a_clean_text_is_kept_whole_however_short(head: list[str], count: int) -> None:
    article = extract(text_page("\n\n".join([*head, *STORY[:count]])))
    assert article.text == "\n\n".join(STORY[:count])
    assert article.title == (head[0] if head else None)
    assert article.furniture == ()


@pytest.mark.parametrize("quotation", ["“It is over,” he said.", "He said: “It is over.”"])
def test_a_sentence_on_top_is_no_title(quotation: str) -> None:
    article = extract(text_page("\n\n".join([quotation, *STORY])))
    assert article.title is None
    assert article.text.startswith(quotation)


def test_a_plea_to_the_reader_is_furniture_and_the_same_words_quoted_are_not() -> None:
    plea = "The Northport Post is free and wants to stay so, so please consider a gift if you can."
    quoted = f"“{plea}” the editor wrote in a letter that the paper printed on Monday."
    article = extract(text_page("\n\n".join([HEAD, *STORY[:3], quoted, STORY[3], plea])))
    assert article.text == "\n\n".join([*STORY[:3], quoted, STORY[3]])
    assert plea in article.furniture


MARKDOWN = f"""---
title: "{HEAD}"
date: 2021-03-02T08:00:00Z
author: Ann Example
---

# {HEAD}

{STORY[0].replace("said on Tuesday", "[said on Tuesday](https://post.example/a)")}

![A ferry at the quay. Photo: Ann Example](ferry.jpg)

## What the *company* says

> {STORY[1]}

- {STORY[2].replace("denied", "**denied**")}

{textwrap.fill(STORY[3], 60)}
"""


def test_marks_of_markdown_tell_kinds_and_are_not_in_the_text() -> None:
    article = article_of(Page(data=MARKDOWN.encode(), name="page.md", media="markdown"))
    blocks = [(block.kind, article.text[block.start : block.end]) for block in article.blocks]
    assert blocks == [
        ("paragraph", STORY[0]),
        ("heading", "What the company says"),
        ("quote", STORY[1]),
        ("list", STORY[2]),
        ("paragraph", STORY[3]),
    ]
    assert (article.title, article.authors) == (HEAD, ("Ann Example",))
    assert article.published is not None
    assert (article.published.value, article.published.origin) == ("2021-03-02", "page")
    assert [(caption.text, caption.credit) for caption in article.captions] == [
        ("A ferry at the quay.", "Ann Example")
    ]


@pytest.mark.parametrize("text", ["word\n" * 30_000, "The harbour is closed to boats. " * 20_000])
def test_what_is_longer_than_any_article_is_refused_at_once(text: str) -> None:
    with pytest.raises(PageError, match="which no article has"):
        article_of(text_page(text))


def page_with(
    head: str = "", top: str = "", bottom: str = "", headline: str = HEAD, host: str = "post.example"
) -> Page:
    body = "".join(f"<p>{line}</p>" for line in STORY)
    return html_page(
        f"<html><head>{head}<link rel='canonical' href='https://{host}/ferries'></head>"
        f"<body><article><h1>{headline}</h1>{top}{body}{bottom}</article></body></html>"
    )


SITE = "<meta property='og:site_name' content='Northport Post'>"


@pytest.mark.parametrize(
    "head",
    [
        f"<title>{HEAD} - Northport Post</title>{SITE}",
        f"<title>Northport Post | {HEAD}</title>{SITE}<meta property='og:title' content='Northport Post | {HEAD}'>",
        f"<title>{HEAD} | Northport Post</title>{SITE}<meta property='og:title' content='Storm: ferries'>",
    ],
)
def test_the_title_is_what_stands_on_the_page_without_the_site_s_name(head: str) -> None:
    article = extract(page_with(head))
    assert (article.title, article.outlet) == (HEAD, "Northport Post")
    assert article.text == "\n\n".join(STORY)


def test_a_heading_that_names_the_site_is_no_title() -> None:
    title = f"<title>{HEAD} - The Northport Evening Post</title>"
    site = "<meta property='og:site_name' content='The Northport Evening Post'>"
    assert extract(page_with(title + site, headline="The Northport Evening Post")).title == HEAD


def test_a_piece_of_the_address_is_no_outlet() -> None:
    named = '<script type="application/ld+json">{"@type": "NewsArticle", "publisher": {"name": "Npt News"}}</script>'
    silent = "<meta property='og:site_name' content='npt'>"
    assert extract(page_with(silent + named, host="www.npt.example")).outlet == "Npt News"
    assert extract(page_with(silent, host="www.npt.example")).outlet == "npt.example"


def test_bylines_above_and_appeals_below_are_not_of_the_body() -> None:
    author = "<meta name='author' content='Ann Example'>"
    top = "<p>5:45 AM PST 11/19/2019 by Ann Example</p>"
    bottom = (
        "<h3>Northport morning newsletter</h3><p>The day's stories from the quay, every morning at six.</p>"
        "<p>Follow us on Facebook and Telegram for more.</p>"
    )
    article = extract(page_with(author, top, bottom))
    assert article.text == "\n\n".join(STORY)
    assert {"5:45 AM PST 11/19/2019 by Ann Example", "Northport morning newsletter"} <= set(article.furniture)


def test_a_sentence_about_the_author_and_one_that_begins_like_furniture_stay() -> None:
    author = "<meta name='author' content='Ann Example'>"
    top = "<p>Ann Example, who runs the quay, said on Tuesday that nobody would be paid for waiting.</p>"
    bottom = (
        "<p>“Sign up for our newsletter,” the harbour master told the drivers who asked him for news.</p>"
    )
    article = extract(page_with(author, top, bottom))
    assert article.text.startswith("Ann Example, who runs the quay")
    assert article.text.endswith("who asked him for news.")
