"""The log as JSON, one object a line: what a collector of logs takes apart without guessing.

With the standard library alone: uvicorn and SQLAlchemy log through it, so one formatter catches all of them.
"""

from __future__ import annotations

import json
import logging
import sys
import traceback
from datetime import UTC, datetime
from typing import Any, Literal

Form = Literal["plain", "json"]


class JsonLines(logging.Formatter):
    """A record as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        """The line: when, how grave, who says so, what; the request it is about; the trace, where something broke."""
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        line |= getattr(record, "request", {})
        if record.exc_info and record.exc_info[1] is not None:
            line["trace"] = "".join(traceback.format_exception(record.exc_info[1]))
        return json.dumps(line, ensure_ascii=True, default=str)


def set_up(form: Form) -> None:
    """Have the log written to standard error: warnings as plain lines, or all of it, each request too, as JSON."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines() if form == "json" else logging.Formatter("%(levelname)s: %(message)s"))
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(logging.WARNING)
    for name in ("sayso", "uvicorn.error"):
        logging.getLogger(name).setLevel(logging.INFO if form == "json" else logging.WARNING)
