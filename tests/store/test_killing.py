"""A few rounds of the kill test; bench/kill_store.py does fifty."""

from __future__ import annotations

import random

import pytest

from tests.store.killing import round_of, undisturbed

RECORDS = 12


@pytest.mark.parametrize("edit", [0, 1])
def test_a_process_that_is_killed_leaves_whole_pages(new_address, edit):
    due = undisturbed(new_address(), RECORDS, edit)
    assert len(due["records"]) == RECORDS
    round_of(new_address, due, RECORDS, edit, random.Random(edit))
