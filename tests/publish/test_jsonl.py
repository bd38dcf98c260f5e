"""The export: every line as the schema says, in one order, whatever order things came in."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from tests.ledger.invented import BULLETIN, analysis, document, statement

from sayso.ledger import Addition, Decision, Ledger
from sayso.model.analysis import Analysis
from sayso.publish import jsonl

SCHEMA = json.loads((Path(__file__).parents[2] / "docs" / "records.schema.json").read_text("utf-8"))
TEXTS = {"a.txt": BULLETIN, "b/c.txt": "Noon. " + BULLETIN, "d.txt": "The ferry “sank”.", "ü.txt": BULLETIN}
ANALYSES = [analysis(document(text, identity)) for identity, text in TEXTS.items()]


def export(ledger: Ledger) -> list[str]:
    """Return the lines of the export."""
    file = io.StringIO()
    jsonl.write(ledger, file)
    assert file.getvalue().endswith("\n")
    return file.getvalue().split("\n")[:-1]


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    """Return a ledger with all that an export can hold."""
    ledger = Ledger.open(tmp_path / "sayso.db", create=True)
    ledger.describe({"sayso": "1"})
    for each in ANALYSES:
        ledger.write(each, "r1")
    read = ANALYSES[0].document
    words = statement(read, "any boat had left")
    finding = {"kind": "finding", "id": f"finding1-{'a' * 20}", "rule": "sums", "verdict": "fails", "working": "2 + 2 is not 5"}
    spans = [{"document": read.id, **words["content"][0]}]
    ledger.derive("finding", [{**finding, "about": [read.id], "spans": spans, "by": {"rule": "sums", "score": None}}])
    ledger.judge(Decision("accept", "Ana", (read.id,)))
    ledger.judge(Decision("correct", "Ana", (words["id"],), "hedged", "yes", note="why"))
    ledger.judge(Decision("add", "Ana", addition=Addition("statement", read.id, 0, 9, {"speaker": "Bo"})))
    return ledger


def test_every_line_is_as_the_schema_says(ledger: Ledger) -> None:
    """Header, documents with text, statements, findings and judgements are all valid."""
    validator = Draft202012Validator(SCHEMA)
    records = [json.loads(line) for line in export(ledger)]
    for record in records:
        validator.validate(record)
    assert {record["kind"] for record in records} == {"ledger", "document", "statement", "finding", "judgement"}
    ledger.close()


def test_lines_are_sorted_by_kind_document_span_and_id(ledger: Ledger) -> None:
    """The header comes first, then each record at the place that its kind, document, words and id give it."""
    first, *records = [json.loads(line) for line in export(ledger)]
    assert first["kind"] == "ledger"

    def place(record: dict[str, object]) -> tuple[object, ...]:
        about: dict[str, object] = record["targets"][0] if record["kind"] == "judgement" else record  # type: ignore[index]
        spans = record.get("content") or record.get("spans") or [about.get("span") or {"start": -1, "end": -1}]
        span = spans[0]  # type: ignore[index]
        document = about.get("document") or span.get("document") or record["id"]
        return record["kind"], document, span["start"], span["end"], record["id"]

    assert [place(r) for r in records] == sorted(place(r) for r in records)
    ledger.close()


@given(st.permutations(ANALYSES))
def test_the_order_of_writing_does_not_matter(tmp_path_factory: pytest.TempPathFactory, order: list[Analysis]) -> None:
    """The same documents give the same bytes in any order."""
    folder = tmp_path_factory.mktemp("order")
    exports = []
    for name, each in (("one", ANALYSES), ("other", order)):
        with Ledger.open(folder / f"{name}.db", create=True) as ledger:
            for item in each:
                ledger.write(item, "r1")
            exports.append(export(ledger))
    assert exports[0] == exports[1]
