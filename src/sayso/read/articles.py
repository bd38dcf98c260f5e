"""One row of a table of articles: where its text stands, and what its other columns say.

A row is read twice: when the table is searched, for its identity and metadata, and when it becomes a document, from its own bytes alone
(a CSV's header record and the row's, or a JSONL line). Both times by the functions here, so that both see the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from json import JSONDecodeError, JSONDecoder
from json.decoder import scanstring  # type: ignore[attr-defined]
from typing import Any

from sayso.model.offsets import OffsetMap, OffsetMapBuilder
from sayso.model.source import Metadata
from sayso.read.calendar import read_date
from sayso.read.clean import one_line
from sayso.read.columns import WORDS, roles, table_names
from sayso.read.delimited import Field, delimiter_of, fields

_WHITE = (" ", "\t", "\n", "\r", "\ufeff")
_SPACE = re.compile(r"[ \t\n\r\ufeff]*")
_DECODER = JSONDecoder(strict=False)
_DOUBLED = re.compile('""')
_ESCAPE = re.compile(r"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|.)", re.DOTALL)


class RowError(Exception):
    """A row that holds no article; its text says why, for the line that a person is shown."""


@dataclass(frozen=True, slots=True)
class Article:
    """One article of a table.

    `text` makes its text and the map from it to the characters of the row; `key` is its id column; `undated` a date that cannot be read.
    """

    text: Callable[[], tuple[str, OffsetMap]]
    metadata: Metadata
    key: str | None
    undated: str | None


def csv_columns(header: str) -> list[str]:
    """Return the names of a CSV's columns from its header record."""
    start = int(header.startswith("\ufeff"))
    found, _ = fields(header, start, delimiter_of(header))
    return [one_line(field.value(header)) or "" for field in found]


def csv_article(row: str) -> Article:
    """Return the article in `row`: a CSV of a header record and one more. Raises RowError."""
    delimiter = delimiter_of(row)
    header, start = fields(row, int(row.startswith("\ufeff")), delimiter)
    found, _ = fields(row, start, delimiter)
    at = roles([field.value(row) for field in header], table_names())
    if len(found) > len(header):
        msg = f"it has {len(found)} fields where the header has {len(header)}; put fields that hold the delimiter in quotation marks"
        raise RowError(msg)
    if "text" not in at or at["text"] >= len(found):
        msg = "it has no text"
        raise RowError(msg)
    values = {role: found[index].value(row) for role, index in at.items() if index < len(found) and role != "text"}
    field = found[at["text"]]
    return _article(partial(_csv_text, row, field), values, is_blank=not row[field.start : field.end].strip())


def _csv_text(row: str, field: Field) -> tuple[str, OffsetMap]:
    builder = OffsetMapBuilder()
    at = field.start
    for match in _DOUBLED.finditer(row, field.start, field.end) if field.quoted else ():
        builder.keep(row[at : match.start() + 1], at)
        at = match.end()
    builder.keep(row[at : field.end], at)
    return builder.build()


def json_article(row: str) -> Article:
    """Return the article in `row`, a JSON object. Raises RowError."""
    try:
        members = list(_members(row))
    except (ValueError, IndexError, RecursionError) as error:
        what = f"{error.msg.lower()} at character {error.pos + 1}" if isinstance(error, JSONDecodeError) else "it cannot be parsed"
        msg = f"it is not a JSON object ({what})"
        raise RowError(msg) from error
    at = roles([member.key for member in members], table_names())
    if "text" not in at:
        msg = f"it has no text; its keys are {', '.join(member.key for member in members)[:200] or 'none'}"
        raise RowError(msg)
    member = members[at["text"]]
    if not isinstance(member.value, str):
        msg = f"its {member.key!r} is not a string"
        raise RowError(msg)
    values = {role: _words(members[index].value) for role, index in at.items() if role != "text"}
    return _article(partial(_json_text, row, member), values, is_blank=not member.value.strip())


@dataclass(frozen=True, slots=True)
class _Member:
    """A key of a JSON object and its value; a string stands, in quotation marks, at [start, end)."""

    key: str
    value: Any
    start: int
    end: int


def _members(row: str) -> Iterator[_Member]:
    """Yield the members of the JSON object in `row`, the last of equal keys only; raises ValueError where there is none."""
    at = _expect(row, 0, "{")
    found: dict[str, _Member] = {}
    while not row.startswith("}", at):
        if found:
            at = _expect(row, at, ",")
        if not row.startswith('"', at):
            msg = "expecting a key in quotation marks"
            raise JSONDecodeError(msg, row, at)
        key, at = scanstring(row, at + 1, False)  # noqa: FBT003 - the standard library's signature
        start = _expect(row, _after_space(row, at), ":")
        value, end = _DECODER.raw_decode(row, start)
        found[key] = _Member(key, value, start, end)
        at = _after_space(row, end)
    if row[at + 1 :].strip():
        msg = "extra data"
        raise JSONDecodeError(msg, row, at + 1)
    yield from found.values()


def _after_space(row: str, at: int) -> int:
    if not row.startswith(_WHITE, at):  # as after most marks
        return at
    match = _SPACE.match(row, at)
    return match.end() if match else at


def _expect(row: str, at: int, mark: str) -> int:
    """Return where the row goes on after `mark` and white space around it."""
    at = _after_space(row, at)
    if not row.startswith(mark, at):
        msg = f"expecting {mark!r}"
        raise JSONDecodeError(msg, row, at)
    return _after_space(row, at + 1)


def _json_text(row: str, member: _Member) -> tuple[str, OffsetMap]:
    """Return a string member's value with the map to the characters of `row`; an escape leads to its backslash."""
    builder = OffsetMapBuilder()
    at, end = member.start + 1, member.end - 1
    for match in _ESCAPE.finditer(row, at, end):
        builder.keep(row[at : match.start()], at)
        builder.keep(scanstring(f'{match.group()}"', 0, False)[0], match.start())  # noqa: FBT003 - as above
        at = match.end()
    builder.keep(row[at:end], at)
    return builder.build()


def _words(value: Any) -> str | None:  # noqa: ANN401 - whatever JSON holds
    """Return a JSON value of metadata as words: a list's parts joined, an object by its name, null and booleans as nothing."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, (int, float)):
        return str(value)
    if isinstance(value, dict):
        return next((v for k in ("name", "title", "url", "id") if isinstance(v := value.get(k), str)), None)
    return ", ".join(filter(None, map(_words, value))) or None


def _article(text: Callable[[], tuple[str, OffsetMap]], values: Mapping[str, str | None], *, is_blank: bool) -> Article:
    if is_blank:
        msg = "its text is empty"
        raise RowError(msg)
    lines = {role: one_line(value) for role, value in values.items()}
    written = lines.get("published")
    published = read_date(written) if written else None
    metadata = Metadata(published=published, **{role: lines.get(role) for role in WORDS})
    return Article(text, metadata, lines.get("id"), written if written and not published else None)
