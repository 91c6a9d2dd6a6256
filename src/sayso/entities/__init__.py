"""Who is who, where and when: actors, places and dates of a page."""

from sayso.entities.cast import who_is_who
from sayso.entities.dates import find_dates
from sayso.entities.describe import describe_phrase
from sayso.entities.places import find_places

__all__ = ["describe_phrase", "find_dates", "find_places", "who_is_who"]
