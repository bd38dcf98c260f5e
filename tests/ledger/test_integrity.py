"""`verify` finds every kind of change to a ledger, and nothing in a whole one."""

from __future__ import annotations

import dataclasses
import json
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.ledger.invented import BULLETIN, analysis, document, statement

from sayso.ledger import Addition, Decision, Fault, Ledger
from sayso.ledger.judgements import judgement_id
from sayso.model.document import Document
from sayso.model.records import Record

READ = document()
LATER = document("A correction. " + BULLETIN)
WORDS = "any boat had left"


def finding(read: Document) -> Record:
    """Return a finding on the words of a statement."""
    span = {"document": read.id, **statement(read, WORDS)["content"][0]}
    about, by = [read.id], {"rule": "sums", "score": None}
    common = {"rule": "sums", "verdict": "fails", "working": "-", "about": about, "spans": [span], "by": by}
    return {"kind": "finding", "id": f"finding1-{'a' * 20}", **common}


@pytest.fixture
def whole(path: Path) -> Path:
    """Return a ledger with two versions, findings, judgements and an added statement."""
    with Ledger.open(path, create=True) as ledger:
        ledger.write(analysis(READ), "r1")
        ledger.judge(Decision("accept", "Ana", (str(statement(READ, WORDS)["id"]),)))
        ledger.judge(Decision("add", "Ana", addition=Addition("statement", READ.id, 0, 9)))
        ledger.write(analysis(LATER), "r1")
        ledger.derive("finding", [finding(LATER)])
    return path


def faults(path: Path) -> list[Fault]:
    """Return what `verify` finds."""
    with Ledger.open(path) as ledger:
        return list(ledger.verify())


def test_a_whole_ledger_has_no_fault(whole: Path) -> None:
    """Versions, judgements, additions and derived records all verify, also when read only."""
    assert faults(whole) == []
    with Ledger.open(whole, readonly=True) as ledger:
        assert list(ledger.verify()) == []


def test_an_empty_ledger_has_no_fault(ledger: Ledger) -> None:
    """Nothing to find."""
    assert list(ledger.verify()) == []


def test_a_better_text_of_the_same_bytes_is_no_fault_of_old_judgements(whole: Path) -> None:
    """A judgement quotes the text it was made on; only that text can contradict it."""
    better = dataclasses.replace(LATER, text=LATER.text.upper(), text_sha256="", paragraphs=())
    with Ledger.open(whole) as ledger:
        ledger.write(analysis(better, []), "r2")
    assert [fault.what for fault in faults(whole) if fault.where.startswith("judgement")] == []


CHANGES: dict[str, tuple[str, str]] = {
    "original": ("UPDATE original SET data = X'00'", "bytes are not those"),
    "original's size": ("UPDATE original SET size = size + 1", "bytes are not those"),
    "text": ("UPDATE document SET text = CAST(replace(text, 'boat', 'ship') AS BLOB)", "not the text that was read"),
    "title": ("""UPDATE document SET body = replace(body, '"title":null', '"title":"New"')""", "not as it was written"),
    "recipe": ("UPDATE document SET recipe = 'r9'", "not as it was written"),
    "layout": ("UPDATE document SET layout = X'00'", "not as it was written"),
    "identity": ("UPDATE document SET identity = identity || 'x'", "not the hash of its identity"),
    "row": ("UPDATE document SET text_sha256 = sha256 || 'x'", "differs from its row"),
    "speaker": ("UPDATE record SET body = replace(body, 'Ada Quill', 'Ben Quill')", "not as it was written"),
    "record gone": ("DELETE FROM record WHERE kind = 'statement'", "not as it was written"),
    "words": ("UPDATE record SET body = replace(body, 'any boat', 'no  boat')", "are not 'no  boat had left'"),
    "place": ('UPDATE record SET start = start + 1, "end" = "end" + 1 WHERE kind = \'statement\'', "differs from its row"),
    "record's id": (
        "UPDATE record SET id = 'statement1-00', body = replace(body, id, 'statement1-00') WHERE number = 1",
        "not the hash of its words' place",
    ),
    "parent": ("""UPDATE record SET body = replace(body, '"parent":null', '"parent":"statement1-0"')""", "which is not there"),
    "body": ("UPDATE record SET body = '{}' WHERE number = 2", "makes no sense"),
    "body's form": ("UPDATE record SET body = '['", "makes no sense"),
    "paragraphs": ("UPDATE document SET paragraphs = X'00'", "makes no sense"),
    "derived body": ("UPDATE record SET body = '[' WHERE kind = 'finding'", "makes no sense"),
    "derived gone": ("DELETE FROM record WHERE kind = 'finding'", "one of them is not as it was written"),
    "reference": ("UPDATE record SET document = 'document1-0' WHERE kind = 'finding'", "refers to a document that is not there"),
    "finding": ("UPDATE record SET body = replace(body, 'fails', 'holds')", "one of them is not as it was written"),
    "finding's words": ("UPDATE record SET body = replace(body, 'boat had left', 'boat has left') WHERE kind = 'finding'", "boat has left"),
    "statement index": ("UPDATE statement_words SET words = 'other'", "not its content"),
    "paragraph index": ("UPDATE paragraph_words SET words = 'other'", "not its text"),
    "paragraph index gone": ("DELETE FROM paragraph_words", "not its text"),
    "inside of an index": ("DELETE FROM paragraph_words_data WHERE id > 10", "index"),
}


@pytest.mark.parametrize(("change", "expected"), CHANGES.values(), ids=CHANGES)
def test_a_change_is_found(whole: Path, change: str, expected: str) -> None:
    """Whatever is altered, there is a line that says what and where."""
    raw = sqlite3.connect(whole)
    raw.execute(change)
    raw.commit()
    raw.close()
    found = faults(whole)
    assert any(expected in fault.what for fault in found), found
    assert all(fault.where and "\n" not in fault.what + fault.where for fault in found)


def change_judgement(path: Path, change: Callable[[Record], None], *, with_id: bool) -> None:
    """Alter the oldest judgement, past the triggers that forbid it, and give it the fitting id if asked to."""
    raw = sqlite3.connect(path)
    raw.execute("DROP TRIGGER judgement_is_not_changed")
    number, body = raw.execute("SELECT number, body FROM judgement ORDER BY number").fetchone()
    record = json.loads(body)
    change(record)
    if with_id:
        record["id"] = judgement_id(record)
    raw.execute("UPDATE judgement SET id = ?, body = ? WHERE number = ?", (record["id"], json.dumps(record), number))
    raw.execute("UPDATE attachment SET judgement = ? WHERE judged = ?", (record["id"], record["targets"][0]["record"]))
    raw.commit()
    raw.close()


def test_a_changed_judgement_is_found(whole: Path) -> None:
    """A verdict that was turned round no longer has its id."""
    change_judgement(whole, lambda record: record.update(verdict="reject"), with_id=False)
    assert "it is not as it was decided" in [fault.what for fault in faults(whole)]


def test_words_put_into_a_judgement_are_found(whole: Path) -> None:
    """Even with a fitting id the words must be those of the text."""
    change_judgement(whole, lambda record: record["targets"][0]["span"].update(text="no boat had left"), with_id=True)
    assert any("'no boat had left'" in fault.what for fault in faults(whole))


def test_a_damaged_file_is_a_fault_and_not_an_error(whole: Path) -> None:
    """Overwritten pages are listed; what stands on them is not asked further."""
    data = bytearray(whole.read_bytes())
    data[8 * 4096 : 12 * 4096] = b"\xa5" * (4 * 4096)
    whole.write_bytes(data)
    found = faults(whole)
    assert found
    assert all("\n" not in fault.what for fault in found)
