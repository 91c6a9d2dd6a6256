from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from operator import attrgetter

import pytest

from sayso.beside import Beside
from sayso.errors import PictureError, UnreachableError
from sayso.views.desk.stories import story_cards, story_of
from sayso.web.picturing import Picturing, Shown
from tests.views.samples import ankara, bare


def pages_of(shown: Shown) -> set[str]:
    return set(shown.ask(attrgetter("records")))


@pytest.fixture
def process():
    """A process of its own, which a test may kill."""
    found = Beside()
    yield found
    found.close()


def test_a_picture_holds_the_newest_pages_and_says_how_many_it_lacks(many_store):
    shown = Picturing(many_store, most=10).shown(60)
    assert shown is not None
    newest = {row.page for row in many_store.pages(limit=10).rows}
    assert pages_of(shown) == newest
    assert {page for report in shown.reports for page in report.articles} == newest
    assert shown.left_out == many_store.counts().pages - 10


def test_a_picture_is_put_together_and_asked_in_another_process(store):
    shown = Picturing(store).shown(60)
    assert shown is not None and shown.process.pid != os.getpid()
    [card] = shown.ask(story_cards)
    assert card.row.id == shown.stories[0].id == shown.ask(story_of, ankara().article.id).row.id


def test_a_picture_is_kept_until_the_store_changes(store):
    picturing = Picturing(store)
    first = picturing.shown(60)
    assert first is not None and picturing.shown(0) is first
    store.add(bare())
    second = picturing.shown(60)
    assert second is not None and pages_of(second) == {"bare", ankara().article.id}
    assert pages_of(first) == {ankara().article.id}  # for whoever still asks about the last one
    store.delete("bare")
    assert pages_of(picturing.shown(60)) == {ankara().article.id}
    with pytest.raises(UnreachableError, match="Ask again"):
        pages_of(first)


def test_whoever_does_not_wait_gets_the_last_picture(store):
    picturing = Picturing(store)
    assert picturing.shown(0) is None and picturing.latest() is None
    first = picturing.shown(60)
    store.add(bare())
    assert picturing.latest() is first


def test_a_process_that_dies_is_told_and_begun_anew(store, process):
    picturing = Picturing(store, process=process)
    first = picturing.shown(60)
    kill(process)
    with pytest.raises(PictureError, match=r"ended with status -9\. Ask again"):
        first.ask(story_cards)
    assert picturing.latest() is None
    assert pages_of(picturing.shown(60)) == {ankara().article.id}


def test_a_process_that_dies_at_its_work_is_told_and_logged(many_store, process, caplog):
    picturing = Picturing(many_store, process=process)
    assert picturing.shown(0) is None
    kill(process)
    with pytest.raises(PictureError, match="ended with status -9"):
        picturing.shown(60)
    assert "could not be put together" in caplog.text
    assert picturing.latest() is None  # which does not try again by itself
    assert picturing.shown(60) is not None


def test_a_defect_over_there_is_told_and_ends_nothing(store):
    shown = Picturing(store).shown(60)
    with pytest.raises(PictureError, match="that is a defect: AttributeError"):
        shown.ask(attrgetter("nowhere"))
    assert pages_of(shown)


def test_a_process_that_ends_does_not_wait_for_the_picture(tmp_path):
    """And does not abort either, as it would where a thread is torn down inside the encoder."""
    script = f"""
from bench.made_records import made
from sayso.beside import beside
from sayso.store import open_store
from sayso.web.picturing import Picturing, Shown

with open_store("sqlite:///{tmp_path}/many.db") as store:
    for number in range(60):
        store.add(made(number))
    assert Picturing(store).shown(0.2) is None
    print(beside().process().pid)
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stderr) == (0, "")
    assert not is_running(int(done.stdout))


def test_the_process_ends_with_a_desk_that_was_killed(tmp_path):
    script = """
import time
from sayso.beside import beside

print(beside().process().pid, flush=True)
time.sleep(60)
"""
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True) as desk:
        other = int(desk.stdout.readline())
        desk.kill()
    until = time.monotonic() + 30
    while is_running(other) and time.monotonic() < until:
        time.sleep(0.05)
    assert not is_running(other)


def kill(process: Beside) -> None:
    running = process.process()
    os.kill(running.pid, signal.SIGKILL)
    until = time.monotonic() + 30
    while running.is_alive() and time.monotonic() < until:
        time.sleep(0.01)


def is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
