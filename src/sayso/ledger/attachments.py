"""To which record each judgement belongs now: worked out anew whenever documents or records change; the judgement stays as it is.

A target is looked for (1) by the id of its record, (2) in the same document at its place with its words, (3) in the same document by
its words in their context. What is not found is detached and says why.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sayso.ledger.additions import added_statement
from sayso.ledger.connection import Connection
from sayso.ledger.places import Lost, best, place_in
from sayso.ledger.query import LedgerView
from sayso.ledger.write import insert
from sayso.model.document import Document
from sayso.model.records import Record
from sayso.model.span import Span


@dataclass(frozen=True, slots=True)
class Detached:
    """A target that is not found any more: the judgement, the place of the target in it, the record that was judged, and why."""

    judgement: str
    target: int
    record: str
    reason: str


#: Where a target is now: the record and how it was found, or None and the reason.
_Settled = tuple[str | None, str]


def attach(connection: Connection, judgement: Record) -> None:
    """Find the records that a new judgement is about; make the record that it adds."""
    for number, target in enumerate(judgement["targets"]):
        row = connection.row("SELECT identity FROM document WHERE id = ?", (target["document"],)) if target["document"] else None
        identity = row[0] if row else None
        current = _current(connection, identity)
        if judgement["verdict"] == "add" and current:
            _add(connection, judgement, current)
        connection.run(
            "INSERT INTO attachment (judgement, target, identity, kind, judged, record, how) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (judgement["id"], number, identity, target["kind"], target["record"], *_settled(connection, target, current)),
        )


def refresh(connection: Connection, identity: str) -> None:
    """Find the targets again that stand in the document of this identity, after it has been written; make anew what people added to it."""
    rows = list(connection.rows(f"{_ROWS} WHERE a.identity = ? ORDER BY j.at, j.number, a.target", (identity,)))
    if not rows:
        return
    current = _current(connection, identity)
    for row in rows:
        judgement = json.loads(row[2])
        if current and judgement["verdict"] == "add":
            _add(connection, judgement, current)
    _settle(connection, rows, current)


def refresh_kind(connection: Connection, kind: str) -> None:
    """Find the targets of `kind` again, after all records of that kind have been derived anew."""
    rows = list(connection.rows(f"{_ROWS} WHERE a.kind = ? ORDER BY a.identity, j.at, j.number, a.target", (kind,)))
    by_identity: dict[str | None, list[tuple[str, int, str]]] = {}
    for judgement, target, body, identity in rows:
        by_identity.setdefault(identity, []).append((judgement, target, body))
    for identity, members in by_identity.items():
        _settle(connection, members, _current(connection, identity))


def detached(connection: Connection) -> Iterator[Detached]:
    """Yield the targets of judgements in force that are not found any more, the oldest first."""
    sql = """
        SELECT a.judgement, a.target, a.judged, a.how FROM attachment a JOIN judgement j ON j.id = a.judgement
        WHERE a.record IS NULL AND NOT EXISTS (SELECT 1 FROM judgement later WHERE later.replaces = j.id)
        ORDER BY j.at, j.number, a.target
    """
    for row in connection.rows(sql):
        yield Detached(*row)


_ROWS = "SELECT a.judgement, a.target, j.body, a.identity FROM attachment a JOIN judgement j ON j.id = a.judgement"


def _current(connection: Connection, identity: str | None) -> Document | None:
    row = connection.row("SELECT id FROM document WHERE identity = ? AND current", (identity,))
    return LedgerView(connection).document(row[0]) if row else None


def _settle(connection: Connection, rows: Iterable[tuple[object, ...]], current: Document | None) -> None:
    for judgement, number, body, *_ in rows:
        target = json.loads(str(body))["targets"][number]
        connection.run(
            "UPDATE attachment SET record = ?, how = ? WHERE judgement = ? AND target = ?",
            (*_settled(connection, target, current), judgement, number),
        )


def _settled(connection: Connection, target: Record, current: Document | None) -> _Settled:
    """Return where a target is now; `current` is the present version of the document that it stands in."""
    if current and target["kind"] == "document":
        return current.id, "same" if current.id == target["record"] else "place"
    if _is_current(connection, target["record"]):
        return target["record"], "same"
    if current is None or target["span"] is None:
        return None, "the record is no longer there"
    place = place_in(current.text, target["span"])
    if isinstance(place, Lost):
        return None, place.reason
    span, how = place
    found = best(span, _candidates(connection, target["kind"], current.id, span))
    return (None, found.reason) if isinstance(found, Lost) else (found, how)


def _is_current(connection: Connection, record: str) -> bool:
    sql = """
        SELECT 1 FROM record LEFT JOIN document d ON d.id = record.document
        WHERE record.id = ? AND (maker = 'derived' OR d.current)
    """
    return connection.row(sql, (record,)) is not None


def _candidates(connection: Connection, kind: str, document: str, span: Span) -> Iterator[tuple[str, Span]]:
    sql = 'SELECT id, start, "end" FROM record WHERE kind = ? AND document = ? AND start < ? AND "end" > ?'
    for identifier, start, end in connection.rows(sql, (kind, document, span.end, span.start)):
        yield identifier, Span(start, end)


def _add(connection: Connection, judgement: Record, current: Document) -> None:
    """Make the record that a judgement adds, unless its words are gone or extraction has found it too."""
    place = place_in(current.text, judgement["targets"][0]["span"])
    if isinstance(place, Lost):
        return
    record = added_statement(current, place[0], judgement["value"], LedgerView(connection).records("statement", current.id))
    if connection.row("SELECT 1 FROM record WHERE id = ?", (record["id"],)) is None:
        insert(connection, record, "person", current.id)
