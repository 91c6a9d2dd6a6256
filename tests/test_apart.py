from __future__ import annotations

import contextlib
import os
import signal
import threading
from pathlib import Path

import pytest

from sayso.apart import ReaderApart
from sayso.errors import BusyError, PageError
from sayso.page import load_page
from sayso.types import Page, Record

PAGE = load_page(str(Path(__file__).resolve().parents[1] / "examples" / "u2-paris.txt"))
LONG = Page(b"\n\n".join([PAGE.data] * 40), "-", "text")


def process_of(reader: ReaderApart) -> int:
    return reader._worker._process.pid


def test_a_page_is_read_as_it_is_read_here(reader, models):
    import msgspec

    from sayso.pipeline import read

    assert msgspec.json.decode(reader.read(PAGE), type=Record) == read(PAGE, models)


def test_a_page_that_cannot_be_read_is_told_with_its_stage(reader):
    with pytest.raises(PageError, match="No article") as told:
        reader.read(Page(b"Menu", "-", "text"))
    assert told.value.stage == "article"


def test_a_page_that_takes_too_long_is_stopped_and_the_next_one_is_read(reader):
    reader.read(PAGE)
    before, reader.seconds = process_of(reader), 0.5
    try:
        with pytest.raises(PageError, match=r"longer than 0\.5 seconds"):
            reader.read(LONG)
    finally:
        reader.seconds = 60
    with pytest.raises(ProcessLookupError):
        os.kill(before, 0)
    assert reader.read(PAGE)


def test_a_page_on_which_the_process_dies_costs_only_itself(reader):
    reader.read(PAGE)
    timer = threading.Timer(0.3, os.kill, (process_of(reader), signal.SIGKILL))
    timer.start()
    with pytest.raises(PageError, match="broke"):
        reader.read(LONG)
    assert reader.read(PAGE)


def test_so_many_wait_and_no_more():
    reader = ReaderApart(most_waiting=1)
    entered, go = threading.Event(), threading.Event()

    def answer(page):
        entered.set()
        go.wait()
        raise PageError("enough")

    reader._answer = answer

    def ask():
        with contextlib.suppress(PageError):
            reader.read(PAGE)

    threads = [threading.Thread(target=ask) for _ in range(2)]
    for thread in threads:
        thread.start()
    entered.wait()
    while reader._waiting._value:
        pass
    with pytest.raises(BusyError, match="1 pages wait"):
        reader.read(PAGE)
    go.set()
    for thread in threads:
        thread.join()
