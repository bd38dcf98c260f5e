"""The front matter of a Markdown file: lines of `key: value` between two rules at its head, as static site generators write it.

Only plain values, quoted values and one-line lists are read, which is all that titles, names and dates need; no YAML is loaded.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from sayso.model.document import DateEvidence
from sayso.read.calendar import read_date
from sayso.read.clean import one_line
from sayso.read.content import Stated

#: Characters of the head in which front matter must end.
LONGEST = 20_000

_FRONT = re.compile(r"\ufeff?---[ \t]*\n(?P<lines>.*?)(?:^|\n)(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_ENTRY = re.compile(r"([A-Za-z][\w:.-]*)[ \t]*:(?:[ \t]+(.*?))?[ \t]*$", re.MULTILINE)

_PUBLISHED = ("published", "date_published", "date-published", "published_at", "publishdate", "publish_date", "issued", "date")
_CREATED = ("created", "created_at", "updated", "updated_at", "modified", "lastmod", "last_modified")


def front_matter(source: str) -> tuple[Stated, int]:
    """Return what the front matter states, and where the text begins (0 where there is none)."""
    match = _FRONT.match(source, 0, LONGEST)
    entries = _entries(match["lines"]) if match else {}
    if not match or not entries:
        return Stated(), 0
    dates = ((key, read_date(entries[key])) for key in _PUBLISHED if key in entries)
    created = (read_date(entries[key]) for key in _CREATED if key in entries)
    stated = Stated(
        title=entries.get("title"),
        author=entries.get("author") or entries.get("authors") or entries.get("byline"),
        publisher=entries.get("publisher"),
        url=entries.get("url") or entries.get("canonical"),
        language=entries.get("lang") or entries.get("language"),
        created=next(filter(None, created), None),
        dates=tuple(DateEvidence(date, "metadata", f"front matter: {key}") for key, date in dates if date),
    )
    return stated, match.end()


def _entries(lines: str) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for match in _ENTRY.finditer(lines):
        value = one_line(_value(match[2] or ""))
        if value:
            found.setdefault(match[1].lower(), value)
    return found


def _value(written: str) -> str:
    """Return a value without its quotation marks; of a list in brackets its members with commas between."""
    written = written.strip()
    if written.startswith("[") and written.endswith("]"):
        return ", ".join(_value(member) for member in written[1:-1].split(","))
    for mark in ('"', "'"):
        if len(written) > 1 and written.startswith(mark) and written.endswith(mark):
            return written[1:-1].replace(mark * 2, mark).replace(f"\\{mark}", mark)
    return written
