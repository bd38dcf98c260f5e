"""What a person may correct: the fields of each kind, and what each may hold (the types of docs/records.schema.json)."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from sayso.errors import JudgementError
from sayso.model.statement import CUE_KINDS, MODES, POLARITIES, SPEAKER_TYPES

#: Takes a value as typed or as JSON and returns it as the record keeps it; None if it cannot be one.
Reader = Callable[[Any], Any]

_YES = {"true": True, "yes": True, "false": False, "no": False}
_DATE = re.compile(r"\d{4}(-\d{2}){0,2}")


class _Refused(Exception):
    """The value cannot stand in the field; the text says what can."""


def checked(kind: str, field: str, value: object) -> tuple[str, object]:
    """Return the name of the field and its value as records keep them; raise JudgementError if that field or value cannot be.

    `speaker` with plain words stands for `speaker.name`; empty words stand for null, where a field may be null.
    """
    known = CORRECTABLE.get(kind, {})
    name = _SHORT.get((kind, field), field)
    if not known:
        msg = f"nothing in a {kind} can be corrected; accept or reject it"
        raise JudgementError(msg)
    if name not in known:
        msg = f"a {kind} has no field {field!r} to correct; there are: {', '.join(known)}"
        raise JudgementError(msg)
    try:
        return name, known[name](value)
    except _Refused as refused:
        msg = f"{name} cannot be {value!r}; it is {refused}"
        raise JudgementError(msg) from None


def _words(value: object) -> str | None:
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    if isinstance(value, bool) or not isinstance(value, str | int):
        msg = "words, or nothing where it is unknown"
        raise _Refused(msg)
    return str(value).strip()  # a year or the number of a newspaper may come as a number


def _flag(value: object) -> bool:
    found = _YES.get(value.casefold()) if isinstance(value, str) else value
    if not isinstance(found, bool):
        msg = "true or false"
        raise _Refused(msg)
    return found


def _date(value: object) -> str | None:
    words = _words(value)
    if words is not None and not is_date(words):
        msg = "a date written YYYY, YYYY-MM or YYYY-MM-DD, or nothing where it is unknown"
        raise _Refused(msg)
    return words


def is_date(words: str) -> bool:
    """Tell whether `words` are a date of EDTF level 0: YYYY, YYYY-MM or YYYY-MM-DD, and in the calendar."""
    if not _DATE.fullmatch(words):
        return False
    year, month, day = (*map(int, words.split("-")), 1, 1)[:3]
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _one_of(*options: str) -> Reader:
    def read(value: object) -> str:
        if value not in options:
            msg = f"one of {', '.join(options)}"
            raise _Refused(msg)
        return str(value)

    return read


_SHORT = {("statement", "speaker"): "speaker.name", ("statement", "on_behalf_of"): "on_behalf_of.name"}

CORRECTABLE: dict[str, dict[str, Reader]] = {
    "statement": {
        "speaker.name": _words,
        "speaker.type": _one_of(*SPEAKER_TYPES),
        "on_behalf_of.name": _words,
        "mode": _one_of(*MODES),
        "cue_kind": _one_of(*CUE_KINDS),
        "polarity": _one_of(*POLARITIES),
        "hedged": _flag,
        "medium.title": _words,
        "medium.number": _words,
        "medium.date": _words,
    },
    "document": {
        "publisher": _words,
        "author": _words,
        "title": _words,
        "side": _words,
        "published": _date,
        "language": _words,
    },
}
