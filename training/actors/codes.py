"""CAMEO's actor codes and dates -> PLOVER's countries, sectors and periods."""

from __future__ import annotations

import re
from dataclasses import dataclass

# CAMEO roles that PLOVER knows under another name; roles that have no sector in PLOVER are left out.
SECTORS = {
    "GOV": "GOV", "MIL": "MIL", "SPY": "SPY", "LEG": "LEG", "JUD": "JUD", "COP": "COP", "REB": "REB", "SEP": "REB",
    "INS": "REB", "RAD": "REB", "OPP": "OPP", "PTY": "PTY", "MED": "JRN", "BUS": "BUS", "MNC": "BUS", "CRM": "CRM",
    "CVL": "CVL", "EDU": "EDU", "HLH": "MED", "LAB": "LAB", "AGR": "AGR", "REF": "REF", "ELI": "ELI", "UAF": "UAF",
    "CHR": "REL", "MOS": "REL", "JEW": "REL", "REL": "REL", "BUD": "REL", "HIN": "REL",
}  # fmt: skip
INTERNATIONAL = ("IGO", "NGO", "MNC", "IMG")
REGIONS = {
    "HIN", "BUD", "ENV", "EIN", "DPI", "SAM", "TRK",
    "SAS", "SEA", "MEA", "WEU", "EEU", "LAM", "AFR", "EAF", "WAF", "SAF", "CAF", "NAF", "CFR", "ASA", "KAS", "EUR",
    "INT", "KKL", "CAS", "CAR", "NMR",
}  # fmt: skip
HISTORIC = {
    "TMP": "TLS",
    "KSV": "XKX",
    "KNT": "KNA",
    "ANG": "AGO",
    "HKG": "CHN",
    "MAC": "CHN",
    "SUN": "RUS",
    "YUG": "SRB",
    "SCG": "SRB",
    "DDR": "DEU",
    "CSK": "CZE",
    "GME": "DEU",
    "ROM": "ROU",
    "ZAR": "COD",
}
PERIOD = re.compile(r"([A-Z]{6,})\s*(?:(>|<)?\s*(\d{6,9})(?:-(\d{6,9}))?)?\s*$")


@dataclass(frozen=True)
class Period:
    """An office or standing of a person: PLOVER codes and ISO dates, "" where open."""

    country: str
    sector: str
    start: str
    until: str


@dataclass(frozen=True)
class Body:
    """The codes of a group or body, "" where there is none."""

    kind: str
    country: str
    sector: str


def person_periods(codes: list[str]) -> tuple[list[Period], bool]:
    """The offices among a person's codes, and whether the person was at the head of a country.

    The dictionaries say only of heads that they belong to the elite before and after their office.
    """
    matches = [match for code in codes if (match := PERIOD.match(code.strip()))]
    head = any(match[1][3:] == "ELI" for match in matches)
    periods = [period(match) for match in matches if SECTORS.get(match[1][3:6]) not in {None, "ELI"}]
    dated = [one for one in periods if (one.start or one.until) and (not one.until or one.start <= one.until)]
    return merged(dated), head and bool(dated)


def period(match: re.Match[str]) -> Period:
    """One code with its dates."""
    first, last = iso(match[3]), iso(match[4])
    start, until = ("", first) if match[2] == "<" else (first, last)
    country = HISTORIC.get(match[1][:3], match[1][:3])
    return Period(country, SECTORS[match[1][3:6]], start, until)


def merged(periods: list[Period]) -> list[Period]:
    """Periods of one country and sector as one, from the first day to the last: gaps of months say little."""
    found: dict[tuple[str, str], Period] = {}
    for one in sorted(periods, key=lambda period: period.start):
        key = (one.country, one.sector)
        last = found.get(key)
        gap = last and last.until and one.start and int(one.start[:4]) - int(last.until[:4]) > 1
        if last and not gap:
            until = "" if not last.until or not one.until else max(last.until, one.until)
            found[key] = Period(one.country, one.sector, last.start, until)
        else:
            found[(*key, one.start) if last else key] = one  # type: ignore[index]
    return list(found.values())


def iso(date: str | None) -> str:
    """ "070529" or "20070529" as "2007-05-29"; years above 14 are of the last century."""
    if not date:
        return ""
    if len(date) == 6:
        date = ("20" if int(date[:2]) <= 14 else "19") + date
    return f"{date[:4]}-{date[4:6]}-{date[6:8]}" if date[4:6] != "00" else date[:4]


def body_codes(code: str) -> Body | None:
    """The codes of a group: an international code or a country, then the first role that PLOVER knows."""
    parts = [code[place : place + 3] for place in range(0, len(code), 3)]
    if parts[0] in INTERNATIONAL:
        return international(parts)
    country = "IMG" if parts[0] == "INT" else "" if parts[0] in REGIONS else HISTORIC.get(parts[0], parts[0])
    sector = next((SECTORS[part] for part in parts[1:] if part in SECTORS), "")
    return Body("group" if sector == "REB" else "organization", country, sector) if sector else None


def international(parts: list[str]) -> Body:
    """International bodies; a company belongs to its country where the code has one."""
    roles = [SECTORS[part] for part in parts[1:] if part in SECTORS]
    sector = roles[0] if roles else ""
    if parts[0] == "MNC":
        home = next((p for p in parts[1:] if p not in SECTORS and p not in REGIONS), "")
        return Body("organization", home or "MNC", "BUS")
    if parts[0] == "IMG":
        return Body("group", "IMG", "REB")
    if "UNO" in parts:
        return Body("organization", "UNO", sector)
    return Body("organization", "EUR" if "EEC" in parts else parts[0], sector)
