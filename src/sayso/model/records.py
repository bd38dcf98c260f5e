"""From values to the JSON objects of docs/records.md, the form in which the ledger keeps and exports them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from sayso.model.document import Document
from sayso.model.finding import Finding
from sayso.model.span import Span
from sayso.model.statement import By, Link, Medium, Speaker, Statement, Uttered

#: The version of the record format (docs/records.md).
FORMAT = "sayso/1"

#: Every kind of record that the format knows, in the order of the export; some are still to come.
KINDS = (
    "document",
    "entity",
    "event",
    "figure",
    "finding",
    "happening",
    "judgement",
    "name_use",
    "origin",
    "place",
    "statement",
    "term",
    "time",
)

Record = dict[str, Any]


def encode(record: Record) -> str:
    """Return the one JSON text that stands for `record`: keys in record order, no spaces, not escaped beyond JSON's need."""
    return json.dumps(record, ensure_ascii=False, separators=(",", ":"))


def document_record(document: Document) -> Record:
    """Return the record of a document as read; `replaces` and `current` are the ledger's to fill."""
    return {
        "kind": "document",
        "id": document.id,
        "identity": document.identity,
        "sha256": document.sha256,
        "text_sha256": document.text_sha256,
        "path": document.path,
        "url": document.url,
        "media_type": document.media_type,
        "encoding": document.encoding,
        "publisher": document.publisher,
        "author": document.author,
        "title": document.title,
        "side": document.side,
        "published": document.published,
        "published_from": document.published_from,
        "created": document.created,
        "retrieved": document.retrieved,
        "language": document.language,
        "replaces": None,
        "current": True,
        "text": document.text,
    }


def statement_record(statement: Statement, document: Document) -> Record:
    """Return the record of a statement, its spans with the words they cover."""
    return {
        "kind": "statement",
        "id": statement.id,
        "document": statement.document,
        "mode": statement.mode,
        "content": spans_json(statement.content, document),
        "cue": span_json(statement.cue, document) if statement.cue else None,
        "cue_kind": statement.cue_kind,
        "source": spans_json(statement.source, document),
        "speaker": _speaker(statement.speaker),
        "on_behalf_of": _speaker(statement.on_behalf_of) if statement.on_behalf_of else None,
        "parent": statement.parent,
        "links": [_link(link, document) for link in statement.links],
        "chain": list(statement.chain),
        "said": statement.said,
        "uttered": _uttered(statement.uttered, document) if statement.uttered else None,
        "medium": _medium(statement.medium, document) if statement.medium else None,
        "polarity": statement.polarity,
        "hedged": statement.hedged,
        "by": _by(statement.by),
    }


def finding_record(finding: Finding, documents: dict[str, Document]) -> Record:
    """Return the record of a finding; `documents` holds, by id, those its spans stand in."""
    return {
        "kind": "finding",
        "id": finding.id,
        "rule": finding.rule,
        "verdict": finding.verdict,
        "working": finding.working,
        "about": list(finding.about),
        "spans": [{"document": d, **span_json(s, documents[d])} for d, s in finding.spans],
        "by": _by(finding.by),
    }


def span_json(span: Span, document: Document) -> Record:
    """Return `{start, end, text}`, with `at` (page and box, in points) where the document is a PDF."""
    found: Record = {"start": span.start, "end": span.end, "text": span.of(document.text)}
    boxes = document.layout.at(span)
    if boxes:
        found["at"] = [{"page": b.page, "box": [b.left, b.bottom, b.right, b.top]} for b in boxes]
    return found


def spans_json(spans: Iterable[Span], document: Document) -> list[Record]:
    """Return the JSON of several spans, in their order."""
    return [span_json(span, document) for span in spans]


def _speaker(speaker: Speaker) -> Record:
    return {"name": speaker.name, "entity": speaker.entity, "type": speaker.type}


def _link(link: Link, document: Document) -> Record:
    medium = _medium(link.medium, document) if link.medium else None
    return {"name": link.name, "entity": link.entity, "type": link.type, "statement": link.statement, "medium": medium}


def _medium(medium: Medium, document: Document) -> Record:
    spans = spans_json(medium.spans, document)
    return {"title": medium.title, "number": medium.number, "date": medium.date, "spans": spans}


def _uttered(uttered: Uttered, document: Document) -> Record:
    where = {"time": uttered.time, "place": uttered.place}
    return {key: span_json(span, document) if span else None for key, span in where.items()}


def _by(by: By) -> Record:
    return {"rule": by.rule, "score": by.score}
