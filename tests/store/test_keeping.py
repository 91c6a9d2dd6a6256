"""The whole store out and in again: backup and restore, export and import, compared row by row."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bench.made_records import made
from sayso.errors import OutputError, StoreError
from sayso.store import Store, open_store
from sayso.store.exporting import SHAPES, readme
from sayso.types import Published
from tests.store.contents import content_of
from tests.views.samples import ankara, bare, hostile

# What may happen to a store: a page is added, edited, read anew, marked, deleted, erased, brought back.
doings = st.lists(
    st.tuples(
        st.sampled_from(["add", "edit", "reread", "mark", "delete", "erase", "undelete"]), st.integers(0, 2)
    ),
    max_size=8,
)
few = settings(
    max_examples=4,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def do(store: Store, doing: str, number: int) -> None:
    page = made(number).article.id
    known = page in [row.page for row in store.pages(limit=1_000).rows]
    if doing == "add":
        store.add(made(number))
    elif doing == "edit":
        store.add(made(number, edit=1))
    elif doing == "reread":
        store.add(made(number, models={"sayso": "9"}))
    elif doing == "mark":
        store.save_search(f"search {number}", f"/claims?n={number}")
        if known:
            store.mark(page, "c1", "source", f"mark {number}")
    elif known and doing in ("delete", "erase"):
        store.delete(page, "a reason", erase=doing == "erase")
    elif not known:
        restore_if_it_can_be(store, page)


def restore_if_it_can_be(store: Store, page: str) -> None:
    try:
        store.undelete(page)
    except StoreError as error:
        assert "no page" in str(error) or "erased" in str(error)


def lived(address: str, done: list[tuple[str, int]]) -> Store:
    store = open_store(address)
    for record in (ankara(), bare(), hostile("a\0b 'c' ; --")):
        store.add(record)
    for doing, number in done:
        do(store, doing, number)
    return store


def assert_same(other, store):
    """Whether one store holds what the other does, row by row, and is whole."""
    assert content_of(other, times=True) == content_of(store, times=True)
    assert [tombstone(other, n) for n in range(3)] == [tombstone(store, n) for n in range(3)]
    assert other.check() == ()


@few
@given(done=doings)
def test_a_backup_restored_is_the_same_row_by_row(new_address, tmp_path_factory, done):
    file = tmp_path_factory.mktemp("backup") / "backup.db"
    with lived(new_address(), done) as store, open_store(new_address()) as other:
        store.backup(file)
        other.restore(file)
        assert_same(other, store)
        assert other.restore(file) == 0


@few
@given(done=doings)
def test_an_export_imported_is_the_same_row_by_row(new_address, tmp_path_factory, done):
    folder = tmp_path_factory.mktemp("export") / "out"
    with lived(new_address(), done) as store, open_store(new_address()) as other:
        store.export(folder)
        other.import_(folder)
        assert_same(other, store)
        assert other.import_(folder) == 0


def tombstone(store: Store, number: int) -> object:
    try:
        return store.page(made(number).article.id), store.versions(made(number).article.id)
    except StoreError:
        return None


def test_a_backup_is_a_store_itself(store, tmp_path):
    store.add(ankara())
    store.backup(tmp_path / "b.db")
    with open_store(f"sqlite:///{tmp_path}/b.db") as copy:
        assert content_of(copy, times=True) == content_of(store, times=True)
    assert sorted(path.name for path in tmp_path.glob("*unfinished*")) == []


def test_what_the_store_has_stays_when_a_backup_comes_back(store, tmp_path):
    store.add(made(1))
    store.add(made(2))
    store.backup(tmp_path / "b.db")
    store.add(made(1, edit=1))
    store.delete(made(2).article.id)
    store.add(made(3))
    before = content_of(store)
    assert store.restore(tmp_path / "b.db") == 0
    assert content_of(store) == before


def test_an_export_can_be_read_without_sayso(store, tmp_path):
    store.add(ankara())
    written = store.export(tmp_path / "out")
    for name, count in written.items():
        assert pq.read_table(tmp_path / "out" / f"{name}.parquet").num_rows == count
    claims = pq.read_table(tmp_path / "out" / "claims.parquet").to_pylist()
    assert {claim["source"] for claim in claims} >= {"Dmitry Peskov", None}
    text = (tmp_path / "out" / "README.md").read_text(encoding="utf-8")
    assert text == readme()
    assert all(f"## {name}.parquet" in text for name in SHAPES)


@pytest.mark.parametrize("harm", ["cut", "garbage", "missing", "columns", "record", "digest"])
def test_a_damaged_export_is_told_and_nothing_is_lost(store, tmp_path, harm):
    store.add(made(1))
    store.add(made(2))
    store.export(tmp_path / "out")
    before = content_of(store)
    damage(tmp_path / "out" / "versions.parquet", harm)
    with open_store(f"sqlite:///{tmp_path}/other.db") as other:
        with pytest.raises(StoreError, match=r"versions\.parquet|record"):
            other.import_(tmp_path / "out")
        assert other.pages().rows == ()
    with pytest.raises(StoreError):
        store.import_(tmp_path / "out")
    assert content_of(store) == before


def damage(path: Path, harm: str) -> None:
    table = pq.read_table(path)
    if harm == "cut":
        path.write_bytes(path.read_bytes()[:-100])
    elif harm == "garbage":
        data = bytearray(path.read_bytes())
        data[200:600] = b"\xff" * 400
        path.write_bytes(data)
    elif harm == "missing":
        path.unlink()
    elif harm == "columns":
        pq.write_table(table.drop_columns(["digest"]), path)
    else:
        name, value = ("record", '{"article": 1}') if harm == "record" else ("digest", "0" * 32)
        rows = table.to_pylist()
        rows[-1][name] = value
        pq.write_table(pa.Table.from_pylist(rows, schema=table.schema), path)


def test_marks_and_searches_come_back_once(store, new_address, tmp_path):
    store.add(ankara())
    store.mark("ankara", "c1", "source", "it was the ministry")
    store.save_search("talks", "/claims?search=talks")
    store.backup(tmp_path / "b.db")
    with open_store(new_address()) as other:
        other.add(ankara())
        other.save_search("talks", "/events")
        for changed in (1, 0):
            assert other.restore(tmp_path / "b.db") == changed
        assert [mark.note for mark in other.marks()] == ["it was the ministry"]
        assert [search.address for search in other.searches()] == ["/events"]


def test_nothing_is_written_over(store, tmp_path):
    (tmp_path / "here").mkdir()
    (tmp_path / "here" / "file").write_text("mine")
    with pytest.raises(StoreError, match="already"):
        store.backup(tmp_path / "here" / "file")
    with pytest.raises(OutputError, match="not empty"):
        store.export(tmp_path / "here")
    with pytest.raises(StoreError, match="no folder"):
        store.backup(tmp_path / "no" / "where.db")
    assert (tmp_path / "here" / "file").read_text() == "mine"


def test_a_backup_that_is_none_is_told(store, tmp_path):
    (tmp_path / "story.txt").write_text("no store " * 1_000)
    with pytest.raises(StoreError, match="not a store"):
        store.restore(tmp_path / "story.txt")
    with pytest.raises(StoreError, match="no store at"):
        store.restore(tmp_path / "missing.db")


def test_the_check_finds_what_was_changed_behind_its_back(store):
    store.add(made(1))
    assert store.check() == ()
    for harm, told in (
        ("UPDATE claims SET content = 'forged' WHERE id = 'c1'", "claims of page"),
        ("DELETE FROM terms WHERE field = 'country'", "terms of page"),
        ("DELETE FROM parties WHERE part = 'by'", "parties of page"),
        ("DELETE FROM texts", "full-text"),
        ("UPDATE actors SET claims_by = claims_by + 1", "wrong number"),
        ("UPDATE versions SET record = zeroblob", "damaged"),
    ):
        blob = "'\\x00'::bytea" if store.engine.dialect.name == "postgresql" else "x'00'"
        with store.engine.begin() as connection:
            connection.exec_driver_sql(harm.replace("zeroblob", blob))
        assert any(told in problem for problem in store.check()), harm


def test_drift_tells_what_an_edit_changed(store):
    first = ankara()
    claims = (replace(first.claims[0], act="deny"), *first.claims[2:])
    edited = replace(first.article, text=first.article.text.replace("two would", "two won't"))
    store.add(first)
    store.add(replace(first, article=edited, claims=claims))
    (drift,) = store.drift("ankara")
    assert (drift.before, drift.after, drift.title_changed) == (1, 2, False)
    kinds = {(change.kind, (change.before or change.after).id): change.fields for change in drift.changes}
    assert kinds[("changed", "c1")] == ("act",)
    assert kinds[("changed", "c5")] == ("content",)
    assert kinds[("removed", "c2")] == ()
    assert drift.kept == 5


def test_pages_that_other_models_read_are_found_and_read_again(store):
    old, new = {"sayso": "0.1"}, {"sayso": "0.2"}
    for number in range(3):
        store.add(made(number, models=new if number == 1 else old))
    due = store.read_otherwise(new)
    assert due == (made(0).article.id, made(2).article.id)
    assert store.refresh(made(0, models=new)).outcome == "refreshed"
    store.add(made(2, edit=1, models=old))
    assert store.refresh(made(2, models=new)).outcome == "overtaken"
    assert store.record(made(2).article.id) == made(2, edit=1, models=old)
    assert store.read_otherwise(new) == (made(2).article.id,)
    with pytest.raises(StoreError, match="no page"):
        store.refresh(made(9))


def test_a_later_date_moves_a_page_in_the_lists(store):
    store.add(made(1))
    later = replace(made(1).article, published=Published("2025-05-05", "day", "given"))
    assert store.add(replace(made(1), article=later)).outcome == "refreshed"
    assert {row.published for row in store.claims().rows} == {"2025-05-05"}
    assert store.check() == ()
