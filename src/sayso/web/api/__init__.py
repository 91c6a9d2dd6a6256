"""The API: what the store holds, for programs. Under ``/api/v1``, described by ``/api/v1/openapi.json``.

describing.py  the description: schemas from the dataclasses that are served, examples
asking.py      a query -> Filter, or a sentence that says what is wrong with it
cursors.py     where a list goes on, as a client holds it
answering.py   dataclass -> JSON, with an ETag
problems.py    what went wrong (RFC 9457)
serving.py     the app under ``/api/v1``
lists.py       claims, events, red lines, disputes, actors, outlets, pages: some rows at a time
streams.py     the same whole, as JSON lines or Arrow
records.py     pages and their records
across.py      across pages: stories, disputes, tension
reading.py     a page in, its record out

The version is in the path. Within v1 fields may be added; those that are there keep name and meaning.
"""

from sayso.web.api.serving import PATH, create_api

__all__ = ["PATH", "create_api"]
