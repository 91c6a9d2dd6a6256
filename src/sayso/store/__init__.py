"""The store: every record kept, queried, versioned, never lost. SQLite by default, PostgreSQL for teams.

keys.py        the key that sorts as the lists do
tables.py      the schema; migrations/ makes it
words.py       words as they are compared
filters.py     Filter: what to list
rows.py        what is listed
indexing.py    record -> items with their traits
stored.py      record <-> bytes, digests
writing.py     add, bury, unbury inside a transaction
postings.py    where the keys of what passes one condition stand
texts.py       full text in both databases
querying.py    filter -> rows
engine.py      address -> engine
migrating.py   the version of the schema
border.py      errors translated, transactions tried again
notes.py       marks of wrong readings, and searches to come back to
watching.py    has anything changed?
opened.py      Store: the public interface over all of these
"""

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
    PageRow,
    PlaceCount,
    RedLineRow,
    SearchRow,
    VersionRow,
)

__all__ = [
    "ActorRow",
    "Added",
    "ClaimRow",
    "Counts",
    "DisputeRow",
    "EventRow",
    "Facet",
    "Filter",
    "Kind",
    "Listing",
    "MarkRow",
    "OutletRow",
    "PageRow",
    "PlaceCount",
    "RedLineRow",
    "SearchRow",
    "Store",
    "VersionRow",
    "open_store",
]
