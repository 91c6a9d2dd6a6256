"""The measures of the gate: each takes named figures, 0 to 1, from one corpus."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from evaluation import (
    actors,
    articles,
    attributions,
    contexts,
    copies,
    coreference,
    corpora,
    dates,
    disputes,
    facts,
    main_text,
    matching,
    places,
    speakers,
    stories,
    written_events,
)
from evaluation.halves import share
from evaluation.jsonl import lines
from evaluation.who_said_what import Score, score
from sayso.article import extract
from sayso.loading import load_models
from sayso.page import load_page
from sayso.pipeline import read
from sayso.types import Page
from training.events.sentences import FOLDER

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
SEED_DATE = "2022-11-14"


@dataclass(frozen=True)
class Measure:
    """What is taken, and the path without which it cannot be."""

    take: Callable[[], dict[str, float]]
    needs: Path

    def available(self) -> bool:
        """Is its corpus there?"""
        return self.needs.exists()


def page_texts() -> dict[str, float]:
    """Main-text F1 of the development pages, from HTML and from their visible text."""
    truth = json.loads((corpora.PAGES / "truth.json").read_text(encoding="utf-8"))
    kinds = {"html": ".html.gz", "text": ".txt"}
    return {
        f"articles.{kind}": main_text.f1(
            (page["articleBody"], articles.answer(corpora.PAGES / kind / f"{name}{suffix}").get("text") or "")
            for name, page in truth.items()
        )
        for kind, suffix in kinds.items()
    }


def clean_texts() -> dict[str, float]:
    """How much is kept of articles that come as plain text without any furniture, headline on top."""
    texts = [line["text"] for line in lines(corpora.POLNEAR_DEV)]
    bodies = [text.strip().partition("\n")[2].strip() for text in texts]
    found = [extract(Page(text.encode(), "dev", "text")).text for text in texts]
    endings = [" ".join(body.rpartition("\n")[2].split()) for body in bodies]
    kept = sum(ending in text for ending, text in zip(endings, found, strict=True))
    return {
        "articles.clean_words": main_text.words_kept(zip(bodies, found, strict=True)),
        "articles.clean_endings": kept / len(endings),
    }


def who_said_what() -> dict[str, float]:
    """Strict who-said-what F1 on PolNeAR dev, through the stages that users call."""
    total = Score(0, 0, 0)
    for line in lines(corpora.POLNEAR_DEV):
        total += score(
            line["text"], line["attributions"], attributions.attributions(line["text"], load_models())
        )
    return {"attributions.who_said_what": total.f1}


def who_speaks() -> dict[str, float]:
    """Speakers, chains, acts on the half of the labelled claims that was not tuned on."""
    return {f"speakers.{question}": share for question, share in speakers.shares("held").items()}


def seed_facts() -> dict[str, float]:
    """The share of an analyst's facts that is right on the seed page."""
    page = next(corpora.SEEDS.glob("*.txt"))
    return {"seed.facts": share_right([(page, corpora.SEEDS / "expected.json")])}


def example_facts() -> dict[str, float]:
    """The share of facts that is right on the pages of examples/."""
    expected = sorted(EXAMPLES.glob("*.expected.json"))
    return {"examples.facts": share_right([(page_beside(path), path) for path in expected])}


def context_labels() -> dict[str, float]:
    """Micro-F1 of contexts on the half of the labelled sentences that the word lists were not set on."""
    labelled = list(lines(contexts.DATA))[1::2]
    return {"contexts.f1": contexts.f1_of(contexts.pairs_of(labelled, contexts.contexts_found(labelled)))}


def written_event_figures() -> dict[str, float]:
    """Events of the held-out written sentences, of the half that no threshold was set on."""
    names = {
        "event or none, F1": "events.told_apart",
        "status, macro-F1": "events.status",
        "both parties right": "events.parties",
    }
    found = written_events.figures(list(written_events.readings(written_events.halves()[1])))
    return {names[name]: figure for name, figure in found.items() if name in names}


def share_right(pairs: list[tuple[Path, Path]]) -> float:
    """The share of right facts over pages, each beside its expectation."""
    held = [fact for page, path in pairs for fact in facts_of(page, path)]
    return sum(fact.right for fact in held) / len(held)


def facts_of(page: Path, expectation: Path) -> list[facts.Fact]:
    """The facts of one page, held against its expectation."""
    expected = json.loads(expectation.read_text(encoding="utf-8"))
    return facts.hold(
        read(load_page(str(page), date=expected.get("date", SEED_DATE)), load_models()), expected
    )


def page_beside(expectation: Path) -> Path:
    """The page that an expectation belongs to: the same name with .html or .txt."""
    name = expectation.name.removesuffix(".expected.json")
    return next(
        path for suffix in (".html", ".txt") if (path := expectation.with_name(name + suffix)).exists()
    )


def entities() -> dict[str, float]:
    """Who is who, where and when, on the halves of the labelled sets that nothing was tuned on."""
    phrases = list(lines(actors.DATA))[1::2]
    found = [actors.described(phrase, load_models().actors) for phrase in phrases]
    return {
        **{f"entities.{code}": actors.accuracy(phrases, found, code) for code in actors.CODES},
        "entities.places": share(places.judge_all(places.DATA)["odd"]),
        "entities.dates": share(dates.judge_all(dates.DATA)["odd"]),
        "entities.coreference": share(coreference.judge_all(coreference.DATA)["odd"]),
    }


def across_pages() -> dict[str, float]:
    """Copies on generated edits; stories and matching claims on the halves that were not tuned on."""
    found = copies.score(copies.pages())
    return {
        "copies.precision": found.precision,
        "copies.recall": found.recall,
        "stories.b_cubed": stories.f1("test"),
        "stories.unmoved": 1 - stories.moved("test", tries=3),
        "claims.same": matching.score("test"),
    }


def disputes_across_pages() -> dict[str, float]:
    """Denials of what other pages say, on the half of the labelled pairs that no threshold was set on."""
    precision, _, f1 = disputes.figures("test")
    return {"disputes.precision": precision, "disputes.f1": f1}


ALL = {
    "entities": Measure(entities, actors.DATA),
    "articles": Measure(page_texts, corpora.PAGES),
    "clean texts": Measure(clean_texts, corpora.POLNEAR_DEV),
    "attributions": Measure(who_said_what, corpora.POLNEAR_DEV),
    "speakers": Measure(who_speaks, corpora.POLNEAR_DEV),
    "seed": Measure(seed_facts, corpora.SEEDS),
    "events": Measure(written_event_figures, FOLDER),
    "contexts": Measure(context_labels, contexts.DATA),
    "examples": Measure(example_facts, EXAMPLES),
    "across pages": Measure(across_pages, EXAMPLES),
    "disputes": Measure(disputes_across_pages, disputes.PAIRS),
}
