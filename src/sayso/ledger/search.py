"""Full-text search in the words of statements and of paragraphs (SQLite FTS5, `unicode61` without diacritics).

What a person types is made safe: words stand for themselves whatever marks are in them, "words in quotation marks" are a phrase, and
a star at the end of a word finds its beginnings.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from sayso.ledger.blobs import unpack_paragraphs
from sayso.ledger.connection import Connection
from sayso.model.document import Document
from sayso.model.records import Record
from sayso.model.span import Span

#: The row of a paragraph is its document's number times this, plus its place: rows of one document are one range.
_SHIFT = 24

#: FTS5 puts these round the words that match; the reader keeps control characters out of texts, and `_cut` keeps them out of ours.
_OPEN, _CLOSE = "\x02", "\x03"

_TERM = re.compile(r'"([^"]*)("?)(\*?)|([^\s"]+)')


@dataclass(frozen=True, slots=True)
class Hit:
    """A statement or a paragraph that has the words.

    `kind` is `statement` or `document`, `id` that record's; `span` the place in `document`'s text (of a statement, its first
    content), `text` the words searched in, `marks` the half-open ranges of `text` that match, in code points.
    """

    kind: str
    id: str
    document: str
    span: Span
    text: str
    marks: tuple[tuple[int, int], ...]


def index_statement(connection: Connection, number: int, record: Record) -> None:
    """Make the content of a statement findable; `number` is its row's."""
    connection.run("INSERT INTO statement_words (rowid, words) VALUES (?, ?)", (number, statement_words(record)))


def statement_words(record: Record) -> str:
    """Return what a statement is found by."""
    return " … ".join(span["text"] for span in record["content"])


def index_paragraphs(connection: Connection, number: int, document: Document) -> None:
    """Make the paragraphs of a document findable; `number` is its row's."""
    first = number << _SHIFT
    rows = ((first + place, p.span.of(document.text)) for place, p in enumerate(document.paragraphs))
    connection.run_many("INSERT INTO paragraph_words (rowid, words) VALUES (?, ?)", rows)


def forget_paragraphs(connection: Connection, number: int) -> None:
    """Take the paragraphs of a document out of the index."""
    connection.run("DELETE FROM paragraph_words WHERE rowid BETWEEN ? AND ?", paragraph_rows(number))


def paragraph_rows(number: int) -> tuple[int, int]:
    """Return the first and the last row that paragraphs of the document with this number may have."""
    return number << _SHIFT, (number + 1 << _SHIFT) - 1


def find(connection: Connection, words: str, limit: int) -> Iterator[Hit]:
    """Yield at most `limit` statements and then at most `limit` paragraphs of current documents with all of `words`, the best first."""
    asked = expression(words)
    if asked:
        yield from _statements(connection, asked, limit)
        yield from _paragraphs(connection, asked, limit)


def expression(words: str) -> str:
    """Return the FTS5 query for what a person typed; "" if there is nothing to look for."""
    terms: list[str] = []
    for match in _TERM.finditer(words):
        phrase, closed, star, word = match.groups()
        term, starred = (phrase, bool(star) and bool(closed)) if word is None else (word.rstrip("*"), word.endswith("*"))
        if any(c.isalnum() for c in term):
            terms.append(f'"{_clean(term)}"' + (" *" if starred else ""))
    return " AND ".join(terms)


def _clean(term: str) -> str:
    return "".join(" " if ord(c) < ord(" ") or "\ud800" <= c <= "\udfff" else c for c in term)


def _statements(connection: Connection, asked: str, limit: int) -> Iterator[Hit]:
    sql = """
        SELECT r.id, r.document, r.start, r."end", highlight(statement_words, 0, ?, ?)
        FROM statement_words JOIN record r ON r.number = statement_words.rowid JOIN document d ON d.id = r.document
        WHERE statement_words MATCH ? AND d.current
        ORDER BY bm25(statement_words), r.id LIMIT ?
    """
    for identifier, document, start, end, marked in connection.rows(sql, (_OPEN, _CLOSE, asked, limit)):
        yield Hit("statement", identifier, document, Span(start, end), *_cut(marked))


def _paragraphs(connection: Connection, asked: str, limit: int) -> Iterator[Hit]:
    sql = f"""
        SELECT d.id, paragraph_words.rowid & {(1 << _SHIFT) - 1}, d.paragraphs, d.aside, highlight(paragraph_words, 0, ?, ?)
        FROM paragraph_words JOIN document d ON d.number = paragraph_words.rowid >> {_SHIFT}
        WHERE paragraph_words MATCH ? AND d.current
        ORDER BY bm25(paragraph_words), d.id, paragraph_words.rowid LIMIT ?
    """  # noqa: S608 - constants
    for document, place, paragraphs, aside, marked in connection.rows(sql, (_OPEN, _CLOSE, asked, limit)):
        span = unpack_paragraphs(paragraphs, json.loads(aside)["kinds"])[place].span
        yield Hit("document", document, document, span, *_cut(marked))


def _cut(marked: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Return the words without the marks that FTS5 set, and the ranges they stood round."""
    parts: list[str] = []
    marks: list[tuple[int, int]] = []
    length = start = 0
    for part in re.split(f"([{_OPEN}{_CLOSE}])", marked):
        if part == _OPEN:
            start = length
        elif part == _CLOSE:
            marks.append((start, length))
        else:
            parts.append(part)
            length += len(part)
    return "".join(parts), tuple(marks)
