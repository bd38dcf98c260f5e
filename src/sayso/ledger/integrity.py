"""Is the ledger as it was written? Every hash, slice, id, key and index is worked out anew; one document in memory at a time."""

from __future__ import annotations

import hashlib
import json
import struct
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from sayso.errors import NotALedger
from sayso.ledger.anchors import Located, anchor, located
from sayso.ledger.blobs import unpack_paragraphs
from sayso.ledger.connection import Connection, Row
from sayso.ledger.judgements import judgement_id
from sayso.ledger.search import paragraph_rows, statement_words
from sayso.ledger.write import KIND_LIST, derived_digest, digest
from sayso.model.identity import document_id, record_id
from sayso.model.records import Record
from sayso.model.span import Span

_SENSELESS = (KeyError, TypeError, ValueError, IndexError, AttributeError, zlib.error, struct.error)
_ORDINALS = 1000  # records of one kind on the same words that are tried before an id is called wrong


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is not as it was written, and where: an id, or a name inside the file."""

    what: str
    where: str


def faults(connection: Connection) -> Iterator[Fault]:
    """Yield every fault; a file so damaged that it cannot be read through ends with one that says so."""
    try:
        with connection.snapshot():
            damage = list(_file(connection))
            yield from damage or _contents(connection)  # what a damaged page says of itself means nothing
        if not damage:
            yield from _indexes(connection)
    except NotALedger as error:
        yield Fault("the file is damaged and cannot be read through", error.path)


def _contents(connection: Connection) -> Iterator[Fault]:
    yield from _originals(connection)
    for number, identifier in connection.rows("SELECT number, id FROM document ORDER BY id"):
        yield from _understood(identifier, _document(connection, number))
    slices = _Slices(connection)
    yield from _across(connection, slices)
    yield from _judgements(connection, slices)


def _understood(where: str, found: Iterator[Fault]) -> Iterator[Fault]:
    """Pass on what a check finds; that it cannot make sense of what is stored is a fault too."""
    try:
        yield from found
    except _SENSELESS as error:
        yield Fault(f"what is stored makes no sense ({type(error).__name__})", where)


def _file(connection: Connection) -> Iterator[Fault]:
    """What SQLite itself can tell: pages, indexes, constraints, foreign keys."""
    for (line,) in connection.rows("PRAGMA integrity_check"):
        if line != "ok":
            yield Fault(" ".join(line.split()), connection.path)
    for table, row, parent, _ in connection.rows("PRAGMA foreign_key_check"):
        yield Fault(f"refers to a {parent} that is not there", f"{table} {row}")


def _originals(connection: Connection) -> Iterator[Fault]:
    for number, sha256, size in connection.rows("SELECT rowid, sha256, size FROM original ORDER BY sha256"):
        hashed, length = hashlib.sha256(), 0
        for piece in connection.pieces("original", "data", number):
            hashed.update(piece)
            length += len(piece)
        if hashed.hexdigest() != sha256 or length != size:
            yield Fault("its bytes are not those that were read", f"original {sha256}")


def _document(connection: Connection, number: int) -> Iterator[Fault]:
    columns = "id, identity, sha256, text_sha256, digest, body, paragraphs, aside, text"
    row = connection.row(f"SELECT {columns} FROM document WHERE number = ?", (number,))  # noqa: S608 - constants
    if row is None:
        return
    *own, digested, body, paragraphs, aside, encoded = row
    identifier, identity, sha256, text_sha256 = own
    record = json.loads(body)
    if [record[key] for key in ("id", "identity", "sha256", "text_sha256")] != own:
        yield Fault("its record differs from its row", identifier)
    if document_id(identity, sha256) != identifier:
        yield Fault("its id is not the hash of its identity and bytes", identifier)
    if hashlib.sha256(encoded).hexdigest() != text_sha256:
        yield Fault("its text is not the text that was read", identifier)
    if digest(connection, identifier) != digested:
        yield Fault("it or one of its records is not as it was written", identifier)
    text = encoded.decode(errors="replace")
    yield from _paragraph_index(connection, number, text, [p.span for p in unpack_paragraphs(paragraphs, json.loads(aside)["kinds"])])
    yield from _records(connection, identifier, text)


def _paragraph_index(connection: Connection, number: int, text: str, spans: list[Span]) -> Iterator[Fault]:
    kept = connection.rows("SELECT words FROM paragraph_words WHERE rowid BETWEEN ? AND ? ORDER BY rowid", paragraph_rows(number))
    found = 0
    for (words,), span in zip(islice(kept, len(spans)), spans, strict=False):
        found += words == span.of(text)
    if found != len(spans):
        yield Fault("what a search finds in it is not its text", f"paragraph_words of document {number}")


def _records(connection: Connection, document: str, text: str) -> Iterator[Fault]:
    sql = f"""
        SELECT record.id, kind, start, "end", body, words
        FROM record LEFT JOIN statement_words ON statement_words.rowid = record.number
        WHERE kind IN ({KIND_LIST}) AND document = ? AND maker <> 'derived' ORDER BY kind, start, "end", record.id
    """  # noqa: S608 - constants
    for row in connection.rows(sql, (document,)):
        yield from _understood(row[0], _record(connection, row, document, text))


def _record(connection: Connection, row: Row, document: str, text: str) -> Iterator[Fault]:
    """Check a record against its row, the words that a search finds it by, the text, its id, and the records that it names."""
    *columns, body, words = row
    record, identifier = json.loads(body), row[0]
    place = anchor(record)
    if [record["id"], record["kind"], place.start, place.end] != columns:
        yield Fault("its record differs from its row", identifier)
    if record["kind"] == "statement" and words != statement_words(record):
        yield Fault("what a search finds in it is not its content", identifier)
    yield from _spans(record, identifier, document, text)
    yield from _anchored(record)
    yield from _references(connection, record)


def _spans(record: Record, identifier: str, document: str, text: str) -> Iterator[Fault]:
    """Yield a fault for each span of this document's text whose words are not the slice."""
    for span in located(record, document):
        if span.document == document and (span.start < 0 or text[span.start : span.end] != span.text):
            yield Fault(f"the words from {span.start} to {span.end} are not {span.text[:40]!r}", identifier)


def _anchored(record: Record) -> Iterator[Fault]:
    """Check the id of what stands on its own words; the ids of findings and groups rest on more than that."""
    spans = record.get("content") or ([record["span"]] if record.get("span") else [])
    if not spans or "document" not in record:
        return
    own = [Span(span["start"], span["end"]) for span in spans]
    if all(record_id(record["kind"], record["document"], own, n) != record["id"] for n in range(_ORDINALS)):
        yield Fault("its id is not the hash of its words' place", record["id"])


def _references(connection: Connection, record: Record) -> Iterator[Fault]:
    named = {record.get("parent"), record.get("statement"), *(link["statement"] for link in record.get("links", []))} - {None}
    for identifier in sorted(named):
        if connection.row("SELECT 1 FROM record WHERE id = ?", (identifier,)) is None:
            yield Fault(f"it names {identifier}, which is not there", record["id"])


class _Slices:
    """Compares words with the slice of the document they are said to stand in; keeps the last text, since neighbours share it."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._document: str | None = None
        self._text = ""

    def faults(self, identifier: str, spans: Iterable[Located]) -> Iterator[Fault]:
        """Yield a fault for each span whose words are not the slice."""
        for span in spans:
            if span.document != self._document:
                row = self._connection.row("SELECT text FROM document WHERE id = ?", (span.document,))
                self._document, self._text = span.document, row[0].decode(errors="replace") if row else ""
            if self._text[max(span.start, 0) : span.end] != span.text:
                yield Fault(f"the words from {span.start} to {span.end} are not {span.text[:40]!r}", identifier)


def _across(connection: Connection, slices: _Slices) -> Iterator[Fault]:
    """Check the records that were derived from many documents."""
    kinds = "SELECT substr(key, 9) FROM meta WHERE key LIKE 'derived.%' UNION SELECT kind FROM record WHERE maker = 'derived'"
    for (kind,) in connection.rows(kinds):
        kept = connection.row("SELECT value FROM meta WHERE key = ?", (f"derived.{kind}",))
        if kept != (derived_digest(connection, kind),):
            yield Fault("one of them is not as it was written", f"records of kind {kind}")
        sql = "SELECT id, body FROM record WHERE kind = ? AND maker = 'derived' ORDER BY document, id"
        for identifier, body in connection.rows(sql, (kind,)):
            yield from _understood(identifier, slices.faults(identifier, _located(body)))


def _located(body: str) -> Iterator[Located]:
    yield from located(json.loads(body))


def _judgements(connection: Connection, slices: _Slices) -> Iterator[Fault]:
    for identifier, body in connection.rows("SELECT id, body FROM judgement ORDER BY id"):
        yield from _understood(identifier, _judgement(connection, slices, identifier, body))


def _judgement(connection: Connection, slices: _Slices, identifier: str, body: str) -> Iterator[Fault]:
    record = json.loads(body)
    if record["id"] != identifier or judgement_id(record) != identifier:
        yield Fault("it is not as it was decided", identifier)
    for target in record["targets"]:
        row = connection.row("SELECT text_sha256 FROM document WHERE id = ?", (target["document"],))
        if row == (target["text_sha256"],):  # a better reader may have made another text of the same bytes since
            yield from slices.faults(identifier, located(target))


def _indexes(connection: Connection) -> Iterator[Fault]:
    """Ask FTS5 whether its indexes agree with their words; it can do so only where it may write."""
    if connection.readonly:
        return
    for table in ("statement_words", "paragraph_words"):
        try:
            connection.run(f"INSERT INTO {table} ({table}) VALUES ('integrity-check')")  # noqa: S608 - constants
        except NotALedger as error:
            yield Fault("the index does not agree with its words; read the documents again into a new ledger", f"{table} of {error.path}")
