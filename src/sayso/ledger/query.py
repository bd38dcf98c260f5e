"""From rows to values: what the other stages may ask of a ledger."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import fields
from typing import Any

from sayso.errors import AmbiguousRecord, UnknownKind, UnknownRecord
from sayso.ledger.blobs import dates_of, unpack_layout, unpack_offsets, unpack_paragraphs
from sayso.ledger.connection import Connection, Row
from sayso.model.document import Document, Paragraph
from sayso.model.identity import VERSION
from sayso.model.records import FORMAT, KINDS, Record
from sayso.model.source import Failure

_DOCUMENT = "SELECT body, replaces, current FROM document"
_FIELDS = frozenset(field.name for field in fields(Document))


class LedgerView:
    """A ledger to be read: `sayso.model.view.View`, and single records. Iterators are in the order of the export and stream.

    It shows the current version of each document, or every version with `every_version`.
    """

    def __init__(self, connection: Connection, *, every_version: bool = False) -> None:
        self._connection = connection
        self._every = every_version

    def header(self) -> Record:
        """Return the first line of the export: the format, and the versions and digests of what makes the records."""
        row = self._connection.row("SELECT value FROM meta WHERE key = 'versions'")
        return {"kind": "ledger", "format": FORMAT, "versions": json.loads(row[0]) if row else {}}

    def documents(self) -> Iterator[Record]:
        """Yield the `document` records, each without its `text`."""
        for row in self._connection.rows(f"{_DOCUMENT} WHERE current OR ? ORDER BY id", (self._every,)):
            yield _document_record(row)

    def document(self, document: str) -> Document:
        """Return the document with this id as it was read, with its text, offset map and layout."""
        columns = "SELECT body, replaces, current, aside, paragraphs, offsets, layout, text FROM document WHERE id = ?"
        *row, left, paragraphs, offsets, layout, text = self._known(columns, document)
        kept = json.loads(left)
        return Document(
            **{key: value for key, value in _document_record(tuple(row)).items() if key in _FIELDS},
            text=text.decode(),
            paragraphs=unpack_paragraphs(paragraphs, kept["kinds"]),
            dates=dates_of(kept),
            offsets=unpack_offsets(offsets, kept["unit"]),
            layout=unpack_layout(layout),
            remarks=tuple(kept["remarks"]),
        )

    def text(self, document: str) -> str:
        """Return the text of the document with this id."""
        return bytes(self._known("SELECT text FROM document WHERE id = ?", document)[0]).decode()

    def paragraphs(self, document: str) -> tuple[Paragraph, ...]:
        """Return the paragraphs of the document with this id."""
        blob, left = self._known("SELECT paragraphs, aside FROM document WHERE id = ?", document)
        return unpack_paragraphs(blob, json.loads(left)["kinds"])

    def original(self, sha256: str) -> bytes:
        """Return the bytes with this SHA-256, as they were read."""
        row = self._connection.row("SELECT data FROM original WHERE sha256 = ?", (sha256,))
        if row is None:
            raise UnknownRecord(kind="original", prefix=sha256)
        return bytes(row[0])

    def records(self, kind: str, document: str | None = None) -> Iterator[Record]:
        """Yield the records of `kind` (of one document, where named)."""
        if kind == "document":
            yield from (record for record in self.documents() if document in {None, record["id"]})
        elif kind == "judgement":
            yield from self.judgements()
        elif kind in KINDS:
            yield from self._records(kind, document)
        else:
            raise UnknownKind(kind, KINDS)

    def get(self, kind: str, prefix: str) -> Record:
        """Return the one record of `kind` whose id, or the digits of whose id, begin with `prefix`; a document with its text.

        Looks in every version. Raises UnknownKind, UnknownRecord and AmbiguousRecord.
        """
        if kind not in KINDS:
            raise UnknownKind(kind, KINDS)
        found = matching(self._connection, [kind], prefix)
        if found is None:
            raise UnknownRecord(kind, prefix)
        if kind == "document":
            row = self._known("SELECT body, replaces, current, text FROM document WHERE id = ?", found)
            return {**_document_record(row[:3]), "text": row[3].decode()}
        table = "judgement" if kind == "judgement" else "record"
        body = self._known(f"SELECT body FROM {table} WHERE id = ?", found)[0]  # noqa: S608 - one of two constants
        record: Record = json.loads(body)
        return record

    def judgements(self) -> Iterator[Record]:
        """Yield the `judgement` records, oldest first."""
        for (body,) in self._connection.rows("SELECT body FROM judgement ORDER BY at, number"):
            yield json.loads(body)

    def verdicts(self, record: str) -> Iterator[Record]:
        """Yield the judgements in force that are attached to the record with this id, oldest first."""
        sql = """
            SELECT body FROM judgement j
            WHERE id IN (SELECT judgement FROM attachment WHERE record = ?1 UNION SELECT judgement FROM attachment WHERE judged = ?1)
                AND NOT EXISTS (SELECT 1 FROM judgement later WHERE later.replaces = j.id)
            ORDER BY at, number
        """
        for (body,) in self._connection.rows(sql, (record,)):
            yield json.loads(body)

    def failures(self) -> Iterator[Failure]:
        """Yield what could not be read, wholly or in part."""
        for row in self._connection.rows("SELECT identity, path, severity, reason FROM failure ORDER BY identity, severity, reason"):
            yield Failure(*row)

    def counts(self) -> dict[str, int]:
        """Return how many records of each kind there are, and how many failures; documents and statements also where there are none."""
        counted = dict.fromkeys((*KINDS, "failure"), 0)
        sql = """
            SELECT kind, count(*) FROM record LEFT JOIN document d ON d.id = record.document
            WHERE ?1 OR maker = 'derived' OR d.current GROUP BY kind
            UNION ALL SELECT 'document', count(*) FROM document WHERE ?1 OR current
            UNION ALL SELECT 'judgement', count(*) FROM judgement
            UNION ALL SELECT 'failure', count(*) FROM failure
        """
        counted.update(self._connection.rows(sql, (self._every,)))
        return {kind: count for kind, count in counted.items() if count or kind in {"document", "statement"}}

    def _records(self, kind: str, document: str | None) -> Iterator[Record]:
        sql = """
            SELECT body FROM record
            WHERE kind = ?1 AND (?2 IS NULL OR document = ?2)
                AND (?3 OR maker = 'derived' OR EXISTS (SELECT 1 FROM document d WHERE d.id = record.document AND d.current))
            ORDER BY document, start, "end", id
        """
        if document is not None:  # so that the index is used for the document too
            sql = sql.replace("(?2 IS NULL OR document = ?2)", "document = ?2")
        for (body,) in self._connection.rows(sql, (kind, document, self._every)):
            yield json.loads(body)

    def _known(self, sql: str, identifier: str) -> Row:
        row = self._connection.row(sql, (identifier,))
        if row is None:
            raise UnknownRecord(kind="document", prefix=identifier)
        return row


def matching(connection: Connection, kinds: Iterable[str], prefix: str) -> str | None:
    """Return the one id among `kinds` that begins, or whose digits begin, with `prefix`, or None; raise AmbiguousRecord for several."""
    found: list[str] = []
    for kind in kinds:
        table = kind if kind in {"document", "judgement"} else "record"
        for start in (prefix, f"{kind}{VERSION}-{prefix}"):
            if start.startswith(kind) and start > kind:
                sql = f"SELECT id FROM {table} WHERE id >= ? AND id < ? ORDER BY id LIMIT 5"  # noqa: S608 - one of three constants
                found += [row[0] for row in connection.rows(sql, (start, start + "\U0010ffff")) if row[0] not in found]
    if prefix in found:
        return prefix
    if len(found) > 1:
        raise AmbiguousRecord(prefix, found)
    return found[0] if found else None


def _document_record(row: tuple[Any, ...]) -> Record:
    """Return the record of a document, without its text, from its body and the two fields that the ledger fills."""
    body, replaces, current = row
    record: Record = json.loads(body)
    record["replaces"], record["current"] = replaces, bool(current)
    return record
