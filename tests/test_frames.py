"""Records and stores as Arrow, pandas and polars: typed, whole, some at a time."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from bench.made_records import made
from sayso import Filter, frames, open_store
from sayso.errors import FrameError, MissingLibraryError
from tests.views.samples import ankara, hostile


@pytest.fixture
def store(tmp_path):
    with open_store(f"sqlite:///{tmp_path}/frames.db") as opened:
        opened.add(ankara())
        list(opened.add_many(map(made, range(6))))
        yield opened


@pytest.mark.parametrize("table", frames.OF_RECORDS)
def test_records_and_a_store_of_them_give_the_same_rows(table, store):
    records = [ankara(), *map(made, range(6))]
    by_key = [("page", "ascending"), ("claim" if table == "disputes" else "id", "ascending")]
    stored, given = (frames.to_arrow(source, table).sort_by(by_key) for source in (store, records))
    assert stored.num_rows > 0
    assert stored.to_pylist() == given.to_pylist()
    assert stored.schema == given.schema


@pytest.mark.parametrize("table", frames.OF_STORES)
def test_every_table_opens_in_every_library(table, store):
    arrow = frames.to_arrow(store, table)
    panda, polar = frames.to_pandas(store, table), frames.to_polars(store, table)
    assert arrow.num_rows == len(panda) == len(polar) > 0
    assert list(panda.columns) == polar.columns == arrow.column_names
    assert pa.Table.from_pandas(panda, preserve_index=False).num_rows == arrow.num_rows


def test_columns_are_typed():
    claims = frames.to_arrow(ankara(), "claims")
    assert claims.schema.field("published").type == pa.timestamp("us", tz="UTC")
    assert claims.schema.field("through").type == pa.list_(pa.string())
    assert pa.types.is_dictionary(claims.schema.field("act").type)
    assert claims.column("published")[0].as_py() == datetime(2022, 11, 14, tzinfo=UTC)
    panda = frames.to_pandas(ankara(), "claims")
    assert isinstance(panda["act"].dtype, pd.CategoricalDtype)
    assert panda.loc[panda["id"] == "c4", "act"].item() == "warn"
    polar = frames.to_polars(ankara(), "events")
    assert polar.schema["starts"] == pl.Datetime("us", "UTC")
    assert polar.filter(pl.col("id") == "e5")["ends"].item() == datetime(2023, 1, 31, tzinfo=UTC)


def test_nothing_is_lost_on_the_way():
    panda = frames.to_pandas(ankara(), "claims").set_index("id")
    assert panda.loc["c5", "anonymity"] == "not authorized to comment publicly"
    assert list(panda.loc["c3", "hedges"]) == ["reportedly"]
    assert list(panda.loc["c2", "through"]) == ["TASS"]
    assert panda["denied"].to_dict()["c7"] is True
    statuses = frames.to_polars(ankara(), "events")["status"].to_list()
    assert statuses == [event.status for event in ankara().events]


def test_a_filter_asks_the_store(store):
    found = frames.to_arrow(store, "claims", Filter(by="Peskov", through="TASS"))
    assert found.column("source").to_pylist() == ["Dmitry Peskov"]


def test_batches_come_as_they_are_read():
    taken = []

    def records():
        for number in range(100):
            taken.append(number)
            yield made(number)

    reader = frames.reader(records(), "claims", rows=10)
    assert isinstance(reader, pa.RecordBatchReader)
    assert reader.read_next_batch().num_rows == 10
    assert len(taken) < 5
    assert sum(batch.num_rows for batch in reader) == 99 * 10


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2022", datetime(2022, 1, 1, tzinfo=UTC)),
        ("2022-11", datetime(2022, 11, 1, tzinfo=UTC)),
        ("2022-11-14T23:30:00-05:00", datetime(2022, 11, 15, 4, 30, tzinfo=UTC)),
        ("yesterday", None),
        ("0001-01-01T00:00:00+14:00", None),
        (None, None),
    ],
)
def test_moments(value, expected):
    assert frames.moment(value) == expected


def test_odd_words_stay_as_they_are():
    words = "=1+1\n\x00\u202e🙂"
    assert frames.to_arrow(hostile(words), "claims").column("content").to_pylist() == [words] * 2


def test_what_there_is_not_is_told(store):
    with pytest.raises(FrameError, match="There are: claims"):
        frames.to_arrow(ankara(), "pages")
    with pytest.raises(FrameError, match="no table 'people'"):
        frames.to_arrow(store, "people")
    with pytest.raises(FrameError, match="A filter asks a store"):
        frames.to_arrow(ankara(), "claims", Filter(by="Peskov"))


def test_a_library_that_is_not_installed_is_named_with_what_brings_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "polars", None)
    with pytest.raises(MissingLibraryError, match=r"pip install 'sayso\[frames\]'"):
        frames.to_polars(ankara())


def test_neither_pandas_nor_polars_is_loaded_before_it_is_asked_for():
    code = "import sys, sayso.frames; print({'pandas', 'polars', 'pyarrow', 'sqlalchemy'} & set(sys.modules))"
    assert subprocess.check_output([sys.executable, "-c", code], text=True).strip() == "set()"
