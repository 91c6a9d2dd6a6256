"""One outside system a file. ``sayso.exports`` knows them all; none knows another one.

A module of an export has one public function, ``lines(records)``: it yields the text of the whole export piece by
piece, so that a store of any size goes out in the memory of a page. What several need is in ``telling`` (a claim,
an event in words), ``naming`` (ids and addresses) and ``streaming`` (JSON whose list is written as it comes).
"""
