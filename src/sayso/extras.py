"""Libraries that only some users need: loaded when they are used; where one is missing, what brings it is named."""

from __future__ import annotations

import importlib
from typing import Any

from sayso.errors import MissingLibraryError


def needed(library: str, extra: str) -> Any:
    """The library. Raises MissingLibraryError, which says which extra brings it, where it is not installed."""
    try:
        return importlib.import_module(library)
    except ImportError as error:
        raise MissingLibraryError(
            f"This needs {library.partition('.')[0]}, which is not installed: pip install 'sayso[{extra}]'."
        ) from error
