"""Country codes of three letters as two. PLOVER's IGO, UNO and the like are no countries, and have none."""

from __future__ import annotations

import functools


def two_letters(code: str | None) -> str | None:
    """ISO 3166-1 alpha-2 in lower case, or None."""
    return _table().get((code or "").upper())


@functools.cache
def _table() -> dict[str, str]:
    """From the territory aliases of CLDR, which Babel carries; Kosovo's code is a user's own, and not among them."""
    from babel.core import get_global

    aliases = get_global("territory_aliases")
    return {"XKX": "xk"} | {
        three: found[0].lower()
        for three, found in aliases.items()
        if len(three) == 3 and three.isalpha() and len(found) == 1 and len(found[0]) == 2
    }
