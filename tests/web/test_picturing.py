from __future__ import annotations

import subprocess
import sys

from sayso.web.picturing import Picturing
from tests.views.samples import bare


def test_a_picture_holds_the_newest_pages_and_says_how_many_it_lacks(many_store):
    shown = Picturing(many_store, most=10).shown(60)
    assert shown is not None
    newest = {row.page for row in many_store.pages(limit=10).rows}
    assert set(shown.picture.records) == newest
    assert shown.left_out == many_store.counts().pages - 10


def test_a_picture_is_kept_until_the_store_changes(store):
    picturing = Picturing(store)
    first = picturing.shown(60)
    assert first is not None and picturing.shown(0) is first
    store.add(bare())
    second = picturing.shown(60)
    assert second is not None and "bare" in second.picture.records


def test_whoever_does_not_wait_gets_the_last_picture(store):
    picturing = Picturing(store)
    assert picturing.shown(0) is None
    first = picturing.shown(60)
    store.add(bare())
    assert picturing.shown(0) is first


def test_a_process_that_ends_does_not_wait_for_the_picture(tmp_path):
    """And does not abort either, as it would where a thread is torn down inside the encoder."""
    script = f"""
from bench.made_records import made
from sayso.store import open_store
from sayso.web.picturing import Picturing

with open_store("sqlite:///{tmp_path}/many.db") as store:
    for number in range(60):
        store.add(made(number))
    assert Picturing(store).shown(0.2) is None
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stderr) == (0, "")
