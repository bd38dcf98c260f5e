"""A CSV or JSONL of articles: one source for each row, found while the file streams past.

A row is a source of its own: its bytes are slices of the file, verbatim (`Source.pieces`), and its identity is its url, else the file's
path with its id or its place. A row that cannot be read costs itself alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import BinaryIO

from sayso.errors import EmptySource, SourceError, TableError
from sayso.model.source import Failure, Source
from sayso.read.articles import Article, RowError, csv_article, csv_columns, json_article
from sayso.read.columns import merged, roles, table_names
from sayso.read.delimited import LARGEST, Line, delimiter_of, lines
from sayso.read.encoding import decode
from sayso.read.media import JSONL

#: So many lines in a row, from the first on, that are no articles, and the file is not taken for a table of them.
HOPELESS = 100

#: Examples shown of what could not be read.
SHOWN = 3

Parse = Callable[[str], Article]
_WIDE = (b"\xff\xfe", b"\xfe\xff")


@dataclass(slots=True)
class _Undated:
    """The dates of a table that could not be read: how many, and the first of them."""

    count: int = 0
    first: list[str] = field(default_factory=list)

    def add(self, number: int, value: str) -> None:
        self.count += 1
        if len(self.first) < SHOWN:
            self.first.append(f"line {number}: {value!r}")


def articles(table: Source, file: BinaryIO) -> Iterator[Source | Failure]:
    """Yield a source for each row of the table in `file`, and a failure for what is none.

    `table` is the source that the file would be if it were one report. Memory is bounded by the longest row.
    """
    undated = _Undated()
    try:
        found = _json_rows(table, file, undated) if table.media_type == JSONL else _csv_rows(table, file, undated)
        yield from _unless_hopeless(table, found)
    except SourceError as error:
        yield Failure(table.identity, table.path, "failed", error.reason)
    except TableError as error:
        yield Failure(table.identity, table.path, "failed", error.fault)
    if undated.count:
        some = "; ".join(undated.first)
        reason = f"{undated.count} rows have a date that sayso cannot read, and are kept without it ({some}); write YYYY-MM-DD"
        yield Failure(f"{table.identity}#dates", table.path, "partly", reason.replace("1 rows have", "1 row has", undated.count == 1))


def _unless_hopeless(table: Source, found: Iterator[Source | Failure]) -> Iterator[Source | Failure]:
    """Yield what was found, unless it begins with nothing but failures: then one for the whole file."""
    waiting: list[Failure] = []
    for item in found:
        if isinstance(item, Source):
            yield from waiting
            yield item
            yield from found
            return
        waiting.append(item)
        if len(waiting) == HOPELESS:
            reason = f"none of its first {HOPELESS} lines is an article: {waiting[0].reason}"
            yield Failure(table.identity, table.path, "failed", reason)
            return
    if not waiting:
        yield Failure(table.identity, table.path, "failed", "is a table without rows")
    yield from waiting


def _json_rows(table: Source, file: BinaryIO, undated: _Undated) -> Iterator[Source | Failure]:
    start = number = 0
    while data := file.readline(LARGEST + 1):
        number += 1
        _refuse_wide(table, data)
        if data.strip():
            line = Line(start, start + len(data), number, data, "the line is too long" if len(data) > LARGEST else "")
            yield _row(table, line, (b"", json_article, number), undated)
        start += len(data)
    if not start:
        raise EmptySource(table.path)


def _csv_rows(table: Source, file: BinaryIO, undated: _Undated) -> Iterator[Source | Failure]:
    first = file.readline(LARGEST)
    _refuse_wide(table, first)
    if not first.strip(b"\xef\xbb\xbf \t\r\n"):
        raise EmptySource(table.path)
    delimiter = delimiter_of(decode(first, table.path).text).encode()
    file.seek(0)
    records = lines(file, delimiter)
    header = next(records)
    _check_columns(table, csv_columns(decode(header.data, table.path).text))
    for number, line in enumerate(records, 1):
        yield _row(table, line, (header.data, csv_article, number), undated)


def _refuse_wide(table: Source, data: bytes) -> None:
    if data.startswith(_WIDE):
        raise TableError(table.path, "is in UTF-16, in which sayso reads no tables; save it in UTF-8")


def _check_columns(table: Source, columns: list[str]) -> None:
    if "text" not in roles(columns, table_names()):
        would_do = ", ".join(dict(table_names())["text"][:6])
        fault = f"has no column of texts; its columns are {', '.join(columns)[:300]}; call the one with the articles {would_do} or the like"
        raise TableError(table.path, fault)


def _row(table: Source, line: Line, how: tuple[bytes, Parse, int], undated: _Undated) -> Source | Failure:
    """Return the source of one row, or its failure; `how` is the header, the parser of rows, and the row's number."""
    header, parse, number = how
    place = f"{table.path}#row-{number}"
    data = header + line.data
    try:
        if line.fault:
            raise RowError(line.fault)  # noqa: TRY301 - one way out for all faults of a row
        article = parse(decode(data, place).text)
    except RowError as error:
        return Failure(place, place, "failed", f"line {line.number} is left out: {error}")
    except SourceError as error:
        return Failure(place, place, "failed", f"line {line.number} is left out: {error.reason}")
    if article.undated:
        undated.add(line.number, article.undated)
    return _source(table, article, place, (data, _pieces(header, line)))


def _pieces(header: bytes, line: Line) -> tuple[tuple[int, int], ...]:
    row = (line.start, line.end)
    return ((0, len(header)), row) if header else (row,)


def _source(table: Source, article: Article, place: str, bytes_: tuple[bytes, tuple[tuple[int, int], ...]]) -> Source:
    data, pieces = bytes_
    listed = merged(article.metadata, table.listed)
    path = f"{table.path}#{article.key}" if article.key else place
    return replace(
        table,
        identity=table.given.url or listed.url or path,
        path=path,
        listed=listed,
        pieces=pieces if table.location is not None else (),
        data=None if table.location is not None else data,
        size=len(data),
    )
