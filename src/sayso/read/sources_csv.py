"""sources.csv: what a person knows of the files in a folder and the files do not say.

Its columns are file, publisher, author, published, title, url and side, in any order; all but file may be missing. What cannot be followed
is told line by line, and the rest holds.
"""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from sayso.errors import DateError, SaysoError
from sayso.model.source import Failure, Metadata
from sayso.read.calendar import checked
from sayso.read.clean import one_line
from sayso.read.columns import WORDS, plain_name, roles, sources_names
from sayso.read.delimited import delimiter_of, fields
from sayso.read.encoding import decode
from sayso.read.loading import refused

NAME = "sources.csv"
LARGEST = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Fault:
    """A line of a sources.csv that cannot be followed, and the location of the file it is about (None: none, or no such file)."""

    failure: Failure
    location: str | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """What a sources.csv says: metadata by the location of the file, and its faults in the order of its lines."""

    metadata: Mapping[str, Metadata] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()


@dataclass(slots=True)
class _Folder:
    """The files of a folder by name, and by name without regard to case and Unicode form."""

    path: str
    names: dict[str, dict[str, str]] = field(default_factory=dict)

    def find(self, name: str) -> str | None:
        """Return the location of the file called `name` (with slashes of either kind between folders), or None."""
        parts = [part for part in name.replace("\\", "/").split("/") if part not in {"", "."}]
        if not parts or ".." in parts or name.startswith("/"):
            return None
        at = self.path
        for part in parts:
            here = self._names_in(at)
            actual = here.get(part) or here.get(_folded(part))
            if actual is None:
                return None
            at = os.path.join(at, actual)  # noqa: PTH118 - locations are strings
        return at if os.path.isfile(at) else None  # noqa: PTH113 - as above

    def _names_in(self, folder: str) -> dict[str, str]:
        if folder not in self.names:
            try:
                actual = sorted(os.listdir(folder))  # noqa: PTH208 - as above
            except OSError:
                actual = []
            self.names[folder] = {_folded(name): name for name in actual} | {name: name for name in actual}
        return self.names[folder]


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def listing(folder: str, shown: str) -> Listing:
    """Return what the sources.csv in `folder` says, an empty listing where there is none; `shown` is its path for a person."""
    try:
        with open(os.path.join(folder, NAME), "rb") as file:  # noqa: PTH118, PTH123 - as above
            data = file.read(LARGEST)
    except FileNotFoundError:
        return Listing()
    except OSError as error:
        return Listing(faults=(Fault(_failure(shown, None, refused(shown, error).reason)),))
    try:
        text = decode(data, shown).text
    except SaysoError as error:
        return Listing(faults=(Fault(_failure(shown, None, str(error).removeprefix(f"{shown}: "))),))
    return _followed(text, _Folder(folder), shown)


def _failure(shown: str, line: int | None, reason: str) -> Failure:
    identity = shown if line is None else f"{shown}#line-{line}"
    where = "" if line is None else f"line {line}: "
    return Failure(identity, shown, "partly", f"{where}{reason}")


def _followed(text: str, folder: _Folder, shown: str) -> Listing:
    records = list(_records(text))
    header = [one_line(value) or "" for value in records[0][1]] if records else []
    at = roles(header, sources_names())
    if "file" not in at:
        reason = f"has no column `file`, so that nothing in it can be used; its columns are {', '.join(header) or 'none'}"
        return Listing(faults=(Fault(_failure(shown, None, reason)),))
    faults = list(_unknown_columns(header, at, shown))
    metadata: dict[str, Metadata] = {}
    for number, values in records[1:]:
        cells = {role: one_line(values[index]) for role, index in at.items() if index < len(values)}
        faults += _row(cells, _Row(folder, shown, number), metadata)
    return Listing(metadata, tuple(faults))


def _records(text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the line number and the values of each record that is not blank."""
    delimiter = delimiter_of(text)
    at, number = int(text.startswith("\ufeff")), 1
    while at < len(text):
        found, after = fields(text, at, delimiter)
        values = [f.value(text) for f in found]
        if any(value.strip() for value in values):
            yield number, values
        number += text.count("\n", at, after)
        at = after


def _unknown_columns(header: list[str], at: dict[str, int], shown: str) -> Iterator[Fault]:
    known = {plain_name(header[index]) for index in at.values()}
    unknown = [name for name in header if plain_name(name) not in known and name]
    if unknown:
        columns = ", ".join(role for role, _ in sources_names())
        word = "column" if len(unknown) == 1 else "columns"
        yield Fault(_failure(shown, None, f"unknown {word} ignored: {', '.join(unknown)}; known are {columns}"))


@dataclass(frozen=True, slots=True)
class _Row:
    folder: _Folder
    shown: str
    number: int

    def fault(self, reason: str, location: str | None = None) -> Fault:
        return Fault(_failure(self.shown, self.number, reason), location)


def _row(cells: dict[str, str | None], row: _Row, metadata: dict[str, Metadata]) -> Iterator[Fault]:
    """Enter one row into `metadata`; yield what is wrong with it."""
    name = cells.get("file")
    location = row.folder.find(name) if name else None
    if location is None:
        yield row.fault(f"names a file that is not in the folder: {name!r}" if name else "names no file")
        return
    if location in metadata:
        yield row.fault(f"names {name!r} again; the first row holds", location)
        return
    published = cells.get("published")
    try:
        published = checked(published, "published") if published else None
    except DateError as error:
        yield row.fault(f"{error}; the rest of the row holds", location)
        published = None
    metadata[location] = Metadata(published=published, **{role: cells.get(role) for role in WORDS})
