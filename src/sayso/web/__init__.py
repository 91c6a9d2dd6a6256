"""The desk: a web page over a store, for analysts. ``create_app`` makes it, ``sayso serve`` runs it.

app.py        the app: routes, errors, and what guards them
forwarding.py  what a proxy says of a request
accounts/     the door of a desk that others reach: who may do what
guarding.py   which requests are let in, and what the browser is told to refuse
bodies.py     what a request brings along, counted and timed while it comes
statuses.py   our errors -> statuses
api/          the same store for programs
operation/    health, metrics, the log
desk.py       the desk's own state: the store, the reader's models, drafts
lists.py      the lists and their twins
reading.py    today, the reader, actors and outlets
adding.py     paste, drop or name a page; correct it; keep it
marking.py    marks of wrong readings, and searches that are kept
together.py   what the pages make together: pairs, stories, disputes across pages
picturing.py  the picture behind that, put together by a process beside the desk
remembering.py  counts that are kept until the store changes
rendering.py  dataclass -> HTML or JSON; pages are kept as sent, until the store changes
templates/    HTML
static/       the style sheet; dist/ holds the bundle made of frontend/

Handlers take a request apart, ask one builder of ``sayso.views.desk``, and render what it gives.
"""

from sayso.web.app import create_app

__all__ = ["create_app"]
