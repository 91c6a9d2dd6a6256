"""The state of a page is its address: query <-> ``Filter``, and the addresses that lie one step away."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any
from urllib.parse import quote, urlencode

from sayso.errors import StoreError
from sayso.store import Filter

EITHER = ("unnamed", "denied", "hedged", "passed")
TRUTH = {"yes": True, "no": False}
NAMES = tuple(field.name for field in fields(Filter))


EVERYTHING = Filter()


@dataclass(frozen=True, slots=True)
class Address:
    """A page of the desk with its state: what is asked for, and where in the list."""

    path: str
    asked: Filter = EVERYTHING
    after: str | None = None

    def href(self) -> str:
        """The address as a link."""
        return self._with(self.path)

    def twin(self, form: str) -> str:
        """The address of the same in another form: "json", "csv", "parquet"."""
        return self._with(f"{self.path.rstrip('/') or '/today'}.{form}")

    def narrowed(self, **changes: Any) -> Address:
        """The same page, its list begun anew, with other fields in the filter. Raises StoreError; see Filter."""
        return replace(self, asked=replace(self.asked, **changes), after=None)

    def _with(self, path: str) -> str:
        query = query_of(self.asked)
        query |= {"after": self.after} if self.after else {}
        return f"{quote(path)}?{urlencode(query)}" if query else quote(path)


def address_of(path: str, query: Mapping[str, str]) -> Address:
    """The page that a path and a query name. Raises StoreError where a field makes no sense."""
    return Address(path, filter_of(query), query.get("after") or None)


def filter_of(query: Mapping[str, str]) -> Filter:
    """The filter in a query; fields that are empty are not given, those it does not know are left alone."""
    given: dict[str, Any] = {name: query[name].strip() for name in NAMES if query.get(name, "").strip()}
    for name in EITHER:
        if name in given:
            given[name] = _truth(name, given[name])
    if "between" in given:
        given["between"] = pair_of_codes(given["between"])
    return Filter(**given)


def query_of(asked: Filter) -> dict[str, str]:
    """The query that gives this filter."""
    given = {name: getattr(asked, name) for name in NAMES}
    return {name: in_query(value) for name, value in given.items() if value is not None}


def in_query(value: Any) -> str:
    """One value of a filter as it stands in an address."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "-".join(value) if isinstance(value, tuple) else str(value)


def to_page(page: str, item: str | None = None, version: int | None = None) -> str:
    """The address of the reader, with one claim or event in the light."""
    query = {"focus": item, "version": version}
    given = {name: value for name, value in query.items() if value is not None}
    return f"/read/{quote(page, safe='')}" + (f"?{urlencode(given)}" if given else "")


def _truth(name: str, word: str) -> bool:
    if word not in TRUTH:
        raise StoreError(f"{name!r} is yes or no, not {word!r}.")
    return TRUTH[word]


def pair_of_codes(words: str) -> tuple[str, str]:
    """Two codes, joined by a hyphen or a comma. Raises StoreError where they are not two."""
    codes = words.replace(",", "-").split("-")
    if len(codes) != 2:
        raise StoreError(f"'between' takes two countries, as in USA-RUS, not {words!r}.")
    return codes[0].strip(), codes[1].strip()
