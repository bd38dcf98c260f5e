"""What people decide about records: checked, given an id, appended."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from sayso.errors import JudgementError, UnknownRecord
from sayso.ledger.additions import addition_fields
from sayso.ledger.anchors import anchor
from sayso.ledger.attachments import attach
from sayso.ledger.connection import Connection
from sayso.ledger.fields import checked
from sayso.ledger.places import quoted
from sayso.ledger.query import LedgerView, matching
from sayso.model.identity import VERSION, record_id, sha256
from sayso.model.records import KINDS, Record, encode
from sayso.model.span import Span

VERDICTS = ("accept", "reject", "correct", "add", "same", "not_same")

#: How many targets a verdict is about, and which earlier verdict of the same person on the same targets it takes the place of.
_ABOUT = {"accept": 1, "reject": 1, "correct": 1, "add": 0, "same": 2, "not_same": 2}
_CLASS = {"accept": "whole", "reject": "whole", "correct": "field", "add": "new", "same": "pair", "not_same": "pair"}

_JUDGED = [kind for kind in KINDS if kind != "judgement"]


@dataclass(frozen=True, slots=True)
class Addition:
    """A record that a person adds: its kind, the document's id (or a beginning), the span in code points, and its fields."""

    kind: str
    document: str
    start: int
    end: int
    fields: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Decision:
    """What somebody wants to record: `verdict` on `targets` (ids or beginnings of ids), by whom.

    `correct` needs `field` and `value`; `add` needs `addition` and no targets; `same` and `not_same` need two targets.
    `at` is ISO 8601 with its offset from UTC; None is now.
    """

    verdict: str
    by: str
    targets: tuple[str, ...] = ()
    field: str | None = None
    value: object = None
    addition: Addition | None = None
    note: str | None = None
    at: str | None = None


def append(connection: Connection, decision: Decision) -> Record:
    """Check and keep a decision, inside a transaction, and return its record.

    The same decision again, while it is in force, is not kept twice. Raises JudgementError and RecordError.
    """
    _check(decision)
    view = LedgerView(connection, every_version=True)
    targets = [_target(connection, view, target) for target in decision.targets]
    name = decision.field
    value: object = None
    if decision.addition is not None:
        target, value = _added(connection, view, decision.addition)
        targets = [target]
    elif decision.verdict == "correct":
        name, value = checked(targets[0]["kind"], decision.field or "", decision.value)
    _check_pair(targets)
    record = {
        "kind": "judgement",
        "id": "",
        "targets": targets,
        "field": name,
        "verdict": decision.verdict,
        "value": value,
        "by": decision.by.strip(),
        "at": _at(decision.at),
        "note": (decision.note or "").strip() or None,
        "replaces": None,
    }
    earlier = _earlier(view, record)
    if earlier and all(earlier[key] == record[key] for key in ("verdict", "value", "note")):
        return earlier
    record["replaces"] = earlier["id"] if earlier else None
    record["id"] = judgement_id(record)
    connection.run(
        "INSERT INTO judgement (id, at, replaces, body) VALUES (?, ?, ?, ?)",
        (record["id"], record["at"], record["replaces"], encode(record)),
    )
    attach(connection, record)
    return record


def judgement_id(record: Record) -> str:
    """Return the id of a judgement: a hash of all it says."""
    said = {key: value for key, value in record.items() if key != "id"}
    return f"judgement{VERSION}-{sha256(encode(said).encode())[:20]}"


def _check(decision: Decision) -> None:
    if decision.verdict not in VERDICTS:
        msg = f"no verdict is called {decision.verdict!r}; there are: {', '.join(VERDICTS)}"
        raise JudgementError(msg)
    if not decision.by.strip():
        msg = "a judgement needs a name; give --by NAME or set SAYSO_USER"
        raise JudgementError(msg)
    wanted = _ABOUT[decision.verdict]
    if len(decision.targets) != wanted:
        msg = f"{decision.verdict} needs {wanted} target{'' if wanted == 1 else 's'}, not {len(decision.targets)}"
        raise JudgementError(msg)
    if (decision.verdict == "add") != (decision.addition is not None):
        msg = "add needs a kind, a document, a start and an end, and only add does"
        raise JudgementError(msg)
    if (decision.verdict == "correct") != (decision.field is not None):
        msg = "correct needs a field and a value, and only correct does"
        raise JudgementError(msg)


def _check_pair(targets: list[Record]) -> None:
    if len({target["kind"] for target in targets}) > 1:
        msg = f"a {targets[0]['kind']} and a {targets[1]['kind']} cannot be the same; name two records of one kind"
        raise JudgementError(msg)
    if len(targets) > len({target["record"] for target in targets}):
        msg = f"both targets are {targets[0]['record']}; name two different records"
        raise JudgementError(msg)


def _target(connection: Connection, view: LedgerView, prefix: str) -> Record:
    """Return the target that stands for the record whose id begins with `prefix`."""
    found = matching(connection, _JUDGED, prefix)
    if found is None:
        raise UnknownRecord(kind="record", prefix=prefix)
    kind = found.partition(f"{VERSION}-")[0]
    if kind == "document":
        return {"document": found, "text_sha256": view.get(kind, found)["text_sha256"], "kind": kind, "span": None, "record": found}
    place = anchor(view.get(kind, found))
    span = Span(place.start, place.end) if place.start is not None and place.end is not None else None
    return _located(view, place.document, kind, span, found)


def _located(view: LedgerView, document: str | None, kind: str, span: Span | None, record: str) -> Record:
    read = view.document(document) if document else None
    return {
        "document": document,
        "text_sha256": read.text_sha256 if read else None,
        "kind": kind,
        "span": quoted(read.text, span) if read and span else None,
        "record": record,
    }


def _added(connection: Connection, view: LedgerView, addition: Addition) -> tuple[Record, dict[str, Any]]:
    found = matching(connection, ["document"], addition.document)
    if found is None:
        raise UnknownRecord(kind="document", prefix=addition.document)
    read = view.document(found)
    if not 0 <= addition.start < addition.end <= len(read.text):
        msg = f"the words from {addition.start} to {addition.end} are not in the document; it has {len(read.text)} code points"
        raise JudgementError(msg)
    span = Span(addition.start, addition.end)
    value = addition_fields(addition.kind, addition.fields, read, span)
    identifier = record_id(addition.kind, read.id, [span])
    if matching(connection, [addition.kind], identifier):
        msg = f"{identifier} stands on these words already; accept it or correct it"
        raise JudgementError(msg)
    return _located(view, read.id, addition.kind, span, identifier), value


def _earlier(view: LedgerView, record: Record) -> Record | None:
    """Return the judgement in force by the same person on the same records and the same matter, which `record` takes the place of."""
    if record["verdict"] == "add":
        return None
    judged = [{earlier["id"]: earlier for earlier in view.verdicts(target["record"])} for target in record["targets"]]
    for earlier in judged[0].values():
        alike = _CLASS[earlier["verdict"]] == _CLASS[record["verdict"]] and all(earlier[key] == record[key] for key in ("by", "field"))
        if alike and all(earlier["id"] in found for found in judged):
            return earlier
    return None


def _at(given: str | None) -> str:
    try:
        moment = datetime.fromisoformat(given) if given else datetime.now(UTC)
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        msg = f"{given!r} is not a time; write it like 2031-05-03T14:00:00Z"
        raise JudgementError(msg)
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
