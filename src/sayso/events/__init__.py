"""What happened, to whom, and did it really: PLOVER events with their status, and red lines."""

from sayso.events.coding import find_events
from sayso.events.red_lines import find_red_lines

__all__ = ["find_events", "find_red_lines"]
