"""What the reader is asked to read, before a byte of it has been looked at."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Metadata:
    """What somebody says of a document from outside its text; None where nothing is said.

    `published` is an EDTF date (YYYY, YYYY-MM or YYYY-MM-DD). `side` is the user's own label and is never inferred.
    """

    published: str | None = None
    publisher: str | None = None
    author: str | None = None
    title: str | None = None
    url: str | None = None
    side: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """One report to be read.

    `identity` names it across readings (RECORDS: the url where known, else the path from the folder argument on).
    `location` is the file that holds it, `pieces` the byte ranges of that file that make it up, in order (empty: the whole file);
    `data` holds the bytes themselves where there is no file (standard input). Exactly one of `location` and `data` is set.
    `given` comes from the command line, `listed` from a sources.csv or the columns of a table.
    `remarks` are what was odd about finding it; the reader hands them on with the document's own.
    """

    identity: str
    path: str
    media_type: str
    location: str | None = None
    pieces: tuple[tuple[int, int], ...] = ()
    data: bytes | None = None
    given: Metadata = field(default_factory=Metadata)
    listed: Metadata = field(default_factory=Metadata)
    size: int = 0
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Failure:
    """One thing that could not be read, or only in part, with the line a person is shown.

    `severity` is `failed` (no document came of it) or `partly` (a document is kept, and the line says what is wrong with it).
    """

    identity: str
    path: str
    severity: str
    reason: str
