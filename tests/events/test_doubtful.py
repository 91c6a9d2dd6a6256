"""What the coder is not sure of, on pages of which it is sure that they tell of something else."""

from sayso import Models, read_article
from sayso.article import from_text

DOUBTFUL = "The Warriors attacked Cleveland from the first minute."
MATCH = "The match ended late. The crowd was loud. The second half was slow. The rain did not stop. Nobody was hurt."
WAR = "Russia shelled Kharkiv on Monday. Ukraine struck a Russian depot. " + MATCH


def triggers(models: Models, text: str) -> list[str]:
    record = read_article(from_text(text, id="t"), models)
    return [text[start:end] for event in record.events for start, end in event.trigger]


def test_a_page_about_something_else_keeps_no_doubtful_event(models: Models) -> None:
    assert triggers(models, f"{DOUBTFUL} {MATCH}") == []


def test_a_page_about_politics_keeps_it(models: Models) -> None:
    assert "attacked" in triggers(models, f"{DOUBTFUL} {WAR}")


def test_a_single_sentence_tells_not_what_a_page_is_about(models: Models) -> None:
    assert triggers(models, DOUBTFUL) == ["attacked"]
