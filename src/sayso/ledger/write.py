"""From values to rows: one transaction for each document, and no change at all where nothing is new."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping

from sayso.ledger.anchors import anchor
from sayso.ledger.blobs import aside, pack_layout, pack_offsets, pack_paragraphs
from sayso.ledger.connection import PIECE, Connection
from sayso.ledger.search import forget_paragraphs, index_paragraphs, index_statement
from sayso.model.analysis import Analysis, pack, unpack
from sayso.model.document import Document
from sayso.model.records import KINDS, Record, document_record, encode
from sayso.model.source import Failure

#: All kinds, for SQL: with `kind` listed, the index of the export's order serves to find the records of a document.
KIND_LIST = ", ".join(f"'{kind}'" for kind in KINDS)

#: The records that belong to one document and were made from its words.
_OF_DOCUMENT = f"FROM record WHERE kind IN ({KIND_LIST}) AND document = ? AND maker = 'extracted'"


def write_document(connection: Connection, analysis: Analysis, recipe: str) -> bool:
    """Store a document and its records, inside a transaction; return whether anything was new.

    Other bytes under a known identity become its current version, the old one is kept; records made by another recipe are replaced.
    """
    document = analysis.document
    body = _body(document)
    kept = connection.row("SELECT recipe, current, body, aside FROM document WHERE id = ?", (document.id,))
    if kept == (recipe, 1, body, aside(document)):
        return False
    _write_original(connection, document.sha256, analysis.original)
    number = _write_row(connection, document, body, recipe)
    _write_records(connection, analysis)
    index_paragraphs(connection, number, document)
    connection.run("UPDATE document SET digest = ? WHERE number = ?", (digest(connection, document.id), number))
    return True


def _body(document: Document) -> str:
    """Return the record of a document as it is kept: without its text."""
    record = document_record(document)
    del record["text"]
    return encode(record)


def _write_original(connection: Connection, sha256: str, data: bytes) -> None:
    """Keep the bytes, unless another document has the same."""
    if connection.row("SELECT 1 FROM original WHERE sha256 = ?", (sha256,)) is None:
        size = len(data)
        number = connection.run("INSERT INTO original (sha256, size, data) VALUES (?, ?, zeroblob(?))", (sha256, size, size))
        whole = memoryview(data)
        connection.fill("original", "data", number, (bytes(whole[place : place + PIECE]) for place in range(0, size, PIECE)))


def _write_row(connection: Connection, document: Document, body: str, recipe: str) -> int:
    """Insert or replace the row of a document, make it the current version, and return its number."""
    previous = connection.row("SELECT id FROM document WHERE identity = ? AND current", (document.identity,))
    replaces = previous[0] if previous and previous[0] != document.id else None
    connection.run("UPDATE document SET current = 0 WHERE identity = ? AND current AND id <> ?", (document.identity, document.id))
    left = aside(document)
    kinds: list[str] = json.loads(left)["kinds"]
    values = (
        *(document.id, document.identity, document.sha256, document.text_sha256, recipe, replaces, body, left),
        *(pack_paragraphs(document.paragraphs, kinds), pack_offsets(document.offsets), pack_layout(document.layout)),
        sum(map(len, _pieces(document.text))),
    )
    kept = connection.row("SELECT number FROM document WHERE id = ?", (document.id,))
    if kept:
        forget_paragraphs(connection, kept[0])
        connection.run(_UPDATE, (*values[3:5], *values[6:], document.id))
    number = int(kept[0]) if kept else connection.run(_INSERT, values)
    connection.fill("document", "text", number, _pieces(document.text))
    return number


def _pieces(text: str) -> Iterator[bytes]:
    """Yield the UTF-8 of a text in pieces: a long text is never held twice."""
    return (text[place : place + PIECE].encode() for place in range(0, len(text), PIECE))


_INSERT = """
INSERT INTO document
    (id, identity, sha256, text_sha256, recipe, digest, replaces, current, body, aside, paragraphs, offsets, layout, text)
VALUES (?, ?, ?, ?, ?, '', ?, 1, ?, ?, ?, ?, ?, zeroblob(?))
"""
_UPDATE = """
UPDATE document
SET text_sha256 = ?, recipe = ?, current = 1, body = ?, aside = ?, paragraphs = ?, offsets = ?, layout = ?, text = zeroblob(?)
WHERE id = ?
"""


def _write_records(connection: Connection, analysis: Analysis) -> None:
    document = analysis.document.id
    # What a person added goes too, for extraction may have found it by now; whoever calls makes it anew (attachments.refresh).
    old = f"FROM record WHERE kind IN ({KIND_LIST}) AND document = ? AND maker <> 'derived'"
    connection.run(f"DELETE FROM statement_words WHERE rowid IN (SELECT number {old})", (document,))  # noqa: S608 - constants
    connection.run(f"DELETE {old}", (document,))
    for record in analysis.records():
        insert(connection, record, "extracted", document)


def insert(connection: Connection, record: Record, maker: str, document: str | None) -> None:
    """Insert one record; where nothing in it says in which document it stands, it is `document`."""
    place = anchor(record)
    values = (record["id"], record["kind"], maker, place.document or document, place.start, place.end, encode(record))
    number = connection.run('INSERT INTO record (id, kind, maker, document, start, "end", body) VALUES (?, ?, ?, ?, ?, ?, ?)', values)
    if record["kind"] == "statement":
        index_statement(connection, number, record)


def digest(connection: Connection, document: str) -> str:
    """Return the SHA-256 of all that was written of a document, but for its text and bytes, which have their own."""
    hashed = hashlib.sha256()
    columns = "SELECT recipe, body, aside, paragraphs, offsets, layout FROM document WHERE id = ?"
    for row in connection.rows(columns, (document,)):
        for value in row:
            hashed.update(value if isinstance(value, bytes) else f"{value}\n".encode())
    for (body,) in connection.rows(f'SELECT body {_OF_DOCUMENT} ORDER BY kind, start, "end", id', (document,)):
        hashed.update(f"{body}\n".encode())
    return hashed.hexdigest()


def write_derived(connection: Connection, kind: str, records: Iterable[Record]) -> None:
    """Replace all derived records of `kind`, inside a transaction."""
    connection.run("DELETE FROM record WHERE kind = ? AND maker = 'derived'", (kind,))
    for record in records:
        insert(connection, record, "derived", None)
    set_meta(connection, f"derived.{kind}", derived_digest(connection, kind))


def derived_digest(connection: Connection, kind: str) -> str:
    """Return the SHA-256 of the derived records of `kind`."""
    hashed = hashlib.sha256()
    for (body,) in connection.rows("SELECT body FROM record WHERE kind = ? AND maker = 'derived' ORDER BY id", (kind,)):
        hashed.update(f"{body}\n".encode())
    return hashed.hexdigest()


def spooled(records: Iterable[Record]) -> Iterable[Record]:
    """Take all of `records` before the first is used: they may be read from the ledger that is about to be changed."""
    blocks = list(pack(records))
    return (record for block in blocks for record in unpack(block))


def set_meta(connection: Connection, key: str, value: str) -> None:
    """Say `value` of the whole ledger under `key`."""
    if connection.row("SELECT value FROM meta WHERE key = ?", (key,)) != (value,):
        connection.run("INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value", (key, value))


def write_versions(connection: Connection, versions: Mapping[str, str]) -> None:
    """Keep the versions and digests that make the records from now on."""
    set_meta(connection, "versions", json.dumps(dict(sorted(versions.items())), ensure_ascii=False))


def write_failure(connection: Connection, failure: Failure) -> None:
    """Keep one line of what could not be read; of a source that failed altogether only the last line stands."""
    line = tuple(map(_storable, (failure.identity, failure.path, failure.severity, failure.reason)))
    if connection.row("SELECT 1 FROM failure WHERE (identity, path, severity, reason) = (?, ?, ?, ?)", line):
        return
    if failure.severity == "failed":
        connection.run("DELETE FROM failure WHERE identity = ? AND severity = 'failed'", line[:1])
    connection.run("INSERT OR REPLACE INTO failure (identity, path, severity, reason) VALUES (?, ?, ?, ?)", line)


def replace_failures(connection: Connection, document: Document, failures: Iterable[Failure]) -> None:
    """Let the lines of a document that has been read be `failures` and no others."""
    names = (document.identity, document.path)
    kept = "SELECT identity, path, severity, reason FROM failure WHERE identity IN (?, ?) ORDER BY identity, severity, reason"
    wanted = sorted({(f.identity, f.path, f.severity, f.reason) for f in failures}, key=lambda line: (line[0], *line[2:]))
    if list(connection.rows(kept, names)) != wanted:
        connection.run("DELETE FROM failure WHERE identity IN (?, ?)", names)
        for line in wanted:
            write_failure(connection, Failure(*line))


def clear_failed(connection: Connection, identity: str) -> None:
    """Forget that a source could not be read."""
    connection.run("DELETE FROM failure WHERE identity = ? AND severity = 'failed'", (_storable(identity),))


def _storable(words: str) -> str:
    """Return `words` with what cannot be UTF-8 (a file name of undecodable bytes) written as escapes."""
    return words.encode("utf-8", "backslashreplace").decode()
