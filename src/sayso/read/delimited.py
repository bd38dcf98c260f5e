"""Delimited text (RFC 4180), read as bytes without holding the file and as characters without losing their places.

Python's csv module gives values but no positions, and stops at fields of 131,072 characters; here a record is a slice of the file and
a field a slice of the record. A quotation mark counts only at the beginning of a field, so that a stray one harms one field.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

#: Bytes that one record may have.
LARGEST = 64 * 1024 * 1024
#: How often the scanner takes up again after a quotation mark that is never closed.
RECOVERIES = 20

_QUOTED = re.compile(r'"[^"]*"')
_DELIMITERS = (",", ";", "\t")


@dataclass(frozen=True, slots=True)
class Line:
    """A record of a file: its bytes [start, end), the number of its first line, counted from 1, and what is wrong with it ("": nothing)."""

    start: int
    end: int
    number: int
    data: bytes
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a record: the characters [start, end) inside its quotation marks; `quoted` tells that marks in it are doubled."""

    start: int
    end: int
    quoted: bool

    def value(self, text: str) -> str:
        """Return the field's value, marks no longer doubled."""
        raw = text[self.start : self.end]
        return raw.replace('""', '"') if self.quoted else raw


def delimiter_of(header: str) -> str:
    """Return the delimiter of a table by its header line: comma, semicolon or tab, whichever is most frequent outside quotation marks."""
    bare = _QUOTED.sub("", header.split("\n", 1)[0])
    return max(_DELIMITERS, key=bare.count)


def fields(text: str, start: int, delimiter: str) -> tuple[list[Field], int]:
    """Return the fields of the record that begins at `start`, and where the next record begins."""
    stop = re.compile(f"[{re.escape(delimiter)}\r\n]")
    found: list[Field] = []
    while True:
        field, start = _field(text, start, stop)
        found.append(field)
        if text[start : start + 1] != delimiter:
            return found, _after_break(text, start)
        start += 1


def _field(text: str, start: int, stop: re.Pattern[str]) -> tuple[Field, int]:
    """Return the field at `start` and the position of the delimiter or line end behind it."""
    if text.startswith('"', start):
        close = _closing(text, start + 1)
        end = _stop(text, close + 1, stop)
        if not text[close + 1 : end].strip():
            return Field(start + 1, close, quoted=True), end
    end = _stop(text, start, stop)
    return Field(start, end, quoted=False), end


def _closing(text: str, at: int) -> int:
    """Return where the mark stands that closes the quotation which goes on at `at`; the text's end where none does."""
    while (at := text.find('"', at)) >= 0 and text.startswith('"', at + 1):
        at += 2
    return at if at >= 0 else len(text)


def _stop(text: str, at: int, stop: re.Pattern[str]) -> int:
    match = stop.search(text, at)
    return match.start() if match else len(text)


def _after_break(text: str, at: int) -> int:
    return at + 2 if text.startswith("\r\n", at) else min(at + 1, len(text))


def lines(file: BinaryIO, delimiter: bytes, number: int = 1) -> Iterator[Line]:
    """Yield the records of `file` from where it stands, which is line `number`; blank lines are passed over.

    A quotation mark that is never closed costs its own record: it is yielded with its fault, and the line after it begins another.
    """
    recoveries = 0
    while line := _record(file, delimiter, number):
        if line.fault and recoveries < RECOVERIES:
            recoveries += 1
            first = line.data.split(b"\n", 1)[0] + b"\n"
            line = Line(line.start, min(line.start + len(first), line.end), number, first, line.fault)
            file.seek(line.end)
        number += line.data.count(b"\n")
        if line.data.strip():
            yield line


def _record(file: BinaryIO, delimiter: bytes, number: int) -> Line | None:
    """Return the record at the file's position, or None at its end."""
    start = file.tell()
    pieces: list[bytes] = []
    size, inside = 0, False
    while piece := file.readline(LARGEST + 1):
        pieces.append(piece)
        size += len(piece)
        inside = _stays_open(piece, delimiter, inside=inside)
        if not inside or size > LARGEST:
            break
    if not pieces:
        return None
    fault = "a quotation mark is opened here and never closed" if inside else ""
    fault = f"longer than {LARGEST // 1024**2} MB, or {fault}" if size > LARGEST else fault
    return Line(start, start + size, number, b"".join(pieces), fault)


def _stays_open(line: bytes, delimiter: bytes, *, inside: bool) -> bool:
    """Tell whether a quoted field is open at the end of `line`, where one was open at its beginning or not."""
    at = 0
    while True:
        if inside:
            at = line.find(b'"', at)
            if at < 0:
                return True
            inside = line[at + 1 : at + 2] == b'"'
            at += 2 if inside else 1
        elif line[at : at + 1] == b'"':
            inside, at = True, at + 1
        else:
            at = line.find(delimiter, at) + 1
            if not at:
                return False
