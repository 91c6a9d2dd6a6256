"""The store: every record kept, queried, versioned, never lost. SQLite by default, PostgreSQL for teams.

keys.py        the key that sorts as the lists do
tables.py      the schema; migrations/ makes it
words.py       words as they are compared
filters.py     Filter: what to list
rows.py        what is listed
indexing.py    record -> items with their traits
stored.py      record <-> bytes, digests
casting.py     actors, their words, their parts
writing.py     add, bury, unbury inside a transaction
postings.py    where the keys of what passes one condition stand
texts.py       full text in both databases
querying.py    filter -> rows
selecting.py   filter -> records that hold what passes
ranking.py     actors and outlets: lists that count
engine.py      address -> engine
migrating.py   the version of the schema
border.py      errors translated, transactions tried again
transactions.py  work on one picture of the store, or done wholly
notes.py       marks of wrong readings, and searches to come back to
watching.py    has anything changed?
drift.py       what an edit changed in the claims
copying.py     pages with all their versions, out of one store and into another
backup.py      a store into one file
exporting.py   a store as Parquet files, and back
checking.py    is a store whole?
opened.py      Store: the public interface over all of these
"""

from sayso.store.drift import ClaimChange, Drift, Said
from sayso.store.filters import Filter
from sayso.store.keys import Kind
from sayso.store.opened import Store, open_store
from sayso.store.rows import (
    ActorRow,
    Added,
    ClaimRow,
    Counts,
    DisputeRow,
    EventRow,
    Facet,
    Listing,
    MarkRow,
    OutletRow,
    Packed,
    PageRow,
    PlaceCount,
    RedLineRow,
    SearchRow,
    VersionRow,
)

__all__ = [
    "ActorRow",
    "Added",
    "ClaimChange",
    "ClaimRow",
    "Counts",
    "DisputeRow",
    "Drift",
    "EventRow",
    "Facet",
    "Filter",
    "Kind",
    "Listing",
    "MarkRow",
    "OutletRow",
    "Packed",
    "PageRow",
    "PlaceCount",
    "RedLineRow",
    "Said",
    "SearchRow",
    "Store",
    "VersionRow",
    "open_store",
]
