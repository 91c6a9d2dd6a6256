"""What people see of records: one plain dataclass and one builder a page, and what draws from them.

reading.py   Record -> Reading, the page of one record
marks.py     the body in pieces, with source, cue and content marked
legible.py   words from the web made safe to show in a terminal
terminal.py  Reading -> a rich console
"""
