"""ISO 8601 dates of any precision, with and without a zone, as other systems want them."""

from __future__ import annotations

from datetime import UTC, datetime

FILL = {4: "-01-01T00:00:00", 7: "-01T00:00:00", 10: "T00:00:00"}


def in_utc(value: str | None) -> str | None:
    """The date as it is where it has no time of day, else the moment in UTC, without its zone."""
    if value is None or len(value) <= len("2022-11-14"):
        return value
    return _moment(value).strftime("%Y-%m-%dT%H:%M:%S")


def timestamp(value: str) -> str:
    """A moment to the second, in UTC. A day, month or year stands for its first moment."""
    return _moment(value + FILL.get(len(value), "")).strftime("%Y-%m-%dT%H:%M:%SZ")


def _moment(value: str) -> datetime:
    """A moment without a zone is taken for UTC."""
    moment = datetime.fromisoformat(value)
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
