"""Sayso: who did what to whom, and on whose say-so.

>>> from sayso import load_page, load_models, read
>>> record = read(load_page("page.html"), load_models())

Names are resolved when they are first used, so that ``import sayso`` loads no parser and no model.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sayso.errors import SaysoError
    from sayso.loading import Models, load_models
    from sayso.page import fetch_page, load_page
    from sayso.pipeline import read, read_article, read_many
    from sayso.store import Filter, Store, open_store
    from sayso.types import Article, Failure, Page, Record

_HOMES = {
    "SaysoError": "errors",
    "Models": "loading",
    "load_models": "loading",
    "fetch_page": "page",
    "load_page": "page",
    "read": "pipeline",
    "read_article": "pipeline",
    "read_many": "pipeline",
    "Filter": "store",
    "Store": "store",
    "open_store": "store",
    "Article": "types",
    "Failure": "types",
    "Page": "types",
    "Record": "types",
}

__all__ = [
    "Article",
    "Failure",
    "Filter",
    "Models",
    "Page",
    "Record",
    "SaysoError",
    "Store",
    "fetch_page",
    "load_models",
    "load_page",
    "open_store",
    "read",
    "read_article",
    "read_many",
]


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(importlib.import_module(f"sayso.{_HOMES[name]}"), name)
    raise AttributeError(f"module 'sayso' has no attribute {name!r}")
