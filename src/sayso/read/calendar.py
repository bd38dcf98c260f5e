"""Dates as people and machines write them, to EDTF (ISO 8601-2): YYYY, YYYY-MM or YYYY-MM-DD, never more precise than written.

Numbers alone in an order that differs between countries (03/04/2031) are not read: which is the month would be a guess.
"""

from __future__ import annotations

import re
from datetime import date

from sayso.errors import DateError

_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december")
_NUMBERS = {name: i for i, name in enumerate(_MONTHS, 1)} | {name[:3]: i for i, name in enumerate(_MONTHS, 1)} | {"sept": 9}
_MONTH = "|".join((*_MONTHS, "sept", *(name[:3] for name in _MONTHS)))
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"

#: A full date in English words or in ISO 8601, with the weekday that may stand before it.
FULL_DATE = (
    rf"{_WEEKDAY}(?:"
    rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?\s+(?P<month>{_MONTH})\.?,?\s+(?P<year>\d{{4}})"
    rf"|(?P<month2>{_MONTH})\.?\s+(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year2>\d{{4}})"
    r"|(?P<year3>\d{4})-(?P<month3>\d{2})-(?P<day3>\d{2}))(?!\w)"
)

_EDTF = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_ISO = re.compile(r"(\d{4})(?:([-/])(\d{1,2})(?:\2(\d{1,2}))?)?(?:[T ]\d{1,2}:\d{2}.*)?", re.DOTALL)
_BASIC = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T?\d{4,6}.*)?")
_WORDS = re.compile(rf"{FULL_DATE}(?:\s*(?:[-,–|]|at\b)?\s*\d{{1,2}}:\d{{2}}.*)?", re.IGNORECASE | re.DOTALL)


def checked(value: str, where: str) -> str:
    """Return `value` if it is an EDTF date that exists; `where` says where it was written. Raises DateError."""
    match = _EDTF.fullmatch(value.strip())
    found = match and edtf(*match.groups())
    if not found:
        raise DateError(value, where)
    return found


def read_date(value: str) -> str | None:
    """Return the EDTF form of a date as metadata write it: ISO 8601 with or without a time, RFC 5322, English words. Else None.

    A time of day and its zone are left out: the date stays the one that is written.
    """
    value = value.strip()[:100]
    if match := _ISO.fullmatch(value):
        return edtf(match[1], match[3], match[4])
    if match := _BASIC.fullmatch(value):
        return edtf(match[1], match[2], match[3])
    if match := _WORDS.fullmatch(value):
        return from_match(match)
    return None


def from_match(match: re.Match[str]) -> str | None:
    """Return the EDTF form of a match of FULL_DATE, or None where there is no such day."""
    groups = match.groupdict()
    for form in ("", "2", "3"):
        if year := groups[f"year{form}"]:
            month = groups[f"month{form}"].lower()
            return edtf(year, str(_NUMBERS.get(month, month)), groups[f"day{form}"])
    return None


def edtf(year: str, month: str | None = None, day: str | None = None) -> str | None:
    """Return the EDTF date, as precise as what is given, or None where the calendar has no such date."""
    try:
        date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return None
    parts = [f"{int(year):04d}"] + [f"{int(part):02d}" for part in (month, day) if part]
    return "-".join(parts)
