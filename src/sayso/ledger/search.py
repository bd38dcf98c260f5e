"""Full-text search in the words of statements and of paragraphs (SQLite FTS5, `unicode61` without diacritics).

What a person types is made safe: words stand for themselves whatever marks are in them, "words in quotation marks" are a phrase, and
a star at the end of a word finds its beginnings.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from sayso.ledger.blobs import unpack_paragraphs
from sayso.ledger.connection import Connection
from sayso.model.document import Document, Paragraph
from sayso.model.records import Record
from sayso.model.span import Span

#: The row of a paragraph is its document's number times this, plus its place: rows of one document are one range.
_SHIFT = 24

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
    # The best are chosen before their words are looked at: a common word is in every row.
    sql = """
        SELECT r.number, r.id, r.document, r.start, r."end"
        FROM statement_words JOIN record r ON r.number = statement_words.rowid JOIN document d ON d.id = r.document
        WHERE statement_words MATCH ? AND d.current
        ORDER BY bm25(statement_words), r.id LIMIT ?
    """
    for number, identifier, document, start, end in list(connection.rows(sql, (asked, limit))):
        yield Hit("statement", identifier, document, Span(start, end), *_marked(connection, "statement_words", number, asked))


def _paragraphs(connection: Connection, asked: str, limit: int) -> Iterator[Hit]:
    sql = f"""
        SELECT paragraph_words.rowid, d.id
        FROM paragraph_words JOIN document d ON d.number = paragraph_words.rowid >> {_SHIFT}
        WHERE paragraph_words MATCH ? AND d.current
        ORDER BY bm25(paragraph_words), d.id, paragraph_words.rowid LIMIT ?
    """  # noqa: S608 - constants
    kept: dict[str, tuple[Paragraph, ...]] = {}
    for number, document in list(connection.rows(sql, (asked, limit))):
        if document not in kept:
            row = connection.row("SELECT paragraphs, aside FROM document WHERE id = ?", (document,))
            kept = {document: unpack_paragraphs(row[0], json.loads(row[1])["kinds"]) if row else ()}
        span = kept[document][number & ((1 << _SHIFT) - 1)].span
        yield Hit("document", document, document, span, *_marked(connection, "paragraph_words", number, asked))


def _marked(connection: Connection, table: str, number: int, asked: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Return the words of one row and the ranges of them that match."""
    row = connection.row(f"SELECT words FROM {table} WHERE rowid = ?", (number,))  # noqa: S608 - one of two constants
    words = row[0] if row else ""
    # FTS5 shows a match by putting something round it: two characters that the words do not have.
    opened, closed = islice((c for c in map(chr, range(0xE000, 0xF8FF)) if c not in words), 2)
    sql = f"SELECT highlight({table}, 0, ?, ?) FROM {table} WHERE {table} MATCH ? AND rowid = ?"  # noqa: S608 - one of two constants
    row = connection.row(sql, (opened, closed, asked, number))
    return words, tuple(_ranges(row[0] if row else "", opened, closed))


def _ranges(marked: str, opened: str, closed: str) -> Iterator[tuple[int, int]]:
    """Yield where the marked words stand once the marks are gone."""
    length = start = 0
    for part in re.split(f"([{opened}{closed}])", marked):
        if part == opened:
            start = length
        elif part == closed:
            yield start, length
        else:
            length += len(part)
