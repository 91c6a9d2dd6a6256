"""The pages of the desk: for each a documented dataclass and the builder that makes it from a store.

address.py    the state of a page, as its address holds it <-> Filter
wording.py    codes in the words in which the desk shows them
calendar.py   how much lies where in time, in bars
chips.py      what a list is narrowed by
ledger.py     every list: rows, facets with counts, chips, bars
today.py      the first page
reader.py     one article with its cards, and the drift of its versions
changes.py    what an edit changed, in words
segments.py   its text, cut where what is marked begins or ends
chain.py      who told whom, from the speaker to the page
network.py    chains over many claims, as a picture and as a list
places.py     where events happened
meetings.py   a claim and its answer, on one page or across pages
stories.py    stories by movement, one story with who stands behind what
pair.py       the tension of two, and the sentences behind it
pairs.py      which two
keeping.py    the picture behind stories and pairs, and what is kept for the next one
profile.py    one actor or outlet

HTML and JSON draw from the same dataclasses. Strings are the pages' own words as they came: each view escapes them.
"""
