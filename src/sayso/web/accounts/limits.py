"""How much in a second: a bucket of permits for each account, token and address, which fills again as time goes by."""

from __future__ import annotations

import ipaddress
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from threading import Lock

MOST = 20_000  # buckets; those that were not asked for longest go first


@dataclass(frozen=True, slots=True)
class Allowance:
    """So many at once, and so many a second after that."""

    at_once: int
    a_second: float


READS = Allowance(200, 20)  # of an account
WRITES = Allowance(60, 1)
TOKEN_READS = Allowance(100, 10)  # of one token; what the account has left counts as well
TOKEN_WRITES = Allowance(30, 0.5)
STRANGERS = Allowance(60, 5)  # of an address that nobody is known at
LOGINS = Allowance(20, 0.2)
WRONG = Allowance(20, 0.2)  # keys that do not hold


class Buckets:
    """The buckets of one process."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._kept: OrderedDict[Hashable, tuple[float, float]] = OrderedDict()  # permits left, when
        self._lock = Lock()

    def take(self, key: Hashable, allowance: Allowance) -> float:
        """Take a permit; returns 0, or the seconds until there is one again."""
        now = self._clock()
        with self._lock:
            left, when = self._kept.pop(key, (float(allowance.at_once), now))
            left = min(allowance.at_once, left + (now - when) * allowance.a_second)
            self._kept[key] = (left - 1 if left >= 1 else left, now)
            if len(self._kept) > MOST:
                self._kept.popitem(last=False)
        return 0.0 if left >= 1 else (1 - left) / allowance.a_second


def neighbourhood(address: str) -> str:
    """The addresses that count as one: an IPv6 network of 64 bits, which one machine may have to itself."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(found, ipaddress.IPv6Address):
        return str(found.ipv4_mapped or ipaddress.ip_network((found, 64), strict=False))
    return str(found)
